import datetime
import pickle
import time
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from opening_hours import OpeningHours as Library

from app.clinic.opening_hours.hours import (
    DatedException,
    Interval,
    OpeningHours,
    OpeningHoursError,
    OpenState,
    Weekday,
)

DENVER = ZoneInfo("America/Denver")
WORKING_DAYS: tuple[Weekday, ...] = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
EVERY_DAY: tuple[Weekday, ...] = (*WORKING_DAYS, "Saturday", "Sunday")
OFFICE = "Mo-Fr 07:00-18:00; PH off"


def hours(
    text: str | None,
    *exceptions: DatedException,
    time_zone: str | None = "America/Denver",
    country: str | None = "US",
) -> OpeningHours:
    return OpeningHours.parse(text, time_zone=time_zone, country=country, exceptions=exceptions)


def clock(text: str, fold: int = 0) -> datetime.datetime:
    """A time on the clocks of Denver."""
    return datetime.datetime.fromisoformat(text).replace(tzinfo=DENVER, fold=fold)


def utc(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text).replace(tzinfo=datetime.UTC)


def exception(date: str, opens: str | None = None, closes: str | None = None) -> DatedException:
    return DatedException(
        datetime.date.fromisoformat(date),
        datetime.time.fromisoformat(opens) if opens else None,
        datetime.time.fromisoformat(closes) if closes else None,
    )


def instants(state: OpenState) -> tuple[bool | None, datetime.datetime | None]:
    """For comparison: two times of one zone compare by what the clock shows, not by instant."""
    change = state.next_change
    return state.open, change.astimezone(datetime.UTC) if change else None


def test_thanksgiving_is_closed_until_friday_morning() -> None:
    state = hours(OFFICE).state(clock("2026-11-26T09:00"))
    assert state == OpenState(open=False, next_change=clock("2026-11-27T07:00"))
    assert state.next_change is not None
    assert state.next_change.isoformat() == "2026-11-27T07:00:00-07:00"


@pytest.mark.parametrize(
    ("moment", "is_open", "change"),
    [
        ("2026-07-01T06:59:59", False, "2026-07-01T07:00"),
        ("2026-07-01T07:00", True, "2026-07-01T18:00"),
        ("2026-07-01T17:59:59.999999", True, "2026-07-01T18:00"),
        ("2026-07-01T18:00", False, "2026-07-02T07:00"),
        ("2026-07-01T23:59", False, "2026-07-02T07:00"),
        # Independence Day is a Saturday in 2026 and kept on the Friday before.
        ("2026-07-02T18:00", False, "2026-07-06T07:00"),
    ],
)
def test_ordinary_days(moment: str, is_open: bool, change: str) -> None:
    assert hours(OFFICE).state(clock(moment)) == OpenState(is_open, clock(change))


def test_a_moment_may_come_in_any_time_zone() -> None:
    assert hours(OFFICE).state(utc("2026-07-01T13:30")) == OpenState(
        open=True, next_change=clock("2026-07-01T18:00")
    )
    with pytest.raises(ValueError, match="no time zone"):
        hours(OFFICE).state(datetime.datetime.fromisoformat("2026-07-01T13:30"))


def test_hours_are_those_of_the_office_on_days_when_clocks_change() -> None:
    office = hours("Mo-Su 07:00-18:00")
    spring = office.state(utc("2026-03-08T07:30"))  # 00:30, an hour before the clocks skip one
    assert instants(spring) == (False, utc("2026-03-08T13:00"))
    assert instants(office.state(utc("2026-03-08T13:00"))) == (True, utc("2026-03-09T00:00"))
    autumn = office.state(utc("2026-11-01T06:30"))  # 00:30, before the clocks repeat an hour
    assert instants(autumn) == (False, utc("2026-11-01T14:00"))
    assert instants(office.state(utc("2026-11-01T14:00"))) == (True, utc("2026-11-02T01:00"))


def test_an_hour_that_the_clocks_skip_is_the_moment_of_the_skip() -> None:
    skip = utc("2026-03-08T09:00")  # 02:00 becomes 03:00
    closing = hours("Su 00:30-02:30").state(utc("2026-03-08T08:00"))
    assert instants(closing) == (True, skip)
    assert closing.next_change is not None
    assert closing.next_change.isoformat() == "2026-03-08T03:00:00-06:00"
    opening = hours("Su 02:30-05:00")
    assert instants(opening.state(utc("2026-03-08T08:59:59"))) == (False, skip)
    assert instants(opening.state(skip)) == (True, utc("2026-03-08T11:00"))


