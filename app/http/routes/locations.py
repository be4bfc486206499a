"""`/locations`: the offices, by distance and by what is open."""

import datetime as dt
import re
from typing import Annotated, Any, Final
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import BaseModel, Field

from app.clinic.geography import distance_km
from app.front_matter.places import Coordinates, GeographyError
from app.http.errors import invalid
from app.http.list_answers import list_answer
from app.http.queries import (
    DEFAULT_LIMIT,
    CurrentCatalog,
    Fields,
    Limit,
    Offset,
    Slug,
    by_comma,
    in_order,
    missing,
    selection,
    strict_query,
)
from app.http.responses import respond
from app.http.routing import DocumentedRoute
from app.records import Geo
from app.views.answers import NEVER, SHARED, encode
from app.views.catalog import Catalog
from app.views.indexes import LOCATION_SORTS
from app.views.locations import ListedLocationView, LocationView, location_view, moment_text
from app.views.records import record_answer
from app.views.selection import shape_of
from app.views.shapes import HttpProblemView, ListView

router = APIRouter(
    tags=["locations"], route_class=DocumentedRoute, dependencies=[Depends(strict_query)]
)
_PLACE: Final = re.compile(r"\s*(-?[0-9]+(?:\.[0-9]+)?)\s*,\s*(-?[0-9]+(?:\.[0-9]+)?)\s*")
_ASKED: Final = {"distance_km": "near", "open": "open_at", "next_change": "open_at"}


class LocationQuery(BaseModel):
    """What `/locations` may be asked for."""

    near: str | None = Field(
        None,
        description="`latitude,longitude` in degrees: nearest first, adds `distance_km`.",
        json_schema_extra={"pattern": r"^-?[0-9]+(\.[0-9]+)?,-?[0-9]+(\.[0-9]+)?$"},
    )
    open_at: str | None = Field(
        None,
        description=(
            "`now`, or a moment in ISO 8601 (without an offset: on each office's own clock): "
            "adds `open` and `next_change`."
        ),
    )
    sort: str | None = Field(
        None,
        description=f"By {', '.join(LOCATION_SORTS)}; a hyphen before it turns the order round.",
        json_schema_extra=by_comma(LOCATION_SORTS, signed=True),
    )
    limit: Limit = DEFAULT_LIMIT
    offset: Offset = 0
    fields: Fields = None


@router.get(
    "/locations",
    operation_id="listLocations",
    response_model=ListView[ListedLocationView],
    responses={422: {"model": HttpProblemView}},
)
def list_locations(
    request: Request, catalog: CurrentCatalog, query: Annotated[LocationQuery, Query()]
) -> Response:
    """The offices, whole: by name, or nearest first where `near` is given."""
    locations = catalog.library.locations
    picked = selection(query.fields, shape_of(ListedLocationView))
    if picked is not None:
        for name, parameter in _ASKED.items():
            if name in picked.names and getattr(query, parameter) is None:
                raise invalid("fields", f"{name} is there only with the parameter {parameter}")
    distances = _distances(catalog, query.near)
    moment = _moment(query.open_at)
    found = list(range(len(locations)))
    if distances is not None:
        found.sort(key=lambda each: (distances[each] is None, distances[each] or 0.0))
    found = in_order(found, query.sort, catalog.location_ranks)
    items = []
    for index in found[query.offset : query.offset + query.limit]:
        view: Any = location_view(locations[index])
        if distances is not None:
            distance = distances[index]
            view["distance_km"] = None if distance is None else round(distance, 3)
        if moment is not None:
            view |= _state(catalog, locations[index].slug, moment)
        items.append(encode(view if picked is None else picked.pick(view)))
    answer = list_answer(
        request,
        items,
        len(found),
        query.limit,
        query.offset,
        ("locations",),
        cache_control=NEVER if query.open_at == "now" else SHARED,
    )
    return respond(catalog, answer)


@router.get(
    "/locations/{slug:path}",
    operation_id="getLocation",
    response_model=LocationView,
    responses={
        404: {"model": HttpProblemView},
        410: {"model": HttpProblemView},
        422: {"model": HttpProblemView},
    },
)
def get_location(catalog: CurrentCatalog, slug: Slug, fields: Fields = None) -> Response:
    """An office."""
    location = catalog.library.locations_by_slug.get(slug)
    if location is None:
        near = catalog.near("location", slug)
        raise missing(catalog, "location", slug, near)
    picked = selection(fields, shape_of(LocationView))
    return respond(catalog, record_answer("location", slug, location_view(location), picked))


def _distances(catalog: Catalog, near: str | None) -> list[float | None] | None:
    """Kilometres to each office; None for one that does not tell where it is."""
    if near is None:
        return None
    match = _PLACE.fullmatch(near)
    if match is None:
        message = f'"{near}" is no place; write latitude,longitude such as 40.02,-105.27'
        raise invalid("near", message)
    try:
        here = Coordinates(float(match[1]), float(match[2]))
    except GeographyError:
        message = f'"{near}" is no place; latitude is from -90 to 90, longitude from -180 to 180'
        raise invalid("near", message) from None

    def distance(geo: Geo | None) -> float | None:
        if geo is None:
            return None
        return distance_km(here, Coordinates(geo.latitude, geo.longitude))

    return [distance(location.geo) for location in catalog.library.locations]


def _moment(text: str | None) -> dt.datetime | None:
    if text is None:
        return None
    if text == "now":
        return dt.datetime.now(dt.UTC)
    try:
        # A plus sign in a query is a space, unless it was encoded.
        return dt.datetime.fromisoformat(re.sub(r" (?=[0-9]{2}:?[0-9]{2}$)", "+", text))
    except ValueError:
        message = f'"{text}" is no moment; write now, or one such as 2026-11-26T09:00:00-07:00'
        raise invalid("open_at", message, ["now"]) from None


def _state(catalog: Catalog, slug: str, moment: dt.datetime) -> dict[str, bool | str | None]:
    """Whether the office is open, and until when; nulls where nobody knows."""
    hours = catalog.library.hours.get(slug)
    if hours is None:
        return {"open": None, "next_change": None}
    if moment.tzinfo is None:
        if hours.time_zone is None:
            return {"open": None, "next_change": None}
        moment = moment.replace(tzinfo=ZoneInfo(hours.time_zone))
    state = hours.state(moment)
    return {"open": state.open, "next_change": moment_text(state.next_change)}
