"""Verdicts by the form of a list: a table, a line of names or headings asks for more."""

import re
from collections.abc import Sequence
from itertools import count
from operator import itemgetter
from typing import Final

from app.clinic.lists.item_scores import is_body_part, is_group, is_medical, score_item
from app.clinic.lists.label_kinds import LabelKind
from app.clinic.lists.label_scores import score_label
from app.clinic.lists.list_scores import ListVerdict
from app.clinic.lists.vocabulary import vocabulary, words_of
from app.clinic.names import name_key, without_parentheses
from app.markdown import BodyList
from app.markdown.labels import is_label, names_by_comma
from app.regex import regex

# The share of medical items that a list needs although its label is good: if it is a table or a
# definition list, a group under the label, or a line of names; and a line under another's label.
_NEEDED_TABLE: Final = 0.75
_FEWEST_GROUPS: Final = 2
_NEEDED_TERMS: Final = 0.4
_NEEDED_DATA: Final = 0.5
_NEEDED_STATED: Final = 0.6
_NEEDED_DATA_OTHERWISE: Final = 0.75
# So many names are enough in front matter under a key that says nothing.
_FEWEST_IN_DATA: Final = 4
_NEEDED_GROUP: Final = 0.34
# The same where the label only may name what is treated, with two others between them.
_NEEDED_FAR: Final = 0.6
_NEEDED_HINT: Final = 0.5
_NEEDED_LINE: Final = 0.5
_NEEDED_HEADINGS: Final = 0.6
_NEEDED_TEXTS: Final = 0.66
_NEEDED_LINE_GROUP: Final = 0.9
# A line of so many names may have more that no word gives away.
_LONG_LINE: Final = 10
_NEEDED_LONG_LINE: Final = 0.8
# The share under the name of a kind of conditions, which only says more of them.
_NEEDED_LINE_OF_KIND: Final = 0.75
_AS_HEADINGS: Final = frozenset({"headings", "bold", "texts"})
# Fewer headings or bold paragraphs are the outline of a text.
_FEWEST_HEADINGS: Final = 3
# Names of more words, or with a sentence's end in them, are sentences; the share of them from which
# on a list is not one of names.
_LONGEST_NAME: Final = 8
# The same under a label that says that names follow.
_LONGEST_NAME_FOR: Final = 12
_LONGEST_HEADING: Final = 6
# An item has so many names at least, where it names several by comma.
_FEWEST_NAMES: Final = 3
# A line of so many names may have one of something else.
_MANY_NAMES: Final = 5
# The way to a page has so many steps at most.
_LONGEST_TRAIL: Final = 5
_LAST_OF_NAMES: Final = regex(r"\s(?:and|or|und|oder|et|ou|y|o|e|u)\s", re.IGNORECASE)
_COLONS: Final = (":", "\uff1a")
_SENTENCE_END: Final = regex(r"\w\w\w[.!?]\s")
# It is also French, as "à".
_ENGLISH_ARTICLE: Final = "a"
_MOST_SENTENCES: Final = {LabelKind.TREATED: 0.5}
_MOST_SENTENCES_OTHERWISE: Final = 0.25


def read_table(parsed: BodyList) -> BodyList:
    """Return a table with the head of its first column as a label, if that says anything.

    Where the head holds names too, or nothing, the table may only arrange names in columns. Then
    all its cells are items.
    """
    head = [text for text in parsed.head if text]
    if head and not all(map(is_medical, head)):
        label = parsed.head[0]
        if score_label(label).kind is LabelKind.SAYS_NOTHING:
            return _of_groups(parsed, head)
        return parsed._replace(labels=(label, *parsed.labels), has_sentence=False)
    cells = _cells(parsed)
    return _of_cells(parsed, head) if _are_names([text for text, _ in cells]) else parsed


def read_single(parsed: BodyList) -> BodyList:
    """Return a list of one item that is several names by comma as the line of names that it is."""
    if len(parsed.texts) != 1 or any(parsed.links) or ":" in parsed.texts[0]:
        return parsed
    names = names_by_comma(parsed.texts[0])
    if len(names) < _FEWEST_NAMES:
        return parsed
    lines = parsed.lines * len(names)
    return BodyList("line", parsed.labels, parsed.has_sentence, names, (), lines)


def _of_groups(parsed: BodyList, head: Sequence[str]) -> BodyList:
    """Return a table whose heads are groups, as "Dogs" and "Cats", with all its cells as items."""
    if len(head) < _FEWEST_GROUPS or any(
        score_label(text).kind is not LabelKind.SAYS_NOTHING or is_medical(text) for text in head
    ):
        return parsed
    further = [text for text, _ in _cells(parsed)]
    firsts = [text for text in parsed.texts if text]
    return (
        _of_cells(parsed, ())
        if further and _are_names(firsts + further) and _are_names(further)
        else parsed
    )


def _cells(parsed: BodyList) -> list[tuple[str, int]]:
    """Return the further cells of a table, each with its row."""
    return [(text, place) for place, texts in parsed.cells.items() for text in texts]