def test_hours_within_a_skipped_hour_take_no_time() -> None:
    night = hours("Su 02:15-02:45").state(utc("2026-03-08T08:00"))
    assert instants(night) == (False, utc("2026-03-15T08:15"))
    break_of_night = hours("24/7; Su 02:15-02:45 off").state(utc("2026-03-08T08:00"))
    assert instants(break_of_night) == (True, utc("2026-03-15T08:15"))


def test_an_hour_that_the_clocks_repeat_counts_the_first_time() -> None:
    office = hours("Su 00:30-01:30")
    first, second = utc("2026-11-01T07:30"), utc("2026-11-01T08:30")
    assert instants(office.state(utc("2026-11-01T07:15"))) == (True, first)
    next_sunday = (False, utc("2026-11-08T07:30"))
    for moment in (first, first + datetime.timedelta(minutes=45), second):
        assert instants(office.state(moment)) == next_sunday
    assert instants(office.state(clock("2026-11-01T01:15", fold=1))) == next_sunday


def test_a_night_runs_on_after_midnight() -> None:
    office = hours("Fr 20:00-02:00")
    closing = clock("2026-07-04T02:00")
    for moment in ("2026-07-03T20:00", "2026-07-03T23:59", "2026-07-04T00:00", "2026-07-04T01:59"):
        assert office.state(clock(moment)) == OpenState(open=True, next_change=closing)
    assert office.state(closing) == OpenState(open=False, next_change=clock("2026-07-10T20:00"))


def test_a_night_is_an_hour_longer_or_shorter_when_clocks_change() -> None:
    office = hours("Sa 20:00-02:00")
    assert instants(office.state(utc("2026-03-08T03:00"))) == (True, utc("2026-03-08T09:00"))
    assert instants(office.state(utc("2026-11-01T02:00"))) == (True, utc("2026-11-01T09:00"))


@pytest.mark.parametrize(
    ("text", "moment", "expected"),
    [
        # The night before a holiday runs out; the holiday's own night does not take place.
        ("Mo-Su 17:00-02:00; PH off", "2026-11-26T01:00", (True, "2026-11-26T02:00")),
        ("Mo-Su 17:00-02:00; PH off", "2026-11-26T02:00", (False, "2026-11-27T17:00")),
        ("Mo-Su 17:00-02:00; PH off", "2026-11-27T01:00", (False, "2026-11-27T17:00")),
        # A longer Friday reaches into a Saturday with hours of its own.
        ("Mo-Su 08:00-20:00; Fr 08:00-02:00", "2026-07-04T01:00", (True, "2026-07-04T02:00")),
        ("Mo-Su 08:00-20:00; Fr 08:00-02:00", "2026-07-04T02:00", (False, "2026-07-04T08:00")),
        ("Fr 20:00-02:00; Sa off", "2026-07-04T01:00", (True, "2026-07-04T02:00")),
    ],
)
def test_a_night_belongs_to_the_day_on_which_it_began(
    text: str, moment: str, expected: tuple[bool, str]
) -> None:
    is_open, change = expected
    assert hours(text).state(clock(moment)) == OpenState(is_open, clock(change))


def test_an_exception_closes_a_day() -> None:
    office = hours(OFFICE, exception("2026-07-01"))
    assert office.state(clock("2026-07-01T09:00")) == OpenState(False, clock("2026-07-02T07:00"))
    assert office.state(clock("2026-06-30T18:00")) == OpenState(False, clock("2026-07-02T07:00"))


def test_exceptions_open_a_holiday() -> None:
    office = hours(
        OFFICE,
        exception("2026-11-26", "08:00", "10:00"),
        exception("2026-11-26", "14:00", "16:30"),
    )
    changes = ["2026-11-26T08:00", "2026-11-26T10:00", "2026-11-26T14:00", "2026-11-26T16:30"]
    moment = clock("2026-11-25T18:00")
    for index, change in enumerate(changes):
        state = office.state(moment)
        assert state == OpenState(open=index % 2 == 1, next_change=clock(change))
        moment = clock(change)
    assert office.state(moment) == OpenState(open=False, next_change=clock("2026-11-27T07:00"))


