"""Judge the lists of a page: whether their items are conditions that the clinic treats.

Each list is judged by its labels and its items together, and every verdict has a reason that can
be shown to an editor. The words are data: see `condition_words.toml`.
"""

from collections.abc import Container, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import Final, NamedTuple

from app.clinic.names import search_key
from app.clinic.vocabulary import ItemWords, LabelWords, Words, vocabulary, words_of

# An item of more words is a sentence, which names no condition.
_LONGEST_NAME: Final = 12
# A list whose items are of other kinds to this share is no list of conditions, whatever its label.
_MOST_OTHER: Final = 0.6
# Above this share of medical items, those that are of other kinds are left out one by one.
_MOSTLY_MEDICAL: Final = 0.5
# A list under a label that says nothing, or names what is offered, has as many items at least.
_SILENT_ITEMS: Final = 3
# A label of more words that says nothing of conditions is a sentence about something else.
_LONGEST_SILENT: Final = 5
_LONGEST_SENTENCE: Final = 3
_ENDING_LETTERS: Final = 3
# A label of more words is a sentence, which names no condition.
_LONGEST_TITLE: Final = 8
_DESCRIBES: Final = "the list describes the condition that its label names"


class LabelKind(StrEnum):
    """The meaning of a label."""

    FOR = "names what is treated"
    NAMED = "names conditions"
    WEAK = "may name what is treated"
    INDICATIONS = "names indications"
    AGAINST = "names what is not treated"
    SERVICES = "names what is offered"
    OTHER = "speaks of something else"
    SILENT = "says nothing of conditions"


# The share of items that must be medical, by what the label says.
_NEEDED: Final = {
    LabelKind.FOR: 0.34,
    LabelKind.NAMED: 0.25,
    LabelKind.WEAK: 0.5,
    LabelKind.INDICATIONS: 0.8,
    LabelKind.SERVICES: 0.8,
    LabelKind.SILENT: 0.8,
}
# Labels that a label above them can still overrule.
_UNSURE: Final = frozenset(
    {LabelKind.WEAK, LabelKind.NAMED, LabelKind.INDICATIONS, LabelKind.SERVICES}
)
_SURE: Final = frozenset({LabelKind.FOR, LabelKind.NAMED})
# Labels that become a group of what a label above them names.
_NAMES_NOTHING: Final = frozenset({LabelKind.WEAK, LabelKind.INDICATIONS})
_BY_ITEMS: Final = frozenset({LabelKind.SILENT, LabelKind.SERVICES})
_NEARLY: Final = _BY_ITEMS | {LabelKind.WEAK, LabelKind.INDICATIONS}
_REFUSED: Final = frozenset({LabelKind.AGAINST, LabelKind.OTHER})


# The kinds of labels that do not say what is treated, the deciding ones first.
_BY_TABLE: Final = {
    LabelKind.OTHER: ("other", "signs"),
    LabelKind.NAMED: ("subjects",),
    LabelKind.SERVICES: ("services",),
    LabelKind.WEAK: ("weak_subjects", "verbs", "weak_phrases"),
}


class LabelScore(NamedTuple):
    """A label's meaning, and the words that decided it.

    A `certain` label names conditions and says that they are treated: it needs no medical items.
    """

    kind: LabelKind
    words: str
    certain: bool = False


class ListScore(NamedTuple):
    """The verdict on one list.

    `label` is the index of the label that decides, `medical` the share of medical items from 0 to
    1. `dropped` are the indices of items that fill the list or name no condition. A list that
    `nearly` counts has medical items under a label that does not say enough.
    """

    counts: bool
    nearly: bool
    label: int
    kind: LabelKind
    medical: float
    dropped: tuple[int, ...]
    reason: str


class _ItemScore(NamedTuple):
    """An item: a filler, or medical to a share of 0, a half or 1, or of another kind."""

    filler: bool
    medical: float
    other: bool


class _Shares(NamedTuple):
    """The number of names, and the shares of them: medical at all, medical names, of others."""

    names: int
    medical: float
    named: float
    other: float


_KNOWN: Final = _ItemScore(filler=False, medical=1.0, other=False)
_FILLER: Final = _ItemScore(filler=True, medical=0.0, other=True)
_NO_CONDITION: Final = _ItemScore(filler=False, medical=0.0, other=True)


