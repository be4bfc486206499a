"""The office as clients see it, and what depends on where and when they ask."""

import datetime as dt
from typing import NotRequired

from typing_extensions import TypedDict

from app.records import Address, Geo, Location, OpeningTimes, Telephone, Weekday
from app.views.pages import pointer
from app.views.shapes import RefView


class AddressView(TypedDict):
    """A postal address."""

    street_address: str | None
    unit: str | None
    locality: str | None
    region: str | None
    postal_code: str | None
    country: str | None


class TelephoneView(TypedDict):
    """A telephone number to read and to dial."""

    display: str
    e164: str


class GeoView(TypedDict):
    """A place in degrees, WGS 84."""

    latitude: float
    longitude: float


class HoursView(TypedDict):
    """Opening hours of some days; `closes` before `opens` is after midnight."""

    days: list[Weekday]
    opens: str
    closes: str


class HoursExceptionView(TypedDict):
    """Other hours on one date; closed where the times are null."""

    date: str
    opens: str | None
    closes: str | None
    note: str | None


class OpeningHoursView(TypedDict):
    """When an office is open: as written, and as a regular week."""

    text: str | None
    time_zone: str | None
    schedule: list[HoursView]
    exceptions: list[HoursExceptionView]


class LocationView(TypedDict):
    """An office."""

    slug: str
    name: str
    page: RefView
    address: AddressView | None
    phone: TelephoneView | None
    fax: TelephoneView | None
    email: str | None
    geo: GeoView | None
    opening_hours: OpeningHoursView | None
    map_url: str | None
    accepts_new_patients: bool | None
    services: list[str]


class ListedLocationView(LocationView):
    """An office in a list: its distance where `near` is asked for, its state with `open_at`."""

    distance_km: NotRequired[float | None]
    open: NotRequired[bool | None]
    next_change: NotRequired[str | None]


def location_view(location: Location) -> LocationView:
    """An office."""
    return {
        "slug": location.slug,
        "name": location.name,
        "page": pointer(location.page),
        "address": _address(location.address),
        "phone": _telephone(location.phone),
        "fax": _telephone(location.fax),
        "email": location.email,
        "geo": _geo(location.geo),
        "opening_hours": _opening_hours(location.opening_hours),
        "map_url": location.map_url,
        "accepts_new_patients": location.accepts_new_patients,
        "services": list(location.services),
    }


def moment_text(moment: dt.datetime | None) -> str | None:
    """A moment in its own time zone, to the second. Specification: RFC 3339."""
    return moment.isoformat(timespec="seconds") if moment is not None else None


def _address(address: Address | None) -> AddressView | None:
    if address is None:
        return None
    return {
        "street_address": address.street_address,
        "unit": address.unit,
        "locality": address.locality,
        "region": address.region,
        "postal_code": address.postal_code,
        "country": address.country,
    }


def _telephone(number: Telephone | None) -> TelephoneView | None:
    return None if number is None else {"display": number.display, "e164": number.e164}


def _geo(geo: Geo | None) -> GeoView | None:
    return None if geo is None else {"latitude": geo.latitude, "longitude": geo.longitude}


def _opening_hours(hours: OpeningTimes | None) -> OpeningHoursView | None:
    if hours is None:
        return None
    return {
        "text": hours.text,
        "time_zone": hours.time_zone,
        "schedule": [
            {"days": list(each.days), "opens": each.opens, "closes": each.closes}
            for each in hours.schedule
        ],
        "exceptions": [
            {
                "date": each.date.isoformat(),
                "opens": each.opens,
                "closes": each.closes,
                "note": each.note,
            }
            for each in hours.exceptions
        ],
    }
