"""The question of a patient that a section answers, by the words of its heading."""

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import chain
from typing import Any

from app.clinic.phrases import PhraseTable, PhraseTables
from app.records import Aspect
from app.tables import read_table


def aspect_of(heading: str) -> Aspect | None:
    """Return the aspect that a heading names; None if it names none."""
    aspects, phrases = _aspects()
    words = phrases.words_of(heading)
    return next((aspect for aspect in aspects if PhraseTable(aspect).find(words)), None)


@cache
def _aspects() -> tuple[tuple[Aspect, ...], PhraseTables]:
    """Return the aspects with the words of `aspect_words.toml`, compiled once per process."""
    tables: Mapping[Any, Mapping[str, Sequence[str]]]
    tables = read_table("app.clinic", "aspect_words.toml")
    entries = {
        aspect: chain.from_iterable(languages.values()) for aspect, languages in tables.items()
    }
    return tuple(entries), PhraseTables(entries)
