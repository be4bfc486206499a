"""Dates of a Jekyll tree, in the forms of Ruby's `Time.parse`.

A time without a zone is in the site's zone, unless YAML reads it as a timestamp: that is UTC.
"""

import datetime as dt
import re
from typing import Final

from app.dialects.mappings import MONTHS
from app.front_matter import Scalar, Value, source_text
from app.regex import regex

_MONTHS: Final = tuple(name[:3].lower() for name in MONTHS)
_NAME: Final = rf"\b(?P<name>{'|'.join(_MONTHS)})[a-z]*+\.?"
_DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_DAYS: Final = tuple(
    regex(pattern, re.ASCII)
    for pattern in (
        rf"(?<!\d){_DAY}[\s-]*{_NAME},?[\s-]*(?P<year>\d{{2,4}})(?![\d:])",
        rf"{_NAME}\s*{_DAY},?\s+(?P<year>\d{{4}})(?![\d:])",
        r"(?<!\d)(?P<year>\d{2,4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?!\d)",
        r"(?<![\d-])(?P<year>\d{4})-(?P<of_year>\d{3})(?![\d-])",
        # If the last part has three digits or more it is the year, and the first one the day.
        r"(?<!\d)(?P<year>\d{1,4})(?P<sign>[-/.])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,4})(?!\d)",
        rf"{_NAME},?\s+(?P<year>\d{{4}})(?!\d)",
        (
            r"(?<!\d)(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)"
            r"(?:t?(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?)?(?!\d)"
        ),
    )
)
_CLOCK: Final = regex(
    r"(?<![\d:])(?P<hour>\d{1,2})"
    r"(?:(?::(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?)(?:\s*(?P<half>[ap])\.?m\b)?"
    r"|\s*(?P<only>[ap])\.?m\b)"
    r"(?:\s*(?P<zone>z\b|[-+]\d{1,2}(?::?\d\d)?\b|[a-z]{2,5}\b))?",
    re.ASCII,
)
# Ruby's named zones, in hours. Other names count only if they are the site's zone's.
_ZONES: Final = {
    **dict.fromkeys(("z", "utc", "gmt", "ut"), 0),
    "edt": -4,
    "est": -5,
    "cdt": -5,
    "cst": -6,
    "mdt": -6,
    "mst": -7,
    "pdt": -7,
    "pst": -8,
}
# Longer texts are no dates, so matching them costs nothing.
_LONGEST: Final = 100


def date_of(value: Value, zone: dt.tzinfo) -> dt.date | dt.datetime | None:
    """Return the day, or the moment in the site's zone, of a front matter date."""
    if isinstance(value, Scalar):
        if isinstance(value.value, dt.datetime):
            aware = value.value if value.value.tzinfo else value.value.replace(tzinfo=dt.UTC)
            return _on_clock(aware, zone)
        if isinstance(value.value, dt.date):
            return value.value
    text = source_text(value)
    return None if text is None else written_date(text, zone)


def moment_of(value: Value, zone: dt.tzinfo) -> dt.datetime | None:
    """Return the moment of a front matter date, in the site's zone; None if it is none."""
    date = date_of(value, zone)
    if date is None or isinstance(date, dt.datetime):
        return date
    return dt.datetime(date.year, date.month, date.day, tzinfo=zone)


def written_date(text: str, zone: dt.tzinfo) -> dt.date | dt.datetime | None:
    """Return the day of a text, or the moment in the site's zone if it has a time."""
    if len(text) > _LONGEST:
        return None
    text = text.lower()
    day_match = next((match for form in _DAYS if (match := form.search(text))), None)
    if day_match is None:
        return None
    try:
        day, passed = _day(day_match)
        clock = day_match if day_match.groupdict().get("hour") else None
        rest = text[: day_match.start()] + text[day_match.end() :]
        if clock is None and (clock := _CLOCK.search(rest)):
            passed += _hour(clock) // 24
        if clock is None:
            return day + dt.timedelta(days=passed)
        at = dt.time(_hour(clock) % 24, int(clock["minute"] or 0), int(clock["second"] or 0))
        if _hour(clock) >= 24 and (_hour(clock), at) != (24, dt.time()):
            return None
        written = clock.groupdict().get("zone")
        moment = dt.datetime.combine(day, at, _zone(written, day, zone))
        moment += dt.timedelta(days=passed)
        # A time that occurs twice is the second one.
        later = moment.replace(fold=1)
        is_twice = later.astimezone(dt.UTC) > moment.astimezone(dt.UTC)
        return _on_clock(later if is_twice else moment, zone)
    except (ValueError, OverflowError):
        return None


def _on_clock(moment: dt.datetime, zone: dt.tzinfo) -> dt.datetime | None:
    try:
        # Through UTC, so that a time in a skipped hour becomes one that exists.
        return moment.astimezone(dt.UTC).astimezone(zone)
    except OverflowError:
        return None


def _day(match: re.Match[str]) -> tuple[dt.date, int]:
    """Return the first of the month and the days after it: Ruby accepts 30 February."""
    parts = match.groupdict()
    year, day = parts["year"], parts.get("day") or "1"
    if parts.get("sign") and len(day) > 2:
        year, day = day, year
    number = int(year)
    if len(year) <= 2:
        number += 2000 if number < 69 else 1900
    if of_year := parts.get("of_year"):
        date = dt.date(number, 1, 1) + dt.timedelta(days=int(of_year) - 1)
        if date.year != number:
            raise ValueError(f"the year {number} has no day {of_year}")
        return date, 0
    month = int(parts.get("month") or 0) or _MONTHS.index(parts.get("name") or "") + 1
    if not 1 <= int(day) <= 31:
        raise ValueError(f"no month has a day {day}")
    return dt.date(number, month, 1), int(day) - 1


def _hour(clock: re.Match[str]) -> int:
    hour = int(clock["hour"])
    parts = clock.groupdict()
    half = parts.get("half") or parts.get("only")
    return hour if half is None else hour % 12 + (12 if half == "p" else 0)


def _zone(written: str | None, day: dt.date, zone: dt.tzinfo) -> dt.tzinfo:
    if written is None:
        return zone
    if written[0] in "+-":
        digits = written[1:].replace(":", "")
        hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")
        offset = dt.timedelta(hours=int(hours), minutes=int(minutes))
        return dt.timezone(-offset if written[0] == "-" else offset)
    if written in _ZONES:
        return dt.timezone(dt.timedelta(hours=_ZONES[written]))
    # The names of winter and summer time in the site's zone.
    for month in (1, 7):
        moment = dt.datetime(day.year, month, 1, tzinfo=zone)
        name, offset_then = moment.tzname(), moment.utcoffset()
        if name is not None and offset_then is not None and name.lower() == written:
            return dt.timezone(offset_then)
    return zone
