"""Places as authors write them: coordinates, map links, and the city line of a US address."""

import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, NamedTuple
from urllib.parse import unquote

from app.files.character_references import unescape
from app.problems import shorten

_NUMBER: Final = r"([+-]?\d{1,3}(?:\.\d{1,20})?)(?![\d.])"
_PAIR: Final = rf"\s{{0,3}}{_NUMBER}\s{{0,3}},\s{{0,3}}{_NUMBER}"
# The pin comes before the centre of the map.
_LATITUDE_FIRST: Final = (
    re.compile(rf"!3d{_NUMBER}!4d{_NUMBER}"),
    re.compile(rf"[?&#](?:q|query|daddr|destination)=(?:loc:)?{_PAIR}", re.IGNORECASE),
    re.compile(rf"[?&#](?:ll|sll|cbll)={_PAIR}", re.IGNORECASE),
)
_LONGITUDE_FIRST: Final = re.compile(rf"!2d{_NUMBER}!3d{_NUMBER}")
_CENTRE: Final = (
    re.compile(rf"[?&#](?:center|viewpoint)={_PAIR}", re.IGNORECASE),
    re.compile(rf"@{_PAIR}"),
)
_REFERENCE: Final = re.compile(r"&#?\w{1,12};")
_IFRAME: Final = re.compile(r"<iframe\b", re.IGNORECASE)
_SOURCE: Final = re.compile(
    r"""\ssrc\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""", re.IGNORECASE
)

_CITY_LINE: Final = re.compile(
    r"(?P<place>.*?)(?:[\s,]+(?P<postal_code>\d{5}(?:-\d{4})?))?"
    r"(?:[\s,]+(?:USA|U\.S\.A\.|United States(?: of America)?))?",
    re.IGNORECASE,
)

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


@dataclass(frozen=True, slots=True)
class Coordinates:
    """Degrees on WGS 84, north and east positive."""

    latitude: float
    longitude: float

    def __post_init__(self) -> None:
        if not (-90 <= self.latitude <= 90 and -180 <= self.longitude <= 180):
            raise GeographyError(
                f"{self.latitude}, {self.longitude} are not coordinates",
                "Latitude comes first and is from -90 to 90; longitude is from -180 to 180.",
            )


class CityLine(NamedTuple):
    """The last line of a US address; `region` is the code of the state."""

    locality: str
    region: str
    postal_code: str | None


class GeographyError(ValueError):
    """A text without the place that it should have. `hint` is a whole sentence."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def coordinates_of_map(text: str) -> Coordinates:
    """Return the coordinates in a Google Maps URL, or in an `<iframe src="…">` with such a URL.

    Raises GeographyError if there are none: a map may also name its place by an address or an
    identifier that only Google can look up.
    """
    url = unquote(map_url(text).replace("+", " "))
    for pattern in _LATITUDE_FIRST:
        if match := pattern.search(url):
            return _coordinates(match[1], match[2])
    if match := _LONGITUDE_FIRST.search(url):
        return _coordinates(match[2], match[1])
    for pattern in _CENTRE:
        if match := pattern.search(url):
            return _coordinates(match[1], match[2])
    raise GeographyError(
        "the map's URL contains no coordinates",
        "Write them as geo, with latitude and longitude.",
    )


def map_url(text: str) -> str:
    """Return the URL of a map's embed code: the `src` of its iframe, or the text itself.

    Raises GeographyError for an iframe without one.
    """
    if frame := _IFRAME.search(text):
        if source := _SOURCE.search(text, frame.end()):
            return _unescaped(source[1] or source[2] or source[3] or "").strip()
        raise GeographyError(
            "the map's iframe has no src", "Copy the whole embed code from Google Maps again."
        )
    return _unescaped(text).strip()


def _unescaped(text: str) -> str:
    # Only references that end in ";": "&center=" is not "&cent;er=".
    return _REFERENCE.sub(lambda match: unescape(match[0]), text)


def _coordinates(latitude: str, longitude: str) -> Coordinates:
    return Coordinates(float(latitude), float(longitude))


def parse_us_city_line(text: str) -> CityLine:
    """Return the parts of a line such as "Boulder, CO 80303". Raises GeographyError.

    The comma may be missing, the state be its code or name, the ZIP code have five or nine digits
    or be missing.
    """
    line = " ".join(text.split()).encode("utf-8", "backslashreplace").decode()
    match = _CITY_LINE.fullmatch(line) if len(line) <= 200 else None
    if match:
        place = match["place"].strip(" ,")
        # Longest names first: West Virginia is not Virginia.
        words = place.replace(",", " , ").split()
        for length in (3, 2, 1):
            region = _region(" ".join(words[-length:]))
            locality = " ".join(words[:-length]).replace(" ,", ",").strip(" ,")
            if region and locality and length < len(words):
                return CityLine(locality, region, match["postal_code"])
    raise GeographyError(
        f'"{shorten(line)}" is not a city and state of the United States',
        'Write it like "Boulder, CO 80303".',
    )


def _region(name: str) -> str | None:
    plain = name.replace(".", "").strip()
    if plain.upper() in _CODES:
        return plain.upper()
    return _REGIONS.get(plain.casefold())
