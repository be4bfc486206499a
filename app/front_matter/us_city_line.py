"""The city line of a US address: city, state and ZIP code."""

import re
from types import MappingProxyType
from typing import Final, NamedTuple

from app.front_matter.places import GeographyError
from app.problems import shorten

_COUNTRY: Final = re.compile(
    r"(?:USA|U\.S\.A|U\.S|US|United States(?: of America)?)\.?\Z", re.IGNORECASE
)
# The hyphen of a nine-digit code may be a dash or missing.
_ZIP: Final = re.compile(r"(?<!\d)(\d{5})(?:[-\u2010-\u2015 ]?(\d{4}))?\Z")

# The codes of the US Postal Service: states, the district, territories.
_REGIONS: Final = MappingProxyType(
    {
        "alabama": "AL",
        "alaska": "AK",
        "american samoa": "AS",
        "arizona": "AZ",
        "arkansas": "AR",
        "california": "CA",
        "colorado": "CO",
        "connecticut": "CT",
        "delaware": "DE",
        "district of columbia": "DC",
        "florida": "FL",
        "georgia": "GA",
        "guam": "GU",
        "hawaii": "HI",
        "idaho": "ID",
        "illinois": "IL",
        "indiana": "IN",
        "iowa": "IA",
        "kansas": "KS",
        "kentucky": "KY",
        "louisiana": "LA",
        "maine": "ME",
        "maryland": "MD",
        "massachusetts": "MA",
        "michigan": "MI",
        "minnesota": "MN",
        "mississippi": "MS",
        "missouri": "MO",
        "montana": "MT",
        "nebraska": "NE",
        "nevada": "NV",
        "new hampshire": "NH",
        "new jersey": "NJ",
        "new mexico": "NM",
        "new york": "NY",
        "north carolina": "NC",
        "north dakota": "ND",
        "northern mariana islands": "MP",
        "ohio": "OH",
        "oklahoma": "OK",
        "oregon": "OR",
        "pennsylvania": "PA",
        "puerto rico": "PR",
        "rhode island": "RI",
        "south carolina": "SC",
        "south dakota": "SD",
        "tennessee": "TN",
        "texas": "TX",
        "us virgin islands": "VI",
        "utah": "UT",
        "vermont": "VT",
        "virginia": "VA",
        "washington": "WA",
        "west virginia": "WV",
        "wisconsin": "WI",
        "wyoming": "WY",
    }
)
_CODES: Final = frozenset(_REGIONS.values())
# Abbreviations of before the two-letter codes, without full stops.
_ABBREVIATIONS: Final = MappingProxyType(
    {
        **{name: name.upper() for name in ("ga", "ky", "la", "md", "pa", "va", "vt")},
        "ala": "AL",
        "alas": "AK",
        "ariz": "AZ",
        "ark": "AR",
        "cal": "CA",
        "calif": "CA",
        "col": "CO",
        "colo": "CO",
        "conn": "CT",
        "del": "DE",
        "fla": "FL",
        "ida": "ID",
        "ill": "IL",
        "ind": "IN",
        "kan": "KS",
        "kans": "KS",
        "ken": "KY",
        "mass": "MA",
        "mich": "MI",
        "minn": "MN",
        "miss": "MS",
        "mont": "MT",
        "neb": "NE",
        "nebr": "NE",
        "nev": "NV",
        "okla": "OK",
        "ore": "OR",
        "oreg": "OR",
        "penn": "PA",
        "penna": "PA",
        "tenn": "TN",
        "tex": "TX",
        "wash": "WA",
        "wis": "WI",
        "wisc": "WI",
        "wyo": "WY",
        "n h": "NH",
        "n j": "NJ",
        "n m": "NM",
        "n mex": "NM",
        "n y": "NY",
        "n c": "NC",
        "n d": "ND",
        "n dak": "ND",
        "s c": "SC",
        "s d": "SD",
        "s dak": "SD",
        "r i": "RI",
        "w va": "WV",
        "d c": "DC",
        "p r": "PR",
        "washington dc": "DC",
    }
)

# The states by the first digit of their ZIP codes.
_BY_DIGIT: Final = (
    *("CT MA ME NH NJ NY PR RI VT VI", "DE NY PA", "DC MD NC SC VA WV", "AL FL GA MS TN"),
    *("IN KY MI OH", "IA MN MT ND SD WI", "IL KS MO NE", "AR LA OK TX"),
    *("AZ CO ID NM NV UT WY", "AK AS CA GU HI MP OR WA"),
)


class CityLine(NamedTuple):
    """The last line of an address; `region` of a US one is the code of the state."""

    locality: str
    region: str | None
    postal_code: str | None
    country: str | None


def parse_us_city_line(text: str) -> CityLine:
    """Return the parts of a line such as "Boulder, CO 80303". Raises GeographyError.

    The comma may be missing, the state be its code, name or abbreviation, the ZIP code have five or
    nine digits, follow the state after a hyphen or at once, or be missing.
    """
    line = " ".join(text.split()).encode("utf-8", "backslashreplace").decode()
    parts = _parts(line) if len(line) <= 200 else None
    if parts is not None:
        return parts
    raise GeographyError(
        f'"{shorten(line)}" is not a city and state of the United States',
        'Write it like "Boulder, CO 80303".',
    )


def us_region(name: str) -> str | None:
    """Return the code of a state by its code, name or abbreviation."""
    plain = " ".join(re.sub(r"[.,]+", " ", name).split()).casefold()
    joined = plain.replace(" ", "")
    if joined.upper() in _CODES and len(joined) == 2:
        return joined.upper()
    return _REGIONS.get(plain) or _ABBREVIATIONS.get(plain)


def is_us_address(region: str | None, postal_code: str | None) -> bool:
    """Return True for a state and a ZIP code that is one of that state."""
    code = us_region(region) if region else None
    match = _ZIP.fullmatch(postal_code.strip()) if postal_code else None
    return code is not None and match is not None and code in _BY_DIGIT[int(match[1][0])].split()


def _without_country(line: str) -> str:
    place = line.strip(" ,.()")
    match = _COUNTRY.search(place)
    if match is None or place[: match.start()][-1:] not in {" ", ",", "("}:
        return place
    return place[: match.start()].strip(" ,(")


def _parts(line: str) -> CityLine | None:
    place = _without_country(line)
    postal_code = None
    if match := _ZIP.search(place):
        postal_code = match[1] + (f"-{match[2]}" if match[2] else "")
        place = place[: match.start()].rstrip(" ,-\u2010\u2011\u2012\u2013\u2014\u2015(")
    place = _without_country(place)
    # Longest names first: West Virginia is not Virginia.
    words = re.sub(r"([,(/])", r" , ", place.replace(")", " ")).split()
    for length in (3, 2, 1):
        region = us_region(" ".join(words[-length:]))
        locality = " ".join(words[:-length]).replace(" ,", ",").strip(" ,-\u2013")
        if region and locality and length < len(words):
            return CityLine(locality, region, postal_code, "US")
    return None
