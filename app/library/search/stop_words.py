"""Words that say nothing of a text, by language, from `stop_words.toml`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from app.library.search.words import words_in

_NONE: frozenset[str] = frozenset()


def stop_words(language: str) -> frozenset[str]:
    """Return the folded stop words of a language."""
    return _tables().get(language, _NONE)


def stop_word_languages() -> tuple[str, ...]:
    """Return the languages with stop words."""
    return tuple(_tables())


@cache
def _tables() -> Mapping[str, frozenset[str]]:
    text = files("app.library.search").joinpath("stop_words.toml").read_text("utf-8")
    return {
        language: frozenset(word.folded for word in words_in(entries))
        for language, entries in tomllib.loads(text).items()
    }
