"""Values as written → typed fields: what fits, and what is told of what does not."""

import datetime as dt

import pytest

from app.front_matter import read_front_matter
from app.front_matter.schema import PageFields, as_moment, read_fields
from app.problems import Fault
from app.records import Kind
from app.suggestions import misspelt


def read(
    block: str, kind: Kind = "page"
) -> tuple[PageFields, dict[str, object], tuple[Fault, ...]]:
    found, faults = read_front_matter(f"---\n{block}\n---\n")
    assert faults == ()
    return read_fields(found, kind)


def fields(block: str, kind: Kind = "page") -> PageFields:
    typed, _, faults = read(block, kind)
    assert faults == ()
    return typed


def fault(block: str, kind: Kind = "page") -> tuple[str, str]:
    """What stands at the one fault, to the end of its line, and its message."""
    _, _, (one,) = read(block, kind)
    assert one.code == "invalid-value"
    return f"---\n{block}\n---\n"[one.offset :].split("\n")[0], one.message


@pytest.mark.parametrize(
    ("written", "title"),
    [("2024", "2024"), ("010", "010"), ("1.10", "1.10"), ("yes", "yes"), ("0x1F", "0x1F")],
)
def test_a_scalar_where_text_is_wanted_is_its_source(written: str, title: str) -> None:
    assert fields(f"title: {written}").title == title


@pytest.mark.parametrize(
    ("written", "draft"),
    [
        ("true", True),
        ("True", True),
        ("yes", True),
        ("On", True),
        ('"yes"', True),
        ("false", False),
        ("no", False),
        ("OFF", False),
        ("", False),
        ("null", False),
    ],
)
def test_a_flag_is_said_in_many_ways(written: str, draft: bool) -> None:
    assert fields(f"draft: {written}").draft is draft


@pytest.mark.parametrize("written", ["maybe", "1", "[yes]", '""', "y"])
def test_a_draft_that_is_not_clear_is_one(written: str) -> None:
    typed, _, faults = read(f"draft: {written}")
    assert typed.draft is True
    assert len(faults) == 1


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2026-03-31", dt.date(2026, 3, 31)),
        ('"2026-03-31"', dt.date(2026, 3, 31)),
        ("2026-03-31 14:30", dt.datetime(2026, 3, 31, 14, 30)),  # noqa: DTZ001 - as written
        ("2026-03-31 9:05", dt.datetime(2026, 3, 31, 9, 5)),  # noqa: DTZ001 - as written
        ("2026-03-31T14:30:15Z", dt.datetime(2026, 3, 31, 14, 30, 15, tzinfo=dt.UTC)),
        ("2026-03-31 14:30:15 +0000", dt.datetime(2026, 3, 31, 14, 30, 15, tzinfo=dt.UTC)),
        (
            "2026-03-31T14:30:15.5-07:00",
            dt.datetime(
                2026, 3, 31, 14, 30, 15, 500_000, tzinfo=dt.timezone(dt.timedelta(hours=-7))
            ),
        ),
    ],
)
def test_dates_and_moments(written: str, date: dt.date) -> None:
    found = fields(f"date: {written}").date
    assert found == date
    assert type(found) is type(date)


@pytest.mark.parametrize(
    ("block", "value", "message"),
    [
        ("title: [a]", "[a]", "title must be text, not a list"),
        ("title: {a: b}", "{a: b}", "title must be text, not a mapping"),
        ("weight: heavy", "heavy", 'weight must be a whole number, not "heavy"'),
        ("weight: 1.5", "1.5", 'weight must be a whole number, not "1.5"'),
        ("weight: 9007199254740991", None, ""),
        ("weight: 9007199254740992", "9007199254740992", "weight must be a whole number"),
        (f"weight: -{'9' * 400}", f"-{'9' * 400}", "weight must be a whole number"),
        ("date: 2026-02-30", "2026-02-30", "date must be a date such as"),
        ("date: 31.3.2026", "31.3.2026", "date must be a date such as"),
        ("date: 2026-03-31 25:00", "2026-03-31 25:00", "date must be a date such as"),
        ("date: 12", "12", "date must be a date such as"),
        ("tags: {a: b}", "{a: b}", "tags must be a list, not a mapping"),
        ("tags: [a, [b]]", "[b]]", "tags.1 must be text, not a list"),
        ("tags: [a, null]", "null]", "tags.1 must be text, not null"),
        ("image: [a]", "[a]", "image must be a mapping of keys to values, not a list"),
        ("image: {alt: a}", "{alt: a}", "image.src is missing"),
        ("image: {src: [a]}", "[a]}", "image.src must be text, not a list"),
        ("menu: {main: [a]}", "[a]}", "menus.main must be a mapping of keys to values"),
        ("menu: {main: {weight: x}}", "x}}", "menus.main.weight must be a whole number"),
        ("menu: 5", None, ""),
        (f"title: [{'x' * 80}]", f"[{'x' * 80}]", "not a list"),
        (f"weight: {'x' * 80}", "x" * 80, f'not "{"x" * 59}…"'),
    ],
)
def test_what_does_not_fit_is_told_once(block: str, value: str | None, message: str) -> None:
    if value is None:
        assert read(block)[2] == ()
        return
    found, told = fault(block)
    assert found == value
    assert message in told


