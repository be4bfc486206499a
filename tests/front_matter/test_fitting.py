"""Values that fit a model, and those that do not."""

import pytest

from app.front_matter import read_front_matter
from app.front_matter.fitting import fit
from app.front_matter.schema import LocationFields
from tests.front_matter.fields import fault, read


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
        ("menu: {main: [a]}", "[a]}", "menu.main must be a mapping of keys to values"),
        ("menu: {main: {weight: x}}", "x}}", "menu.main.weight must be a whole number"),
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


def test_marks_of_list_entries_move_up_where_one_is_left_out() -> None:
    text = "---\nexceptions:\n- {date: x}\n- {date: 2026-12-24, note: eve}\ntags: [[a], b]\n---\n"
    front_matter, _ = read_front_matter(text)
    fields, faults, marks = fit(LocationFields, front_matter)
    assert [entry.note for entry in fields.exceptions] == ["eve"]
    assert fields.tags == ("b",)
    assert [fault.code for fault in faults] == ["invalid-value"] * 2
    assert marks["exceptions", 0, "note"] == front_matter.marks["exceptions", 1, "note"]
    assert marks["tags", 0] == front_matter.marks["tags", 1]
    assert ("exceptions", 1) not in marks


def test_a_required_key_that_is_null_is_missing_and_said_once() -> None:
    front_matter, _ = read_front_matter("---\nimage: {src: null}\ntitle: A\n---\n")
    fields, faults, _ = fit(LocationFields, front_matter)
    assert (fields.image, fields.title) == (None, "A")
    assert [fault.message for fault in faults] == ["image.src is missing"]


@pytest.mark.parametrize("block", ["date: false", "slug: []", "updated: {}", "image: false"])
def test_false_and_empty_collections_say_that_there_is_no_value(block: str) -> None:
    key = block.partition(":")[0]
    typed, _, faults = read(block)
    assert faults == ()
    assert getattr(typed, key) is None


def test_no_value_hides_no_page() -> None:
    typed, _, faults = read("publish_date: false\ndraft: []")
    assert (typed.draft, typed.publish_date, faults) == (False, None, ())


def test_tags_of_mappings_are_data_of_the_site() -> None:
    typed, params, (told,) = read("categories: [{id: 1, name: a}, {id: 2}]\ntags: [b]")
    assert (typed.categories, typed.tags) == ((), ("b",))
    assert params == {"categories": [{"id": 1, "name": "a"}, {"id": 2}]}
    assert told.code == "not-names"


@pytest.mark.parametrize("block", ["tags: [a, []]", "menu: {main: {weight: false}}"])
def test_inside_a_field_they_do_not_fit(block: str) -> None:
    assert len(read(block)[2]) == 1
