"""Judge the lists of a page: whether their items are conditions that the clinic treats.

Each list is judged by its labels and its items together, and every verdict has a reason that can
be shown to an editor. The words are data: see `condition_words.toml`.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import Final, NamedTuple

from app.clinic.names import search_key
from app.clinic.vocabulary import ItemWords, LabelWords, Words, vocabulary

# The share of items that must be medical, by what the label says.
_NEEDED_STRONG: Final = 0.0
_NEEDED_WEAK: Final = 0.4
_NEEDED_SILENT: Final = 0.7
# A silent label needs as many medical items at least.
_SILENT_ITEMS: Final = 3
# A list whose items are of other kinds to this share is no list of conditions, whatever its label.
_MOST_OTHER: Final = 0.6
# An item of more words is a sentence, which names no condition.
_LONGEST_NAME: Final = 9
_ENDING_LETTERS: Final = 3


class LabelKind(StrEnum):
    """The meaning of a label."""

    FOR = "names what is treated"
    WEAK = "may name what is treated"
    INDICATIONS = "names indications"
    AGAINST = "names what is not treated"
    OTHER = "speaks of something else"
    SILENT = "says nothing of conditions"


class LabelScore(NamedTuple):
    """A label's meaning, and the words that decided it."""

    kind: LabelKind
    words: str


class ListScore(NamedTuple):
    """The verdict on one list.

    `label` is the index of the label that decides, `medical` the share of medical items from 0 to
    1. `dropped` are the indices of items that fill the list and name nothing. A list that `nearly`
    counts has medical items under a label that does not say enough.
    """

    counts: bool
    nearly: bool
    label: int
    kind: LabelKind
    medical: float
    dropped: tuple[int, ...]
    reason: str


def score_list(labels: Sequence[str], items: Sequence[str]) -> ListScore:
    """Judge a list by its labels, the nearest first, and by the names of its items."""
    deciding, score = _deciding(labels)
    words = vocabulary().items
    keys = [search_key(item).split() for item in items]
    dropped = tuple(
        index
        for index, item in enumerate(keys)
        if words.fillers.are(item) or (not item and len(keys) > 1)
    )
    names = [key for index, key in enumerate(keys) if index not in dropped]
    medical = sum(_medical(name, words) for name in names) / len(names) if names else 0.0
    other = sum(_is_other(name, words) for name in names) / len(names) if names else 0.0
    counts, why = _verdict(score, medical, other, names)
    nearly = not counts and medical >= _NEEDED_WEAK and score.kind in _UNDECIDED and len(names) > 1
    label = labels[deciding] if labels else ""
    decided_by = f' ("{score.words}")' if score.words else ""
    reason = (
        f'the label "{label}" {score.kind}{decided_by}; '
        f"{medical:.0%} of the items are medical; {why}"
    )
    return ListScore(counts, nearly, deciding, score.kind, medical, dropped, reason)


_UNDECIDED: Final = frozenset({LabelKind.SILENT, LabelKind.WEAK, LabelKind.INDICATIONS})


def score_label(text: str) -> LabelScore:
    """Return what a label says; what speaks against conditions wins."""
    words = search_key(text).split()
    return _score_label(words, vocabulary().labels)


def _deciding(labels: Sequence[str]) -> tuple[int, LabelScore]:
    """Return the nearest label that says anything, with its meaning; else the nearest."""
    silent = LabelScore(LabelKind.SILENT, "")
    for index, label in enumerate(labels):
        score = score_label(label)
        if score.kind is not LabelKind.SILENT:
            return index, score
    return 0, silent


def _score_label(words: Words, known: LabelWords) -> LabelScore:  # noqa: PLR0911 - a table in order
    if (match := known.against.find(words)) is not None:
        return LabelScore(LabelKind.AGAINST, match)
    subject = known.subjects.find(words)
    weak = known.weak_subjects.find(words)
    sign = known.signs.find(words)
    verb = known.verbs.find(words)
    phrase = known.phrases.find(words)
    if (subject or weak or sign or verb or phrase) and (no := known.negations.find(words)):
        return LabelScore(LabelKind.AGAINST, no)
    if known.plans.find(words) and known.includes.find(words) and not (subject or weak):
        return LabelScore(LabelKind.OTHER, known.includes.find(words) or "")
    other = known.other.find(words)
    if other is not None and not (phrase or (verb and (subject or weak or sign))):
        return LabelScore(LabelKind.OTHER, other)
    if phrase is not None:
        return LabelScore(LabelKind.FOR, phrase)
    if subject is not None:
        return LabelScore(LabelKind.FOR, subject)
    if verb is not None and (weak or sign):
        return LabelScore(LabelKind.FOR, f"{weak or sign} … {verb}")
    if known.indications.are(words):
        return LabelScore(LabelKind.INDICATIONS, " ".join(words))
    if sign is not None:
        return LabelScore(LabelKind.OTHER, sign)
    if weak is not None:
        return LabelScore(LabelKind.WEAK, weak)
    if verb is not None:
        return LabelScore(LabelKind.WEAK, verb)
    if (match := known.weak_phrases.find(words)) is not None:
        return LabelScore(LabelKind.WEAK, match)
    return LabelScore(LabelKind.SILENT, "")


def _verdict(
    score: LabelScore, medical: float, other: float, names: Sequence[Words]
) -> tuple[bool, str]:
    if score.kind in {LabelKind.AGAINST, LabelKind.OTHER}:
        return False, "the label decides"
    if not names:
        return False, "no item names anything"
    if other >= _MOST_OTHER and medical < _NEEDED_WEAK:
        return False, "the items are no conditions"
    needed = {
        LabelKind.FOR: _NEEDED_STRONG,
        LabelKind.WEAK: _NEEDED_WEAK,
        LabelKind.INDICATIONS: _NEEDED_SILENT,
        LabelKind.SILENT: _NEEDED_SILENT,
    }[score.kind]
    if score.kind is LabelKind.SILENT and len(names) < _SILENT_ITEMS:
        return False, f"a label that says nothing needs {_SILENT_ITEMS} items"
    return medical >= needed, f"{needed:.0%} must be"


def is_medical(name: str) -> bool:
    """Return True if a name is that of a medical problem, not of a part of the body alone."""
    return _medical(search_key(name).split(), vocabulary().items) == 1.0


def _medical(words: Words, known: ItemWords) -> float:
    """Return 1 for a medical name, a half for parts of the body alone, 0 for anything else."""
    if not words or len(words) > 2 * _LONGEST_NAME:
        return 0.0
    if known.words.find(words) or any(_has_ending(word, known) for word in words):
        return 0.5 if _is_other(words, known) else 1.0
    return 0.5 if known.parts.find(words) else 0.0


def _is_other(words: Words, known: ItemWords) -> bool:
    """Return True if an item speaks of what is done or sold, or is a sentence."""
    return known.not_medical.find(words) is not None or len(words) > 2 * _LONGEST_NAME


def _has_ending(word: str, known: ItemWords) -> bool:
    return any(
        len(word) >= len(ending) + _ENDING_LETTERS and word.endswith(ending)
        for ending in known.endings
    ) and not word.endswith(known.endings_not)
