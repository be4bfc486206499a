"""Phrases of words, by tables, and where they stand in a text."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple, TypeAlias, overload

from app.clinic.names import search_key
from app.regex import regex

# How many other words `..` in a phrase stands for at most.
_GAP_WORDS: Final = 4
# The letters that a word ending in `*` has at least.
_PREFIX_LETTERS: Final = 3
# What French leaves out before a vowel: d'arthrose is de arthrose.
_ELIDED: Final = regex(r"\b(?P<word>[cdjlmnst]|qu)['’](?=\w)", re.IGNORECASE)
# The letters of entries that have accents, as `split_words` has them.
_WITHOUT_ACCENTS: Final = str.maketrans(
    {**dict(zip("àáâäçèéêëíîïñóôöùúûü", "aaaaceeeeiiinooouuuu", strict=True)), "ß": "ss"}
)

# The words of a phrase: from the one at the first number to the one before the second.
_Span: TypeAlias = tuple[int, int]


class PhraseTables:
    """Tables of phrases by name, looked up together: in one pass over the words of a text."""

    def __init__(self, tables: Mapping[str, Iterable[str]]) -> None:
        # The phrases by their first word, each with the name of its table and the words after the
        # first. Most words begin no phrase, and most phrases are one word.
        exact: dict[str, list[tuple[str, Sequence[str]]]] = {}
        # By the first letters of a first word that ends in `*`, with that word's letters.
        prefixes: dict[str, list[tuple[str, str, Sequence[str]]]] = {}
        for name, entries in tables.items():
            alone = (name, ())
            for entry in entries:
                if entry.isascii() and entry.isalnum():  # most, in a third of the time
                    exact.setdefault(entry.lower(), []).append(alone)
                    continue
                first, *rest = split_entry(entry)
                if first[-1] == "*":
                    letters = first[:-1]
                    prefixes.setdefault(first[:_PREFIX_LETTERS], []).append((letters, name, rest))
                else:
                    exact.setdefault(first, []).append((name, rest))
        self._exact, self._prefixes = exact, prefixes

    def words_of(self, text: str) -> "Words":
        """Return the words of a text as they are compared, with the phrases in them."""
        return self.look_up(split_words(text))

    def look_up(self, words: Sequence[str]) -> "Words":
        """Return words with the phrases in them. It takes time linear in the words."""
        exact, prefixes = self._exact, self._prefixes
        spans: dict[str, list[_Span]] = {}
        for start, word in enumerate(words):
            for name, rest in exact.get(word, ()):
                end = _match(rest, words, start + 1) if rest else start + 1
                if end is not None:
                    spans.setdefault(name, []).append((start, end))
            for letters, name, rest in prefixes.get(word[:_PREFIX_LETTERS], ()):
                if word.startswith(letters):
                    end = _match(rest, words, start + 1) if rest else start + 1
                    if end is not None:
                        spans.setdefault(name, []).append((start, end))
        return Words(words, self, spans)


class Words(Sequence[str]):
    """The words of a text, with the phrases of tables that stand in them.

    A slice has those that stand within it.
    """

    __slots__ = ("_spans", "_start", "_tables", "_words")

    def __init__(
        self,
        words: Sequence[str],
        tables: PhraseTables,
        spans: Mapping[str, Sequence[_Span]],
        start: int | None = None,
    ) -> None:
        self._words = words
        self._tables = tables
        # By table, the first ones first. `start` is where a slice begins in the words of these.
        self._spans = spans
        self._start = start

    def __len__(self) -> int:
        return len(self._words)

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def __contains__(self, word: object) -> bool:
        return word in self._words

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> "Words": ...
    def __getitem__(self, index: int | slice) -> "str | Words":
        if isinstance(index, int):
            return self._words[index]
        start = index.indices(len(self._words))[0] + (self._start or 0)
        return Words(self._words[index], self._tables, self._spans, start)

    @property
    def tables(self) -> Iterable[str]:
        """The names of the tables with phrases in these words, or in those that they are of."""
        return self._spans

    def spans(self, table: str) -> Sequence[_Span]:
        """Return where the phrases of a table stand, the first ones first."""
        spans = self._spans.get(table)
        if spans is None:
            return ()
        if self._start is None:
            return spans
        first, last = self._start, self._start + len(self._words)
        return [(at - first, end - first) for at, end in spans if first <= at and end <= last]

    def phrase(self, start: int, end: int) -> str:
        """Return some of the words, separated by spaces."""
        return " ".join(self._words[start:end])

    def with_only(self, words: Sequence[str]) -> "Words":
        """Return some of the words in their order, whose phrases are looked up anew."""
        return self if len(words) == len(self._words) else self._tables.look_up(words)


class PhraseTable(NamedTuple):
    """One of several tables of phrases, by its name."""

    name: str

    def find(self, words: Words) -> str | None:
        """Return the first phrase that stands in the words, as it stands there."""
        spans = words.spans(self.name)
        return words.phrase(*spans[0]) if spans else None

    def occurs_in(self, words: Words) -> bool:
        """Return True if one of the phrases stands in the words."""
        return bool(words.spans(self.name))

    def equals(self, words: Words) -> bool:
        """Return True if the words as a whole are one of the phrases."""
        return (0, len(words)) in words.spans(self.name)

    def starts(self, words: Words) -> bool:
        """Return True if the words begin with one of the phrases."""
        spans = words.spans(self.name)
        return bool(spans) and spans[0][0] == 0

    def at_end(self, words: Words) -> str | None:
        """Return the phrase that the words end with, the longest of several; None if with none."""
        for start, end in words.spans(self.name):
            if end == len(words):
                return words.phrase(start, end)
        return None

    def places(self, words: Words) -> list[int]:
        """Return where a word alone is one of the phrases."""
        return [start for start, end in words.spans(self.name) if end == start + 1]

    def without(self, words: Words) -> Words:
        """Return the words that belong to none of the phrases."""
        spans = words.spans(self.name)
        if not spans:
            return words
        covered = {at for span in spans for at in range(*span)}
        return words.with_only([word for at, word in enumerate(words) if at not in covered])


def split_words(text: str) -> list[str]:
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
        folded = split_words(part.removesuffix("*"))
        if part.endswith("*") and folded:
            folded[-1] += "*"
        words.extend(folded)
    return words


def _match(phrase: Sequence[str], words: Sequence[str], start: int) -> int | None:
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
