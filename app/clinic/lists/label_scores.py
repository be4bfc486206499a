"""The meaning of the labels of lists: that conditions follow, or something else."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from app.clinic.lists.label_kinds import LabelKind
from app.clinic.lists.medical_words import medical_share
from app.clinic.lists.vocabulary import LabelWords, meanings, vocabulary, words_of
from app.clinic.phrases import Words

# Labels that a label above them can still overrule.
_UNSURE: Final = frozenset(
    {LabelKind.MAYBE_TREATED, LabelKind.CONDITIONS, LabelKind.INDICATIONS, LabelKind.SERVICES}
)
# Labels that become a group of what a label above them names.
_NAMES_NOTHING: Final = frozenset({LabelKind.MAYBE_TREATED, LabelKind.INDICATIONS})
_NOT_TREATED: Final = frozenset({LabelKind.OTHER, LabelKind.SAYS_NOTHING})
# Labels of which a product may be the subject.
_MAY_BE_OF_PRODUCTS: Final = frozenset(
    {LabelKind.TREATED, LabelKind.MAYBE_TREATED, LabelKind.INDICATIONS}
)
# A label of more words has one that may name what is treated by chance.
_LONGEST_WEAK: Final = 16
# A heading of so many words may be a group.
_SHORT_HEADING: Final = 3
# These lead from what is offered to what it is for.
_LEAD_TO_SUBJECT: Final = frozenset({"for", "bei", "fur", "pour", "para"})
# The kinds of labels that do not say what is treated, the deciding ones first.
_BY_TABLE: Final = {
    LabelKind.OTHER: ("other", "signs"),
    LabelKind.CONDITIONS: ("subjects",),
    LabelKind.SERVICES: ("services",),
    LabelKind.MAYBE_TREATED: ("weak_subjects", "verbs", "weak_phrases"),
}


class LabelScore(NamedTuple):
    """A label's meaning, and the words that decided it.

    A `certain` label names conditions and says that they are treated: it needs no medical items.
    One `is_of_team` if it is that of a page of people or questions, as "About us": what stands
    below a label of its own there is not of that kind.
    """

    kind: LabelKind
    words: str
    certain: bool = False
    is_of_team: bool = False


class DecidingLabel(NamedTuple):
    """The label that decides, by its place among the labels of a list, and its meaning."""

    place: int
    score: LabelScore


# The same labels stand on many pages.
@lru_cache(maxsize=4096)
def score_label(text: str) -> LabelScore:
    """Return what a label says; what speaks against conditions wins."""
    known = vocabulary().labels
    words = words_of(text)
    if (causes := known.treated_causes.find(words)) is not None:
        others = _score_label(known.treated_causes.without(words), known)
        return (
            others
            if others.kind is LabelKind.NOT_TREATED
            else LabelScore(LabelKind.MAYBE_TREATED, causes)
        )
    if not known.turns.isdisjoint(words):
        after = _after_turn(words, known)
        score = _score_label(known.ignored.without(after), known)
        if score.kind is not LabelKind.SAYS_NOTHING:
            return score
    score = _score_label(known.ignored.without(words), known)
    if score.kind is LabelKind.OTHER and known.team.occurs_in(words):
        score = score._replace(is_of_team=True)
    return score


def is_certain(text: str) -> bool:
    """Return True if a label names conditions and says that they are treated."""
    known, words = vocabulary().labels, words_of(text)
    # Most texts name none, also without the words that are ignored between others.
    may_name = known.subjects.occurs_in(words) or known.ignored.occurs_in(words)
    return may_name and score_label(text).certain


def _after_turn(words: Words, known: LabelWords) -> Words:
    """Return the words of a sentence after its last "but"."""
    last = max(at for at, word in enumerate(words) if word in known.turns)
    return words[last + 1 :]


def deciding_label(labels: Sequence[str]) -> DecidingLabel:
    """Return the label that decides, with its meaning.

    That is the nearest label that says anything. Where that one is not sure, a label above it
    makes the list a group of what is treated, or of what is not.
    """
    scores = (DecidingLabel(index, score_label(label)) for index, label in enumerate(labels))
    speaking = (
        label
        for label in scores
        if label.score.kind is not LabelKind.SAYS_NOTHING
        and not (label.place and label.score.is_of_team)
    )
    nearest = next(speaking, None)
    if nearest is None:
        product = _product(labels, 0) if labels else None
        return product or DecidingLabel(0, LabelScore(LabelKind.SAYS_NOTHING, ""))
    if nearest.score.kind is LabelKind.OTHER:
        return _beside_other(labels, nearest, speaking)
    if nearest.score.kind in _MAY_BE_OF_PRODUCTS:
        product = None if nearest.score.certain else _product(labels, nearest.place)
        if product is not None:
            return product
    points = nearest.score.kind is LabelKind.TREATED and _points(nearest.score.words)
    if nearest.score.kind not in _UNSURE and not points:
        return nearest
    for outer in speaking:
        kind = outer.score.kind
        if kind is LabelKind.NOT_TREATED or (
            kind.names_conditions and nearest.score.kind in _NAMES_NOTHING
        ):
            return outer
        if nearest.score.kind is LabelKind.MAYBE_TREATED and (
            _overrules(labels, nearest.place, outer)
            or (kind is LabelKind.INDICATIONS and is_long_sentence(labels[nearest.place]))
        ):
            return outer
        if kind.is_refused or points:
            break
    if nearest.score.kind is LabelKind.MAYBE_TREATED and (advice := _advice(labels)) is not None:
        return advice
    return nearest


def _beside_other(
    labels: Sequence[str],
    nearest: DecidingLabel,
    outer: Iterator[DecidingLabel],
) -> DecidingLabel:
    """Return the label that decides where the nearest that speaks is about something else.

    A sentence directly above a list that speaks of research or the team says less than a heading
    that names what is treated.
    """
    index, score = nearest
    known, words = vocabulary().labels, words_of(score.words)
    is_of_outer = _is_of_outer(score.words)
    is_sentence = labels[0].rstrip().endswith(":")
    is_mild = index == 0 and (
        (known.mild.equals(words) and (is_sentence or _is_group_heading(labels[0], score)))
        # As in the sentence "We can sort the symptoms by system:".
        or (
            known.signs.equals(words)
            and is_sentence
            and known.speakers.occurs_in(words_of(labels[0]))
        )
    )
    if not (is_of_outer or is_mild):
        return nearest
    above = next(outer, nearest)
    if is_of_outer:
        return above if above.score.certain else nearest
    if above.score.kind is LabelKind.TREATED:
        weaker = above.score._replace(kind=LabelKind.MAYBE_TREATED, certain=False)
        return above._replace(score=weaker)
    return nearest


def _is_group_heading(label: str, score: LabelScore) -> bool:
    """Return True if a heading may be a group of what one above it names: "Strong evidence"."""
    return len(label.split()) <= _SHORT_HEADING and not score.is_of_team


def is_long_sentence(label: str) -> bool:
    """Return True if a label is so long that it may name what is treated by chance."""
    return len(words_of(label)) > _LONGEST_WEAK


def leads_to_forms(score: LabelScore) -> bool:
    """Return True if a label leads to the forms of one condition, as "types of phobias"."""
    return vocabulary().labels.forms.equals(words_of(score.words))


def _overrules(labels: Sequence[str], inner: int, outer: DecidingLabel) -> bool:
    """Return True if a label makes what may name conditions below it examples of something else.

    So "In children" below "How it shows up", and "Indications include" below an operation.
    """
    known = vocabulary().labels
    if outer.score.kind is not LabelKind.OTHER:
        return False
    words = words_of(labels[outer.place])
    return known.signs.occurs_in(words) or (
        known.procedures.occurs_in(words) and known.reasons.occurs_in(words_of(labels[inner]))
    )


def _advice(labels: Sequence[str]) -> DecidingLabel | None:
    """Return the title if it is that of an article, whose lists are examples; None if it is not.

    So "Minor injuries" in "How to prevent injuries", and "What massage focuses on" in "Physio
    versus massage".
    """
    last = len(labels) - 1
    phrase = vocabulary().labels.advice.find(words_of(labels[last]))
    if phrase is None or score_label(labels[last]).kind not in _NOT_TREATED:
        return None
    return DecidingLabel(last, LabelScore(LabelKind.OTHER, phrase))


def _points(words: str) -> bool:
    """Return True if a label points to what follows, and says nothing of treating it.

    So "in the following cases", and "these diseases".
    """
    known = vocabulary().labels
    pointer = words.partition(" … ")[0]
    return known.pointers.equals(words_of(pointer)) or known.cases.equals(words_of(words))


def _is_of_outer(words: str) -> bool:
    """Return True if words say that conditions are those of the label above, as "associated"."""
    return vocabulary().labels.associated.equals(words_of(words))


def _product(labels: Sequence[str], index: int) -> DecidingLabel | None:
    """Return the label that says that a product helps, from the deciding one on; None if none."""
    known, deciding = vocabulary().labels, words_of(labels[index])
    if known.speakers.occurs_in(deciding) or known.therapies.occurs_in(deciding):
        return None
    for at in range(index, len(labels)):
        if score_label(labels[at]).certain:
            return None
        words = words_of(labels[at])
        if _product_in(words, known) is None:  # as in most labels
            continue
        words = known.ignored.without(words)  # "without medication" names none
        product = _product_in(words, known)
        if product is not None and not _speaks(words, product, known):
            return DecidingLabel(at, LabelScore(LabelKind.OTHER, product))
    return None


def _product_in(words: Words, known: LabelWords) -> str | None:
    """Return the product that words name, or None."""
    return known.products.find(words) or _medicine(words, known)


def _medicine(words: Words, known: LabelWords) -> str | None:
    """Return the word that is the name of a medicine by its ending, as "diazepam"; None if none."""
    return next((word for word in words if word.endswith(known.medicines)), None)


def _speaks(words: Words, product: str, known: LabelWords) -> bool:
    """Return True if the clinic speaks, other than of a product that it sells: "our oils".

    It does of a therapy to which the product only belongs: "dry needling and ultrasound".
    """
    first = words.index(product.split(maxsplit=1)[0])
    conjunctions = vocabulary().items.conjunctions
    if first and words[first - 1] in conjunctions and known.therapies.find(words[:first]):
        return True
    others = words.with_only([*words[: max(first - 1, 0)], *words[first:]])
    return known.speakers.occurs_in(others)


def _score_label(words: Words, known: LabelWords) -> LabelScore:
    matches = meanings(words)
    phrase = matches.get("phrases") or known.ends.at_end(words)
    refused = _refused(words, matches, known)
    if refused is not None:
        return refused
    if known.indications.equals(words):
        return LabelScore(LabelKind.INDICATIONS, " ".join(words))
    procedure = known.procedures.find(words)
    if procedure is not None and known.reasons.occurs_in(words):
        return LabelScore(LabelKind.OTHER, procedure)
    thing = matches.get("subjects") or matches.get("weak_subjects")
    treated = phrase or _treated(words, matches, known, thing)
    if treated is None and _is_offered_for(words, matches):
        treated = matches["subjects"]
    if treated is None and "services" in matches and words[-1] in _LEAD_TO_SUBJECT:
        treated = f"{matches['services']} … {words[-1]}"  # "Therapy services for"
    if phrase is None and thing is None and {"plans", "includes"} <= matches.keys():
        return LabelScore(LabelKind.OTHER, matches["includes"])
    is_of_topic = "topics" in matches and (phrase is None or known.topics.starts(words))
    if is_of_topic and not _is_offered_for(words, matches):
        return LabelScore(LabelKind.OTHER, matches["topics"])
    if treated is not None:
        return LabelScore(LabelKind.TREATED, treated, certain="subjects" in matches)
    if "services" in matches and "subjects" in matches and "other" not in matches:
        return LabelScore(LabelKind.MAYBE_TREATED, matches["subjects"])
    return _undecided(words, matches, known)


def _forms_of_one(words: Words, known: LabelWords) -> str | None:
    """Return the words that lead to the forms of a condition: "types of anxiety disorders"."""
    others = known.forms.without(words)
    if known.other.occurs_in(others) or (
        others and medical_share(others, vocabulary().items) < 1.0
    ):
        return None
    return known.forms.find(words)


def _is_offered_for(words: Words, matches: Mapping[str, str]) -> bool:
    """Return True if a label offers something for conditions: "services for skin conditions"."""
    if "services" not in matches or "subjects" not in matches:
        return False
    before = words[: words.index(matches["subjects"].split()[0])]
    return not _LEAD_TO_SUBJECT.isdisjoint(before)


def _refused(words: Words, matches: Mapping[str, str], known: LabelWords) -> LabelScore | None:
    """Return the meaning of a label that denies what it names, or leads into no names."""
    against = matches.get("against") or matches.get("negations")
    if against is None and "phrases" not in matches:
        against = matches.get("history")
    if against is not None:
        return LabelScore(LabelKind.NOT_TREATED, against)
    predicate = known.predicates.at_end(words)
    return None if predicate is None else LabelScore(LabelKind.OTHER, predicate)


def _treated(
    words: Words, matches: Mapping[str, str], known: LabelWords, thing: str | None
) -> str | None:
    """Return the words that together say that something is treated."""
    verb = matches.get("verbs")
    if verb is None or verb == thing:  # "Four different diagnoses"
        pointer = matches.get("pointers")
        return f"{pointer} … {thing}" if thing and pointer else None
    # "Symptoms that patients suffer from" are not treated by the word "suffer".
    signs = None if known.suffering.equals(words_of(verb)) else matches.get("signs")
    if (treated := thing or signs) is not None:
        return f"{treated} … {verb}"
    return f"{verb} … {words[-1]}" if known.prepositions.equals(words[-1:]) else None


def _undecided(words: Words, matches: Mapping[str, str], known: LabelWords) -> LabelScore:
    """Return the meaning of a label that does not say what is treated."""
    # "Our team manages adults with arthritis."
    is_mild = {"verbs", "other"} <= matches.keys() and known.mild.equals(words_of(matches["other"]))
    if not is_mild and known.forms.occurs_in(words):
        forms = _forms_of_one(words, known)
        if forms is not None:
            return LabelScore(LabelKind.MAYBE_TREATED, forms)
    for kind, tables in _BY_TABLE.items():
        for table in tables:
            if table in matches and not (table == "other" and is_mild):
                return LabelScore(kind, matches[table])
    return LabelScore(LabelKind.SAYS_NOTHING, "")