def score_list(
    labels: Sequence[str],
    items: Sequence[str],
    known: Container[str] = frozenset(),
) -> ListScore:
    """Judge a list by its labels, the nearest first, and by the names of its items.

    Items whose search key is `known` are medical: other documents of the tree have that name.
    """
    deciding, score = deciding_label(labels)
    scores = [_KNOWN if search_key(item) in known else _score_item(item) for item in items]
    kept = [item for item in scores if not item.filler]
    medical = sum(item.medical for item in kept) / len(kept) if kept else 0.0
    other = sum(item.other for item in kept) / len(kept) if kept else 0.0
    label = labels[deciding] if labels else ""
    named = sum(item.medical == 1.0 for item in kept) / len(kept) if kept else 0.0
    shares = _Shares(len(kept), medical, named, other)
    counts, why = _verdict(score, labels, deciding, shares)
    dropped = tuple(
        index
        for index, item in enumerate(scores)
        if item.filler or (medical >= _MOSTLY_MEDICAL and item.other and not item.medical)
    )
    decided_by = f' ("{score.words}")' if score.words else ""
    return ListScore(
        counts=counts,
        nearly=not counts
        and score.kind in _NEARLY
        and medical >= _NEEDED[LabelKind.WEAK]
        and len(kept) > 1,
        label=deciding,
        kind=score.kind,
        medical=medical,
        dropped=dropped,
        reason=(
            f'the label "{label}" {score.kind}{decided_by}; '
            f"{medical:.0%} of the items are medical; {why}"
        ),
    )


# The same labels stand on many pages.
@lru_cache(maxsize=4096)
def score_label(text: str) -> LabelScore:
    """Return what a label says; what speaks against conditions wins."""
    known = vocabulary().labels
    return _score_label(known.ignored.without(words_of(text)), known)


def is_medical(name: str) -> bool:
    """Return True if a name is that of a medical problem, not of a part of the body alone."""
    return _score_item(name).medical == 1.0


def deciding_label(labels: Sequence[str]) -> tuple[int, LabelScore]:
    """Return the label that decides, with its meaning.

    That is the nearest label that says anything. Where that one is not sure, a label above it
    makes the list a group of what is treated, or of what is not.
    """
    scores = ((index, score_label(label)) for index, label in enumerate(labels))
    speaking = (each for each in scores if each[1].kind is not LabelKind.SILENT)
    nearest = next(speaking, None)
    if nearest is None:
        return 0, LabelScore(LabelKind.SILENT, "")
    if nearest[1].kind not in _UNSURE:
        return nearest
    for outer in speaking:
        kind = outer[1].kind
        if kind is LabelKind.AGAINST or (kind in _SURE and nearest[1].kind in _NAMES_NOTHING):
            return outer
        if kind in _REFUSED:
            break
    return nearest


def _score_label(words: Words, known: LabelWords) -> LabelScore:
    matches = known.tables.first(words)
    phrase = matches.get("phrases")
    against = matches.get("against") or matches.get("negations")
    if against is None and phrase is None:
        against = matches.get("history")
    if against is not None:
        return LabelScore(LabelKind.AGAINST, against)
    if known.indications.are(words):
        return LabelScore(LabelKind.INDICATIONS, " ".join(words))
    thing = matches.get("subjects") or matches.get("weak_subjects")
    treated = phrase or _treated(words, matches, known, thing)
    if thing is None and "plans" in matches and "includes" in matches:
        return LabelScore(LabelKind.OTHER, matches["includes"])
    if "topics" in matches and (phrase is None or known.topics.begin(words)):
        return LabelScore(LabelKind.OTHER, matches["topics"])
    if treated is not None:
        return LabelScore(LabelKind.FOR, treated, certain="subjects" in matches)
    if "services" in matches and "subjects" in matches and "other" not in matches:
        return LabelScore(LabelKind.WEAK, matches["subjects"])
    return _undecided(matches)


def _treated(
    words: Words, matches: Mapping[str, str], known: LabelWords, thing: str | None
) -> str | None:
    """Return the words that together say that something is treated."""
    verb = matches.get("verbs")
    if verb is None:
        pointer = matches.get("pointers")
        return f"{pointer} … {thing}" if thing and pointer else None
    if (treated := thing or matches.get("signs")) is not None:
        return f"{treated} … {verb}"
    return f"{verb} … {words[-1]}" if known.prepositions.are(words[-1:]) else None


def _undecided(matches: Mapping[str, str]) -> LabelScore:
    """Return the meaning of a label that does not say what is treated."""
    for kind, tables in _BY_TABLE.items():
        for table in tables:
            if table in matches:
                return LabelScore(kind, matches[table])
    return LabelScore(LabelKind.SILENT, "")


