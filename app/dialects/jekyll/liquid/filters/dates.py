"""Filters of dates."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Final

from liquid.filter import with_context

from app.dialects.jekyll import dates
from app.dialects.jekyll.liquid.context import Context
from app.dialects.jekyll.liquid.filters.inputs import Filter
from app.dialects.jekyll.liquid.filters.strftime import strftime
from app.dialects.jekyll.liquid.values import excerpt_of, text_of, value_error

# The end of a clock time: its fraction of a second and its offset, which `date` keeps.
_CLOCK_END: Final = re.compile(
    r":\d\d(?:\.(?P<fraction>\d{1,6})\d*+)?(?:\s*+(?:(?P<utc>z|utc|gmt)\b|"
    r"(?P<sign>[+-])(?P<hours>\d\d):?(?P<minutes>\d\d)))?(?![\d:])",
    re.ASCII,
)


def _moment_of(value: object, context: Context) -> datetime | None:
    """Return the moment of a value, in the site's time zone unless it names another.

    None for a value that is not a date.
    """
    zone = context.site.time_zone
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=zone)
    if isinstance(value, date):
        return datetime.combine(value, time(), zone)
    if isinstance(value, str):
        text = value.strip().lower()
        if text in {"now", "today"}:
            return context.site.now.astimezone(zone)
        if not (text.isascii() and text.isdecimal()):
            moment = dates.moment_of(text, zone)
            return None if moment is None else _completed(moment, text)
        value = int(text) if len(text) < 20 else None
    if isinstance(value, int) and not isinstance(value, bool):
        try:
            return datetime.fromtimestamp(value, zone)
        except (OverflowError, OSError, ValueError):
            return None
    return None


def _completed(moment: datetime, text: str) -> datetime:
    """Return the moment of a text with its fraction of a second, in its own time zone."""
    end = _CLOCK_END.search(text)
    if end is None:
        return moment
    moment = moment.replace(microsecond=int((end["fraction"] or "0").ljust(6, "0")))
    if end["utc"]:
        return moment.astimezone(UTC)
    if end["sign"]:
        offset = timedelta(hours=int(end["hours"]), minutes=int(end["minutes"]))
        return moment.astimezone(timezone(-offset if end["sign"] == "-" else offset))
    return moment


@with_context
def date_(value: object, form: object, *, context: Context) -> object:
    """Format a date as `strftime` does; any other value stays as it is."""
    pattern = text_of(form, context.meter)
    moment = _moment_of(value, context)
    return value if not pattern or moment is None else strftime(moment, pattern)


def _formatted(form: str) -> Filter:
    """Return a filter that formats a date on the site's clock and leaves nil and "" alone."""

    @with_context
    def adapted(value: object, *, context: Context) -> object:
        return strftime(_on_clock(value, context), form) if text_of(value, context.meter) else value

    return adapted


def _in_words(month: str) -> Filter:
    """Return a filter that writes a date in words, such as `12th May 2020` or `May 12th, 2020`."""

    @with_context
    def adapted(
        value: object, kind: object = None, style: object = None, *, context: Context
    ) -> object:
        if not text_of(value, context.meter):
            return value
        moment = _on_clock(value, context)
        if kind != "ordinal":
            return strftime(moment, f"%d {month} %Y")
        suffix = {1: "st", 2: "nd", 3: "rd"}.get(moment.day % 10, "th")
        day = f"{moment.day}{'th' if 11 <= moment.day <= 13 else suffix}"
        return strftime(moment, f"{month} {day}, %Y" if style == "US" else f"{day} {month} %Y")

    return adapted


def _on_clock(value: object, context: Context) -> datetime:
    moment = _moment_of(value, context)
    if moment is None:
        raise value_error(f"{excerpt_of(value)} is not a date")
    return moment.astimezone(context.site.time_zone)


date_to_long_string = _in_words("%B")
date_to_string = _in_words("%b")
date_to_rfc822 = _formatted("%a, %d %b %Y %H:%M:%S %z")
date_to_xmlschema = _formatted("%Y-%m-%dT%H:%M:%S%:z")
