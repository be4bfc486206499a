"""The beginnings of phrases: "iliotibial" of "iliotibial band"."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from app.library.search.synonyms import Phrase, Synonym, Synonyms

# The words of a beginning at most, and the letters of an unfinished one at least: of the first
# word, and of a further one.
_MAX_WORDS: Final = 4
_SHORTEST: Final = 4
_SHORTEST_FURTHER: Final = 2
# What the meaning of a phrase counts for where only its beginning is written.
_BEGUN: Final = 0.95


class Beginning(NamedTuple):
    """The meanings of all phrases that begin with some words; `length` is their number."""

    length: int
    meanings: tuple[Synonym, ...]


def beginning(
    tables: Iterable[Synonyms], words: Sequence[frozenset[str]], unfinished: str
) -> Beginning | None:
    """Return the longest beginning of phrases with one meaning at the first of some words.

    Each word has some stems. `unfinished` are the letters of the last word if it may go on. There
    is none if the phrases that begin like this mean different things.
    """
    words = words[: _MAX_WORDS + 1]
    entries: dict[int, list[Synonym]] = {}
    for table in tables:
        letters = unfinished if len(words) == 1 and len(unfinished) >= _SHORTEST else ""
        for entry in table.starting_with(words[0], letters):
            length = _length(entry.phrase, words, unfinished)
            if length:
                entries.setdefault(length, []).append(entry)
    for length in sorted(entries, reverse=True):
        if meanings := _common(entries[length]):
            return Beginning(length, meanings)
    return None


def _length(phrase: Phrase, words: Sequence[frozenset[str]], unfinished: str) -> int:
    """Return the number of words with which a phrase begins, 0 if they are all of it."""
    length = 0
    for number, (stem, stems) in enumerate(zip(phrase, words, strict=False)):
        if stem not in stems:
            shortest = _SHORTEST_FURTHER if number else _SHORTEST
            goes_on = number == len(words) - 1 and len(unfinished) >= shortest
            return number + 1 if goes_on and stem.startswith(unfinished) else length
        length = number + 1
    return length if length < len(phrase) else 0


def _common(entries: Iterable[Synonym]) -> tuple[Synonym, ...]:
    """Return the synonyms that all phrases of these have."""
    by_phrase: dict[Phrase, dict[Phrase, Synonym]] = {}
    for entry in entries:
        meanings = by_phrase.setdefault(entry.phrase, {})
        known = meanings.get(entry.meaning)
        if known is None or known.weight < entry.weight:
            meanings[entry.meaning] = entry
    common = frozenset.intersection(
        *(frozenset((phrase, *meanings)) for phrase, meanings in by_phrase.items())
    )
    best: dict[Phrase, Synonym] = {}
    for meanings in by_phrase.values():
        for meaning, entry in meanings.items():
            if meaning in common:
                best.setdefault(meaning, entry._replace(weight=entry.weight * _BEGUN))
    return tuple(best.values())
