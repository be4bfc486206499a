"""The city line of a US address: city, state and ZIP code."""

import re
from typing import Final, NamedTuple

from app.front_matter.coordinates import GeographyError
from app.front_matter.regions import region_code, split_region
from app.problems import shorten
from app.regex import regex

_COUNTRY: Final = regex(
    r"(?:USA|U\.S\.A|U\.S|US|United States(?: of America)?)\.?\Z", re.IGNORECASE
)
# The hyphen of a nine-digit code may be a dash or missing.
_ZIP: Final = regex(r"(?<!\d)(\d{5})(?:[-\u2010-\u2015 ]?(\d{4}))?\Z")
# A code before the city or the state: "80303 Boulder, CO", "Boulder 80303 CO".
_EARLIER_ZIP: Final = regex(r"(?:^|[ ,])(\d{5})(?:-(\d{4}))?(?=[ ,]+[^\W\d])")
# What stands in place of a comma.
_SEPARATORS: Final = regex(r" ?[|•·] ?")

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

    The comma may be missing or a bullet, the state be its code, name or abbreviation, the ZIP code
    have five or nine digits, follow the state after a hyphen or at once, or be missing. Before the
    city or the state it counts if it is one of that state.
    """
    line = " ".join(text.split()).encode("utf-8", "backslashreplace").decode()
    place = _without_country(_SEPARATORS.sub(", ", line).rstrip(" -"))
    postal_code = None
    if match := _ZIP.search(place):
        postal_code = match[1] + (f"-{match[2]}" if match[2] else "")
        place = place[: match.start()].rstrip(" ,-\u2010\u2011\u2012\u2013\u2014\u2015(")
    locality, region = split_region("US", _without_country(place).replace("/", ","))
    if postal_code is None and (match := _EARLIER_ZIP.search(place)):
        code = match[1] + (f"-{match[2]}" if match[2] else "")
        rest = f"{place[: match.start()]} {place[match.end() :]}".strip(" ,")
        city, state = split_region("US", _without_country(rest).replace("/", ","))
        if is_us_address(state, code):
            locality, region, postal_code = city, state, code
    if region and len(line) <= 200:
        return CityLine(locality, region, postal_code, "US")
    raise GeographyError(
        f'"{shorten(line)}" is not a city and state of the United States',
        'Write it like "Boulder, CO 80303".',
    )


def is_us_address(region: str | None, postal_code: str | None) -> bool:
    """Return True for a state and a ZIP code that is one of that state."""
    code = region_code("US", region) if region else None
    match = _ZIP.fullmatch(postal_code.strip()) if postal_code else None
    return code is not None and match is not None and code in _BY_DIGIT[int(match[1][0])].split()


def _without_country(line: str) -> str:
    place = line.strip(" ,.()")
    match = _COUNTRY.search(place)
    if match is None or place[: match.start()][-1:] not in {" ", ",", "("}:
        return place
    return place[: match.start()].strip(" ,(")
