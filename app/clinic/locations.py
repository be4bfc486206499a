"""The offices: addresses, telephone numbers, coordinates and hours, checked and normalised."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from app.clinic.opening_hours.hours import DatedException, OpeningHours, OpeningHoursError
from app.clinic.phone import PhoneError, parse_phone
from app.clinic.slugs import SlugClaim, assign_slugs
from app.dialects.document import Document
from app.front_matter import KeyPath
from app.front_matter.schema import LocationFields
from app.markdown.sanitise import is_unsafe
from app.problems import Problem
from app.records import (
    Address,
    Geo,
    Hours,
    HoursException,
    LinkTarget,
    Location,
    OpeningTimes,
    Telephone,
)
from app.site.schema import Site, is_time_zone

_TIME: Final = re.compile(r"([01]?[0-9]|2[0-4]):([0-5][0-9])\Z")
# The longest address that mail can reach: RFC 5321, section 4.5.3.1.3.
_MAX_EMAIL: Final = 254
_EMAIL: Final = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+\Z")
_MEND: Final = "Correct the value, or remove the line."


class Locations(NamedTuple):
    """The records by name, their hours by slug, and the office of each page by the page's slug."""

    locations: tuple[Location, ...]
    hours: Mapping[str, OpeningHours]
    own: Mapping[str, Location]
    problems: tuple[Problem, ...]


def build_locations(documents: Sequence[tuple[Document, LinkTarget]], site: Site) -> Locations:
    """Return all offices of a tree, in alphabetical order."""
    builder = _Builder(site)
    offices = [
        (document, document.fields, target)
        for document, target in documents
        if isinstance(document.fields, LocationFields)
    ]
    slugs, problems = assign_slugs(
        [
            SlugClaim(document, target.ref.slug, fields.id, document.placement.stem)
            for document, fields, target in offices
        ],
        "location",
        site.own_language,
    )
    locations: dict[str, Location] = {}
    hours: dict[str, OpeningHours] = {}
    for slug, (document, fields, target) in zip(slugs, offices, strict=True):
        opening = builder.hours(document, fields)
        if opening is not None:
            hours[slug] = opening
        locations[target.ref.slug] = builder.location(slug, document, fields, target, opening)
    return Locations(
        tuple(sorted(locations.values(), key=lambda office: (office.name.casefold(), office.slug))),
        hours,
        locations,
        (*problems, *builder.problems),
    )


