"""The question of a patient that a section answers, by the words of its heading."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from app.clinic.vocabulary import Patterns, words_of
from app.records import Aspect


def aspect_of(heading: str) -> Aspect | None:
    """Return the aspect that a heading names; None if it names none."""
    words = words_of(heading)
    return next((aspect for aspect, patterns in _patterns() if patterns.find(words)), None)


@cache
def _patterns() -> tuple[tuple[Aspect, Patterns], ...]:
    """Return the words of `aspect_words.toml`, compiled once per process."""
    text = files("app.clinic").joinpath("aspect_words.toml").read_text("utf-8")
    tables: Mapping[Any, Mapping[str, Sequence[str]]] = tomllib.loads(text)
    return tuple(
        (aspect, Patterns(entry for entries in languages.values() for entry in entries))
        for aspect, languages in tables.items()
    )