def test_only_what_is_wrong_is_left_out() -> None:
    typed, params, faults = read(
        "tags: [a, [b], c]\nmenu: {main: {weight: x, parent: p}, side: 5}\n"
        "image: {src: a.png, alt: [b]}\nown: [1]\n"
    )
    assert len(faults) == 4
    assert typed.tags == ("a", "c")
    assert {name: place.parent for name, place in typed.menus.items()} == {"main": "p"}
    assert typed.image is not None
    assert (typed.image.src, typed.image.alt) == ("a.png", None)
    assert params == {"own": [1]}


def test_what_is_taken_out_is_not_told_missing_besides() -> None:
    found, told = fault("geo: {latitude: north, longitude: 5}", "location")
    assert (found, told) == ("north, longitude: 5}", 'geo.latitude must be a number, not "north"')
    assert fault("geo: {latitude: , longitude: 5}", "location")[1] == "geo.latitude is missing"
    assert fault("exceptions: [{date: x}, {date: 2026-01-01}]", "location")[0].startswith("x}")


def test_keys_with_nothing_after_them_are_as_if_they_were_not_there() -> None:
    typed, params, faults = read(
        "title:\ntags:\nweight: ~\nimage: {src: a, alt: }\nmenu: {main: {weight: }}\nown:\n"
    )
    assert faults == ()
    assert (typed.title, typed.tags, typed.weight) == (None, (), None)
    assert typed.image is not None
    assert typed.image.alt is None
    assert list(typed.menus) == ["main"]
    assert params == {"own": None}


@pytest.mark.parametrize("written", [f"1{'0' * 400}", "1e400", ".inf", "-.inf", ".nan", "north"])
def test_numbers_that_no_place_on_earth_has(written: str) -> None:
    found, told = fault(f"geo: {{longitude: 5, latitude: {written} }}", "location")
    assert found == f"{written} }}"
    assert told.startswith("geo.latitude must be a number, not ")


def test_two_spellings_of_one_field() -> None:
    typed, params, (told,) = read("url: /a/\npermalink: /b/\nmenus: [x]\naliases: /c/")
    assert (typed.permalink, typed.redirect_from, list(typed.menus)) == ("/a/", ("/c/",), ["x"])
    assert (params, told.code) == ({}, "duplicate-key")


@pytest.mark.parametrize("written", ["landing", "[page]", "{a: b}", "null", "2024", "[{a: b}]"])
def test_a_type_that_is_no_kind_is_a_param(written: str) -> None:
    _, params, faults = read(f"type: {written}")
    assert faults == ()
    assert list(params) == ["type"]


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("titel", "title"),
        ("Title", "title"),
        ("tag", "tags"),
        ("redirect-from", "redirect_from"),
        ("permalnk", "permalink"),
        ("descripton", "description"),
        ("sidebar", None),
        ("author", None),
        ("content", None),
        ("metadata", None),
        ("data", None),
        ("time", None),
    ],
)
def test_misspelt_keys_are_told_and_kept(key: str, meant: str | None) -> None:
    known = frozenset(PageFields.model_fields)
    assert misspelt(key, known) == meant
    _, params, faults = read(f"{key}: x")
    assert params == {key: "x"}
    assert [(one.code, one.hint) for one in faults] == (
        [("misspelt-key", f'Did you mean "{meant}"?')] if meant else []
    )


def test_a_date_begins_at_midnight_in_a_zone() -> None:
    zone = dt.timezone(dt.timedelta(hours=-7))
    assert as_moment(dt.date(2026, 1, 2), zone).isoformat() == "2026-01-02T00:00:00-07:00"
    moment = dt.datetime(2026, 1, 2, 3, tzinfo=dt.UTC)
    assert as_moment(moment, zone) is moment
    assert as_moment(moment.replace(tzinfo=None), zone).isoformat() == "2026-01-02T03:00:00-07:00"