class _Builder:
    def __init__(self, site: Site) -> None:
        self.problems: list[Problem] = []
        self._site = site

    def location(
        self,
        slug: str,
        document: Document,
        fields: LocationFields,
        target: LinkTarget,
        opening: OpeningHours | None,
    ) -> Location:
        country = self._country(fields)
        address = fields.address
        return Location(
            slug=slug,
            name=fields.name or document.title,
            page=target.ref,
            address=None
            if address is None
            else Address(
                street_address=address.street_address,
                unit=address.unit,
                locality=address.locality,
                region=address.region,
                postal_code=address.postal_code,
                country=country,
            ),
            phone=self._phone(document, "phone", fields.phone, country),
            fax=self._phone(document, "fax", fields.fax, country),
            email=self._email(document, fields.email),
            geo=self._geo(document, fields),
            opening_hours=None if opening is None else _opening_times(opening),
            map_url=self._map_url(document, fields.map_url),
            accepts_new_patients=fields.accepts_new_patients,
            services=fields.services,
        )

    def hours(self, document: Document, fields: LocationFields) -> OpeningHours | None:
        """Return the office's hours; None if it has none or they cannot be parsed."""
        exceptions = self._exceptions(document, fields)
        if fields.opening_hours is None and not exceptions:
            return None
        zone = fields.time_zone or self._site.time_zone
        try:
            return OpeningHours.parse(
                fields.opening_hours,
                time_zone=zone,
                country=self._country(fields),
                exceptions=exceptions,
            )
        except OpeningHoursError as error:
            path: KeyPath = ("opening_hours",)
            if error.offset is None:
                path = ("time_zone",) if not is_time_zone(zone) else ("address", "country")
            self._report(document, path, f"{path[-1]}: {error.message}", error.hint or _MEND)
            return None

    def _exceptions(self, document: Document, fields: LocationFields) -> tuple[DatedException, ...]:
        exceptions = []
        for index, written in enumerate(fields.exceptions):
            times = []
            for key, text in (("opens", written.opens), ("closes", written.closes)):
                time = _time(text)
                if text is not None and time is None:
                    message = f'exceptions.{index}.{key} must be a time such as 07:30, not "{text}"'
                    self._report(document, ("exceptions", index, key), message, _MEND)
                times.append(time)
            opens, closes = times
            if (opens is None) is not (closes is None):
                if (written.opens is None) is not (written.closes is None):
                    message = f"exceptions.{index} has one of opens and closes only"
                    hint = "Give both times, or none for a day that is closed."
                    self._report(document, ("exceptions", index), message, hint)
                continue
            if opens is None and written.opens is not None:
                continue
            exceptions.append(DatedException(written.date, opens, closes, written.note))
        return tuple(exceptions)

    def _country(self, fields: LocationFields) -> str | None:
        own = fields.address.country if fields.address is not None else None
        return own.upper() if own else self._site.country

    def _phone(
        self, document: Document, key: str, text: str | None, country: str | None
    ) -> Telephone | None:
        if text is None:
            return None
        try:
            number = parse_phone(text, country)
        except PhoneError as error:
            self._report(document, (key,), f"{key}: {error.message}", error.hint)
            return None
        return Telephone(display=number.display, e164=number.e164)

    def _email(self, document: Document, text: str | None) -> str | None:
        if text is not None and not (len(text) <= _MAX_EMAIL and _EMAIL.match(text)):
            self._report(
                document, ("email",), f'email must be an address, not "{text[:80]}"', _MEND
            )
            return None
        return text

    def _map_url(self, document: Document, url: str | None) -> str | None:
        if url is not None and is_unsafe(url):
            message = f'the link "{url[:80]}" has a scheme that is not safe'
            self.problems.append(document.problem(("map_url",), "unsafe-link", message, _MEND))
            return None
        return url

    def _geo(self, document: Document, fields: LocationFields) -> Geo | None:
        geo = fields.geo
        if geo is None:
            return None
        for key, value, limit in (
            ("latitude", geo.latitude, 90),
            ("longitude", geo.longitude, 180),
        ):
            if not -limit <= value <= limit:
                message = f"geo.{key} must be from -{limit} to {limit}, not {value:g}"
                self._report(document, ("geo", key), message, _MEND)
                return None
        return Geo(latitude=geo.latitude, longitude=geo.longitude)

    def _report(self, document: Document, path: KeyPath, message: str, hint: str) -> None:
        self.problems.append(document.problem(path, "invalid-value", message, hint))


def _time(text: str | None) -> dt.time | None:
    match = _TIME.match(text) if text is not None else None
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2])
    if hour == 24:
        return dt.time() if minute == 0 else None
    return dt.time(hour, minute)


def _opening_times(opening: OpeningHours) -> OpeningTimes:
    return OpeningTimes(
        text=opening.text,
        time_zone=opening.time_zone,
        schedule=tuple(
            Hours(days=hours.days, opens=hours.opens, closes=hours.closes)
            for hours in opening.schedule
        ),
        exceptions=tuple(
            HoursException(
                date=exception.date,
                opens=_clock(exception.opens),
                closes=_clock(exception.closes),
                note=exception.note,
            )
            for exception in sorted(opening.exceptions, key=lambda exception: exception.date)
        ),
    )


def _clock(time: dt.time | None) -> str | None:
    return time.strftime("%H:%M") if time is not None else None
