"""Offices: their week, and whether they are open."""

import datetime as dt
from pathlib import Path

from app.library.library import Library
from app.library.load import load
from app.views.explorer.frame import EditorLinks
from app.views.explorer.offices import Bar, OfficeCard, offices
from tests.conftest import site_at

EDITOR = EditorLinks(None, Path("/site"))
OFFICE = """---
name: Boulder
geo: {latitude: 40.0, longitude: -105.2}
opening_hours: "Mo-Fr 08:00-12:00,13:00-17:30; Fr 20:00-02:00"
time_zone: America/Denver
exceptions:
  - {date: 2026-11-27, note: Holiday}
  - {date: 2020-01-01, note: Long ago}
---
"""
MONDAY = dt.datetime(2026, 11, 23, 16, 30, tzinfo=dt.UTC)


def clinic(tmp_path: Path) -> Library:
    """An office with hours and one without."""
    files = {"locations/boulder.md": OFFICE, "locations/other.md": "---\nname: Other\n---\n"}
    return load(site_at(tmp_path, files))


def card(tmp_path: Path, now: dt.datetime = MONDAY) -> OfficeCard:
    """The card of the office with hours."""
    return offices(clinic(tmp_path), now, EDITOR).cards[0]


def test_open_offices_are_counted_and_say_until_when(tmp_path: Path) -> None:
    view = offices(clinic(tmp_path), MONDAY, EDITOR)
    assert (view.open, view.cards[0].is_open, view.cards[0].change) == (1, True, "12:00")
    assert (view.cards[1].is_open, view.cards[1].week) == (None, ())
    assert view.map is not None
    assert [pin.label for pin in view.map.pins] == ["Boulder"]


def test_a_closed_office_says_on_which_day_it_opens(tmp_path: Path) -> None:
    night = card(tmp_path, MONDAY + dt.timedelta(hours=12))
    assert (night.is_open, night.change) == (False, "Tuesday 08:00")


def test_the_week_is_bars_and_a_night_goes_on_the_next_day(tmp_path: Path) -> None:
    week = {day.name: day for day in card(tmp_path).week}
    assert week["Monday"].bars == [Bar(480, 240), Bar(780, 270)]
    assert week["Monday"].text == "08:00–12:00, 13:00–17:30"
    assert week["Friday"].bars == [Bar(1200, 240)]
    assert week["Saturday"].bars == [Bar(0, 120)]
    assert (week["Sunday"].bars, week["Sunday"].text) == ([], "Closed")
    assert [day.now for day in week.values()] == [570, *[None] * 6]


def test_a_whole_day_is_said_in_words(tmp_path: Path) -> None:
    text = OFFICE.replace("Mo-Fr 08:00-12:00,13:00-17:30; Fr 20:00-02:00", "24/7")
    library = load(site_at(tmp_path, {"locations/boulder.md": text}))
    week = offices(library, MONDAY, EDITOR).cards[0].week
    assert {day.text for day in week} == {"All day"}


def test_days_that_have_passed_are_no_exceptions(tmp_path: Path) -> None:
    assert [day.note for day in card(tmp_path).exceptions] == ["Holiday"]


def test_hours_without_a_time_zone_are_told_from_no_hours(tmp_path: Path) -> None:
    hours = {"a": "24/7", "b": "Mo-Fr 08:00-12:00", "c": "unknown"}
    files = {
        f"locations/{name}.md": f'---\nopening_hours: "{text}"\n---\n'
        for name, text in hours.items()
    }
    view = offices(load(site_at(tmp_path, files)), MONDAY, EDITOR)
    assert view.open is None
    assert [card.is_open for card in view.cards] == [None, None, None]
    assert [card.lacks_time_zone for card in view.cards] == [True, True, False]
    assert [len(card.week) for card in view.cards] == [7, 7, 0]
    assert not card(tmp_path / "zoned").lacks_time_zone


def test_the_code_of_an_address_follows_its_region(tmp_path: Path) -> None:
    addresses = {
        "a": "street_address: 1 Main St, locality: Boulder, region: CO, postal_code: '80303'",
        "b": "locality: Toronto, region: ON, postal_code: M5V 2T6",
    }
    files = {
        f"locations/{name}.md": f"---\naddress: {{{text}, country: {country}}}\n---\n"
        for (name, text), country in zip(addresses.items(), ("US", "CA"), strict=True)
    }
    view = offices(load(site_at(tmp_path, files)), MONDAY, EDITOR)
    assert [card.address for card in view.cards] == [
        "1 Main St, Boulder, CO 80303",
        "Toronto, ON M5V 2T6",
    ]
