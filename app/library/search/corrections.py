"""The words of a site that a misspelt word most likely means."""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from app.library.search.vocabulary import Vocabulary, WordsByLength
from app.regex import regex

# A word of four letters or more may have one mistake, of nine or more two.
_ONE_MISTAKE: Final = 4
_TWO_MISTAKES: Final = 9
# A word of so many letters may have one more if it sounds the same.
_SHORTEST_ALIKE: Final = 6
_SOUNDS: Final = (
    ("ph", "f"),
    ("gh", ""),
    ("rh", "r"),
    ("th", "t"),
    ("ch", "k"),
    ("ck", "k"),
    ("sc", "s"),
    ("ce", "se"),
    ("ci", "si"),
    ("cy", "si"),
    ("c", "k"),
    ("q", "k"),
    ("x", "ks"),
    ("z", "s"),
    ("y", "i"),
    ("eu", "u"),
    ("ou", "o"),
    ("au", "o"),
    ("ea", "e"),
    ("ae", "e"),
    ("oe", "e"),
    ("ie", "i"),
    ("ei", "i"),
    ("er", "r"),
    ("or", "r"),
    ("ar", "r"),
)
_DOUBLE: Final = regex(r"(.)\1+")
# Words that are equally near, at most.
_MOST: Final = 3
# The letters that a misspelt beginning has at least.
_SHORTEST_BEGINNING: Final = 6
# Two words written as one have so many letters at most.
_LONGEST_JOINED: Final = 40
# Of a compound of which one part is known: the letters of that part, and of the rest, at least.
_SHORTEST_KNOWN_PART: Final = 4
_SHORTEST_REST: Final = 3
# The letters by which the end of an unfinished word may go on.
_LONGEST_REST: Final = 10


def mistakes_allowed(word: str) -> int:
    """Return the number of mistakes that a word may have; two letters exchanged are one."""
    if len(word) < _ONE_MISTAKE or any(letter.isdigit() for letter in word):
        return 0
    return 1 if len(word) < _TWO_MISTAKES else 2


def corrections(
    word: str, vocabularies: Sequence[Vocabulary], others: Sequence[WordsByLength]
) -> tuple[str, ...]:
    """Return the other folded words nearest to a word, the most frequent first.

    They are those of the vocabularies and the `others`. Those with the same first letter come
    first, then all others, then those that sound the same with one mistake more.
    """
    mistakes = mistakes_allowed(word)
    if not mistakes:
        return ()
    tables = (*(vocabulary.by_length for vocabulary in vocabularies), *others)
    count = _counter(vocabularies)
    for first in (word[0], ""):
        choices = _of_length(tables, first, len(word), mistakes)
        if nearest := _nearest(word, choices, mistakes, count):
            return nearest
    if len(word) < _SHORTEST_ALIKE:
        return ()
    choices = _of_length(tables, word[0], len(word), mistakes + 1)
    alike = [choice for choice in choices if sound_of(choice) == sound_of(word)]
    return _nearest(word, alike, mistakes + 1, count)


def _of_length(
    tables: Iterable[WordsByLength], first: str, length: int, mistakes: int
) -> list[str]:
    lengths = range(length - mistakes, length + mistakes + 1)
    return sorted({word for table in tables for n in lengths for word in table.get((first, n), ())})


# About as many words as sites have that sound alike with others.
@lru_cache(maxsize=16_384)
def sound_of(word: str) -> str:
    """Return a folded word as it sounds, roughly: ph is f, y is i, a double letter is one."""
    for letters, sound in _SOUNDS:
        word = word.replace(letters, sound)
    return _DOUBLE.sub(r"\1", word)


def unfinished(word: str, vocabularies: Sequence[Vocabulary]) -> tuple[str, ...]:
    """Return the folded words whose beginning is nearest to a word."""
    if len(word) < _SHORTEST_BEGINNING or any(letter.isdigit() for letter in word):
        return ()
    beginnings: dict[str, list[str]] = {}
    for vocabulary in vocabularies:
        for choice in vocabulary.of_length(word[0], len(word) + 1, len(word) + _LONGEST_REST):
            beginnings.setdefault(choice[: len(word)], []).append(choice)
    count = _counter(vocabularies)
    mistakes = mistakes_allowed(word)
    nearest = _nearest(word, sorted(beginnings), mistakes, lambda start: len(beginnings[start]))
    choices = {choice for beginning in nearest[:1] for choice in beginnings[beginning]}
    return tuple(sorted(choices, key=lambda choice: (-count(choice), choice))[:_MOST])


def parts_of(word: str, count: Callable[[str], int], shortest: int) -> tuple[str, str] | None:
    """Return the two folded words that a word consists of, the most frequent pair.

    Each has at least `shortest` letters; `count` returns how frequent a word is.
    """
    if len(word) > _LONGEST_JOINED:
        return None
    best: tuple[int, str, str] | None = None
    for end in range(shortest, len(word) - shortest + 1):
        one, other = word[:end], word[end:]
        frequency = count(one)
        if frequency:
            frequency = min(frequency, count(other))
        if frequency and (best is None or frequency > best[0]):
            best = (frequency, one, other)
    return best[1:] if best is not None else None


def part_of(word: str, count: Callable[[str], int]) -> str | None:
    """Return the known end or the known beginning of a compound, the rarer of both.

    Each is the longest that is known. `count` returns how frequent a word is.
    """
    lengths = range(len(word) - _SHORTEST_REST, _SHORTEST_KNOWN_PART - 1, -1)
    if len(word) > _LONGEST_JOINED:
        return None
    ends = (word[-length:] for length in lengths)
    beginnings = (word[:length] for length in lengths)
    longest = (next(filter(count, parts), None) for parts in (ends, beginnings))
    return min((part for part in longest if part is not None), key=count, default=None)


def _counter(vocabularies: Sequence[Vocabulary]) -> Callable[[str], int]:
    return lambda folded: sum(vocabulary.rows(folded) for vocabulary in vocabularies)


def _nearest(
    word: str, choices: Iterable[str], mistakes: int, count: Callable[[str], int]
) -> tuple[str, ...]:
    """Return the other words with the fewest mistakes, the most frequent first."""
    others = [choice for choice in choices if choice != word]
    rows = process.extract(word, others, scorer=OSA.distance, score_cutoff=mistakes, limit=None)
    if not rows:
        return ()
    least = min(distance for _, distance, _ in rows)
    nearest = [choice for choice, distance, _ in rows if distance == least]
    return tuple(sorted(nearest, key=lambda choice: (-count(choice), choice))[:_MOST])
