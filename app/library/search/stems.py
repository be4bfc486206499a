"""Stems of words, by language."""

from collections.abc import Callable, Mapping
from typing import Final

import snowballstemmer  # type: ignore[import-untyped]

from app.library.search.words import fold

# The stemmers of Snowball by the code of a language, ISO 639-1.
_ALGORITHMS: Final[Mapping[str, str]] = {
    "ar": "arabic",
    "ca": "catalan",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "eu": "basque",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "tr": "turkish",
    "yi": "yiddish",
}


def base_language(code: str | None) -> str:
    """Return the language of a code such as `de-AT`, or an empty text."""
    return (code or "").replace("_", "-").partition("-")[0].lower()


def stemmer_of(language: str) -> Callable[[str], str]:
    """Return a function that maps a word in small letters to its folded stem.

    The stem is of the word with its accents, which carry endings in some languages. A language
    without a stemmer has folded words for stems. The function is for one thread.
    """
    algorithm = _ALGORITHMS.get(language)
    stem: Callable[[str], str] = (
        snowballstemmer.stemmer(algorithm).stemWord if algorithm is not None else str
    )
    stems: dict[str, str] = {}

    def folded_stem(written: str) -> str:
        result = stems.get(written)
        if result is None:
            plain = written.replace("’", "'").replace("'", "").replace("-", "")
            result = stems[written] = fold(stem(plain)) or fold(written)
        return result

    return folded_stem
