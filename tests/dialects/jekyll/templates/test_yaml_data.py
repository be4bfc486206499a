"""Plain files mean what they mean with an anchor, which only the loader reads."""

import datetime as dt
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from app.dialects.jekyll.templates.yaml_data import first_document

SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.dates(), st.datetimes(), st.text()
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner) | st.dictionaries(SCALARS, inner),
    max_leaves=20,
)
WORDS = (
    *("a", "b: ", "- ", "? ", ": ", "\n", "\n  ", "[", "]", "{", "}", ", ", "'x'", '"y"', "|\n  "),
    *("010", "1_000", "0x_", "1:30", "2026-02-30", "2026-01-02", "true", "yes", "~", ".nan", "1e3"),
    *("<<", "=", "*x", "&x ", "!!str ", "!x ", "---\n", "...\n", "#c\n", "1: ", "true: ", "\t"),
)


def meaning(text: str) -> str:
    """Return the value, or the type of the error."""
    try:
        value, fault = first_document(text, {})
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:
        return type(error).__name__
    return f"{value!r} {fault is None}"


def anchored(text: str) -> str:
    return f"--- &root\n{text}"


@given(VALUES.filter(lambda value: isinstance(value, list | dict) and value))
@example({dt.datetime(2026, 1, 2): dt.datetime(2026, 1, 2)})  # noqa: DTZ001 - YAML has them
def test_values_are_read_as_the_loader_reads_them(value: Any) -> None:
    text = yaml.dump(value, Dumper=type("_Plain", (yaml.SafeDumper,), {"ignore_aliases": always}))
    assert meaning(text) == meaning(anchored(text))


def always(*_: object) -> bool:
    return True


@given(st.lists(st.sampled_from(WORDS), max_size=12).map("".join))
@example("1: a\ntrue: b\n")
@example("a: &x 1\nb: *x\n")
@example("a: !!str 1\n")
@example("a: 2026-02-30\n")
@example("a: 1\n---\nb: 2\n")
@example("{a: b}: c\n")
def test_any_text_is_read_as_the_loader_reads_it(words: str) -> None:
    text = f"k: v\n{words}"
    assert meaning(text) == meaning(anchored(text))


@pytest.mark.parametrize("depth", [98, 99, 100, 101])
@pytest.mark.parametrize("inner", ["", "a"])
def test_both_allow_the_same_depth(depth: int, inner: str) -> None:
    text = f"{'[' * depth}{inner}{']' * depth}"
    assert meaning(text) == meaning(anchored(text))
