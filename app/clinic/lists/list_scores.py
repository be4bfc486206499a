"""Judge the lists of a page: whether their items are conditions that the clinic treats.

Each list is judged by its labels and its items together, and every verdict has a reason that can
be shown to an editor. The words are data: see `condition_words.toml`.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from app.clinic.lists.item_scores import (
    KNOWN,
    MOSTLY_DISEASES,
    ItemScore,
    are_diseases,
    is_group,
    is_medical,
    is_operation,
    is_service,
    score_item,
)
from app.clinic.lists.label_kinds import LabelKind
from app.clinic.lists.label_scores import (
    DecidingLabel,
    LabelScore,
    deciding_label,
    is_long_sentence,
    leads_to_forms,
    score_label,
)
from app.clinic.lists.medical_words import medical_share
from app.clinic.lists.vocabulary import vocabulary, words_of
from app.clinic.names import name_key, search_key, without_parentheses

# A list whose items are of other kinds to this share is no list of conditions, whatever its label.
_MOST_OTHER: Final = 0.6
# Above this share of medical items, those that are of other kinds are left out one by one.
_MOSTLY_MEDICAL: Final = 0.5
# Up to this share of sentences among names are left out, though they speak of what is medical.
_FEW_SENTENCES: Final = 0.3
# A list under a label that says nothing, or names what is offered, has as many items at least.
_SILENT_ITEMS: Final = 3
# So many conditions beside what is done are enough under one that says that they are treated.
_CERTAIN_ITEMS: Final = 2
# A label of more words that says nothing of conditions is a sentence about something else.
_LONGEST_SILENT: Final = 5
_LONGEST_SENTENCE: Final = 3
# A label of more words is a sentence, which names no condition.
_LONGEST_TITLE: Final = 8
# The endings of fields of medicine, and what begins no field.
_FIELDS: Final = ("logy", "logie", "logia")
_NO_FIELDS: Final = ("path", "pato", "sympt", "etio", "atio")
_DESCRIBES: Final = "the list describes the condition that its label names"
# The share of items that must be medical, by what the label says.
_NEEDED: Final = {
    LabelKind.TREATED: 0.34,
    LabelKind.CONDITIONS: 0.25,
    LabelKind.MAYBE_TREATED: 0.45,
    LabelKind.INDICATIONS: 0.8,
    LabelKind.SERVICES: 0.7,
    LabelKind.SAYS_NOTHING: 0.8,
}
# The same for a list of what is offered with so many names at least.
_NEEDED_IN_LONG: Final = 0.6
_LONG_LIST: Final = 6
# The share that must be more than a part of the body.
_FEWEST_NAMED: Final = {
    LabelKind.MAYBE_TREATED: 0.34,
    LabelKind.CONDITIONS: 0.26,
    LabelKind.TREATED: 0.1,
}


class ListVerdict(NamedTuple):
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


class _Shares(NamedTuple):
    """The number of names, and the shares of them: medical at all, medical names, of others."""

    names: int
    medical: float
    named: float
    other: float


def _shares(scores: Sequence[ItemScore]) -> _Shares:
    number = len(scores) or 1
    medical = [score.medical for score in scores]
    other = [score.other for score in scores]
    return _Shares(
        len(scores), sum(medical) / number, medical.count(1.0) / number, sum(other) / number
    )


def judge_list(
    labels: Sequence[str],
    items: Sequence[str],
    known: frozenset[str] = frozenset(),
    by_label: DecidingLabel | None = None,
) -> ListVerdict:
    """Judge a list by its labels, the nearest first, and by the names of its items.

    Items whose search key is `known` are medical: other documents of the tree have that name.
    `by_label` is the result of `deciding_label` for these labels, if that is at hand.
    """
    deciding, score = by_label or deciding_label(labels)
    if known:
        scores = [KNOWN if search_key(item) in known else score_item(item) for item in items]
    else:
        scores = list(map(score_item, items))
    kept = [item for item in scores if not item.filler]
    if score.kind is LabelKind.TREATED:
        kept = _without_services(items, scores, score) or kept
    shares = _shares(kept)
    medical = shares.medical
    label = labels[deciding] if labels else ""
    if len(items) == 1 and name_key(items[0]) in name_key(label):
        counts, why = False, "the only item repeats its label, as a path to the page does"
    else:
        counts, why = _verdict(score, labels, deciding, shares, items)
    operations = frozenset([index for index, item in enumerate(items) if is_operation(item)])
    if 2 * len(operations) <= len(items) or (
        not score.kind.is_undecided and any(map(_is_about_rehabilitation, labels))
    ):
        operations = frozenset()
    elif counts and (score.kind.is_undecided or len(operations) == len(items)):
        counts, why = False, "most items are operations"
    few_sentences = sum([item.sentence for item in kept]) <= _FEW_SENTENCES * len(kept)
    dropped = tuple(
        [
            index
            for index, item in enumerate(scores)
            if item.filler
            or index in operations
            or (
                item.other
                and (
                    not item.medical
                    or (medical >= _MOSTLY_MEDICAL and item.sentence and few_sentences)
                )
            )
        ]
    )
    decided_by = f' ("{score.words}")' if score.words else ""
    return ListVerdict(
        counts=counts,
        nearly=not counts
        and score.kind.is_undecided
        and medical >= _NEEDED[LabelKind.MAYBE_TREATED]
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


def _without_services(
    items: Sequence[str], scores: Sequence[ItemScore], label: LabelScore
) -> list[ItemScore]:
    """Return the items that neither fill a list nor are done, if enough of them are conditions.

    Clinics write "Grief support", "Anxiety" and "Depression" in one list of what they help with.
    """
    pairs = zip(items, scores, strict=True)
    kept = [item for name, item in pairs if not item.filler and not (item.other and _is_done(name))]
    needed = _CERTAIN_ITEMS if label.certain else _SILENT_ITEMS
    return kept if [item.medical for item in kept].count(1.0) >= needed else []


def _is_done(name: str) -> bool:
    """Return True if a name is that of something done, by its last or, in French, first noun."""
    return is_service(name) or _begins_as_service(name)


def _begins_as_service(name: str) -> bool:
    data = vocabulary().items
    words = words_of(name)
    if words and words[0] in data.articles:
        words = words[1:]
    return data.head_services.starts(words)


def _verdict(  # noqa: PLR0911 - a reason each
    score: LabelScore, labels: Sequence[str], index: int, shares: _Shares, items: Sequence[str]
) -> tuple[bool, str]:
    """Return True if a list counts, and why or why not; `index` is that of the deciding label."""
    nearest = labels[0] if labels else ""
    is_title = index == len(labels) - 1
    if score.kind.is_refused:
        return False, "the label decides"
    if not shares.names:
        return False, "no item names anything"
    if shares.other >= _MOST_OTHER and shares.medical <= _MOSTLY_MEDICAL:
        return False, "the items are no conditions"
    if shares.other > shares.medical:
        return False, "more of the items are of other kinds than conditions"
    needed = _needed(score, labels[index:], shares)
    if score.kind.is_by_items:
        if shares.names < _SILENT_ITEMS:
            return False, f"a label that says nothing needs {_SILENT_ITEMS} items"
        if _is_name_of_one(nearest) or _is_about_one(labels, 0):
            return False, _DESCRIBES
        is_offered = score.kind is LabelKind.SERVICES and shares.named == 1.0
        if (not is_offered and any(map(_is_about_something_else, labels[:1]))) or any(
            map(_is_silent_question, labels[1 : index + 1])
        ):
            return False, "a sentence that says nothing of conditions is about something else"
    if score.kind is LabelKind.TREATED and _belongs_to_one(score, labels, index):
        return False, "the items belong to one condition"
    if (
        score.kind is LabelKind.MAYBE_TREATED
        and is_title
        and any(map(_is_silent_question, labels[:index]))
    ):
        return False, "a question that says nothing of conditions is about something else"
    if (
        score.kind is LabelKind.MAYBE_TREATED
        and _is_long(labels[index], is_title=is_title)
        and not (shares.named == 1.0 and _speaks(labels[index]))
        and not vocabulary().labels.treated_causes.equals(words_of(score.words))
    ):
        return False, "a long sentence is about more than what is treated"
    fewest_named = 0.0 if score.certain else _FEWEST_NAMED.get(score.kind, 0.0)
    if shares.named < fewest_named:
        return False, "too few are more than a part of the body"
    if (
        score.kind is LabelKind.MAYBE_TREATED
        and (
            _names_one(labels[index], as_title=is_title)
            or leads_to_forms(score)
            or _is_about_one(labels, index)
        )
        and not _names_further(labels[index])
        and not are_diseases(items, MOSTLY_DISEASES)
        and not (leads_to_forms(score) and _is_offered(labels[index + 1 :], shares))
    ):
        return False, _DESCRIBES
    return shares.medical >= needed, f"{needed:.0%} must be"


def _names_one(label: str, *, as_title: bool) -> bool:
    """Return True if a label names one condition, and no therapy."""
    return _names_condition(label, as_title=as_title) and not _names_therapy(label)


def _needed(score: LabelScore, labels: Sequence[str], shares: _Shares) -> float:
    """Return the share of items that must be medical; `labels` are those from the deciding one."""
    if score.certain:
        return 0.0
    if score.kind is LabelKind.INDICATIONS and any(map(_names_therapy, labels)):
        return _NEEDED[LabelKind.MAYBE_TREATED]
    if score.kind is LabelKind.SERVICES and shares.names >= _LONG_LIST:
        return _NEEDED_IN_LONG
    return _NEEDED[score.kind]


def _is_long(label: str, *, is_title: bool) -> bool:
    return len(words_of(label)) > _LONGEST_TITLE if is_title else is_long_sentence(label)


def _names_condition(label: str, *, as_title: bool = False) -> bool:
    """Return True if a label names a condition, as "Vertigo treatment" does.

    "Sports injuries" names a kind of them; as a title it does that only by other words.
    """
    known = vocabulary()
    words = words_of(label)
    others = known.labels.kinds.without(words)
    if len(words) > _LONGEST_TITLE or (len(others) < len(words) and not as_title):
        return False
    if known.items.operations.occurs_in(words):  # "Reasons for tooth extraction"
        return False
    if any(word.endswith(_FIELDS) and not word.startswith(_NO_FIELDS) for word in words):
        return False  # "Rhinology"
    if known.items.anatomy.issuperset(others):  # "Gum and tooth problems" are many
        return False
    return medical_share(others, known.items) == 1.0


def _is_about_one(labels: Sequence[str], index: int) -> bool:
    """Return True if a label above that at `index`, or the title, is the name of one condition."""
    title = "".join(labels[-1:])
    return any(map(_is_name_of_one, labels[index + 1 : -1])) or (
        _names_condition(title, as_title=True) and not _names_therapy(title)
    )


def _names_further(label: str) -> bool:
    """Return True if a label says that more is treated than what the page is about."""
    return vocabulary().labels.further.occurs_in(words_of(label))


def _is_offered(labels: Sequence[str], shares: _Shares) -> bool:
    """Return True if forms are those of what is treated: "kinds of scars" below "Scar care"."""
    if shares.names < _SILENT_ITEMS or shares.medical < MOSTLY_DISEASES:
        return False
    return any(
        score_label(label).kind is LabelKind.SERVICES or _names_therapy(label) for label in labels
    )


def _is_name_of_one(label: str) -> bool:
    return (
        is_medical(label)
        and _names_condition(label, as_title=True)
        and not (is_group(label) or _names_therapy(label) or _names_further(label))
    )


def _belongs_to_one(score: LabelScore, labels: Sequence[str], index: int) -> bool:
    """Return True if the items are signs of one condition, or go with it: "these diseases"."""
    if not score.certain and _names_signs_of_one(labels, index):
        return True
    pointer = words_of(score.words.partition(" … ")[0])
    return vocabulary().labels.pointers.equals(pointer) and _is_about_one(labels, index)


def _names_signs_of_one(labels: Sequence[str], index: int) -> bool:
    """Return True if a label speaks of the signs of one condition: "symptoms of gout we treat"."""
    known = vocabulary()
    words = words_of(without_parentheses(labels[index]))
    signs = known.labels.signs.find(words)
    if signs is None:
        return False
    first = words.index(signs.split()[0])
    if medical_share(known.labels.kinds.without(words[first:]), known.items) == 1.0:
        return True
    return _names_condition(labels[-1], as_title=True) and not _names_therapy(labels[-1])


def _is_about_rehabilitation(label: str) -> bool:
    return vocabulary().labels.rehabilitation.occurs_in(words_of(label))


def _names_therapy(label: str) -> bool:
    """Return True if a label names a therapy, whose indications are treated: "Hypnotherapie"."""
    known = vocabulary().labels
    words = words_of(label)
    return known.therapies.occurs_in(words) or any(
        word.endswith(known.therapy_endings) for word in words
    )


def _is_silent_question(label: str) -> bool:
    return label.rstrip().endswith("?") and score_label(label).kind is LabelKind.SAYS_NOTHING


def _speaks(label: str) -> bool:
    """Return True if the clinic speaks in a label."""
    known = vocabulary().labels
    words = words_of(label)
    return not known.we.isdisjoint(words) or any(word.endswith(known.we_endings) for word in words)


def _is_about_something_else(label: str) -> bool:
    """Return True if a label says nothing, in a sentence that does not lead into names."""
    if score_label(label).kind is not LabelKind.SAYS_NOTHING:
        return False
    words = vocabulary().labels.ignored.without(words_of(label))
    if label.rstrip().endswith(("?", "!")):
        return vocabulary().labels.addressed.isdisjoint(words)
    if _speaks(label) or not vocabulary().labels.us.isdisjoint(words):
        return False  # "On a normal day we sort out:"
    longest = _LONGEST_SENTENCE if label.rstrip().endswith(":") else _LONGEST_SILENT
    return len(words) > longest and not vocabulary().labels.prepositions.equals(words[-1:])