def test_an_exception_replaces_the_night_of_its_date_and_no_other() -> None:
    office = hours("Mo-Su 20:00-02:00", exception("2026-07-03"))
    assert office.state(clock("2026-07-03T01:00")) == OpenState(True, clock("2026-07-03T02:00"))
    assert office.state(clock("2026-07-03T02:00")) == OpenState(False, clock("2026-07-04T20:00"))
    party = hours("Mo-Su 08:00-20:00", exception("2026-07-03", "18:00", "03:00"))
    assert party.state(clock("2026-07-03T09:00")) == OpenState(False, clock("2026-07-03T18:00"))
    assert party.state(clock("2026-07-04T00:30")) == OpenState(True, clock("2026-07-04T03:00"))


def test_exceptions_are_known_where_the_week_is_not() -> None:
    office = hours(None, exception("2026-07-01"), exception("2026-07-02", "00:00", "00:00"))
    assert office.state(clock("2026-06-30T09:00")) == OpenState(None, clock("2026-07-01T00:00"))
    assert office.state(clock("2026-07-01T09:00")) == OpenState(False, clock("2026-07-02T00:00"))
    assert office.state(clock("2026-07-02T09:00")) == OpenState(True, clock("2026-07-03T00:00"))
    assert office.state(clock("2026-07-03T09:00")) == OpenState(None, None)


@pytest.mark.parametrize(
    ("exceptions", "message"),
    [
        ([exception("2026-07-01", "08:00")], 'the exception of 2026-07-01 has no "closes"'),
        ([exception("2026-07-01", None, "08:00")], 'the exception of 2026-07-01 has no "opens"'),
        ([exception("2026-07-01", "08:00:30", "09:00")], 'has the time "08:00:30"'),
        (
            [exception("2026-07-01"), exception("2026-07-01", "08:00", "09:00")],
            "2026-07-01 both closed and open",
        ),
    ],
)
def test_exceptions_that_make_no_sense_are_told(
    exceptions: list[DatedException], message: str
) -> None:
    with pytest.raises(OpeningHoursError, match=message) as caught:
        hours(OFFICE, *exceptions)
    assert caught.value.offset is None
    assert caught.value.hint.endswith(".")


@pytest.mark.parametrize("text", [None, "", " \n", "unknown", "24/7 unknown", '"by appointment"'])
def test_unknown_hours_are_neither_open_nor_closed(text: str | None) -> None:
    office = hours(text)
    assert office.state(clock("2026-07-01T09:00")) == OpenState(None, None)
    assert office.schedule == ()


def test_a_fallback_holds_where_nothing_else_does() -> None:
    office = hours('Mo-Fr 08:00-12:00 || "by appointment"')
    assert office.state(clock("2026-07-01T09:00")) == OpenState(True, clock("2026-07-01T12:00"))
    assert office.state(clock("2026-07-01T13:00")) == OpenState(None, clock("2026-07-02T08:00"))
    closed_else = hours("Mo-Fr 08:00-12:00 || off")
    assert closed_else.state(clock("2026-07-01T09:00")).open is True


@pytest.mark.parametrize(
    ("text", "note", "state"),
    [
        ('Mo-Fr 08:00-12:00 "by appointment"', "by appointment", None),
        ('Mo-Fr 08:00-12:00 "ring twice"', "ring twice", True),
        ('Mo-Fr 08:00-12:00 open "by appointment"', "by appointment", True),
        ('Mo-Fr 08:00-12:00 off "on request"', "on request", False),
        ('Mo-Fr 14:00-18:00; We "ask at the desk"', "ask at the desk", None),
        ("Mo-Fr 08:00-12:00", None, True),
    ],
)
def test_a_comment_is_a_note_and_a_condition_makes_hours_unknown(
    text: str, note: str | None, state: bool | None
) -> None:
    office = hours(text)
    assert office.note == note
    assert office.state(clock("2026-07-01T09:00")).open is state


def test_hours_under_a_condition_are_in_no_schedule() -> None:
    assert hours('Mo-Fr 08:00-12:00 "by appointment"').schedule == ()


