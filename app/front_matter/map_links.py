"""The place that a map's URL or embed code means."""

import re
from collections.abc import Iterable, Iterator
from typing import Final
from urllib.parse import unquote

from app.files.character_references import unescape
from app.front_matter.coordinates import Coordinates, GeographyError
from app.regex import regex

_NUMBER: Final = r"([+-]?\d{1,3}(?:\.\d{1,20})?)(?![\d.])"
_PAIR: Final = rf"\s{{0,3}}{_NUMBER}\s{{0,3}},\s{{0,3}}{_NUMBER}"
_LONGEST_URL: Final = 20_000
# Places closer than this, in degrees, are one: some hundred metres.
_SAME: Final = 0.001
# The middle of an embedded map that shows at most so many metres is the place that it was made for.
_CLOSE_METRES: Final = 10_000.0

_DESTINATION: Final = regex(r"[?&#](?:daddr|destination|to)=([^&#]{0,500})", re.IGNORECASE)
_DIRECTIONS: Final = regex(r"/dir/([^?#]{0,2000})", re.IGNORECASE)
_ROUTE: Final = regex(r"[?&#]route=([-+\d.,; ]{0,500})", re.IGNORECASE)
_WAYPOINT: Final = regex(rf"!2m2!1d{_NUMBER}!2d{_NUMBER}")
_EMBEDDED_WAYPOINT: Final = regex(rf"!3m2!1d{_NUMBER}!2d{_NUMBER}")
_PIN: Final = regex(rf"!3d{_NUMBER}!4d{_NUMBER}")
_NAMED: Final = (
    regex(
        rf"[?&#](?:q|query|coordinate|marker|address)=(?:loc:|[^&#@]{{0,200}}@)?{_PAIR}",
        re.IGNORECASE,
    ),
    regex(rf"/(?:place|search)/{_PAIR}(?=[/?\s(]|$)", re.IGNORECASE),
    # The pins of Bing.
    regex(rf"[?&#]pp={_NUMBER}~{_NUMBER}", re.IGNORECASE),
    regex(rf"[?&#]sp=point\.{_NUMBER}_{_NUMBER}", re.IGNORECASE),
)
# Without a comma only decimal fractions are certain to be no house numbers.
_SPACED: Final = regex(
    r"[?&#](?:q|query)=(?:loc:)?\s{0,3}([+-]?\d{1,3}\.\d{3,20})\s{1,3}([+-]?\d{1,3}\.\d{3,20})(?![\d.])",
    re.IGNORECASE,
)
_MARKER: Final = (
    regex(rf"[?&#]mlat={_NUMBER}", re.IGNORECASE),
    regex(rf"[?&#]mlon={_NUMBER}", re.IGNORECASE),
)
_GEO: Final = regex(rf"geo:{_PAIR}", re.IGNORECASE)
_DEGREES: Final = regex(
    r"""(\d{1,2})°\s?(\d{1,2})['′’]\s?(\d{1,2}(?:\.\d{1,9})?)(?:"|″|”|'')\s?([NS])[\s,]{1,3}"""
    r"""(\d{1,3})°\s?(\d{1,2})['′’]\s?(\d{1,2}(?:\.\d{1,9})?)(?:"|″|”|'')\s?([EW])"""
)
# Street View stands in front of the place.
_STREET_VIEW: Final = (
    regex(rf"[?&#](?:cbll|viewpoint)={_PAIR}", re.IGNORECASE),
    regex(rf"!2m2!1d{_NUMBER}!2d{_NUMBER}!3f"),
    regex(rf"@{_PAIR}(?=,\d{{1,2}}a[,/])"),
)
_PLACE_OR_CENTRE: Final = regex(rf"[?&#]ll={_PAIR}", re.IGNORECASE)
_EMBEDDED: Final = regex(rf"(?:!1d(\d{{1,9}}(?:\.\d{{1,20}})?))?!2d{_NUMBER}!3d{_NUMBER}")
_CENTRE: Final = regex(
    rf"(?:[?&#](?:center|sll|near)=|@|#map=\d{{1,2}}/){_PAIR}|#map=|!2d{_NUMBER}!3d", re.IGNORECASE
)
_REFERENCE: Final = regex(r"&#?\w{1,12};")
_IFRAME: Final = regex(r"<iframe\b", re.IGNORECASE)
_SOURCE: Final = regex(
    r"""\ssrc\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""", re.IGNORECASE
)
_WRITE: Final = "Write them as geo, with latitude and longitude."


