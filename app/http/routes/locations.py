"""`/locations`: the offices, by distance and by opening hours."""

import datetime as dt
import re
from typing import Annotated, Any, Final, TypeAlias
from zoneinfo import ZoneInfo

from fastapi import Query, Request, Response
from pydantic import Field

from app.clinic.geography import distance_km
from app.front_matter.coordinates import Coordinates, GeographyError
from app.http.errors import invalid_error
from app.http.filters import Filter, filter_field, matching
from app.http.inclusion import IncludeQuery, RecordQuery, parse_inclusion, with_included
from app.http.queries import (
    CurrentCatalog,
    ListQuery,
    Slug,
    in_order,
    selection,
    sort_field,
)
from app.http.responses import ListPart, find_record, list_answer, respond
from app.http.routing import NOT_FOUND_OR_GONE, create_router, list_whole_or_part, whole_or_part
from app.records import Location
from app.regex import regex
from app.views.answers import NEVER, SHARED, encode, record_answer
from app.views.catalog import Catalog
from app.views.clinic import LocationView, clinic_view
from app.views.lists import LOCATION_SORTS, ListedLocationView
from app.views.selection import Selection

router = create_router("locations")
_COORDINATES: Final = regex(r"\s*(-?[0-9]+(?:\.[0-9]+)?)\s*,\s*(-?[0-9]+(?:\.[0-9]+)?)\s*")
# The parameter that adds a field.
_ADDED_BY: Final = {"distance_km": "near", "open": "open_at", "next_change": "open_at"}

OpenAt: TypeAlias = Annotated[
    str | None,
    Field(
        description=(
            "`now`, or a time in ISO 8601 (without an offset: on each office's own clock): "
            "adds `open` and `next_change`."
        )
    ),
]


class LocationQuery(IncludeQuery, ListQuery):
    """The query parameters of `/locations`."""

    near: str | None = Field(
        None,
        description="`latitude,longitude` in degrees: the nearest first; adds `distance_km`.",
        json_schema_extra={"pattern": r"^-?[0-9]+(\.[0-9]+)?,-?[0-9]+(\.[0-9]+)?$"},
    )
    open_at: OpenAt = None
    slug: Filter = filter_field("Only the offices of these slugs, by comma.")
    sort: str | None = sort_field(LOCATION_SORTS)


class LocationRecordQuery(RecordQuery):
    """The query parameters of a single office."""

    open_at: OpenAt = None


@router.get(
    "/locations",
    operation_id="listLocations",
    response_model=list_whole_or_part(ListedLocationView),
)
def list_locations(
    request: Request, catalog: CurrentCatalog, query: Annotated[LocationQuery, Query()]
) -> Response:
    """The offices by name, or the nearest first if `near` is given, with all their fields."""
    locations = catalog.library.locations
    selected = _selection(query.fields, ListedLocationView, query.near, query.open_at)
    inclusion = parse_inclusion(query, "location")
    distances = _distances(catalog, query.near)
    moment = _moment(query.open_at)
    numbers, unmatched = matching(catalog.locations, {"slug": query.slug})
    if distances is not None:
        numbers.sort(key=lambda number: (distances[number] is None, distances[number] or 0.0))
    numbers = in_order(catalog.locations, numbers, query.sort)
    part = ListPart(len(numbers), query.limit, query.offset, unmatched)
    items = []
    for number in part.of(numbers):
        view = dict(clinic_view(locations[number], catalog.digests))
        if distances is not None:
            distance = distances[number]
            view["distance_km"] = None if distance is None else round(distance, 3)
        if moment is not None:
            view |= _state(catalog, locations[number].slug, moment)
        items.append(encode(view if selected is None else selected.pick(view)))
    answer = list_answer(request, items, part, _caching(query.open_at))
    offices = [locations[number] for number in part.of(numbers)]
    return respond(catalog, with_included(request, catalog, answer, offices, inclusion))


@router.get(
    "/locations/{slug:path}",
    operation_id="getLocation",
    response_model=whole_or_part(LocationView),
    responses=NOT_FOUND_OR_GONE,
)
def get_location(
    request: Request,
    catalog: CurrentCatalog,
    slug: Slug,
    query: Annotated[LocationRecordQuery, Query()],
) -> Response:
    """An office."""
    location = find_record(catalog, "location", slug)
    assert isinstance(location, Location)
    selected = _selection(query.fields, LocationView, None, query.open_at)
    inclusion = parse_inclusion(query, "location")
    moment = _moment(query.open_at)
    view = dict(clinic_view(location, catalog.digests))
    if moment is not None:
        view |= _state(catalog, location.slug, moment)
    answer = record_answer("location", location.slug, view, selected)
    answer = answer._replace(cache_control=_caching(query.open_at))
    return respond(catalog, with_included(request, catalog, answer, [location], inclusion))


def _selection(
    fields: str | None, view: Any, near: str | None, open_at: str | None
) -> Selection | None:
    """Return the selected fields. Raises RequestError if the parameter that adds one is missing."""
    values = {"near": near, "open_at": open_at}
    selected = selection(fields, view, _ADDED_BY)
    for name, parameter in _ADDED_BY.items():
        if selected and name in selected.names and values[parameter] is None:
            raise invalid_error("fields", f"{name} requires the parameter {parameter}")
    return selected


def _caching(open_at: str | None) -> str:
    return NEVER if open_at == "now" else SHARED


def _distances(catalog: Catalog, near: str | None) -> list[float | None] | None:
    """Return the kilometres to each office; None for an office without coordinates."""
    if near is None:
        return None
    match = _COORDINATES.fullmatch(near)
    if match is None:
        message = f'"{near}" is not a place; write latitude,longitude such as 40.02,-105.27'
        raise invalid_error("near", message)
    try:
        here = Coordinates(float(match[1]), float(match[2]))
    except GeographyError:
        message = f'"{near}" is not a place; latitude is -90 to 90, longitude -180 to 180'
        raise invalid_error("near", message) from None
    places = [location.geo for location in catalog.library.locations]
    return [
        None if geo is None else distance_km(here, Coordinates(geo.latitude, geo.longitude))
        for geo in places
    ]


def _moment(text: str | None) -> dt.datetime | None:
    if text is None:
        return None
    if text == "now":
        return dt.datetime.now(dt.UTC)
    try:
        # An unencoded plus sign in a query is a space.
        return dt.datetime.fromisoformat(re.sub(r" (?=[0-9]{2}:?[0-9]{2}$)", "+", text))
    except ValueError:
        message = f'"{text}" is not a time; write now, or one such as 2026-11-26T09:00:00-07:00'
        raise invalid_error("open_at", message, ["now"]) from None


def _state(catalog: Catalog, slug: str, moment: dt.datetime) -> dict[str, bool | str | None]:
    """Return whether the office is open, and the time of the next change; nulls if unknown."""
    hours = catalog.library.hours.get(slug)
    zone = moment.tzinfo or (hours and hours.time_zone and ZoneInfo(hours.time_zone))
    if not hours or not zone:
        return {"open": None, "next_change": None}
    state = hours.state(moment.replace(tzinfo=zone))
    change = state.next_change
    change_text = None if change is None else change.isoformat(timespec="seconds")
    return {"open": state.open, "next_change": change_text}
