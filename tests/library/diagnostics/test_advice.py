"""Hints that need an editor's judgement."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from app.clinic.names import name_key
from app.library.diagnostics.advice import advice
from app.library.load import load
from tests.conftest import site_at

DAY = dt.date(2026, 11, 24)
WORDS = ("shoulder", "shoulders", "shuolder", "pain", "pains", "of", "frozen", "the")
NAMES = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join),
    unique_by=name_key,
    max_size=12,
)


def near(folder: Path, names: list[str]) -> list[str]:
    """The messages about names that are nearly equal."""
    written = "".join(f"- {name!r}\n" for name in names)
    site_at(folder, {"index.md": f"---\nconditions:\n{written}---\n"})
    hints = advice(load(folder), DAY)
    return [hint.message for hint in hints if hint.code == "near-duplicate"]


@given(NAMES)
def test_names_are_near_if_nine_tenths_of_their_words_are_equal(
    tmp_path_factory: pytest.TempPathFactory, names: list[str]
) -> None:
    messages = near(tmp_path_factory.mktemp("site"), names)
    keys = [name_key(name) for name in names]
    pairs = {
        frozenset((one, other))
        for index, one in enumerate(keys)
        for other in keys[index + 1 :]
        if fuzz.token_sort_ratio(one, other) >= 90
    }
    shown = {frozenset(name_key(name) for name in message.split('"')[1::2]) for message in messages}
    assert shown == pairs


def test_names_beyond_the_bound_are_counted_in_a_hint(tmp_path: Path) -> None:
    messages = near(tmp_path, [f"pain of the number {number:03}" for number in range(200)])
    assert len(messages) > 10_000
    assert messages[0].startswith("only ")
    assert messages[0].endswith(" of 200 names of conditions were compared")


def test_a_tree_that_only_holds_a_site_has_no_hints(tmp_path: Path) -> None:
    names = ["shoulder pain", "shoulder pains"]
    assert near(tmp_path, names) != []
    (tmp_path / "index.md").rename(tmp_path / "README.md")
    site_at(tmp_path, {"docs/_config.yml": ""})
    assert advice(load(tmp_path), DAY) == ()
