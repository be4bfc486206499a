"""Known keys, their spellings and kinds."""

import datetime as dt

import pytest

from app.front_matter.schema import as_moment
from tests.front_matter.fields import read


@pytest.mark.parametrize("written", ["maybe", "1", "[yes]", '""', "y"])
def test_a_draft_that_is_not_clear_is_one(written: str) -> None:
    typed, _, faults = read(f"draft: {written}")
    assert typed.draft is True
    assert len(faults) == 1


def test_two_spellings_of_one_field() -> None:
    typed, params, (told,) = read("url: /a/\npermalink: /b/\nmenus: [x]\naliases: /c/")
    assert (typed.permalink, typed.redirect_from, list(typed.menus)) == ("/a/", ("/c/",), ["x"])
    assert (params, told.code) == ({}, "duplicate-key")


@pytest.mark.parametrize(
    ("block", "message"),
    [
        ("aliases: {a: b}", "aliases must be a list, not a mapping"),
        ("redirect_from: {a: b}", "redirect_from must be a list, not a mapping"),
        ("url: [/a/]", "url must be text, not a list"),
        ("menu: {main: {weight: x}}", 'menu.main.weight must be a whole number, not "x"'),
        (
            "menu: [main, {a: b}]",
            "menu must be the name of a menu, a list of names, or a mapping of names to placements",
        ),
        ("aliases: [a, [b]]", "aliases.1 must be text, not a list"),
    ],
)
def test_a_fault_names_the_key_as_it_is_written(block: str, message: str) -> None:
    _, _, (fault,) = read(block)
    assert fault.message == message


def test_a_publication_date_that_is_none_hides_the_page_in_every_spelling() -> None:
    typed, _, (fault,) = read("publishDate: soon")
    assert typed.draft is True
    assert fault.message.startswith("publishDate must be a date")


@pytest.mark.parametrize("written", ["landing", "[page]", "{a: b}", "null", "2024", "[{a: b}]"])
def test_a_type_that_is_no_kind_is_a_param(written: str) -> None:
    _, params, faults = read(f"type: {written}")
    assert faults == ()
    assert list(params) == ["type"]


def test_a_date_begins_at_midnight_in_a_zone() -> None:
    zone = dt.timezone(dt.timedelta(hours=-7))
    assert as_moment(dt.date(2026, 1, 2), zone).isoformat() == "2026-01-02T00:00:00-07:00"
    moment = dt.datetime(2026, 1, 2, 3, tzinfo=dt.UTC)
    assert as_moment(moment, zone) is moment
    assert as_moment(moment.replace(tzinfo=None), zone).isoformat() == "2026-01-02T03:00:00-07:00"


@pytest.mark.parametrize("written", ['""', '" "', '{src: ""}'])
def test_an_empty_picture_is_none(written: str) -> None:
    page, _, faults = read(f"image: {written}")
    assert (page.image, faults) == (None, ())
