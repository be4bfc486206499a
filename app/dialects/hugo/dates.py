"""Dates of front matter in the forms that Hugo reads; it takes any other text for no date."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Final

from app.dialects.mappings import MONTHS, WEEKDAYS
from app.front_matter import (
    NO_MARK,
    NULL,
    FrontMatter,
    KeyPath,
    Mark,
    Scalar,
    Value,
    is_null,
    source_text,
)
from app.front_matter.field_types import describe
from app.problems import Fault
from app.regex import regex

# Hugo's dates, and those of the records; one may be set by those before it.
_DATES: Final = (
    ("publishdate", "publish_date"),
    ("expirydate", "expiry_date"),
    ("lastmod", "updated"),
    ("date", "date"),
)
_RECORDS: Final = frozenset(ours for _, ours in _DATES)
_ONLY_HUGOS: Final = frozenset({"unpublishdate", "pubdate"})
_NUMBERS: Final = {short.lower(): number for number, short in enumerate((m[:3] for m in MONTHS), 1)}
_YEAR: Final = r"(?P<year>\d{4})"
_MONTH: Final = rf"(?P<name>{'|'.join(_NUMBERS)})"
_DAY: Final = "(?:" + "|".join(name[:3] for name in WEEKDAYS) + ")"
_WEEKDAY: Final = f"(?:{'|'.join(WEEKDAYS)})"
_ISO: Final = r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)"
_CLOCK: Final = r"(?P<hour>\d{1,2}):(?P<minute>\d\d):(?P<second>\d\d)(?:[.,](?P<fraction>\d+))?"
_MINUTES: Final = r"(?P<hour>\d\d):(?P<minute>\d\d)"
_OFFSET: Final = r"(?P<offset>[+-]\d\d:?\d\d)"
# A name of a zone has no effect: the time is in the site's zone.
_NAMED: Final = "[A-Z]{3,4}"
_FORMS: Final = tuple(
    regex(form, re.ASCII | re.IGNORECASE)
    for form in (
        _ISO,
        rf"{_ISO}(?-i:T){_CLOCK}(?:(?P<utc>(?-i:Z))|{_OFFSET})?",
        rf"{_ISO} {_CLOCK}(?:(?P<utc>(?-i:Z))| ?{_OFFSET}(?: {_NAMED})?)?",
        rf"{_DAY}, (?P<day>\d\d) {_MONTH} (?P<year>\d{{4}}) {_CLOCK} (?:{_OFFSET}|{_NAMED})",
        rf"(?P<day>\d\d) {_MONTH} (?P<year>\d\d) {_MINUTES} (?:{_OFFSET}|{_NAMED})",
        rf"{_WEEKDAY}, (?P<day>\d\d)-{_MONTH}-(?P<year>\d\d) {_CLOCK} {_NAMED}",
        rf"{_DAY} {_MONTH} +(?P<day>\d\d?) {_CLOCK} (?:(?:{_OFFSET}|{_NAMED}) )?{_YEAR}",
        rf"(?P<day>\d\d) {_MONTH} (?P<year>\d{{4}})",
    )
)
# Longer texts are no dates.
_LONGEST: Final = 60
# In place of a key: the date at the beginning of the file's name.
FILENAME: Final = ":filename"
_DAY_LENGTH: Final = len("2026-03-31")


def date_of(value: Value) -> dt.date | None:
    """Return the day, or the moment if it has a time, of a date as Hugo reads it.

    A moment without an offset is in the site's zone. A whole number is seconds since 1970.
    """
    if isinstance(value, Scalar) and type(value.value) is int:
        try:
            return dt.datetime.fromtimestamp(value.value, dt.UTC)
        except (OverflowError, ValueError, OSError):
            return None
    text = source_text(value)
    if text is None or len(text) > _LONGEST:
        return None
    match = next((match for form in _FORMS if (match := form.fullmatch(text.strip()))), None)
    if match is None:
        return None
    try:
        return _moment(match.groupdict())
    except (ValueError, OverflowError):
        return None


def date_in_name(name: str) -> tuple[dt.date, str] | None:
    """Return the day that a name begins with, and the slug that the rest of the name is.

    Specification: https://gohugo.io/configuration/front-matter/#dates, `:filename`.
    """
    day = date_of(name[:_DAY_LENGTH])
    return None if day is None else (day, name[_DAY_LENGTH:].strip(" -_"))


def read_dates(
    values: dict[str, Value], order: Mapping[str, Sequence[str]], written: FrontMatter
) -> tuple[Fault, ...]:
    """Replace dates by what they are; return a fault for each that is none.

    Dates are under the records' keys and under those that `order` has for Hugo's. What is no date,
    or an empty text, becomes null: Hugo goes on to the next key.
    """
    faults: list[Fault] = []
    theirs = frozenset(key for keys in order.values() for key in keys)
    for key, value in values.items():
        is_date = key in _RECORDS or key.lower() in theirs
        if not is_date or is_null(value):
            continue
        date = date_of(value)
        values[key] = NULL if date is None else Scalar(date, source_text(value) or "")
        if date is None and source_text(value) != "":
            message = (
                f"{written.written(key)} {describe(value)} has no form in which Hugo reads a date"
            )
            hint = "Write it as 2026-03-31 or 2026-03-31T14:30:00+02:00."
            place = written.marks.get((key,), NO_MARK).value
            faults.append(Fault(place, "unfit-value", message, hint))
    return tuple(faults)


def set_dates(
    values: dict[str, Value],
    order: Mapping[str, Sequence[str]],
    marks: dict[KeyPath, Mark],
    name: str,
) -> None:
    """Set each date by the first of its keys that has a value.

    The `name` of the page may be in place of a key: what follows the date in it is the slug.
    """
    named = date_in_name(name)
    names = {key.lower(): key for key in values}
    # By Hugo's keys, before one date is filled from another.
    written = {
        "lastmod": values.get("updated"),
        "publishdate": values.get("publish_date"),
        "expirydate": values.get("expiry_date"),
        **{key: values[name] for key, name in names.items() if key != "updated"},
    }
    for theirs, ours in _DATES:
        own = values.get(ours, NULL)
        if not is_null(own) and (named is None or FILENAME not in order[theirs]):
            continue
        for key in order[theirs]:
            if key == FILENAME and named is not None:
                day, slug = named
                values[ours] = Scalar(day, str(day))
                marks[(ours,)] = NO_MARK
                if slug:
                    values.setdefault("slug", slug)
                break
            value = written.get(key)
            if value is None or not source_text(value):
                continue
            if value is not own:
                values[ours] = value
                if key in _ONLY_HUGOS:
                    # Both would be reported as two spellings of one key.
                    values.pop(names[key], None)
                marks[(ours,)] = marks.get((names.get(key, key),), NO_MARK)
            break


def _moment(parts: Mapping[str, str | None]) -> dt.date:
    written = parts["year"] or ""
    year = int(written)
    if len(written) == 2:
        year += 1900 if year >= 69 else 2000
    month = _NUMBERS[name.lower()] if (name := parts.get("name")) else int(parts["month"] or 0)
    day = dt.date(year, month, int(parts["day"] or 0))
    hour = parts.get("hour")
    if hour is None:
        return day
    fraction = (parts.get("fraction") or "")[:6].ljust(6, "0")
    seconds = int(parts.get("second") or 0)
    clock = dt.time(int(hour), int(parts["minute"] or 0), seconds, int(fraction))
    return dt.datetime.combine(day, clock, _zone(parts))


def _zone(parts: Mapping[str, str | None]) -> dt.tzinfo | None:
    if parts.get("utc"):
        return dt.UTC
    offset = parts.get("offset")
    if not offset:
        return None
    digits = offset[1:].replace(":", "")
    delta = dt.timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return dt.timezone(-delta if offset[0] == "-" else delta)
