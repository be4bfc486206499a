"""The words of a text, folded so that spellings of one word are equal."""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from app.regex import regex

_APOSTROPHE: Final = "['’‘ʼ′`´＇]"  # noqa: RUF001 - all the signs in use for one
_JOINTS: Final = "-‐‑" + _APOSTROPHE[1:-1]  # noqa: RUF001
_WORD: Final = regex(rf"[^\W_]+(?:[{_JOINTS}][^\W_]+)*")
_HYPHEN: Final = regex("[-‐‑]")  # noqa: RUF001
_APOSTROPHES: Final = regex(_APOSTROPHE)
# What French, Italian and Catalan leave out before a vowel: d'arthrose is arthrose.
_ELIDED: Final = regex(rf"\A(?:[cdjlmnst]|qu|dell|nell|all){_APOSTROPHE}(?=\w)")
_MARKS: Final = regex(r"[\u0300-\u036f]")
# In characters. A longer word is no word.
_MAX_LENGTH: Final = 64


class Word(NamedTuple):
    """A word of a text: folded, and as it is written in small letters."""

    folded: str
    written: str


def fold(text: str) -> str:
    """Return a word without case, accents and apostrophes; ß is ss."""
    if text.isascii():
        return text.lower().replace("'", "").replace("`", "")
    text = _APOSTROPHES.sub("", unicodedata.normalize("NFKC", text).casefold())
    return unicodedata.normalize("NFKC", _MARKS.sub("", unicodedata.normalize("NFKD", text)))


def words_in(text: str) -> Iterator[Word]:
    """Yield the words of a text, in their order.

    A word with a hyphen is its parts, then the whole without the hyphen.
    """
    for token in _WORD.findall(text):
        yield from words_of_token(token.lower())


def distinct_tokens(text: str) -> set[str]:
    """Return what stands in a text between spaces and signs, in small letters, each once."""
    return set(_WORD.findall(text.lower()))


# A site has a few thousand words, which come again and again.
@lru_cache(maxsize=16_384)
def words_of_token(token: str) -> tuple[Word, ...]:
    """Return the words of a token in small letters: several if it has hyphens."""
    small = token[:_MAX_LENGTH]
    if small.isascii() and small.isalnum():
        return (Word(small, small),)
    parts = [_word(part) for part in _HYPHEN.split(small)]
    words = [part for part in parts if part.folded]
    if len(words) > 1:
        words.append(Word("".join(part.folded for part in words), small))
    return tuple(words)


def _word(written: str) -> Word:
    written = _ELIDED.sub("", written, count=1) if not written.isalnum() else written
    return Word(fold(written), written)


def phrase_key(text: str) -> str:
    """Return a text by which names and titles are equal: its folded words."""
    return " ".join(word.folded for word in words_in(text))