@pytest.mark.parametrize("rule", ["PH Mo-Fr off", "Mo-Fr PH off"])
def test_a_rule_for_holidays_on_weekdays_is_for_no_other_day(rule: str) -> None:
    office = hours(f"Mo-Su 08:00-12:00; {rule}")
    # Thanksgiving is a Thursday; the Fourth of July of 2026 is a Saturday.
    assert office.state(clock("2026-11-26T09:00")).open is False
    assert office.state(clock("2026-11-25T09:00")).open is True
    assert office.state(clock("2026-07-04T09:00")).open is True
    assert office.schedule == (Interval(EVERY_DAY, "08:00", "12:00"),)


@pytest.mark.parametrize(
    ("text", "is_never_open"),
    [
        ("off", True),
        ("Mo-Fr 09:00-17:00; off", True),
        ("PH off", True),
        ("PH 10:00-12:00; Mo-Su off", True),
        ("PH 10:00-12:00", False),
        ('"by appointment"', False),
        ("Mo-Su off; Sa 10:00-12:00", False),
        ("Apr-Sep Mo 09:00-12:00", False),
        (None, False),
    ],
)
def test_rules_that_never_open_are_known(text: str | None, is_never_open: bool) -> None:
    assert hours(text).is_never_open is is_never_open


def test_always_open_never_changes() -> None:
    office = hours("24/7")
    assert office.state(clock("2026-07-01T09:00")) == OpenState(open=True, next_change=None)
    assert office.schedule == (Interval(EVERY_DAY, "00:00", "23:59"),)


def test_the_search_for_a_change_is_bounded() -> None:
    assert hours("2029 Mo 08:00-09:00").state(clock("2026-07-01T09:00")) == OpenState(False, None)
    # A Monday that is 29 February comes in 2044.
    leap = hours("Feb 29 Mo 08:00-09:00").state(clock("2026-07-01T09:00"))
    assert leap == OpenState(open=False, next_change=None)
    within = hours("off", exception("2027-06-30", "08:00", "09:00"))
    assert within.state(clock("2026-07-01T09:00")).next_change == clock("2027-06-30T08:00")
    beyond = hours("off", exception("2027-07-05", "08:00", "09:00"))
    assert beyond.state(clock("2026-07-01T09:00")) == OpenState(open=False, next_change=None)


@pytest.mark.parametrize("text", [OFFICE, "24/7", "off", "Feb 29 Mo 08:00-09:00", "24/7; PH off"])
def test_a_state_is_found_in_a_moment(text: str) -> None:
    office = hours(text, *(exception(f"2029-{month:02}-01") for month in range(1, 13)))
    took = []
    for _ in range(5):
        began = time.process_time()
        office.state(clock("2026-07-01T19:00"))
        took.append(time.process_time() - began)
    assert min(took) < 0.003  # 0.1 to 0.6 ms on a slow machine


def test_moments_at_the_ends_of_the_calendar_are_unknown() -> None:
    office = hours(OFFICE)
    for year in (datetime.MINYEAR, datetime.MAXYEAR):
        moment = datetime.datetime(year, 1, 1, tzinfo=datetime.UTC)
        assert office.state(moment) == OpenState(None, None)


def test_without_a_time_zone_nobody_knows() -> None:
    office = hours(OFFICE, time_zone=None)
    assert office.state(utc("2026-07-01T13:30")) == OpenState(None, None)
    assert len(office.schedule) == 1


