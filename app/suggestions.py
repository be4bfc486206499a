"""Suggestions for an unknown name: the known names that it may mean."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from app.regex import regex

# Names less alike than this, in hundredths, have only chance in common.
ALIKE: Final = 60.0
# Addresses and anchors less alike than this, numbers apart, are others. Of 259 suggestions for
# links of real sites, those that were wrong had less, or other numbers.
_LIKE_ADDRESSES: Final = 75.0
_NUMBER: Final = regex(r"\d+")
_LETTERS: Final = regex(r"[^\W\d_]+")
# Between the words of a key: `seo_title`, `seo-title`, `seoTitle`.
_SEPARATORS: Final = regex(r"[-_ ]|(?<=[a-z])(?=[A-Z])")
# A word of fewer letters that differs is another word.
_SHORTEST_TYPO: Final = 4
# A key may be a misspelling of another at most so many edits away.
_EDITS: Final = 2
# In characters. Comparing 8,000 with the paths of 10,000 pages takes 80 ms, so many 2 ms.
_LONGEST: Final = 256


def most_like(
    name: str, known: Iterable[str], limit: int = 1, *, least: float = ALIKE
) -> tuple[str, ...]:
    """Return the known names most like a name, best first, equally good ones in order.

    `least` is how alike, in hundredths, two names must be. Of a name, so many characters are
    compared as the longest of addresses has.
    """
    name = name[:_LONGEST]
    rows = process.extract(name, list(known), scorer=fuzz.ratio, limit=limit, score_cutoff=least)
    return tuple(candidate for candidate, _, _ in rows)


def may_be_meant(wrong: str, known: str) -> bool:
    """Return True if a part of an address, or an anchor, may be a slip for a known one.

    Either may have more numbers, such as a date, and more words, but not others: they are no slip.
    """
    numbers, others = set(_NUMBER.findall(wrong)), set(_NUMBER.findall(known))
    if not (numbers <= others or others <= numbers):
        return False
    words, known_words = _words(wrong), _words(known)
    if "".join(words) != "".join(known_words) and not _are_in_order(words, known_words):
        return False
    return bool(words) and fuzz.ratio("-".join(words), "-".join(known_words)) >= _LIKE_ADDRESSES


def _are_in_order(words: Sequence[str], others: Sequence[str]) -> bool:
    """Return True if all words of the shorter list are in the longer one, but for slips."""
    shorter, longer = sorted((words, others), key=len)
    # Two single words are compared however short they are.
    is_slip = _is_like if len(longer) == 1 else _is_slip
    remaining = iter(longer)
    return all(any(is_slip(word, other) for other in remaining) for word in shorter)


def _is_like(word: str, other: str) -> bool:
    return fuzz.ratio(word, other) >= _LIKE_ADDRESSES


def _is_slip(word: str, other: str) -> bool:
    """Return True for equal words, and for long ones that are alike."""
    is_long = min(len(word), len(other)) >= _SHORTEST_TYPO
    return word == other or (is_long and _is_like(word, other))


def _words(name: str) -> list[str]:
    """Return the words of a name in lower case, without numbers."""
    return _LETTERS.findall(name[:_LONGEST].casefold())


def _has_other_short_word(words: Sequence[str], known: Sequence[str]) -> bool:
    return len(words) == len(known) and any(
        word != other and min(len(word), len(other)) < _SHORTEST_TYPO
        for word, other in zip(words, known, strict=True)
    )


def one_letter_off(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that differs from a name in one letter or in case; no number may."""
    numbers = _NUMBER.findall(name)
    rows = [other for other in known if _NUMBER.findall(other) == numbers]
    edits = 1 if len(name) > _SHORTEST_TYPO else 0
    match = process.extractOne(
        name[:_LONGEST], rows, scorer=OSA.distance, processor=str.casefold, score_cutoff=edits
    )
    return match[0] if match is not None else None


# The documents of a tree share a few unknown keys.
@lru_cache(maxsize=256)
def misspelt(key: str, known: frozenset[str]) -> str | None:
    """Return the known key that a key most likely misspells; None if it may well be meant.

    One that begins with an underscore, such as `_date`, is another system's.
    """
    if key.startswith("_"):
        return None
    words = [word.casefold() for word in _SEPARATORS.split(key)]
    folded = "".join(words)
    best: tuple[int, str] | None = None
    for candidate in sorted(known):
        plain = candidate.replace("_", "")
        if folded == plain:
            return candidate
        # Comparing lengths and first letters is fast, and a file may have 100,000 unknown keys.
        if abs(len(folded) - len(plain)) > _EDITS or (
            folded[:1] != plain[:1] and sorted(folded) != sorted(plain)
        ):
            continue
        if not _may_be_near(folded, plain) or _names_another(words, candidate.split("_")):
            continue
        distance = OSA.distance(folded, plain, score_cutoff=_EDITS)
        same_letters = sorted(folded) == sorted(plain)
        plural = len(plain) > 3 and plain == f"{folded}s"
        near = (distance == 1 and len(plain) >= 5) or (distance == 2 and len(plain) >= 8)
        likely = (near and folded[:1] == plain[:1]) or (same_letters and distance == 1) or plural
        if likely and (best is None or distance < best[0]):
            best = (distance, candidate)
    return best[1] if best else None


def _names_another(words: Sequence[str], known: Sequence[str]) -> bool:
    """Return True if a key is near a known one but means another thing.

    It is numbered, the plural of a known key, or has another word: `reviewed_on` for `reviewed_by`.
    """
    if any(character.isdigit() for character in "".join(words)):
        return True
    if words == [*known[:-1], f"{known[-1]}s"]:
        return True
    if len(words) == 1:
        return False
    return len(words) != len(known) or _has_other_short_word(words, known)


def _may_be_near(one: str, other: str) -> bool:
    """Return False if more letters differ than the edits allowed can change."""
    letters, others = Counter(one), Counter(other)
    # An edit removes a letter, adds one, or does both.
    return max((letters - others).total(), (others - letters).total()) <= _EDITS
