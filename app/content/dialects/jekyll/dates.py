"""Dates as Jekyll reads them: a time without a zone is UTC where YAML reads it, else the site's."""

import datetime as dt
import re
from typing import Final

from app.content.front_matter import Scalar, Value, source_text

_WRITTEN: Final = re.compile(
    r"\s*(?P<year>\d{2,4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"
    r"(?:(?:[Tt]|\s+)(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d*)?)?)?"
    # Ruby passes over words that it has no use for.
    r"(?:\s+[A-Za-z0-9,.]+)*?\s*(?P<zone>Z|z|UTC|GMT|[-+]\d{2}(?::?\d{2})?)?\s*\Z"
)


def moment_of(value: Value, zone: dt.tzinfo) -> dt.datetime | None:
    """The moment that a date of the front matter names, on the site's clock; None for no date."""
    if isinstance(value, Scalar):
        if isinstance(value.value, dt.datetime):
            # YAML's own timestamps are UTC where they name no zone.
            aware = value.value if value.value.tzinfo else value.value.replace(tzinfo=dt.UTC)
            return aware.astimezone(zone)
        if isinstance(value.value, dt.date):
            day = value.value
            return dt.datetime(day.year, day.month, day.day, tzinfo=zone)
    text = source_text(value)
    return None if text is None else written_moment(text, zone)


def written_moment(text: str, zone: dt.tzinfo) -> dt.datetime | None:
    """The moment that a text names, on the site's clock; None where it names none."""
    match = _WRITTEN.match(text)
    if match is None:
        return None
    year = int(match["year"])
    if len(match["year"]) == 2:
        year += 2000 if year < 69 else 1900
    try:
        moment = dt.datetime(
            year,
            int(match["month"]),
            int(match["day"]),
            int(match["hour"] or 0),
            int(match["minute"] or 0),
            int(match["second"] or 0),
            tzinfo=_zone(match["zone"], zone),
        )
        return moment.astimezone(zone)
    except (ValueError, OverflowError):
        return None


def _zone(written: str | None, zone: dt.tzinfo) -> dt.tzinfo:
    if written is None:
        return zone
    if written[0] not in "+-":
        return dt.UTC
    digits = written[1:].replace(":", "").ljust(4, "0")
    offset = dt.timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return dt.timezone(-offset if written[0] == "-" else offset)