def _are_names(texts: Sequence[str]) -> bool:
    return sum(map(is_medical, texts)) >= _NEEDED_TABLE * len(texts)


def _of_cells(parsed: BodyList, head: Sequence[str]) -> BodyList:
    items = [*((text, 0) for text in head), *zip(parsed.texts, count()), *_cells(parsed)]
    items = sorted([item for item in items if item[0]], key=itemgetter(1))
    if not items:
        return parsed
    return BodyList(
        "table",
        parsed.labels,
        parsed.has_sentence,
        tuple([text for text, _ in items]),
        (),
        tuple([parsed.lines[place] for _, place in items]),
    )


def apply_form_rules(parsed: BodyList, score: ListVerdict, names: Sequence[str]) -> ListVerdict:
    """Return the verdict where the way that a list is written asks for more."""
    if parsed.kind in _AS_HEADINGS and not score.counts:
        return score._replace(nearly=False)
    if not (score.counts or score.nearly):
        return score
    is_trail = _is_trail(parsed)
    if is_trail or too_many_sentences(score.kind, names):
        why = "they lead to the page itself" if is_trail else "too many of them are sentences"
        return score._replace(counts=False, nearly=False, reason=f"{score.reason}; {why}")
    if not score.counts:
        # A hint is for names that look like conditions, in what is written as a list of names.
        nearly = (
            parsed.kind == "list"
            and sum(map(is_medical, names)) >= _NEEDED_HINT * len(names)
            and not too_many_sentences(LabelKind.TREATED, parsed.texts)
        )
        return score._replace(nearly=nearly)
    if parsed.kind in _AS_HEADINGS or parsed.kind == "line":
        judge = _of_line if parsed.kind == "line" else _of_headings
        return judge(parsed, score, names)
    return _of_list(parsed, score, names)


def _of_list(parsed: BodyList, score: ListVerdict, names: Sequence[str]) -> ListVerdict:
    """Return the verdict on a list, a table, definitions or front matter."""
    needed = 0.0
    if parsed.statement is not None and parsed.statement[1] in parsed.labels[score.label :][:1]:
        needed = _NEEDED_STATED
    elif score.label > 0 or not parsed.labels:
        is_far = score.label > 1 and score.kind is LabelKind.MAYBE_TREATED
        needed = _NEEDED_FAR if is_far else _NEEDED_GROUP
    if parsed.kind == "table":
        # Its first column may hold kinds of one condition ("Tension-type"), which are half medical.
        medical = sum(map(is_medical, names)) / len(names)
        if medical < _NEEDED_TABLE:
            reason = f"{score.reason}; {_NEEDED_TABLE:.0%} must be names, for it is a table"
            return score._replace(counts=False, reason=reason)
    elif parsed.kind == "terms":
        needed = _NEEDED_TERMS
    elif parsed.kind == "slugs":
        needed = _NEEDED_DATA
        if score.label or score.kind is not LabelKind.TREATED:
            reason = f"{score.reason}; slugs are read where their own key says what is treated"
            return score._replace(counts=False, nearly=False, reason=reason)
    elif parsed.kind == "data":
        needed = _NEEDED_DATA if score.kind.names_conditions else _NEEDED_DATA_OTHERWISE
        if score.kind is LabelKind.SAYS_NOTHING and len(names) < _FEWEST_IN_DATA:
            reason = f"{score.reason}; in front matter it needs {_FEWEST_IN_DATA} items"
            return score._replace(counts=False, reason=reason)
    if score.medical >= needed:
        return score
    reason = f"{score.reason}; {needed:.0%} must be, for the label is not the list's own"
    if parsed.kind != "list":
        reason = f"{score.reason}; {needed:.0%} must be, for it is not written as a list"
    return score._replace(counts=False, reason=reason)


def _is_trail(parsed: BodyList) -> bool:
    """Return True if a list is the way to its page, which ends with its own heading."""
    return (
        1 < len(parsed.texts) <= _LONGEST_TRAIL
        and bool(parsed.labels)
        and name_key(parsed.texts[-1]) == name_key(parsed.labels[0])
    )


def _of_line(parsed: BodyList, score: ListVerdict, names: Sequence[str]) -> ListVerdict:
    """Return the verdict on names by comma.

    Prose below a heading has commas too, and with anything else in it, it is a sentence.
    """
    label = parsed.labels[0] if parsed.labels else ""  # that of none is the page's title
    is_own = score.label == 0 and (score_label(label).certain or is_label(label))
    is_sure = (is_own and score.kind is not LabelKind.MAYBE_TREATED) or _is_announced(parsed, score)
    if is_sure:
        needed = _NEEDED_LINE
    else:
        needed = _NEEDED_LONG_LINE if len(names) >= _LONG_LINE else _NEEDED_LINE_GROUP
    if not is_sure and (
        # "Eye disorders", or "Ear:" below "Conditions"
        (score.kind.names_conditions and (is_group(label) or is_label(label)))
        or (score.kind is LabelKind.TREATED and score.label == 0)  # "How I can help"
        or _is_certain(parsed, score)
    ):
        needed = _NEEDED_LINE_OF_KIND
    reason = f"{needed:.0%} must be, for it is not written as a list"
    counts = score.medical >= needed
    if is_one_line(parsed) and not is_sure and _is_prose(score, names):
        counts = False
        reason = "a line below a heading with anything else in it is a sentence"
    return score if counts else score._replace(counts=False, reason=f"{score.reason}; {reason}")