def _verdict(  # noqa: PLR0911 - a reason each
    score: LabelScore, labels: Sequence[str], index: int, shares: _Shares
) -> tuple[bool, str]:
    """Return True if a list counts, and why or why not; `index` is that of the deciding label."""
    nearest = labels[0] if labels else ""
    is_title = index == len(labels) - 1
    if score.kind in _REFUSED:
        return False, "the label decides"
    if not shares.names:
        return False, "no item names anything"
    if shares.other >= _MOST_OTHER and shares.medical <= _MOSTLY_MEDICAL:
        return False, "the items are no conditions"
    needed = 0.0 if score.certain else _NEEDED[score.kind]
    if score.kind in _BY_ITEMS:
        if shares.names < _SILENT_ITEMS:
            return False, f"a label that says nothing needs {_SILENT_ITEMS} items"
        if is_medical(nearest) or _names_condition("".join(labels[-1:]), as_title=True):
            return False, _DESCRIBES
        if score_label(nearest).kind is LabelKind.SILENT and _is_about_something_else(nearest):
            return False, "a sentence that says nothing of conditions is about something else"
    if score.kind is LabelKind.WEAK and shares.named < _NEEDED[LabelKind.FOR]:
        return False, "too few are more than a part of the body"
    if score.kind is LabelKind.WEAK and _names_condition(labels[index], as_title=is_title):
        return False, _DESCRIBES
    return shares.medical >= needed, f"{needed:.0%} must be"


def _names_condition(label: str, *, as_title: bool = False) -> bool:
    """Return True if a label names a condition, as "Vertigo treatment" does.

    "Sports injuries" names a kind of them; as a title it does that only by other words.
    """
    known = vocabulary()
    words = words_of(label)
    others = known.labels.kinds.without(words)
    if len(words) > _LONGEST_TITLE or (len(others) < len(words) and not as_title):
        return False
    return _medical(others, known.items) == 1.0


def _is_about_something_else(label: str) -> bool:
    """Return True if a label that says nothing is a sentence that does not lead into names."""
    words = vocabulary().labels.ignored.without(words_of(label))
    if label.rstrip().endswith("?"):
        return True
    longest = _LONGEST_SENTENCE if label.rstrip().endswith(":") else _LONGEST_SILENT
    return len(words) > longest and not vocabulary().labels.prepositions.are(words[-1:])


# The same names stand on many pages.
@lru_cache(maxsize=8192)
def _score_item(name: str) -> _ItemScore:
    words = words_of(name)
    data = vocabulary().items
    if not words or data.fillers.are(words) or data.filler_starts.begin(words):
        return _FILLER
    if score_label(name).certain:  # "Conditions we treat", as of a link
        return _FILLER
    if len(words) > 1 and data.words.are(words):  # "health anxiety", though not "health"
        return _KNOWN
    sentence = (
        len(words) > _LONGEST_NAME
        or name.rstrip().endswith(("?", "!"))
        or (data.sentences.begin(words) and not data.words.begin(words))
        or data.sentence_words.find(words) is not None
    )
    if data.anatomy.issuperset(words) or data.services_first.begin(words):
        return _NO_CONDITION
    if not sentence and _is_service(words, data):
        return _NO_CONDITION
    other = sentence or _names_service(words, data)
    medical = _medical(words, data)
    return _ItemScore(filler=False, medical=min(medical, 0.5) if other else medical, other=other)


def _medical(words: Words, data: ItemWords) -> float:
    """Return 1 for a medical name, a half for parts of the body alone, 0 for anything else."""
    if data.words.find(words) is not None or any(_has_ending(word, data) for word in words):
        return 1.0
    return 0.5 if data.parts.find(words) is not None else 0.0


def is_group(name: str) -> bool:
    """Return True if a name is that of a group of conditions: "digestive disorders"."""
    return vocabulary().items.categories.find(words_of(name)) is not None


def is_category(name: str) -> bool:
    """Return True if a name is no more than that of a kind of conditions: "infections"."""
    words = words_of(name)
    data = vocabulary().items
    return len(words) == 1 and data.categories.are(words)


def _is_service(words: Words, data: ItemWords) -> bool:
    """Return True if an item is something done, though for a condition: "pain management"."""
    if len(words) == 1 and words[0].endswith(data.not_medical_endings):
        return True
    return data.services_last.are(words[-1:])


def _names_service(words: Words, data: ItemWords) -> bool:
    """Return True if an item speaks of what is done or sold."""
    return data.not_medical.find(words) is not None or any(
        word.endswith(data.not_medical_endings) for word in words
    )


def _has_ending(word: str, data: ItemWords) -> bool:
    # Most words have none of the endings, which one call finds out.
    return (
        word.endswith(data.endings)
        and not word.endswith(data.endings_not)
        and not data.words_not.are([word])
        and any(
            len(word) >= len(ending) + _ENDING_LETTERS and word.endswith(ending)
            for ending in data.endings
        )
    )
