"""The beginnings of phrases: "iliotibial" of "iliotibial band"."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from app.library.search.synonyms import Phrase, Synonym, Synonyms

# The words of a beginning at most.
_MAX_WORDS: Final = 4
# The letters of a word at least that begins phrases alone: shorter ones are words of daily life,
# such as "wallet". Of an unfinished word, and of the stem that it begins.
_SHORTEST: Final = 8
_SHORTEST_UNFINISHED: Final = 5
_SHORTEST_STEM: Final = 7
# The letters of an unfinished word after others.
_SHORTEST_FURTHER: Final = 2
# What the meaning of a phrase counts for where only its beginning is written.
_BEGUN: Final = 0.95


class Beginning(NamedTuple):
    """The meanings of all phrases that begin with `length` words of a query."""

    length: int
    meanings: tuple[Synonym, ...]


def beginning(
    tables: Iterable[Synonyms], words: Sequence[str], stems: Sequence[frozenset[str]], is_open: bool
) -> Beginning | None:
    """Return the longest beginning of phrases with one meaning at the first of some words.

    The words are folded, and each has some stems. The last may be unfinished if `is_open`. There
    is no beginning if the phrases that begin like this mean different things.
    """
    unfinished = words[-1] if is_open and len(words) <= _MAX_WORDS else ""
    stems = stems[:_MAX_WORDS]
    alone = unfinished if len(words) == 1 and len(unfinished) >= _SHORTEST_UNFINISHED else ""
    entries: dict[int, list[Synonym]] = {}
    for table in tables:
        for entry in table.starting_with(stems[0], alone):
            length = _length(entry.phrase, stems, unfinished)
            if length > 1 or (length and _may_stand_alone(entry.phrase, words[0], stems[0])):
                entries.setdefault(length, []).append(entry)
    for length in sorted(entries, reverse=True):
        if meanings := _common(entries[length]):
            return Beginning(length, meanings)
    return None


def _may_stand_alone(phrase: Phrase, word: str, stems: frozenset[str]) -> bool:
    """Return True if a word is long enough to stand for a phrase that it begins."""
    return len(word) >= _SHORTEST if phrase[0] in stems else len(phrase[0]) >= _SHORTEST_STEM


def _length(phrase: Phrase, words: Sequence[frozenset[str]], unfinished: str) -> int:
    """Return the number of words with which a phrase begins, 0 if they are all of it."""
    length = 0
    for number, (stem, stems) in enumerate(zip(phrase, words, strict=False)):
        if stem not in stems:
            goes_on = number == len(words) - 1 and len(unfinished) >= _SHORTEST_FURTHER
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
