"""Keys, collections, tags and merges of YAML."""

import pytest

from app.front_matter import (
    Scalar,
    plain,
    read_front_matter,
)
from tests.front_matter.blocks import at, clean, data


def test_collections_nest() -> None:
    assert data("---\na: [1, {b: c}]\nd:\n- e\n- - f\n---\n") == {
        "a": [1, {"b": "c"}],
        "d": ["e", ["f"]],
    }


def test_keys_that_are_no_strings_are_their_source() -> None:
    text = "---\n2024: a\n1.10: b\ntrue: c\nnull: d\n~: e\n010: f\n'g h': i\n? j\n: k\n---\n"
    assert list(clean(text).values) == ["2024", "1.10", "true", "null", "~", "010", "g h", "j"]


def test_a_key_that_is_a_collection_is_left_out_and_told() -> None:
    text = "---\na: 1\n? [x, y]\n: 2\nb: 3\n---\n"
    front_matter, (fault,) = read_front_matter(text)
    assert list(front_matter.values) == ["a", "b"]
    assert set(front_matter.marks) == {("a",), ("b",)}
    assert (fault.code, at(text, fault)) == ("front-matter-syntax", "[x, y]")


def test_a_template_without_quotes_is_told_with_the_remedy() -> None:
    _, (fault,) = read_front_matter("---\na: {{ page.title }}\n---\n")
    assert "quotes" in fault.hint


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("!foo 12", Scalar(12, "12")),
        ("!foo [x]", ("x",)),
        ("!!set {x: y}", {"x": "y"}),
        ("!!timestamp 2024-01-01", "2024-01-01"),
        ("!!int x", "x"),
        ("!!bool yes", "yes"),
        ("!!seq {x: y}", {"x": "y"}),
    ],
)
def test_other_tags_are_faults_and_the_value_stays(written: str, value: object) -> None:
    text = f"---\na: {written}\n---\n"
    front_matter, (fault,) = read_front_matter(text)
    assert front_matter.values == {"a": value}
    assert (fault.code, at(text, fault)) == ("front-matter-syntax", written)


def test_merges_take_over_what_is_not_there() -> None:
    text = "---\nx: &x {a: 1, b: [2]}\ny: &y {a: 3, c: 4}\nz:\n  a: 0\n  <<: [*x, *y]\n---\n"
    front_matter = clean(text)
    assert plain(front_matter.values["z"]) == {"a": 0, "b": [2], "c": 4}
    assert front_matter.marks["z", "b"] == front_matter.marks["x", "b"]
    assert front_matter.marks["z", "b", 0] == front_matter.marks["x", "b", 0]
    assert front_matter.marks["z", "c"] == front_matter.marks["y", "c"]
    assert ("z", "<<") not in front_matter.marks
    assert text[front_matter.marks["z", "a"].value] == "0"


def test_a_merge_comes_after_the_keys_however_it_is_placed() -> None:
    assert data("---\nx: &x {a: 1}\n<<: *x\na: 2\n---\n") == {"x": {"a": 1}, "a": 2}


def test_a_quoted_merge_key_is_a_key() -> None:
    assert data('---\n"<<": {a: 1}\n---\n') == {"<<": {"a": 1}}


@pytest.mark.parametrize(
    "text",
    [
        "---\nx: y\nk: [1]\nz: w\nk: {a: [2]}\nk: 3\n---\n",
        '{"x": "y",\n"k": [1],\n\n"k": {"a": [2]},\n"k": 3}',
    ],
)
def test_the_first_of_duplicate_keys_is_kept_and_each_later_one_told(text: str) -> None:
    front_matter, faults = read_front_matter(text)
    assert plain(front_matter.values["k"]) == [1]
    assert {path for path in front_matter.marks if path[0] == "k"} == {("k",), ("k", 0)}
    first = text.index("k")
    assert front_matter.marks["k",].key in (first, first - 1)
    assert [fault.code for fault in faults] == ["duplicate-key"] * 2
    line = text.count("\n", 0, first) + 1
    for fault in faults:
        assert at(text, fault).lstrip('"').startswith("k")
        assert fault.offset > first
        assert f"line {line})" in fault.message


def test_keys_are_duplicates_after_they_became_text_and_at_any_depth() -> None:
    text = "---\n1: a\n'1': b\nm:\n  n: 1\n  n: 2\nl: [{o: 1, o: 2}]\n---\n"
    front_matter, faults = read_front_matter(text)
    assert [at(text, fault) for fault in faults] == ["'1': b", "n: 2", "o: 2}]"]
    assert front_matter.values["1"] == "a"


def test_the_last_of_equal_keys_counts_where_that_is_wanted() -> None:
    text = "---\na: {b: 1}\nc: x\na: {d: 2}\nc: [y]\nc: [z]\n---\n"
    front_matter, faults = read_front_matter(text, keep_last=True)
    assert {key: plain(value) for key, value in front_matter.values.items()} == {
        "a": {"d": 2},
        "c": ["z"],
    }
    assert set(front_matter.marks) == {("a",), ("a", "d"), ("c",), ("c", 0)}
    assert [(fault.code, at(text, fault)) for fault in faults] == [
        ("repeated-key", "a: {d: 2}"),
        ("repeated-key", "c: [y]"),
        ("repeated-key", "c: [z]"),
    ]
    assert "line 2" in faults[0].message


def test_many_keys_that_stand_twice_are_read_in_linear_time() -> None:
    # It took minutes when all that was read was looked through for each.
    keys = "".join(f"k{number}: [{number}]\n" for number in range(20_000))
    again = keys.replace("[", "[a")
    front_matter, faults = read_front_matter(f"---\n{keys}{again}---\n", keep_last=True)
    assert len(faults) == len(front_matter.values) == 20_000
    assert "line 20001)" in faults[-1].message


def test_a_key_that_stands_twice_with_one_value_is_no_fault() -> None:
    text = "---\na: [1, {b: c}]\nd: 1\na: [1, {b: c}]\nd: 2\n---\n"
    front_matter, (fault,) = read_front_matter(text, keep_last=True)
    assert list(front_matter.values) == ["a", "d"]
    assert '"d"' in fault.message


def test_a_repeated_key_stays_before_what_a_merge_takes_over() -> None:
    text = "---\nx: &x {a: 1}\ny:\n  a: 2\n  <<: *x\n  a: 3\n---\n"
    front_matter, (fault,) = read_front_matter(text, keep_last=True)
    assert plain(front_matter.values["y"]) == {"a": 3}
    assert fault.code == "repeated-key"