@pytest.mark.parametrize(
    ("text", "schedule"),
    [
        (OFFICE, [(WORKING_DAYS, "07:00", "18:00")]),
        (
            "Mo,We-Th 08:00-12:00,13:00-17:30; Sa 9:00-12:00",
            [
                (("Monday",), "08:00", "12:00"),
                (("Monday",), "13:00", "17:30"),
                (("Wednesday", "Thursday"), "08:00", "12:00"),
                (("Wednesday", "Thursday"), "13:00", "17:30"),
                (("Saturday",), "09:00", "12:00"),
            ],
        ),
        ("Fr 20:00-02:00", [(("Friday",), "20:00", "02:00")]),
        ("Fr 20:00-26:00", [(("Friday",), "20:00", "02:00")]),
        ("Sa 10:00-24:00", [(("Saturday",), "10:00", "00:00")]),
        (
            "Sa-Mo 10:00+",
            [(("Monday",), "10:00", "00:00"), (("Saturday", "Sunday"), "10:00", "00:00")],
        ),
        (
            "Su 08:00-08:00",
            [(("Monday",), "00:00", "08:00"), (("Sunday",), "08:00", "00:00")],
        ),
        ("08:00-08:00", [(EVERY_DAY, "00:00", "23:59")]),
        (
            "Mo-Tu 08:00-18:00; Tu 12:00-13:00 off",
            [
                (("Monday",), "08:00", "18:00"),
                (("Tuesday",), "08:00", "12:00"),
                (("Tuesday",), "13:00", "18:00"),
            ],
        ),
        ("Mo-Fr 08:00-12:00; Fr off, Fr 09:00-10:00; Tu-Th off", None),
        ("PH,Mo-Fr 07:00-18:00", [(WORKING_DAYS, "07:00", "18:00")]),
        ("Sa unknown; Mo-Fr 07:00-18:00", [(WORKING_DAYS, "07:00", "18:00")]),
        (
            "Mo-Fr 07:00-18:00; Dec 24 off; Apr-Sep Sa 09:00-12:00; Mo[1] off; week 1-2 off",
            [(WORKING_DAYS, "07:00", "18:00")],
        ),
        ("Apr-Sep Mo-Fr 07:00-19:00; Oct-Mar Mo-Fr 08:00-17:00", []),
        ("off", []),
    ],
)
def test_the_schedule_is_the_regular_week(
    text: str, schedule: list[tuple[tuple[Weekday, ...], str, str]] | None
) -> None:
    if schedule is None:
        schedule = [(("Monday",), "08:00", "12:00"), (("Friday",), "09:00", "10:00")]
    assert hours(text).schedule == tuple(Interval(*entry) for entry in schedule)


def test_seasons_count_for_the_state() -> None:
    office = hours("Apr-Sep Mo-Fr 07:00-19:00; Oct-Mar Mo-Fr 08:00-17:00")
    assert office.state(clock("2026-07-01T18:30")) == OpenState(True, clock("2026-07-01T19:00"))
    assert office.state(clock("2026-09-30T19:00")) == OpenState(False, clock("2026-10-01T08:00"))


@pytest.mark.parametrize("text", ["2026 Dec Mo-Fr off", "2026Dec Mo-Fr off"])
def test_a_month_of_one_year_is_the_whole_month(text: str) -> None:
    office = hours(f"Mo-Fr 07:00-18:00; {text}")
    assert office.state(clock("2026-12-16T09:00")) == OpenState(False, clock("2027-01-01T07:00"))
    assert office.schedule == hours(OFFICE).schedule


@pytest.mark.parametrize(
    "text",
    [
        "Mo-Fr 07:00\N{EN DASH}18:00; PH off",
        "Mo - Fr 07:00 - 18:00 ; PH off;",
        "  Mo-Fr   07:00-18:00;\n  PH off\n",
        "Mo, Tu-Th, Fr 07:00-18:00; PH off",
        "mo-fr 07:00-18:00; PH off",
        'Mo-Fr 07:00-18:00 "ring; twice, please"; PH off',
    ],
)
def test_what_editors_write_is_read(text: str) -> None:
    office = hours(text)
    assert office.schedule == hours(OFFICE).schedule
    assert office.state(clock("2026-11-26T09:00")) == OpenState(False, clock("2026-11-27T07:00"))
    assert office.text == text


@pytest.mark.parametrize(
    ("text", "offset", "hint"),
    [
        ("Mo-Fr 7-18", 6, "07:00-18:00"),
        ("Mo-Fr 9:00am-5:00pm", 10, "24 hours"),
        ("Mon-Fri 08:00-12:00", 2, "Mo, Tu, We"),
        ("Mo-Fr   07:00-18:00\n  PH off", 22, "semicolon"),
        ('"née"; Mo-Fr  x', 14, "Mo-Fr 07:00-18:00"),
        ("Mo-Fr 07:00 \N{EN DASH} Sunset", 14, "clock times"),
        ("  SH off", 2, "exceptions"),
    ],
)
def test_errors_tell_what_is_wrong_and_where(text: str, offset: int, hint: str) -> None:
    with pytest.raises(OpeningHoursError) as caught:
        hours(text)
    assert caught.value.offset == offset
    assert not caught.value.message.endswith(".")
    assert hint in caught.value.hint
    assert caught.value.hint.endswith(".")


