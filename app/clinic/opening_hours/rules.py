"""The rules of an `opening_hours` text, and the hours that they give to a date.

The syntax is OpenStreetMap's
(https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification). The library `opening_hours`
parses it and finds the dates of a selector such as `PH`, `Apr-Sep` or `Mo[1]`. How rules combine
into a day is decided here, because the library counts the hours after midnight to the wrong date:
with `Mo-Su 17:00-02:00; PH off` it opens an office in the night after a closed holiday, and with
`Mo-Su 08:00-20:00; Fr 08:00-02:00` it closes at Friday's midnight.

Here the hours of a night belong to the date on which they begin. A rule that gives a date other
hours, or none, replaces the night that begins on that date and does not shorten the night that
began the day before.
"""

import datetime
import itertools
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from opening_hours import OpeningHours

from app.clinic.opening_hours.minutes import CLOSED_ALL_DAY, MINUTES_OF_DAY, State

WHOLE_DAY: Final = (0, MINUTES_OF_DAY)


class Rule(NamedTuple):
    """One rule: on `weekdays` (0 is Monday) and on the dates of `selector`, `spans` of `state`.

    With `both`, only on dates of the selector that are such weekdays.
    """

    separator: str  # ";" instead of the rules before, "," besides them, "||" where all are closed
    weekdays: frozenset[int]
    selector: OpeningHours | None
    spans: tuple[tuple[int, int], ...]
    state: State
    # True if a date must be one of the selector and on one of the weekdays.
    both: bool = False

    def applies_from(self, first: datetime.date) -> Iterator[bool]:
        """Yield for a date, the next date and so on, whether the rule applies."""
        week = itertools.cycle([(first.weekday() + day) % 7 in self.weekdays for day in range(7)])
        if self.selector is None:
            yield from week
            return
        midnight = datetime.datetime.combine(first, datetime.time())
        while True:
            selected = self.selector.is_open(midnight)
            change = self.selector.next_change(midnight)
            days = (change - midnight).days if change else None
            for on_weekday in itertools.islice(week, days):
                yield (selected and on_weekday) if self.both else (selected or on_weekday)
            midnight = change or midnight


class OpeningRules(NamedTuple):
    """The rules of one text, in order, and its comments."""

    rules: tuple[Rule, ...]
    note: str | None = None

    @property
    def is_never_open(self) -> bool:
        """True if no rule opens on any date, for certain or perhaps."""
        if any(set(self.of_weekday(weekday)) != {State.CLOSED} for weekday in range(7)):
            return False
        last = max((at for at, rule in enumerate(self.rules) if _closes_all(rule)), default=-1)
        return not any(
            rule.selector is not None and rule.state is not State.CLOSED
            for rule in self.rules[last + 1 :]
        )

    def of_weekday(self, weekday: int) -> bytes:
        """Return the hours that begin on a weekday (0 is Monday) without holidays and seasons."""
        return _painted(rule for rule in self.rules if weekday in rule.weekdays and not rule.both)

    def from_date(self, first: datetime.date) -> Iterator[bytes]:
        """Yield the hours that begin on a date, the next date and so on, up to the year 9999."""
        painted: dict[tuple[bool, ...], bytes] = {}
        # A tuple is as long as there are rules, and there is at least one.
        for applying in zip(*(rule.applies_from(first) for rule in self.rules), strict=True):
            if applying not in painted:
                painted[applying] = _painted(itertools.compress(self.rules, applying))
            yield painted[applying]


def _closes_all(rule: Rule) -> bool:
    """Return True if a rule closes every date, whatever the rules before it say."""
    return (
        rule.state is State.CLOSED
        and rule.separator != "||"
        and rule.spans == (WHOLE_DAY,)
        and len(rule.weekdays) == 7
        and not rule.both
    )


def _painted(rules: Iterable[Rule]) -> bytes:
    minutes = bytearray(CLOSED_ALL_DAY)
    for rule in rules:
        if rule.state is State.CLOSED and rule.separator == "||":
            continue
        if rule.state is State.CLOSED and rule.spans == (WHOLE_DAY,):
            minutes = bytearray(CLOSED_ALL_DAY)
            continue
        if rule.state is not State.CLOSED and rule.separator == ";":
            minutes = bytearray(CLOSED_ALL_DAY)
        for start, end in rule.spans:
            if rule.separator == "||":
                gaps = minutes[start:end].replace(bytes([State.CLOSED]), bytes([rule.state]))
                minutes[start:end] = gaps
            else:
                minutes[start:end] = bytes([rule.state]) * (end - start)
    return bytes(minutes)