def _is_prose(score: ListVerdict, names: Sequence[str]) -> bool:
    """Return True if a line has anything in it that is no name.

    One goal among many names is left out: "phobias, anxiety, anger, low mood, letting go".
    """
    items = [item for item in map(score_item, names) if not item.filler]
    medical = [item.medical for item in items if not item.other]
    others = len(items) - len(medical)
    if others == 1 and score.kind is not LabelKind.MAYBE_TREATED and len(items) >= _MANY_NAMES:
        return sum(medical) < _NEEDED_LINE_GROUP * len(medical)
    return others > 0


def _is_certain(parsed: BodyList, score: ListVerdict) -> bool:
    """Return True if the label that decides says that the conditions that follow are treated."""
    return any(score_label(label).certain for label in parsed.labels[score.label :][:1])


def _is_announced(parsed: BodyList, score: ListVerdict) -> bool:
    """Return True if a line is a group of what a sentence above it says is treated."""
    return (
        score.label == 1
        and score.kind is LabelKind.TREATED
        and parsed.has_sentence
        and "".join(parsed.labels[1:2]).endswith(_COLONS)  # else the page's title decides
    )


def is_one_line(parsed: BodyList) -> bool:
    """Return True if names by comma stand in a line, not one in each, with a bullet typed."""
    return len(parsed.lines) == 1 or len(set(parsed.lines)) < len(parsed.lines)


def _of_headings(parsed: BodyList, score: ListVerdict, names: Sequence[str]) -> ListVerdict:
    """Return the verdict on headings, of which those are left out that are not clearly medical."""
    if len(names) < _FEWEST_HEADINGS:
        reason = f"{score.reason}; fewer than {_FEWEST_HEADINGS} are the outline of a text"
        return score._replace(counts=False, nearly=False, reason=reason)
    others = [index for index, name in enumerate(names) if not is_medical(name)]
    needed = _NEEDED_TEXTS if parsed.kind == "texts" else _NEEDED_HEADINGS
    if len(others) > (1 - needed) * len(names):
        form = "paragraphs" if parsed.kind == "texts" else "headings"
        reason = f"{score.reason}; {needed:.0%} must be names, for they are {form}"
        return score._replace(counts=False, nearly=False, reason=reason)
    if parsed.leads:
        # Names that follow a bold group are in a list of their own.
        alone = {text[: parsed.leads.get(at)] for at, text in enumerate(parsed.texts)}
        others = [index for index in others if names[index] in alone]
    if score.kind is LabelKind.TREATED and parsed.kind != "texts":
        others = [index for index in others if not _may_be_name(names[index])]
    return score._replace(dropped=tuple(sorted({*score.dropped, *others})))


def _may_be_name(heading: str) -> bool:
    """Return True if a heading may be a condition that no word gives away, among those that are.

    So "Communication breakdown" below "Issues I help with", but not "Our team" or "Children".
    """
    item = score_item(heading)
    return (
        not (item.filler or item.other or is_body_part(heading))
        and len(heading.split()) <= _LONGEST_HEADING
        and score_label(heading).kind is LabelKind.SAYS_NOTHING
    )


def too_many_sentences(kind: LabelKind, names: Sequence[str]) -> bool:
    """Return True if more of the names are sentences than a list under such a label has."""
    most = _MOST_SENTENCES.get(kind, _MOST_SENTENCES_OTHERWISE)
    longest = _LONGEST_NAME_FOR if kind is LabelKind.TREATED else _LONGEST_NAME
    sentences = [name for name in names if _is_sentence(name, longest)]
    return len(sentences) > most * len(names)


def _is_sentence(name: str, longest: int) -> bool:
    # Most names have no end of a sentence, which is quick to see.
    if (". " in name or "! " in name or "? " in name) and _SENTENCE_END.search(name) is not None:
        return True
    if len(name.split()) <= longest or len(without_parentheses(name).split()) <= longest:
        return False
    # "Tantrums, nightmares, bedwetting, fear of being alone" are names, though many words, as is
    # "multiple sclerosis, Parkinson's disease and other diseases of the nerves".
    *parts, last = without_parentheses(name).split(",")
    parts += _LAST_OF_NAMES.split(last, maxsplit=1) if parts else [last]
    if len(parts) < _FEWEST_NAMES or ":" in name:
        parts = [" ".join(parts)]
    return max(map(_length, parts)) > longest


def _length(name: str) -> int:
    """Return the number of the words of a name, but for articles and prepositions before a noun.

    "Troubles des régulations émotionnelles et relationnelles" is as long as what it is in English.
    """
    data = vocabulary().items
    return sum(
        (word not in data.head_first and word not in data.conjunctions) or word == _ENGLISH_ARTICLE
        for word in words_of(name)
    )
