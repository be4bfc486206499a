"""The offices: addresses, telephone numbers, coordinates and hours, checked and normalised."""

import datetime as dt
import posixpath
import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from app.clinic.names import alphabetical
from app.clinic.office_countries import OfficeCountries, stated_country
from app.clinic.opening_hours.hours import (
    DatedException,
    OpeningHours,
    OpeningHoursError,
    zone_named,
)
from app.clinic.phone import PhoneError, parse_phone
from app.clinic.slugs import SlugClaim, assign_slugs
from app.dialects.document import Document
from app.documents.offices import Office
from app.front_matter import KeyPath
from app.front_matter.countries import country_code, country_hint
from app.front_matter.schema import LocationFields
from app.markdown.sanitise import is_unsafe
from app.problems import Problem, shorten
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
from app.regex import regex
from app.site.paths import InvalidPathError, segment
from app.site.schema import Site

_TIME: Final = regex(r"([01]?[0-9]|2[0-4]):([0-5][0-9])(?::00)?\Z")
# The longest address that mail can reach: RFC 5321, section 4.5.3.1.3.
_MAX_EMAIL: Final = 254
_EMAIL: Final = regex(r"[^@\s]+@[^@\s]+\.[^@\s]+\Z")
_MEND: Final = "Correct the value, or remove the line."


class Locations(NamedTuple):
    """The records by name, their hours by slug, and the office of each page by the page's slug."""

    locations: tuple[Location, ...]
    hours: Mapping[str, OpeningHours]
    own: Mapping[str, Location]
    problems: tuple[Problem, ...]


class _WrittenOffice(NamedTuple):
    """An office as written: a document with its page, or an entry without one."""

    origin: Document | Office
    fields: LocationFields
    name: str
    target: LinkTarget | None


def build_locations(
    documents: Sequence[tuple[Document, LinkTarget]], entries: Sequence[Office], site: Site
) -> Locations:
    """Return all offices of a tree, in alphabetical order.

    `entries` are those without a document. One whose file is a document's, too, has its page.
    """
    offices = _written_offices(documents, entries, site)
    builder = _Builder(site, [office.fields for office in offices])
    slugs, problems = assign_slugs(
        [_claim(office) for office in offices], "location", site.own_language
    )
    locations: list[Location] = []
    own: dict[str, Location] = {}
    hours: dict[str, OpeningHours] = {}
    for slug, office in zip(slugs, offices, strict=True):
        opening = builder.hours(office.origin, office.fields)
        if opening is not None:
            hours[slug] = opening
        location = builder.location(slug, office, opening)
        locations.append(location)
        if office.target is not None:
            own[office.target.ref.slug] = location
    return Locations(
        tuple(sorted(locations, key=lambda office: (alphabetical(office.name), office.slug))),
        hours,
        own,
        (*problems, *builder.problems),
    )


def _written_offices(
    documents: Sequence[tuple[Document, LinkTarget]], entries: Sequence[Office], site: Site
) -> list[_WrittenOffice]:
    pages = {document.file: target for document, target in documents} if entries else {}
    offices = [
        _WrittenOffice(document, document.fields, document.fields.name or document.title, target)
        for document, target in documents
        if isinstance(document.fields, LocationFields)
    ]
    known = {office.origin.file for office in offices}
    others = [entry for entry in entries if entry.file not in known]
    is_only = len(offices) + len(others) == 1
    for entry in others:
        name = _name(entry, site, is_only=is_only)
        offices.append(_WrittenOffice(entry, entry.fields, name, pages.get(entry.file)))
    return offices


def _name(entry: Office, site: Site, *, is_only: bool) -> str:
    """Return the name of an office; the only one of a clinic is called as the clinic is.

    The key of an office that is read from a data file, such as `settings`, need not name it.
    """
    fields = entry.fields
    words = re.sub(r"[-_\s]+", " ", entry.key or "").strip()
    locality = fields.address.locality if fields.address is not None else None
    titled = words[:1].upper() + words[1:]
    clinic = site.title if is_only and not entry.is_inline else None
    names = (fields.name, fields.title, clinic, titled, locality, site.title)
    return next(filter(None, names), "Office")


def _claim(office: _WrittenOffice) -> SlugClaim:
    origin, fields = office.origin, office.fields
    if isinstance(origin, Document):
        page = office.target.ref.slug if office.target is not None else origin.placement.stem
        return SlugClaim(origin, page, fields.id, origin.placement.stem)
    try:
        slug = segment(origin.key or office.name)
    except InvalidPathError:
        slug = "office"
    # Files of one name in several folders, as `boulder/general.yml`, are told apart by those.
    folder = "" if origin.is_inline else posixpath.basename(posixpath.dirname(origin.file))
    page = slug if folder.startswith("_") or not folder else f"{folder}/{slug}"
    return SlugClaim(origin, page, fields.id, slug)


