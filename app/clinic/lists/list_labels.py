"""The labels of a list, with what stands in it or above it that is one too."""

from typing import Final

from app.clinic.lists.label_kinds import LabelKind
from app.clinic.lists.label_scores import deciding_label, score_label
from app.clinic.names import name_key
from app.markdown import BodyList
from app.markdown.labels import is_label

# These label what stands below headings or paragraphs themselves.
OF_OUTLINE: Final = frozenset({"bold", "headings", "texts"})
_LABELS_ITEMS: Final = frozenset({LabelKind.TREATED, LabelKind.CONDITIONS, LabelKind.NOT_TREATED})


def labelled(parsed: BodyList) -> BodyList:
    """Return a list with the labels that say anything, and the statement above it if that does."""
    return _without_silent_lead(_with_statement(parsed))


def labels_of(parsed: BodyList, page_title: str) -> tuple[str, ...]:
    """Return the labels of a list: its first item, if that is one, and the page's title too."""
    labels = _with_lead_item(parsed)
    if parsed.kind == "data" and not deciding_label(labels).score.kind.is_by_items:
        return labels  # the title may be about something else
    return _with_title(labels, page_title)


def _without_silent_lead(parsed: BodyList) -> BodyList:
    """Return the list without a label that only leads into it and says nothing: "I come from"."""
    if not parsed.has_sentence or is_label(parsed.labels[0]):
        return parsed
    if score_label(parsed.labels[0]).kind is not LabelKind.SAYS_NOTHING:
        return parsed
    return parsed._replace(labels=parsed.labels[1:], has_sentence=False)


def _with_statement(parsed: BodyList) -> BodyList:
    """Return the list with the statement above it as a label, if it says what is treated.

    So "We treat many conditions." directly above a list, or above headings with lists.
    """
    if parsed.statement is None:
        return parsed
    place, text = parsed.statement
    score = score_label(text)
    if score.kind is not LabelKind.TREATED or (place and not score.certain):
        return parsed
    if any(label.rstrip().endswith(("?", ":")) for label in parsed.labels[:place]):
        return parsed  # "It could be:"
    if deciding_label(parsed.labels).score.kind is LabelKind.NOT_TREATED:
        return parsed  # below "Causes"
    labels = (*parsed.labels[:place], text, *parsed.labels[place:])
    return parsed._replace(labels=labels, has_sentence=parsed.has_sentence or place == 0)


def _with_lead_item(parsed: BodyList) -> tuple[str, ...]:
    """Return the labels of a list, with its first item if that is one for those below it."""
    first = parsed.texts[0]
    if parsed.kind in OF_OUTLINE:
        return parsed.labels
    holds_items = 0 in parsed.groups or parsed.depths[1:2] > (0,)
    if not is_label(first) or len(parsed.texts) < 2 or holds_items:
        return parsed.labels
    is_deciding = score_label(first).kind in _LABELS_ITEMS
    return (first, *parsed.labels) if is_deciding else parsed.labels


def _with_title(labels: tuple[str, ...], title: str) -> tuple[str, ...]:
    if labels and (labels[-1] == title or name_key(labels[-1]) == name_key(title)):
        return labels
    return (*labels, title) if title else labels