def test_the_message_quotes_the_text_and_the_place() -> None:
    with pytest.raises(OpeningHoursError) as caught:
        hours("Mo-Fr 7-18")
    assert caught.value.message == (
        'the opening hours "Mo-Fr 7-18" cannot be understood from "7-18" on'
    )


def test_texts_beyond_all_reason_are_refused() -> None:
    with pytest.raises(OpeningHoursError, match="6,000 characters"):
        hours("a" * 6_000)
    with pytest.raises(OpeningHoursError, match="150 rules"):
        hours("; ".join(["Mo off"] * 150))


@pytest.mark.parametrize(
    ("time_zone", "hint"),
    [
        ("America/Denvr", 'Did you mean "America/Denver"?'),
        ("/etc/passwd", "time zone database"),
        ("..", "time zone database"),
        ("\x00", "time zone database"),
        ("\ud800", "time zone database"),
    ],
)
def test_an_unknown_time_zone_is_told(time_zone: str, hint: str) -> None:
    with pytest.raises(OpeningHoursError, match="is not a time zone") as caught:
        hours(OFFICE, time_zone=time_zone)
    assert hint in caught.value.hint


def test_countries() -> None:
    assert hours(OFFICE, country=" us ").state(clock("2026-11-26T09:00")).open is False
    assert hours(OFFICE, country="FR").state(clock("2026-11-26T09:00")).open is True
    assert hours("Mo-Fr 07:00-18:00", country=None).schedule == hours(OFFICE).schedule
    assert hours("Mo-Fr 07:00-18:00", country="IN").schedule == hours(OFFICE).schedule
    for country in ("ZZ", "USA", "\ud800"):
        with pytest.raises(OpeningHoursError, match="is not the code of a country"):
            hours("24/7", country=country)


@pytest.mark.parametrize("country", [None, "IN"])
def test_public_holidays_that_are_not_known_are_told_rather_than_ignored(
    country: str | None,
) -> None:
    with pytest.raises(OpeningHoursError, match=r"public holidays \(PH\)") as caught:
        hours(OFFICE, country=country)
    assert caught.value.offset == OFFICE.index("PH")


def test_a_day_after_a_holiday_can_be_asked_for() -> None:
    office = hours("Mo-Fr 07:00-18:00; PH +1 day off")
    assert office.state(clock("2026-11-27T09:00")) == OpenState(False, clock("2026-11-30T07:00"))


def test_opening_hours_survive_pickling() -> None:
    office = hours(OFFICE, exception("2026-07-01"))
    copy = pickle.loads(pickle.dumps(office))
    assert copy == office
    assert copy.state(clock("2026-07-01T09:00")) == office.state(clock("2026-07-01T09:00"))


# --- open-ended input

ANY_RULE = st.one_of(
    st.from_regex(
        r"((Mo|We-Fr|Sa-Su|Mo\[1\]|PH|Apr-Sep|Dec 24|week 2-50/2|2026|Feb 29 Mo|PH,Tu|easter)"
        r"( |, |,|: )?){0,2}"
        r"([01]\d:[0-5]\d ?- ?[0-4]\d:[0-5]\d[+/]?(,2[0-3]:[0-5]\d-0\d:00)?)?"
        r"( off| closed| unknown| open)?( \"[^\"]{1,3}\")?",
        fullmatch=True,
    ),
    st.text(max_size=12),
)
ANY_TEXT = st.one_of(
    st.text(),
    st.lists(ANY_RULE, min_size=1, max_size=4).flatmap(
        lambda rules: st.sampled_from(["; ", ", ", " || ", ";"]).map(lambda sep: sep.join(rules))
    ),
)


def moments(first: str, last: str) -> st.SearchStrategy[datetime.datetime]:
    ends = (datetime.datetime.fromisoformat(first), datetime.datetime.fromisoformat(last))
    return st.datetimes(*ends, timezones=st.just(datetime.UTC))


MOMENTS = moments("2025-12-01", "2027-01-31")
# Days on which clocks change, and holidays, deserve more than chance gives them.
SPECIAL_MOMENTS = st.one_of(
    MOMENTS,
    moments("2026-03-08T05:00", "2026-03-08T12:00"),
    moments("2026-11-01T04:00", "2026-11-01T11:00"),
    moments("2026-11-25", "2026-11-29"),
)