def coordinates_of_map(text: str) -> Coordinates:
    """Return the coordinates in a map's URL, or in an `<iframe src="…">` with such a URL.

    Supported are URLs of Google Maps, OpenStreetMap, Apple Maps and Bing Maps, and `geo:`. A
    destination counts before pins and searched places, these before the place of a Street View. The
    middle of the view alone counts only in an embedded map of a small part of a town.

    Raises GeographyError if there are none, or if it is not certain which are meant: a map may also
    name its place by an address or an identifier that only its service can look up.
    """
    url = unquote(map_url(text)[:_LONGEST_URL].replace("+", " "))
    is_directions, destination = _destination(url)
    if destination is not None:
        return destination
    if is_directions:
        raise GeographyError("the map's destination has no coordinates", _WRITE)
    close_views = (
        _coordinates(match[3], match[2])
        for match in _EMBEDDED.finditer(url)
        if float(match[1] or 0) <= _CLOSE_METRES
    )
    named = (*_pairs((_PIN,), url), *_named(url))
    for places in (named, _pairs(_STREET_VIEW, url), _pairs((_PLACE_OR_CENTRE,), url), close_views):
        if place := _only(places):
            return place
    if _CENTRE.search(url):
        raise GeographyError("the map's URL has the middle of the view and no place", _WRITE)
    raise GeographyError("the map's URL contains no coordinates", _WRITE)


def map_url(text: str) -> str:
    """Return the URL of a map's embed code: the `src` of its iframe, or the text itself.

    Raises GeographyError for an iframe without one.
    """
    if frame := _IFRAME.search(text):
        if source := _SOURCE.search(text, frame.end()):
            return _unescaped(source[1] or source[2] or source[3] or "").strip()
        raise GeographyError(
            "the map's iframe has no src", "Copy the whole embed code of the map again."
        )
    return _unescaped(text).strip()


def _unescaped(text: str) -> str:
    # Only references that end in ";": "&center=" is not "&cent;er=".
    return _REFERENCE.sub(lambda match: unescape(match[0]), text)


def _coordinates(latitude: str, longitude: str) -> Coordinates:
    return Coordinates(float(latitude), float(longitude))


def _destination(url: str) -> tuple[bool, Coordinates | None]:
    """Return True for a map of directions, and the coordinates of the end if it has them."""
    written = _DESTINATION.findall(url)
    if written:
        ends = [text.rpartition("to:")[2].strip() for text in written]
        return True, _only(place for text in ends for place in _written(text))
    if match := _ROUTE.search(url):
        return True, _only(_pairs((re.compile(_PAIR),), match[1].rpartition(";")[2]))
    if match := _DIRECTIONS.search(url):
        stops = match[1].partition("/@")[0].partition("/data=")[0].strip("/").split("/")
        if ends := list(_written(stops[-1])):
            return True, _only(ends)
        points = [_coordinates(point[2], point[1]) for point in _WAYPOINT.finditer(url)]
        # Without one for each stop, which is the end is not certain.
        named = [stop for stop in stops if stop and not list(_written(stop))]
        return True, points[-1] if points and len(points) >= len(named) else None
    if points := [_coordinates(point[1], point[2]) for point in _EMBEDDED_WAYPOINT.finditer(url)]:
        return True, points[-1]
    return False, None


def _written(text: str) -> Iterator[Coordinates]:
    """Yield the coordinates that a text consists of."""
    if match := re.match(rf"(?:loc:)?{_PAIR}\s*(?:\(|$)", text):
        yield _coordinates(match[1], match[2])
    else:
        yield from _degrees(text)


def _named(url: str) -> Iterator[Coordinates]:
    places = list(_pairs((*_NAMED, _SPACED), url)) or list(_degrees(url))
    yield from places
    latitude, longitude = (pattern.search(url) for pattern in _MARKER)
    if latitude and longitude:
        yield _coordinates(latitude[1], longitude[1])
    if not places and (match := _GEO.match(url)):
        yield _coordinates(match[1], match[2])


def _degrees(text: str) -> Iterator[Coordinates]:
    """Yield the coordinates that are written in degrees, minutes and seconds."""
    for match in _DEGREES.finditer(text):
        north = int(match[1]) + int(match[2]) / 60 + float(match[3]) / 3600
        east = int(match[5]) + int(match[6]) / 60 + float(match[7]) / 3600
        yield Coordinates(
            round(-north if match[4] == "S" else north, 7),
            round(-east if match[8] == "W" else east, 7),
        )


def _pairs(patterns: Iterable[re.Pattern[str]], url: str) -> Iterator[Coordinates]:
    for pattern in patterns:
        for match in pattern.finditer(url):
            yield _coordinates(match[1], match[2])


def _only(places: Iterable[Coordinates]) -> Coordinates | None:
    """Return the place that all of these are; None for none. Raises GeographyError for two."""
    every = list(places)
    for other in every[1:]:
        north = other.latitude - every[0].latitude
        east = other.longitude - every[0].longitude
        if max(abs(north), abs(east)) > _SAME:
            message = "the map's URL has two places, so it is not certain which is meant"
            raise GeographyError(message, _WRITE)
    return every[0] if every else None
