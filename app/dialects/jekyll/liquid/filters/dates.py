"""Filters of dates, with Ruby's `strftime`: its directives, flags and widths."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Final

from liquid.filter import with_context

from app.dialects.jekyll import dates
from app.dialects.jekyll.liquid.context import Context
from app.dialects.jekyll.liquid.filters.inputs import Filter
from app.dialects.jekyll.liquid.limits import LimitError
from app.dialects.jekyll.liquid.values import excerpt_of, text_of, value_error
from app.regex import regex

# The end of a clock time: its fraction of a second and its offset, which `date` keeps.
_CLOCK_END: Final = regex(
    r":\d\d(?:\.(?P<fraction>\d{1,6})\d*+)?(?:\s*+(?:(?P<utc>z|utc|gmt)\b|"
    r"(?P<sign>[+-])(?P<hours>\d\d):?(?P<minutes>\d\d)))?(?![\d:])",
    re.ASCII,
)
_DIRECTIVE: Final = regex(r"%([-0^#_]*+)(\d*+)(:{0,2}z|[a-zA-Z%+])")
_MAX_WIDTH: Final = 100
_COMPOSED: Final = {
    "c": "%a %b %e %H:%M:%S %Y", "D": "%m/%d/%y", "F": "%Y-%m-%d", "h": "%b", "R": "%H:%M",
    "r": "%I:%M:%S %p", "T": "%H:%M:%S", "v": "%e-%^b-%Y", "X": "%H:%M:%S", "x": "%m/%d/%y",
    "+": "%a %b %e %H:%M:%S %Z %Y", "n": "\n", "t": "\t", "%": "%",
}  # fmt: skip
# Directives of numbers, with their widths; those that are filled with spaces are not Python's.
_NUMBERS: Final = {
    **dict.fromkeys("CdegHIklMmSUVWy", 2), **dict.fromkeys("uw", 1), "j": 3, "G": 4, "Y": 4,
}  # fmt: skip
_SPACED: Final = {"e": "d", "k": "H", "l": "I"}


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


def strftime(moment: datetime, form: str) -> str:
    """Return the moment in a form of Ruby's. Raises LimitError for a field of over 100 characters.

    Names are English: the service does not set a locale.
    """

    def field(match: re.Match[str]) -> str:
        flags, width, directive = match.groups()
        if len(width) > 3 or int(width or 0) > _MAX_WIDTH:
            raise LimitError(f"a field of a date is wider than {_MAX_WIDTH} characters")
        return _field(moment, flags, int(width or 0), directive) or match.group()

    return _DIRECTIVE.sub(field, form)


def _field(moment: datetime, flags: str, width: int, directive: str) -> str | None:
    if directive in _NUMBERS:
        number = int(moment.strftime(f"%{_SPACED.get(directive, directive)}"))
        fill = " " if directive in _SPACED else "0"
        return _padded(str(number), flags, width or _NUMBERS[directive], fill)
    if directive == "s":
        return _padded(str(int(moment.timestamp() // 1)), flags, width or 1, "0")
    if directive in {"L", "N"}:
        digits = width or (3 if directive == "L" else 9)
        return f"{moment.microsecond:06}".ljust(digits, "0")[:digits]
    if directive.endswith("z"):
        offset = moment.strftime("%z") or "+0000"
        parts = [offset[:3], offset[3:5], offset[5:7] or "00"][: max(directive.count(":") + 1, 2)]
        return ("" if directive == "z" else ":").join(parts)
    if directive in _COMPOSED:
        text = strftime(moment, _COMPOSED[directive])
    elif directive in {"A", "a", "B", "b", "p", "Z"}:
        text = moment.strftime(f"%{directive}")
    elif directive == "P":
        text = moment.strftime("%p").lower()
    else:
        return None
    if "#" in flags:
        text = text.lower() if directive in {"p", "Z"} else text.upper()
    elif "^" in flags:
        text = text.upper()
    return _padded(text, flags, width, " ")


def _padded(text: str, flags: str, width: int, fill: str) -> str:
    if "-" in flags:
        return text
    if "_" in flags:
        fill = " "
    elif "0" in flags:
        fill = "0"
    return text.rjust(width, fill)


date_to_long_string = _in_words("%B")
date_to_string = _in_words("%b")
date_to_rfc822 = _formatted("%a, %d %b %Y %H:%M:%S %z")
date_to_xmlschema = _formatted("%Y-%m-%dT%H:%M:%S%:z")