@given(text=ANY_TEXT, moment=MOMENTS)
@example(text='"\x00"', moment=utc("2026-01-01"))
@example(text="\ud800", moment=utc("2026-01-01"))
@example(text="Mo,", moment=utc("2026-01-01"))
@example(text="Mo 24:00-48:00", moment=utc("2026-01-01"))
@settings(max_examples=300)
def test_any_text_is_read_or_refused(text: str, moment: datetime.datetime) -> None:
    refused: OpeningHoursError | None = None
    try:
        hours(text).state(moment)
    except OpeningHoursError as error:
        refused = error
    if refused is not None:
        assert refused.offset is None or 0 <= refused.offset <= len(text)
        assert refused.hint
        assert refused.message.encode()


SPAN = st.tuples(st.integers(0, 47), st.integers(1, 48)).map(
    lambda half: f"{half[0] // 2:02}:{half[0] % 2 * 3}0-{sum(half) // 2:02}:{sum(half) % 2 * 3}0"
)
RULES = st.lists(
    st.tuples(
        st.sampled_from(["Mo-Fr", "Sa", "Su", "Mo-Su", "Sa-Su", "PH", "Mar 7-9", "Oct 31-Nov 2"]),
        st.lists(SPAN, max_size=2),
        st.sampled_from(["", " off", " unknown"]),
        st.sampled_from(["; ", "; ", ", ", " || "]),
    ),
    min_size=1,
    max_size=4,
).map(
    lambda rules: "".join(
        f"{separator if index else ''}{days} {','.join(spans)}".rstrip() + state
        for index, (days, spans, state, separator) in enumerate(rules)
    )
)
EXCEPTIONS = st.lists(
    st.builds(
        exception,
        st.sampled_from(["2026-03-07", "2026-03-08", "2026-10-31", "2026-11-01", "2026-11-26"]),
        st.sampled_from(["00:00", "01:30", "02:30", "09:00"]),
        st.sampled_from(["00:00", "01:45", "02:15", "17:00"]),
    ),
    max_size=2,
)


@given(text=RULES, moment=SPECIAL_MOMENTS, exceptions=EXCEPTIONS)
@example(text="Su 02:15-02:45", moment=utc("2026-03-08T08:00"), exceptions=[])
@settings(max_examples=400)
def test_the_next_change_is_a_change_and_the_first(
    text: str, moment: datetime.datetime, exceptions: list[DatedException]
) -> None:
    office = hours(text, *exceptions)
    now = office.state(moment)
    if now.next_change is None:
        return
    change = now.next_change.astimezone(datetime.UTC)
    assert moment < change <= moment + datetime.timedelta(days=368)
    before = office.state(change - datetime.timedelta(microseconds=1))
    assert before.open == now.open
    assert instants(before)[1] == change
    assert office.state(change).open != now.open
    assert now.next_change.tzinfo == DENVER
    for part in (1, 2, 3):
        assert instants(office.state(moment + (change - moment) * part / 4)) == instants(now)


def library_changes(text: str, first: datetime.datetime) -> Iterator[tuple[datetime.datetime, str]]:
    library = Library(text, country="US", auto_country=False, auto_timezone=False)
    for start, _, state, _ in library.intervals(first, first + datetime.timedelta(days=30)):
        yield start, str(state)


@given(
    rules=st.lists(
        st.tuples(
            st.sampled_from(["Mo-Fr", "Sa", "Su", "Mo-Su", "PH", "Nov 20-30", "Mo[1]", "week 48"]),
            st.sampled_from(["", " 08:00-12:00", " 09:00-11:30,13:00-17:00", " 00:00-24:00"]),
        ),
        min_size=1,
        max_size=4,
    ),
    closed=st.sampled_from(["", "; PH off", "; We 10:00-11:00 off", "; Nov 27 off"]),
)
@settings(max_examples=200)
def test_hours_within_a_day_are_what_the_library_says(
    rules: list[tuple[str, str]], closed: str
) -> None:
    text = "; ".join(days + times for days, times in rules) + closed
    first = datetime.datetime.fromisoformat("2026-11-02")
    office = hours(text)
    for wall, state in library_changes(text, first):
        found = office.state(wall.replace(tzinfo=DENVER))
        assert found.open is (state == "open"), f"{text} at {wall}"
