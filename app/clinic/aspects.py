"""The question of a patient that a section answers, by the words of its heading."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from app.clinic.phrases import Patterns, words_of
from app.records import Aspect
from app.tables import read_table


def aspect_of(heading: str) -> Aspect | None:
    """Return the aspect that a heading names; None if it names none."""
    words = words_of(heading)
    return next((aspect for aspect, patterns in _patterns() if patterns.find(words)), None)


@cache
def _patterns() -> tuple[tuple[Aspect, Patterns], ...]:
    """Return the words of `aspect_words.toml`, compiled once per process."""
    tables: Mapping[Any, Mapping[str, Sequence[str]]]
    tables = read_table("app.clinic", "aspect_words.toml")
    return tuple(
        (aspect, Patterns(entry for entries in languages.values() for entry in entries))
        for aspect, languages in tables.items()
    )
