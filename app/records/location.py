"""The location record: an office, with its address, telephone numbers and hours."""

from typing import Literal, TypeAlias

from app.records.base import IsoDate, Record, record_part
from app.records.link import Ref

Weekday: TypeAlias = Literal[
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"
]


@record_part
class Address:
    """A postal address; `country` is an ISO 3166-1 code of two letters."""

    street_address: str | None
    unit: str | None
    locality: str | None
    region: str | None
    postal_code: str | None
    country: str | None


@record_part
class Telephone:
    """A telephone number for people to read, and in E.164 for machines to dial.

    `e164` is null for a text that is no number, or whose country is unknown.
    """

    display: str
    e164: str | None


@record_part
class Geo:
    """A point in degrees, WGS 84."""

    latitude: float
    longitude: float


@record_part
class Hours:
    """Opening hours of some days, `HH:MM`; `closes` before `opens` is after midnight."""

    days: tuple[Weekday, ...]
    opens: str
    closes: str


@record_part
class HoursException:
    """Different hours on one date; closed where the times are null."""

    date: IsoDate
    opens: str | None
    closes: str | None
    note: str | None


@record_part
class OpeningTimes:
    """When an office is open: as written (OpenStreetMap's syntax), and as a regular week.

    `note` holds the comments of the text, such as "by appointment".
    """

    text: str | None
    note: str | None
    time_zone: str | None
    schedule: tuple[Hours, ...]
    exceptions: tuple[HoursException, ...]


class Location(Record):
    """An office. `page` is null for one without a document."""

    slug: str
    name: str
    page: Ref | None
    address: Address | None
    phone: Telephone | None
    fax: Telephone | None
    email: str | None
    geo: Geo | None
    opening_hours: OpeningTimes | None
    map_url: str | None
    accepts_new_patients: bool | None
    services: tuple[str, ...]
