"""Values of Jekyll's keys: names, addresses, booleans."""

import pytest

from app.dialects.jekyll.values import (
    are_names,
    first_name,
    names_of,
    respelled,
    rooted,
    split_names,
)
from app.dialects.mappings import is_false_or_null
from app.front_matter import Mark, Scalar, Value

NULL = Scalar(None, "~")


def test_names_are_scalars_nested_lists_or_words() -> None:
    nested: Value = ("a b", ("c", Scalar(4, "4")))
    assert list(names_of(nested)) == ["a b", "c", "4"]
    assert list(split_names("a  b")) == ["a", "b"]
    assert list(split_names(("a b",))) == ["a b"]
    assert are_names(nested)
    assert not are_names(("a", {"b": "c"}))


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("old", "/old"),
        ("//old", "/old"),
        ("https://a.example/old", "https://a.example/old"),
        (("a", NULL, "/b"), ("/a", "/b")),
        ({"a": "b"}, {"a": "b"}),
    ],
)
def test_old_addresses_count_from_the_root(written: Value, address: Value) -> None:
    assert rooted(written) == address


def test_the_first_name_is_not_blank() -> None:
    assert first_name(("", " ", "/a")) == "/a"
    assert first_name(NULL) is None


def test_false_and_null_are_false_unless_quoted() -> None:
    assert is_false_or_null(Scalar(False, "false"))
    assert is_false_or_null(NULL)
    assert not is_false_or_null("false")


def test_marks_move_with_their_key() -> None:
    marks = {("lang",): Mark(1, 2), ("lang", 0): Mark(3, 3), ("other",): Mark(4, 4)}
    assert respelled(marks, "lang", "language") == {
        ("language",): Mark(1, 2),
        ("language", 0): Mark(3, 3),
    }
