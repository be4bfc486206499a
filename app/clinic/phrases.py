"""Phrases of words, and how they are found in a text."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple, TypeAlias

from app.clinic.names import search_key
from app.regex import regex

# How many other words `..` in a phrase stands for at most.
_GAP_WORDS: Final = 4
# The letters that a word ending in `*` has at least.
_PREFIX_LETTERS: Final = 3
# What French leaves out before a vowel: d'arthrose is de arthrose.
_ELIDED: Final = regex(r"\b(?P<word>[cdjlmnst]|qu)['’](?=\w)", re.IGNORECASE)
# The letters of entries that have accents, as `words_of` has them.
_WITHOUT_ACCENTS: Final = str.maketrans(
    {**dict(zip("àáâäçèéêëíîïñóôöùúûü", "aaaaceeeeiiinooouuuu", strict=True)), "ß": "ss"}
)

Words: TypeAlias = Sequence[str]


class _Phrases(NamedTuple):
    """Phrases by their beginnings, each with its name and the words after the first.

    Most words begin no phrase, and most phrases are one word.
    """

    exact: Mapping[str, Sequence[tuple[str, Words]]]
    # By the first letters of a first word that ends in `*`, with that word's letters.
    prefixes: Mapping[str, Sequence[tuple[str, str, Words]]]

    def at(self, words: Words, start: int) -> Iterator[tuple[str, int]]:
        """Yield the names of the phrases that begin at `start`, and where they end."""
        word = words[start]
        for name, rest in self.exact.get(word, ()):
            end = _match(rest, words, start + 1) if rest else start + 1
            if end is not None:
                yield name, end
        for prefix, name, rest in self.prefixes.get(word[:_PREFIX_LETTERS], ()):
            if word.startswith(prefix):
                end = _match(rest, words, start + 1) if rest else start + 1
                if end is not None:
                    yield name, end

    def starts(self, words: Words) -> list[int]:
        """Return where phrases may begin."""
        exact, prefixes = self.exact, self.prefixes
        return [
            start
            for start, word in enumerate(words)
            if word in exact or word[:_PREFIX_LETTERS] in prefixes
        ]


def _phrases(tables: Mapping[str, Iterable[str]]) -> _Phrases:
    exact: dict[str, list[tuple[str, Words]]] = {}
    prefixes: dict[str, list[tuple[str, str, Words]]] = {}
    for name, entries in tables.items():
        for first, *rest in filter(None, map(split_entry, entries)):
            if first[-1] == "*":
                letters = first[:-1]
                prefixes.setdefault(first[:_PREFIX_LETTERS], []).append((letters, name, rest))
            else:
                exact.setdefault(first, []).append((name, rest))
    return _Phrases(exact, prefixes)


class Patterns:
    """Phrases to look for in words. Matching takes time linear in the words of a text."""

    def __init__(self, entries: Iterable[str]) -> None:
        self._phrases = _phrases({"": entries})

    def find(self, words: Words) -> str | None:
        """Return the first phrase that stands in the words, as it stands there."""
        for start in self._phrases.starts(words):
            for _, end in self._phrases.at(words, start):
                return " ".join(words[start:end])
        return None

    def are(self, words: Words) -> bool:
        """Return True if the words as a whole are one of the phrases."""
        if not words:
            return False
        return any(end == len(words) for _, end in self._phrases.at(words, 0))

    def begin(self, words: Words) -> bool:
        """Return True if the words begin with one of the phrases."""
        return bool(words) and any(True for _ in self._phrases.at(words, 0))

    def without(self, words: Words) -> list[str]:
        """Return the words that belong to none of the phrases."""
        covered = {
            at
            for start in self._phrases.starts(words)
            for _, end in self._phrases.at(words, start)
            for at in range(start, end)
        }
        return [word for at, word in enumerate(words) if at not in covered]


class Endings:
    """Phrases to look for at the end of words, by their last word."""

    def __init__(self, entries: Iterable[str]) -> None:
        self._by_last: dict[str, list[list[str]]] = {}
        for phrase in filter(None, map(split_entry, entries)):
            self._by_last.setdefault(phrase[-1], []).append(phrase)

    def find(self, words: Words) -> str | None:
        """Return the phrase that the words end with; None if it is none of them."""
        for phrase in self._by_last.get(words[-1], ()) if words else ():
            if words[-len(phrase) :] == phrase:
                return " ".join(phrase)
        return None


class PhraseTables:
    """Tables of phrases, all looked up in one pass over the words of a text."""

    def __init__(self, tables: Mapping[str, Iterable[str]]) -> None:
        self._phrases = _phrases(tables)

    def first(self, words: Words) -> dict[str, str]:
        """Return by table the first of its phrases in the words, as it stands there."""
        matches: dict[str, str] = {}
        for start in self._phrases.starts(words):
            for name, end in self._phrases.at(words, start):
                if name not in matches:
                    matches[name] = " ".join(words[start:end])
        return matches


def words_of(text: str) -> list[str]:
    """Return the words of a text as they are compared: without case, accents and elisions."""
    if "'" in text or "’" in text:
        text = _ELIDED.sub(r"\g<word> ", text)
    return search_key(text).split()


def split_entry(entry: str) -> list[str]:
    """Return the words of an entry; a star stays at the end of its word."""
    # Nearly all entries, in a fourth of the time.
    plain = entry if entry.isascii() else entry.translate(_WITHOUT_ACCENTS)
    if plain.isascii() and plain.replace(" ", "").replace("*", "").isalnum():
        return plain.lower().split()
    words: list[str] = []
    for part in entry.split():
        if part == "..":
            words.append(part)
            continue
        folded = words_of(part.removesuffix("*"))
        if part.endswith("*") and folded:
            folded[-1] += "*"
        words.extend(folded)
    return words


def _match(phrase: Words, words: Words, start: int) -> int | None:
    """Return where the phrase ends that begins at `start`; None if it does not stand there."""
    at = start
    for index, part in enumerate(phrase):
        if part == "..":
            rest = phrase[index + 1 :]
            for skipped in range(_GAP_WORDS + 1):
                if (end := _match(rest, words, at + skipped)) is not None:
                    return end
            return None
        if at >= len(words) or not _fits(part, words[at]):
            return None
        at += 1
    return at


def _fits(part: str, word: str) -> bool:
    return word.startswith(part[:-1]) if part.endswith("*") else word == part
