"""Words that say nothing of a text, by language, from `stop_words.toml`."""

from collections.abc import Mapping
from functools import cache

from app.library.search.words import words_in
from app.tables import read_table

_NONE: frozenset[str] = frozenset()


def stop_words(language: str) -> frozenset[str]:
    """Return the folded stop words of a language."""
    return _tables().get(language, _NONE)


def stop_word_languages() -> tuple[str, ...]:
    """Return the languages with stop words."""
    return tuple(_tables())


@cache
def _tables() -> Mapping[str, frozenset[str]]:
    return {
        language: frozenset(word.folded for word in words_in(entries))
        for language, entries in read_table("app.library.search", "stop_words.toml").items()
    }
