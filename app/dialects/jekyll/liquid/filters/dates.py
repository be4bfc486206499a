"""Filters of dates."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Final

from app.dialects.jekyll.liquid.context import Context
from app.dialects.jekyll.liquid.filters.strftime import formatted
from app.dialects.jekyll.liquid.filters.strings import read
from app.dialects.jekyll.liquid.values import inspected, refused, text_of

_MONTHS: Final = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)
_MONTH: Final = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*+\.?"
_DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_DATES: Final = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (
        r"(?P<year>\d{4})-(?P<number>\d{1,2})-(?P<day>\d{1,2})(?!\d)",
        r"(?P<year>\d{4})/(?P<number>\d{1,2})/(?P<day>\d{1,2})(?!\d)",
        r"(?<!\d)(?P<year>\d{4})(?P<number>\d{2})(?P<day>\d{2})(?!\d)",
        rf"(?<!\d){_DAY}[\s-]+{_MONTH},?[\s-]+(?P<year>\d{{4}})",
        rf"{_MONTH}\s+{_DAY},?\s+(?P<year>\d{{4}})",
        rf"{_MONTH}\s+\d{{1,2}}\s+[\d:]+\s+(?:\S+\s+)?(?P<year>\d{{4}})",
        rf"{_MONTH},?\s+(?P<year>\d{{4}})",
    )
)
_TIME: Final = re.compile(
    r"(?<!\d)(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6})\d*+)?)?\s*(am|pm)?\s*"
    r"(?:(z|utc|gmt)\b|([+-])(\d{2}):?(\d{2}))?",
    re.ASCII,
)
# A date is never written longer, and one that is costs nothing.
_LONGEST: Final = 100


def moment(context: Context, value: object) -> datetime | None:
    """The moment that a value stands for, in the site's time zone unless it says another."""
    zone = context.site.time_zone
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=zone)
    if isinstance(value, date):
        return datetime.combine(value, time(), zone)
    if isinstance(value, str):
        text = value.strip().lower()[: _LONGEST + 1]
        if text in {"now", "today"}:
            return context.site.now.astimezone(zone)
        if not (text.isascii() and text.isdecimal()):
            return None if len(text) > _LONGEST else _read(context, text)
        value = int(text)
    if isinstance(value, int) and not isinstance(value, bool):
        try:
            return datetime.fromtimestamp(value, zone)
        except (OverflowError, OSError, ValueError):
            return None
    return None


def _read(context: Context, text: str) -> datetime | None:
    found = next((match for each in _DATES if (match := each.search(text))), None)
    if found is None:
        return None
    parts = found.groupdict()
    month = parts.get("number") or _MONTHS.index(parts["month"]) + 1
    zone, hour, minute, second, fraction = context.site.time_zone, 0, 0, 0, 0
    if clock := _TIME.search(text):
        hour, minute, second = (int(clock.group(each) or 0) for each in (1, 2, 3))
        fraction = int((clock.group(4) or "0").ljust(6, "0"))
        if clock.group(5):
            hour = hour % 12 + (12 if clock.group(5) == "pm" else 0)
        if clock.group(6):
            zone = UTC
        elif clock.group(7):
            offset = timedelta(hours=int(clock.group(8)), minutes=int(clock.group(9)))
            zone = timezone(-offset if clock.group(7) == "-" else offset)
    day = int(parts.get("day") or 1)
    try:
        return datetime(int(parts["year"]), int(month), day, hour, minute, second, fraction, zone)
    except ValueError:
        return None


def date_(context: Context, value: object, form: object) -> object:
    """The moment in a form of `strftime`; what is no moment stays as it is."""
    pattern = read(context, form)
    found = moment(context, value)
    if not pattern or found is None:
        return value
    return read(context, formatted(found, pattern))


def _local(context: Context, value: object) -> datetime:
    found = moment(context, value)
    if found is None:
        message = f"{inspected(value)[:60]} is no date"
        raise refused(message)
    return found.astimezone(context.site.time_zone)


def date_to_xmlschema(context: Context, value: object) -> object:
    if not text_of(value):
        return value
    return formatted(_local(context, value), "%Y-%m-%dT%H:%M:%S%:z")


def date_to_rfc822(context: Context, value: object) -> object:
    if not text_of(value):
        return value
    return formatted(_local(context, value), "%a, %d %b %Y %H:%M:%S %z")


def date_to_string(
    context: Context, value: object, kind: object = None, style: object = None
) -> object:
    return _in_words(context, value, "%b", kind, style)


def date_to_long_string(
    context: Context, value: object, kind: object = None, style: object = None
) -> object:
    return _in_words(context, value, "%B", kind, style)


def _in_words(context: Context, value: object, month: str, kind: object, style: object) -> object:
    if not text_of(value):
        return value
    found = _local(context, value)
    if kind != "ordinal":
        return formatted(found, f"%d {month} %Y")
    day = f"{found.day}{_ordinal(found.day)}"
    return formatted(found, f"{month} {day}, %Y" if style == "US" else f"{day} {month} %Y")


def _ordinal(day: int) -> str:
    if 11 <= day <= 13:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


FILTERS: Final[dict[str, Callable[..., object]]] = {
    "date": date_,
    "date_to_long_string": date_to_long_string,
    "date_to_rfc822": date_to_rfc822,
    "date_to_string": date_to_string,
    "date_to_xmlschema": date_to_xmlschema,
}
