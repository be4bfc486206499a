"""Opening hours: a regular week, and the state of an office at a moment."""

import datetime
import difflib
import itertools
import zoneinfo
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, Literal, NamedTuple, Self, get_args

from app.clinic.opening_hours.minutes import MINUTES_OF_DAY, Run, State, open_in, runs, shown_on
from app.clinic.opening_hours.rules import OpeningRules
from app.clinic.opening_hours.syntax import OpeningHoursError, has_calendar, parse_rules
from app.problems import shorten

__all__ = [
    "DatedException",
    "Interval",
    "OpenState",
    "OpeningHours",
    "OpeningHoursError",
    "Weekday",
    "zone_named",
]

Weekday = Literal["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

_WEEKDAYS: Final[tuple[Weekday, ...]] = get_args(Weekday)
_DAY: Final = datetime.timedelta(days=1)
_MIDNIGHT: Final = datetime.time()
_DAYS_SEARCHED: Final = 366
# One year less at each end of datetime's range leaves room to look back a day and ahead a year.
_FIRST_YEAR: Final = datetime.MINYEAR + 1
_LAST_YEAR: Final = datetime.MAXYEAR - 2


class Interval(NamedTuple):
    """An entry of schema.org's OpeningHoursSpecification: consecutive days with the same hours.

    Times are "HH:MM". `closes` not later than `opens` is a time of the next day, and midnight is
    "00:00"; a whole day is "00:00" to "23:59".
    """

    days: tuple[Weekday, ...]
    opens: str
    closes: str


class DatedException(NamedTuple):
    """Other hours on one date; closed all day where both times are None.

    `closes` not later than `opens` is a time of the next day, so 00:00 to 00:00 is the whole
    day. Several exceptions of one date are several intervals.
    """

    date: datetime.date
    opens: datetime.time | None = None
    closes: datetime.time | None = None
    note: str | None = None


class OpenState(NamedTuple):
    """True or False if an office is open or closed at a moment, None if unknown.

    `next_change` is in the office's time zone, None if nothing changes within 366 days.
    """

    open: bool | None
    next_change: datetime.datetime | None


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """The opening hours of an office. Immutable; created by `parse`.

    `schedule` is the regular week: the rules for weekdays. Rules for a season, for dates, for
    holidays or for the first Monday of a month do not fit into a week and are left out of it;
    `state` applies them. `note` holds the comments of the text.
    """

    text: str | None
    note: str | None
    time_zone: str | None
    schedule: tuple[Interval, ...]
    exceptions: tuple[DatedException, ...]
    _country: str | None = field(repr=False)
    _rules: OpeningRules = field(repr=False, compare=False)
    _zone: zoneinfo.ZoneInfo | None = field(repr=False, compare=False)
    _hours_of_date: Mapping[datetime.date, bytes] = field(repr=False, compare=False)

    @classmethod
    def parse(
        cls,
        text: str | None,
        *,
        time_zone: str | None,
        country: str | None,
        exceptions: Sequence[DatedException] = (),
    ) -> Self:
        """Parse hours in OpenStreetMap's `opening_hours` syntax.

        No text, blank text and "unknown" mean unknown hours. `time_zone` is an IANA name; without
        it the state is always unknown. `country` is an ISO 3166-1 code of two letters, needed for
        public holidays (PH). Raises OpeningHoursError.
        """
        given = text if text is not None and text.strip() else None
        code = country.strip().upper() if country and country.strip() else None
        if code is not None:
            has_calendar(code)
        rules = parse_rules(given or "unknown", code)
        return cls(
            text=given,
            note=rules.note,
            time_zone=time_zone or None,
            schedule=_schedule(rules),
            exceptions=tuple(exceptions),
            _country=code,
            _rules=rules,
            _zone=zone_named(time_zone) if time_zone else None,
            _hours_of_date=_hours_of_exceptions(exceptions),
        )

    @property
    def is_never_open(self) -> bool:
        """True if no rule and no exception opens the office, for certain or perhaps."""
        has_hours = any(exception.opens is not None for exception in self.exceptions)
        return self.text is not None and not has_hours and self._rules.is_never_open

    def __reduce__(self) -> tuple[Callable[..., "OpeningHours"], tuple[object, ...]]:
        # The library's rules cannot be pickled: the other process parses the text again.
        return _parsed_again, (self.text, self.time_zone, self._country, self.exceptions)

    def state(self, moment: datetime.datetime) -> OpenState:
        """Return the state at an aware moment of any time zone.

        An exception replaces the hours that begin on its date, holidays included, and does not
        shorten the night that began the day before. Hours are local clock times: an hour that the
        clock shows twice counts the first time, and an hour that it skips is the moment of the
        skip. Raises ValueError for a naive moment.
        """
        if moment.tzinfo is None:
            raise ValueError("the moment has no time zone")
        if self._zone is None or not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
            return OpenState(None, None)
        now = moment.astimezone(datetime.UTC)
        current: State | None = None
        for date, run in self._changes_from(now.astimezone(self._zone).date()):
            if current is None:
                current = run.state
            if run.state is current:
                continue
            midnight = datetime.datetime.combine(date, _MIDNIGHT)
            wall = midnight + datetime.timedelta(minutes=run.start)
            instant = _first_instant(wall, self._zone)
            if instant <= now:
                current = run.state
                continue
            change = instant.astimezone(self._zone)
            # Hours within a skipped hour of the clock have no duration.
            if change.replace(tzinfo=None) != wall and self._at(change) is current:
                continue
            return OpenState(_is_open(current), change)
        return OpenState(_is_open(current), None)

    def _changes_from(self, first: datetime.date) -> Iterator[tuple[datetime.date, Run]]:
        """Yield dates from `first` on, each with the runs of its minutes."""
        runs_of: dict[tuple[bytes, bytes], tuple[Run, ...]] = {}
        hours = self._rules.from_date(first - _DAY)
        before = self._hours_of_date.get(first - _DAY, next(hours))
        for day, regular in enumerate(itertools.islice(hours, _DAYS_SEARCHED + 1)):
            date = first + day * _DAY
            own = self._hours_of_date.get(date, regular)
            if (own, before) not in runs_of:
                runs_of[own, before] = runs(shown_on(own, before))
            for run in runs_of[own, before]:
                yield date, run
            before = own

    def _at(self, wall: datetime.datetime) -> State:
        """Return the state when the local clock shows a time."""
        minute = wall.hour * 60 + wall.minute
        of_date = (run for date, run in self._changes_from(wall.date()) if date == wall.date())
        return next(run.state for run in of_date if run.start <= minute < run.end)


def _parsed_again(
    text: str | None,
    time_zone: str | None,
    country: str | None,
    exceptions: tuple[DatedException, ...],
) -> OpeningHours:
    return OpeningHours.parse(text, time_zone=time_zone, country=country, exceptions=exceptions)


def _is_open(state: State | None) -> bool | None:
    return None if state is None or state is State.UNKNOWN else state is State.OPEN


def zone_named(name: str) -> zoneinfo.ZoneInfo:
    """Return the time zone of this name. Raises OpeningHoursError."""
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        close = difflib.get_close_matches(name, sorted(zoneinfo.available_timezones()), 1)
        raise OpeningHoursError(
            f'"{shorten(name)}" is not a time zone',
            hint=f'Did you mean "{close[0]}"?'
            if close
            else 'Use a name of the time zone database, such as "America/Denver".',
        ) from None


def _first_instant(wall: datetime.datetime, zone: zoneinfo.ZoneInfo) -> datetime.datetime:
    """Return the first moment, in UTC, at which the clock of a zone shows or has passed a time."""
    instant = wall.replace(tzinfo=zone).astimezone(datetime.UTC)
    if instant.astimezone(zone).replace(tzinfo=None) == wall:
        return instant
    # The clock skips this time, between the two moments that Python derives for it.
    early = wall.replace(tzinfo=zone, fold=1).astimezone(datetime.UTC)
    before, after = 0, round((instant - early).total_seconds())
    while after - before > 1:
        middle = (before + after) // 2
        clock = (early + datetime.timedelta(seconds=middle)).astimezone(zone)
        if clock.replace(tzinfo=None) < wall:
            before = middle
        else:
            after = middle
    return early + datetime.timedelta(seconds=after)


def _schedule(rules: OpeningRules) -> tuple[Interval, ...]:
    of_days: list[list[tuple[int, int]]] = [[] for _ in _WEEKDAYS]
    for weekday in range(7):
        for run in runs(rules.of_weekday(weekday)):
            if run.state is not State.OPEN:
                continue
            if run.end <= MINUTES_OF_DAY or run.end - run.start < MINUTES_OF_DAY:
                of_days[weekday].append((run.start, run.end))
            else:  # "opens" and "closes" cannot express a day or longer: split it at midnight.
                of_days[weekday].append((run.start, MINUTES_OF_DAY))
                of_days[(weekday + 1) % 7].append((0, run.end - MINUTES_OF_DAY))
    merged = [_merged(hours) for hours in of_days]
    return tuple(
        Interval(tuple(_WEEKDAYS[day] for day in days), _clock(start), _closing(start, end))
        for hours, group in itertools.groupby(range(7), key=merged.__getitem__)
        for days in [tuple(group)]
        for start, end in hours
    )


def _merged(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _clock(minute: int) -> str:
    return f"{minute // 60 % 24:02}:{minute % 60:02}"


def _closing(start: int, end: int) -> str:
    return "23:59" if (start, end) == (0, MINUTES_OF_DAY) else _clock(end)


def _hours_of_exceptions(
    exceptions: Sequence[DatedException],
) -> Mapping[datetime.date, bytes]:
    spans: dict[datetime.date, list[tuple[int, int]]] = {}
    closed: set[datetime.date] = set()
    for exception in exceptions:
        of_date = spans.setdefault(exception.date, [])
        if exception.opens is None and exception.closes is None:
            closed.add(exception.date)
        else:
            of_date.append(_span(exception))
    for date in sorted(closed):
        if spans[date]:
            raise OpeningHoursError(
                f"the exceptions have {date} both closed and open",
                hint="Keep one of the two.",
            )
    return MappingProxyType({date: open_in(of_date) for date, of_date in spans.items()})


def _span(exception: DatedException) -> tuple[int, int]:
    if exception.opens is None or exception.closes is None:
        missing = "opens" if exception.opens is None else "closes"
        raise OpeningHoursError(
            f'the exception of {exception.date} has no "{missing}"',
            hint="Give both times, or neither if the office is closed that day.",
        )
    for time in (exception.opens, exception.closes):
        if time.second or time.microsecond or time.tzinfo is not None:
            raise OpeningHoursError(
                f'the exception of {exception.date} has the time "{time.isoformat()}"',
                hint='Write hours and minutes of the office\'s own clock, such as "09:30".',
            )
    start = exception.opens.hour * 60 + exception.opens.minute
    end = exception.closes.hour * 60 + exception.closes.minute
    return start, end if end > start else end + MINUTES_OF_DAY
