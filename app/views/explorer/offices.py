"""The offices: whether they are open, and their week as bars."""

import datetime as dt
from collections.abc import Sequence
from typing import Final, NamedTuple, get_args
from zoneinfo import ZoneInfo

from app.library.library import Library
from app.records import HoursException, Location, OpeningTimes, Weekday
from app.views.address_line import address_line
from app.views.explorer.frame import EditorLinks
from app.views.explorer.office_map import MappedPlace, OfficeMap, office_map

_DAYS: Final[Sequence[Weekday]] = get_args(Weekday)
_DAY_MINUTES: Final = 24 * 60
_MOST_EXCEPTIONS: Final = 6


class Bar(NamedTuple):
    """A time on one day, in minutes from its midnight."""

    start: int
    length: int


class Day(NamedTuple):
    """A day of the week; `now` is the minute at this moment, None on other days."""

    name: str
    text: str
    bars: Sequence[Bar]
    now: int | None


class OfficeCard(NamedTuple):
    """An office. `is_open` is None if that is not known: for some hours without a time zone."""

    location: Location
    number: int
    is_open: bool | None
    lacks_time_zone: bool
    change: str | None
    address: str | None
    week: Sequence[Day]
    exceptions: Sequence[HoursException]
    editor: str | None


class Offices(NamedTuple):
    """All offices, on a map if they have coordinates.

    `open` is the number of those that are open, None if that is known of none.
    """

    cards: Sequence[OfficeCard]
    map: OfficeMap | None
    open: int | None


def offices(library: Library, now: dt.datetime, editor: EditorLinks) -> Offices:
    """Return the offices at a moment."""
    cards = [
        _card(library, location, number, now, editor)
        for number, location in enumerate(library.locations, 1)
    ]
    states = [card.is_open for card in cards if card.is_open is not None]
    return Offices(
        cards,
        office_map(
            [
                MappedPlace(card.number, card.location.name, card.location.geo, card.is_open)
                for card in cards
                if card.location.geo is not None
            ]
        ),
        sum(states) if states else None,
    )


def _card(
    library: Library, location: Location, number: int, now: dt.datetime, editor: EditorLinks
) -> OfficeCard:
    hours = library.hours.get(location.slug)
    state = None if hours is None else hours.state(now)
    times = location.opening_hours
    local = now.astimezone(ZoneInfo(times.time_zone)) if times and times.time_zone else None
    page = library.pages_by_slug.get(location.page.slug) if location.page else None
    upcoming = [
        exception
        for exception in (times.exceptions if times else ())
        if exception.date >= (local or now).date()
    ]
    change = state.next_change if state is not None else None
    return OfficeCard(
        location,
        number,
        None if state is None else state.open,
        times is not None and times.time_zone is None and bool(times.schedule or times.exceptions),
        None if change is None else _moment(change, (local or now).date()),
        None if location.address is None else address_line(location.address) or None,
        _week(times, local) if times and times.schedule else (),
        upcoming[:_MOST_EXCEPTIONS],
        None if page is None else editor.to(page.source.file),
    )


def _moment(moment: dt.datetime, today: dt.date) -> str:
    """Return the time of a change, with its day if that is not today."""
    time = f"{moment:%H:%M}"
    if moment.date() == today:
        return time
    if moment.date() - today < dt.timedelta(days=7):
        return f"{_DAYS[moment.weekday()]} {time}"
    return f"{moment.date().isoformat()} {time}"


def _week(times: OpeningTimes, local: dt.datetime | None) -> Sequence[Day]:
    bars: list[list[Bar]] = [[] for _ in _DAYS]
    texts: list[list[str]] = [[] for _ in _DAYS]
    for hours in times.schedule:
        start, end = _minutes(hours.opens), _minutes(hours.closes)
        for name in hours.days:
            day = _DAYS.index(name)
            is_whole = (hours.opens, hours.closes) == ("00:00", "23:59")
            texts[day].append("All day" if is_whole else f"{hours.opens}–{hours.closes}")
            if end > start:
                bars[day].append(Bar(start, end - start))
                continue
            # It closes on the next day.
            bars[day].append(Bar(start, _DAY_MINUTES - start))
            if end:
                bars[(day + 1) % len(_DAYS)].append(Bar(0, end))
    return [
        Day(
            name,
            ", ".join(sorted(texts[day])) or "Closed",
            sorted(bars[day]),
            local.hour * 60 + local.minute if local and local.weekday() == day else None,
        )
        for day, name in enumerate(_DAYS)
    ]


def _minutes(time: str) -> int:
    hours, _, minutes = time.partition(":")
    return int(hours) * 60 + int(minutes)
