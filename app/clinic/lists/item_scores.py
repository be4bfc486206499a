"""The kinds of items of lists: names of conditions, of what is done, or neither."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from app.clinic.lists.label_scores import is_certain
from app.clinic.lists.medical_words import TROUBLE, has_ending, medical_share, medical_words
from app.clinic.lists.vocabulary import ItemWords, vocabulary, words_of
from app.clinic.names import without_parentheses
from app.clinic.phrases import Words
from app.regex import regex

# An item of more words is a sentence, which names no condition.
_LONGEST_NAME: Final = 12
# An item of more words that reads as a label is no path to another page.
_LONGEST_FILLER: Final = 8
# "1 in 3 women", "50% of runners" and the like say how common something is.
_STATISTIC: Final = regex(r"\d+ ?%|\d+ (?:in|of|von|sur|de cada) \d", re.IGNORECASE)


# So many names at least, with such a share of diseases among them, are no signs of one.
_FEWEST_DISEASES: Final = 3
_HALF_DISEASES: Final = 0.5
# From this share on they are those of a group of any name.
MOSTLY_DISEASES: Final = 0.75


class ItemScore(NamedTuple):
    """An item: a filler, or medical to a share of 0 to 1, or of another kind.

    A `sentence` is of another kind because of that.
    """

    filler: bool
    medical: float
    other: bool
    sentence: bool = False


KNOWN: Final = ItemScore(filler=False, medical=1.0, other=False)
_FILLER: Final = ItemScore(filler=True, medical=0.0, other=True)
_NO_CONDITION: Final = ItemScore(filler=False, medical=0.0, other=True)


# The same names stand on many pages, and a list of many is looked through several times.
@lru_cache(maxsize=32768)
def score_item(name: str) -> ItemScore:
    data = vocabulary().items
    name = _without_clause(name, data)
    words = words_of(name)
    if _is_filler(name, words, data):
        return _FILLER
    # "Health anxiety" is known, though not "health".
    if (len(words) > 1 and data.words.equals(words)) or _is_field_with_examples(name, words, data):
        return KNOWN
    bare = words_of(without_parentheses(name)) if "(" in name else words
    length = len(bare)
    if length > _LONGEST_NAME:
        # Several names by comma are no sentence, nor is what stands in parentheses.
        parts = without_parentheses(name).split(",")
        length = max(len(words_of(part)) for part in parts)
    sentence = (
        length > _LONGEST_NAME
        or name.rstrip().endswith(("?", "!"))
        or _reads_as_sentence(bare or words, data)
        or _STATISTIC.match(name) is not None
    )
    medical = medical_share(words, data)
    if medical < 1.0 and not sentence and _is_complaint(bare or words, data):
        # It is a sign of a condition as often as one, so it does not speak for a list.
        return ItemScore(filler=False, medical=medical, other=False)
    if data.anatomy.issuperset(words) or _has_service_head(_without_article(words, data), data):
        return _NO_CONDITION
    if _is_of_people(words, data) or (data.actions.starts(words) and not data.words.starts(words)):
        return _NO_CONDITION
    if _is_purpose(words, data):
        return _NO_CONDITION
    named = _without_reason(bare or words, data)
    is_problem = _is_problem(bare or words, data)
    if not (sentence or is_problem) and _is_service(named, data):
        return KNOWN if medical == 1.0 and _is_complaint(words, data) else _NO_CONDITION
    other = sentence or (not is_problem and _names_service(named, data))
    if other and medical == 0.5 and not (sentence or data.operations.find(words)):
        medical = 0.0  # "pregnancy massage" names no condition at all
    medical = min(medical, 0.5) if other else medical
    return ItemScore(filler=False, medical=medical, other=other, sentence=sentence)


def _without_clause(name: str, data: ItemWords) -> str:
    """Return a name without a clause about it: "Trauer, die nicht enden will"."""
    match = data.clauses.search(name) if ", " in name else None
    if match is None:
        return name
    before = name[: match.start()]
    return before if medical_share(words_of(before), data) == 1.0 else name


def _is_filler(name: str, words: Words, data: ItemWords) -> bool:
    """Return True if an item only fills its list: "and more", "40+ more", a link to all."""
    return (
        not words
        or data.fillers.equals(words)
        or data.filler_starts.starts(words)
        or (words[0].isdigit() and data.fillers.equals(words[1:]))
        or (len(words) <= _LONGEST_FILLER and is_certain(name))
    )


def is_medical(name: str) -> bool:
    """Return True if a name is that of a medical problem, not of a part of the body alone.

    That of a trouble is, though it may be one of anything: a list needs more than such names.
    """
    return score_item(name).medical in {1.0, TROUBLE}


def is_body_part(name: str) -> bool:
    """Return True if a name is that of a part of the body alone, or of people: "des épaules"."""
    data = vocabulary().items
    words = words_of(name)
    words = words.with_only([word for word in words if word not in data.head_first])
    is_part = data.anatomy.issuperset(words) or (len(words) == 1 and data.parts.equals(words))
    return is_part and not is_medical(name)


def _is_complaint(words: Words, data: ItemWords) -> bool:
    """Return True if a name says what is wrong with the body: "heavy legs", "reduced mobility".

    Less of a function is a complaint, as is what is felt in a part of the body; less pain is not.
    """
    is_of_function = data.deficits.occurs_in(words) and data.functions.occurs_in(words)
    is_of_part = data.complaints.occurs_in(words) and data.parts.occurs_in(words)
    if not (is_of_function or is_of_part):
        return False
    reason = next(iter(data.reasons.places(words)), len(words))
    rest = data.deficits.without(words[:reason])
    if is_of_function:
        rest = data.functions.without(rest)
    return not (_names_service(rest, data) or _is_service(rest, data))


def names_body_part(name: str) -> bool:
    """Return True if a part of the body is among the words of a name."""
    return not vocabulary().items.anatomy.isdisjoint(words_of(name))


def _without_article(words: Words, data: ItemWords) -> Words:
    """Return a name without its article: "la gestion du stress" is done, as "gestion" is."""
    return words[1:] if words[0] in data.articles else words


def _has_service_head(words: Words, data: ItemWords) -> bool:
    """Return True if a name begins with what is done, gained or wished.

    In German, French and Spanish the noun that decides stands first, before "der", "de" or "del",
    if need be after an adjective: "réduction des douleurs" is no pain, "anxiété de performance" is
    an anxiety.
    """
    if data.services_first.starts(words):
        return True
    is_described = len(words) > 1 and medical_share(words[1:2], data) == 0.0
    followers = words[1:3] if is_described else words[1:2]
    return not data.head_first.isdisjoint(followers) and data.head_services.starts(words)


def _is_purpose(words: Words, data: ItemWords) -> bool:
    """Return True if a name says what something is done for: "pour effacer les traumatismes"."""
    return (
        len(words) > 1
        and words[0] in data.purposes
        and words[1].endswith(data.infinitives)
        and medical_share(words[1:2], data) == 0.0  # "pour cancer"
    )


def _without_reason(words: Words, data: ItemWords) -> Words:
    """Return a name without what it comes after: "pain after treatment" is no treatment.

    Nor is "pain that flares with training" a training.
    """
    reason = min((*data.reasons.places(words), *data.relatives.places(words)), default=0)
    is_named = reason and medical_share(words[:reason], data) == 1.0
    return words[:reason] if is_named else words


def _reads_as_sentence(words: Words, data: ItemWords) -> bool:
    if data.sentences.starts(words) and not data.words.starts(words):
        return True
    # "Pain that is worse at night" is a name that a clause follows, as is "arthritis of your hip".
    links = (at for at, word in enumerate(words) if word in data.links)
    clause = min((*links, *data.relatives.places(words)), default=0)
    if clause and medical_share(words[:clause], data) == 1.0:
        words = words[:clause]
    return data.sentence_words.occurs_in(words)


def is_diagnosis(name: str) -> bool:
    """Return True if a name is that of a disease, not of a sign: "gout", unlike "swollen toes"."""
    words = words_of(without_parentheses(name))
    data = vocabulary().items
    return data.diagnoses.occurs_in(words) or any(
        has_ending(word) and not word.endswith(data.sign_endings) for word in words
    )


def are_diseases(names: Sequence[str], share: float = _HALF_DISEASES) -> bool:
    """Return True if several names are those of diseases, not of the signs of one."""
    kept = [name for name in names if not score_item(name).filler]
    return len(kept) >= _FEWEST_DISEASES and sum(map(is_diagnosis, kept)) >= share * len(kept)


def is_group(name: str) -> bool:
    """Return True if a name is that of a group of conditions: "digestive disorders"."""
    data = vocabulary().items
    return data.categories.occurs_in(words_of(name)) or is_area(name)


def is_area(name: str) -> bool:
    """Return True if a name is that of fields of medicine or systems of the body: "Haut, Darm"."""
    data = vocabulary().items
    words = words_of(name)
    if not data.areas.starts(words):  # as most names
        return False
    others = data.areas.without(words)
    return all(word in data.conjunctions or word in data.articles for word in others)


@lru_cache(maxsize=8192)
def is_service(name: str) -> bool:
    """Return True if a name is that of something done: "grief support", "pain management"."""
    return vocabulary().items.services_last.equals(words_of(name)[-1:])


@lru_cache(maxsize=8192)
def is_operation(name: str) -> bool:
    """Return True if a name is that of an operation: "total knee replacement"."""
    return vocabulary().items.operations.occurs_in(words_of(name))


def _is_field_with_examples(name: str, words: Words, data: ItemWords) -> bool:
    """Return True for a field of medicine before conditions: "Traumatologie (entorses)"."""
    field = without_parentheses(name) if name.endswith(")") else ""
    if not field or not is_area(field) or data.operations.occurs_in(words_of(field)):
        return False
    return medical_share(words, data) == 1.0


def is_category(name: str) -> bool:
    """Return True if a name is no more than that of a kind of conditions: "infections"."""
    words = words_of(name)
    data = vocabulary().items
    return len(words) == 1 and data.categories.equals(words)


def _is_service(words: Words, data: ItemWords) -> bool:
    """Return True if an item is something done, though for a condition: "pain management"."""
    if len(words) == 1 and _has_service_ending(words[0], data):
        return True
    head = next((at for at, word in enumerate(words) if at and word in data.links), len(words))
    parts = [part for part in (words, words[:head]) if data.head_first.isdisjoint(part)]
    if _is_of_kind_first(words, data):
        return False
    return any(data.services_last.equals(part[-1:]) for part in parts) or (
        data.recoveries.equals(words[-1:]) and _recovers_from_nothing(words[:-1], data)
    )


def _is_of_kind_first(words: Words, data: ItemWords) -> bool:
    """Return True if a kind of conditions stands before an "and": "skin problems and skin health".

    In "anxiety and stress management" both are managed.
    """
    return any(
        word == "and" and data.categories.equals(words[at - 1 : at])
        for at, word in enumerate(words)
        if at > 1
    )


def _recovers_from_nothing(words: Words, data: ItemWords) -> bool:
    """Return True if the words before "recovery" name neither a condition nor an operation."""
    after_operation = vocabulary().labels.rehabilitation.occurs_in(words)
    return medical_share(words, data) < 1.0 and not after_operation


def is_of_people(name: str) -> bool:
    """Return True if a name says who comes: "adults with back pain"."""
    return _is_of_people(words_of(name), vocabulary().items)


def _is_of_people(words: Words, data: ItemWords) -> bool:
    """Return True if an item says who comes: "athletes of all levels", "young people 11+".

    "Anxiety in children" and "problèmes de couples" are conditions, for people are not their
    subject.
    """
    if data.people_first.starts(words):
        return True
    for at in data.people.places(words):
        before = words[: at + 1]
        if not (data.links.isdisjoint(before) and data.head_first.isdisjoint(before[1:])):
            return False
        if all(map(str.isdigit, words[at + 1 :])) or at + 1 in data.people_do.places(words):
            return True
    return False


def _is_problem(words: Words, data: ItemWords) -> bool:
    """Return True if the noun that decides names what is wrong: "time management difficulties".

    It is the last word, or the last before a preposition: "Probleme mit Zeitmanagement".
    """
    links = (at for at, word in enumerate(words) if word in data.links or word in data.head_first)
    head = words[: next(links, len(words))]
    return data.problem_heads.equals(head[-1:])


def _names_service(words: Words, data: ItemWords) -> bool:
    """Return True if an item speaks of what is done or sold."""
    parts = list(_heads(words, data))
    if any(data.not_medical_heads.occurs_in(part) for part in parts):
        return True
    return any(
        data.not_medical.occurs_in(part) or any(_has_service_ending(word, data) for word in part)
        for part in ([words] if data.head_first.isdisjoint(words) else parts)
    )


def _heads(words: Words, data: ItemWords) -> Iterator[Words]:
    """Yield the parts of a name, each up to the word that makes it medical.

    What follows that describes it where the noun that decides stands first: "douleurs après un
    massage" are pains. Another part begins after "und", "et" or "y".
    """
    medical = medical_words(words, data)
    start, end = 0, None
    for at, word in enumerate(words):
        if word in data.conjunctions:
            yield words[start : at if end is None else end]
            start, end = at + 1, None
        elif end is None and at in medical:
            end = at + 1
    yield words[start:end]


def _has_service_ending(word: str, data: ItemWords) -> bool:
    return word.endswith(data.not_medical_endings) and not word.endswith(
        data.not_medical_endings_not
    )