class _Builder:
    def __init__(self, site: Site, offices: Sequence[LocationFields]) -> None:
        self.problems: list[Problem] = []
        self._site = site
        self._countries = OfficeCountries(site.country, offices)

    def location(self, slug: str, office: _WrittenOffice, opening: OpeningHours | None) -> Location:
        origin, fields = office.origin, office.fields
        country = self._countries.of(fields)
        self._check_country(origin, fields)
        dialled_in = self._countries.of_numbers(fields)
        address = fields.address
        return Location(
            slug=slug,
            name=office.name,
            page=office.target.ref if office.target is not None else None,
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
            phone=self._phone(origin, "phone", fields.phone, dialled_in),
            fax=self._phone(origin, "fax", fields.fax, dialled_in),
            email=self._email(origin, fields.email),
            geo=self._geo(origin, fields),
            opening_hours=None if opening is None else _opening_times(opening),
            map_url=self._map_url(origin, fields.map_url),
            accepts_new_patients=fields.accepts_new_patients,
            services=fields.services,
        )

    def hours(self, origin: Document | Office, fields: LocationFields) -> OpeningHours | None:
        """Return the office's hours; None if it has none or they cannot be parsed."""
        exceptions = self._exceptions(origin, fields)
        zone = self._time_zone(origin, fields)
        if fields.opening_hours is None and not exceptions:
            return None
        try:
            opening = OpeningHours.parse(
                fields.opening_hours,
                time_zone=zone,
                country=self._countries.of(fields),
                exceptions=exceptions,
            )
        except OpeningHoursError as error:
            path: KeyPath = ("opening_hours",)
            if error.offset is None:
                path = ("address", "country")
            self._report(origin, path, f"{path[-1]}: {error.message}", error.hint or _MEND)
            return None
        if opening.is_never_open:
            message = "opening_hours: by these rules the office is never open"
            hint = 'Write when it is open, such as "Mo-Fr 07:00-18:00", or a comment in quotes.'
            self._report(origin, ("opening_hours",), message, hint, "never-open")
        return opening

    def _time_zone(self, origin: Document | Office, fields: LocationFields) -> str | None:
        """Return the office's time zone, else the site's; None if it has one that does not exist.

        The hours are served without it then: the week is known, and if it is open is not.
        """
        if not fields.time_zone:
            return self._site.time_zone
        try:
            zone_named(fields.time_zone)
        except OpeningHoursError as error:
            self._report(origin, ("time_zone",), f"time_zone: {error.message}", error.hint or _MEND)
            return None
        return fields.time_zone

    def _exceptions(
        self, origin: Document | Office, fields: LocationFields
    ) -> tuple[DatedException, ...]:
        exceptions = []
        open_dates = {
            written.date
            for written in fields.exceptions
            if _time(written.opens) is not None and _time(written.closes) is not None
        }
        for index, written in enumerate(fields.exceptions):
            subject = f"the exception of {written.date}"
            opens, closes = _time(written.opens), _time(written.closes)
            is_read = True
            for key, text, time in (
                ("opens", written.opens, opens),
                ("closes", written.closes, closes),
            ):
                if text is not None and time is None:
                    message = f'{subject}: {key} must be a time such as 07:30, not "{text}"'
                    path: KeyPath = ("exceptions", index, key)
                    self._report(origin, path, message, _MEND, "invalid-entry")
                    is_read = False
            if is_read and (opens is None) is not (closes is None):
                message = f"{subject} has one of opens and closes only"
                hint = "Give both times, or none for a day that is closed."
                self._report(origin, ("exceptions", index), message, hint, "invalid-entry")
                is_read = False
            if is_read and opens is None and written.date in open_dates:
                message = f"{subject} closes a day that another one opens; it is left out"
                self._report(
                    origin,
                    ("exceptions", index),
                    message,
                    "Keep one of the two.",
                    "invalid-entry",
                )
                is_read = False
            if is_read:
                exceptions.append(DatedException(written.date, opens, closes, written.note))
        return tuple(exceptions)

    def _check_country(self, origin: Document | Office, fields: LocationFields) -> None:
        text = stated_country(fields)
        if text is not None and country_code(text) is None:
            message = f'"{shorten(text)}" is not a country'
            self._report(
                origin, ("address", "country"), message, country_hint(text), "unknown-country"
            )

    def _phone(
        self, origin: Document | Office, key: str, text: str | None, country: str | None
    ) -> Telephone | None:
        if text is None or not text.strip():
            return None
        try:
            number = parse_phone(text, country)
        except PhoneError as error:
            message = f"{key}: {error.message}; it is served as written"
            self._report(origin, (key,), message, error.hint, "unknown-number")
            return Telephone(display=" ".join(text.split()), e164=error.e164)
        if number.left_out:
            message = (
                f'{key}: "{shorten(number.left_out)}" is no part of the number; it is left out'
            )
            self._report(origin, (key,), message, "Write the number alone.", "unknown-number")
        return Telephone(display=number.display, e164=number.e164)

    def _email(self, origin: Document | Office, text: str | None) -> str | None:
        if text is not None and not (len(text) <= _MAX_EMAIL and _EMAIL.match(text)):
            self._report(origin, ("email",), f'email must be an address, not "{text[:80]}"', _MEND)
            return None
        return text

    def _map_url(self, origin: Document | Office, url: str | None) -> str | None:
        if url is not None and is_unsafe(url):
            message = f'the link "{url[:80]}" has a scheme that is not safe'
            self.problems.append(origin.problem(("map_url",), "unsafe-link", message, _MEND))
            return None
        return url

    def _geo(self, origin: Document | Office, fields: LocationFields) -> Geo | None:
        geo = fields.geo
        if geo is None:
            return None
        for key, value, limit in (
            ("latitude", geo.latitude, 90),
            ("longitude", geo.longitude, 180),
        ):
            if not -limit <= value <= limit:
                message = f"geo.{key} must be from -{limit} to {limit}, not {value:g}"
                self._report(origin, ("geo", key), message, _MEND)
                return None
        return Geo(latitude=geo.latitude, longitude=geo.longitude)

    def _report(
        self,
        origin: Document | Office,
        path: KeyPath,
        message: str,
        hint: str,
        code: str = "invalid-value",
    ) -> None:
        self.problems.append(origin.problem(path, code, message, hint))


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
        note=opening.note,
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
