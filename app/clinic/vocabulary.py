"""The words by which lists of conditions are recognised, compiled from `condition_words.toml`."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

from app.clinic.names import search_key

# How many other words `..` in a phrase stands for at most.
_GAP_WORDS: Final = 4

Words = Sequence[str]


class Patterns:
    """Phrases to look for in words. Matching takes time linear in the words of a text."""

    def __init__(self, entries: Iterable[str]) -> None:
        self._exact: dict[str, list[tuple[str, ...]]] = {}
        self._prefixes: dict[str, list[tuple[str, ...]]] = {}
        for entry in entries:
            phrase = tuple(_split(entry))
            if not phrase:
                continue
            first = phrase[0]
            table = self._prefixes if first.endswith("*") else self._exact
            table.setdefault(
                first.rstrip("*")[:3] if table is self._prefixes else first, []
            ).append(phrase)

    def find(self, words: Words) -> str | None:
        """Return the first phrase that stands in the words, as it stands there."""
        for start, word in enumerate(words):
            for phrase in (*self._exact.get(word, ()), *self._prefixes.get(word[:3], ())):
                if (end := _match(phrase, words, start)) is not None:
                    return " ".join(words[start:end])
        return None

    def count(self, words: Words) -> int:
        """Return how many of the words belong to a phrase."""
        covered: set[int] = set()
        for start, word in enumerate(words):
            for phrase in (*self._exact.get(word, ()), *self._prefixes.get(word[:3], ())):
                if (end := _match(phrase, words, start)) is not None:
                    covered.update(range(start, end))
        return len(covered)

    def are(self, words: Words) -> bool:
        """Return True if the words as a whole are one of the phrases."""
        if not words:
            return False
        candidates = (*self._exact.get(words[0], ()), *self._prefixes.get(words[0][:3], ()))
        return any(_match(phrase, words, 0) == len(words) for phrase in candidates)


class LabelWords(NamedTuple):
    """Phrases of labels, by what they say; the keys of the table `labels`."""

    subjects: Patterns
    weak_subjects: Patterns
    signs: Patterns
    verbs: Patterns
    phrases: Patterns
    weak_phrases: Patterns
    against: Patterns
    negations: Patterns
    other: Patterns
    plans: Patterns
    includes: Patterns
    indications: Patterns


class ItemWords(NamedTuple):
    """Words and endings of items; the keys of the table `items`."""

    endings: tuple[str, ...]
    endings_not: tuple[str, ...]
    words: Patterns
    parts: Patterns
    not_medical: Patterns
    fillers: Patterns


class Vocabulary(NamedTuple):
    """All words, of all languages together."""

    labels: LabelWords
    items: ItemWords


@cache
def vocabulary() -> Vocabulary:
    """Return the words, compiled once per process: 10 ms that a tree without lists never takes."""
    text = files("app.clinic").joinpath("condition_words.toml").read_text("utf-8")
    tables: Mapping[str, Mapping[str, Sequence[str]]] = tomllib.loads(text)
    labels, items = tables["labels"], tables["items"]
    return Vocabulary(
        LabelWords(**{name: Patterns(labels[name]) for name in LabelWords._fields}),
        ItemWords(
            endings=tuple(search_key(ending) for ending in items["endings"]),
            endings_not=tuple(search_key(ending) for ending in items["endings_not"]),
            words=Patterns(items["words"]),
            parts=Patterns(items["parts"]),
            not_medical=Patterns(items["not_medical"]),
            fillers=Patterns(items["fillers"]),
        ),
    )


def _split(entry: str) -> list[str]:
    return [word for part in entry.split() for word in _folded(part)]


def _folded(part: str) -> list[str]:
    if part == "..":
        return [part]
    star = "*" if part.endswith("*") else ""
    words = search_key(part.removesuffix("*")).split()
    return [*words[:-1], words[-1] + star] if words else []


def _match(phrase: tuple[str, ...], words: Words, start: int) -> int | None:
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
