"""The weights of words beside the other words of a query, from `emphasis.toml`."""

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Final

from app.library.search.stems import stemmer_of
from app.library.search.synonyms import Phrase
from app.library.search.words import phrase_key, words_in
from app.tables import read_table

_PART: Final = 1.3
_ASPECT: Final = 0.6


@cache
def emphasis(language: str) -> Mapping[Phrase, float]:
    """Return the weights of words and phrases by their stems; all others weigh 1."""
    stem = stemmer_of(language)
    table = _tables().get(language, {})
    weights = (("aspects", _ASPECT), ("parts", _PART))
    return {
        tuple(stem(word.written) for word in words_in(phrase.replace("_", " "))): weight
        for name, weight in weights
        for phrase in table.get(name, "").lower().split()
    }


def emphasis_in(languages: Iterable[str]) -> Mapping[Phrase, float]:
    """Return what words and phrases of several languages count for."""
    return {key: weight for language in languages for key, weight in emphasis(language).items()}


@lru_cache(maxsize=4_096)
def is_formality(title: str) -> bool:
    """Return True if a page with this title is about the website or its terms."""
    text = f" {phrase_key(title)} "
    return any(f" {phrase} " in text for phrase in _formalities())


@cache
def _formalities() -> frozenset[str]:
    return frozenset(
        phrase_key(phrase.replace("_", " "))
        for table in _tables().values()
        for phrase in table.get("formalities", "").split()
    )


@cache
def _tables() -> Mapping[str, Mapping[str, str]]:
    return read_table("app.library.search", "emphasis.toml")
