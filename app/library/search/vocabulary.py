"""The words of a site in one language: their stems, and how many rows have them."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, TypeAlias

from app.library.search.words import Word

_LAST: Final = "\U0010ffff"


class KnownWord(NamedTuple):
    """A word of the site; `rows` is the number of rows that have it."""

    folded: str
    written: str
    stem: str
    rows: int


# By the first letter and the length, and by the length alone for no letter.
WordsByLength: TypeAlias = Mapping[tuple[str, int], tuple[str, ...]]
_Groups: TypeAlias = dict[str, tuple[KnownWord, ...]]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one language. A change returns another, and shares what stays the same.

    `by_folded` and `by_stem` have the most frequent words first, `stem_rows` about the number of
    rows that have a stem. `in_order` are all folded forms, `by_length` the same by their
    length.
    """

    # By how they are written, in small letters.
    words: Mapping[str, KnownWord]
    by_folded: Mapping[str, tuple[KnownWord, ...]]
    by_stem: Mapping[str, tuple[KnownWord, ...]]
    stem_rows: Mapping[str, int]
    in_order: Sequence[str]
    by_length: WordsByLength

    def changed(self, changes: Mapping[Word, int], stem: Callable[[str], str]) -> "Vocabulary":
        """Return the words with these numbers of rows added, which may be negative."""
        words = dict(self.words)
        by_folded, by_stem = dict(self.by_folded), dict(self.by_stem)
        stem_rows = dict(self.stem_rows)
        for word, change in changes.items():
            before = words.pop(word.written, None)
            rows = change + (before.rows if before is not None else 0)
            its_stem = before.stem if before is not None else stem(word.written)
            after = KnownWord(word.folded, word.written, its_stem, rows) if rows > 0 else None
            if after is not None:
                words[word.written] = after
            _replace(by_folded, word.folded, before, after)
            _replace(by_stem, its_stem, before, after)
            stem_rows[its_stem] = stem_rows.get(its_stem, 0) + change
            if its_stem not in by_stem:
                del stem_rows[its_stem]
        in_order, by_length = self.in_order, self.by_length
        if other := self.by_folded.keys() ^ by_folded.keys():
            in_order = sorted(by_folded)
            by_length = words_by_length(self.by_length, other, by_folded)
        return Vocabulary(words, by_folded, by_stem, stem_rows, in_order, by_length)

    def rows(self, folded: str) -> int:
        """Return about how many rows have a folded word."""
        return sum(word.rows for word in self.by_folded.get(folded, ()))

    def starting_with(self, prefix: str) -> Sequence[str]:
        """Return the folded words that begin like this."""
        words = self.in_order
        return words[bisect_left(words, prefix) : bisect_left(words, prefix + _LAST)]

    def of_length(self, first: str, shortest: int, longest: int) -> Iterator[str]:
        """Yield the folded words with a first letter, or with any if that is empty."""
        for length in range(shortest, longest + 1):
            yield from self.by_length.get((first, length), ())


EMPTY: Final = Vocabulary({}, {}, {}, {}, (), {})


def _replace(groups: _Groups, key: str, before: KnownWord | None, after: KnownWord | None) -> None:
    """Put a word in the place of another in its group."""
    group = [word for word in groups.get(key, ()) if word is not before]
    if after is not None:
        group.append(after)
    if group:
        groups[key] = tuple(sorted(group, key=_by_rows))
    else:
        groups.pop(key, None)


def words_by_length(
    before: WordsByLength,
    changed: Iterable[str],
    known: Mapping[str, object],
) -> WordsByLength:
    """Return the table by length after some folded forms came or went."""
    changes: dict[tuple[str, int], set[str]] = {}
    for folded in changed:
        for first in (folded[0], ""):
            changes.setdefault((first, len(folded)), set()).add(folded)
    table = dict(before)
    for key, forms in changes.items():
        present = [form for form in {*table.get(key, ()), *forms} if form in known]
        if present:
            table[key] = tuple(sorted(present))
        else:
            table.pop(key, None)
    return table


def _by_rows(word: KnownWord) -> tuple[int, str]:
    return -word.rows, word.written
