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
