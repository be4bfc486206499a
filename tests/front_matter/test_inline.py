"""Places of keys and values in JSON and TOML."""

import json

import pytest

from app.front_matter.errors import FrontMatterError
from app.front_matter.inline import InlineScanner, UnexpectedEndError, check_nesting, freeze_mapping
from app.front_matter.values import Mark, Scalar


def test_a_scan_has_the_place_of_each_key_and_item_and_the_source_of_scalars() -> None:
    text = '{"a": [1.50, "b"], "c": {"d": true}}'
    scanner = InlineScanner(text, len(text), json.loads)
    assert scanner.value(0, ()) == len(text)
    assert scanner.marks["a", 0] == Mark(7, 7)
    assert scanner.marks["c", "d"] == Mark(text.index('"d"'), text.index("true"))
    assert scanner.sources == {("a", 0): "1.50", ("c", "d"): "true"}
    assert freeze_mapping(json.loads(text), scanner.sources) == {
        "a": (Scalar(1.5, "1.50"), "b"),
        "c": {"d": Scalar(True, "true")},
    }


def test_the_first_of_two_equal_keys_keeps_its_place() -> None:
    text = '{"a": 1, "a": [2]}'
    scanner = InlineScanner(text, len(text), json.loads)
    scanner.value(0, ())
    assert scanner.marks == {("a",): Mark(1, 6)}
    assert scanner.duplicates == [(("a",), 9, 1)]


def test_a_text_that_ends_before_its_value_is_an_error() -> None:
    with pytest.raises(UnexpectedEndError):
        InlineScanner('{"a": ', 6, json.loads).value(0, ())


# The outermost table of TOML is a level without brackets.
@pytest.mark.parametrize(("start", "offset"), [("", 100), ("a = ", 4 + 99)])
def test_brackets_beyond_the_limit_are_refused_at_their_place(start: str, offset: int) -> None:
    with pytest.raises(FrontMatterError) as caught:
        check_nesting(start + "[" * 101, 0, json=not start)
    assert caught.value.faults[0].offset == offset
    check_nesting(f'{start}["{"[" * 101}"]', 0, json=not start)
