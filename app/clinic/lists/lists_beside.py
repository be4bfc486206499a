"""Verdicts that the lists and headings beside a list change."""

from collections.abc import Sequence
from typing import Final

from app.clinic.lists.heading_lists import described_headings
from app.clinic.lists.item_scores import are_diseases, is_medical
from app.clinic.lists.judged_list import JudgedList, judged_list, refused
from app.clinic.lists.label_kinds import LabelKind
from app.markdown import Body, BodyList

# A list of as many names at most is a group beside another, where a label of its own says nothing.
_SHORT_GROUP: Final = 2


def beside_another(judged: JudgedList, index: int, every: Sequence[JudgedList]) -> JudgedList:
    """Return the verdict on a list of one or two conditions as a group beside one that counts.

    So "**After birth**" with "Baby blues" alone, below "**In pregnancy**" with several.
    """
    names = [name for group in judged.names for name in group]
    if (
        judged.verdict.counts
        or judged.verdict.kind is not LabelKind.SAYS_NOTHING
        or len(names) > _SHORT_GROUP
        or not all(judged.names)
        or not all(map(is_medical, names))
        or not any(_is_beside(judged, other) for other in every[max(index - 1, 0) : index + 2])
    ):
        return judged
    reason = f"{judged.verdict.reason}; but a group beside it counts"
    score = judged.verdict._replace(counts=True, nearly=False, reason=reason)
    return judged_list(judged.parsed, judged.labels, score, judged.names)


def without_descriptions(
    written: Sequence[BodyList], judged: Sequence[JudgedList], body: Body
) -> list[JudgedList]:
    """Return the verdicts with those of lines changed that only describe their heading.

    Most of them are of diseases where they are what the headings stand for: "Immune disease".
    """
    counting = [
        parsed
        for parsed, item in zip(written, judged, strict=True)
        if parsed.kind == "line" and item.verdict.counts
    ]
    if 2 * sum(are_diseases(parsed.texts) for parsed in counting) > len(counting):
        return list(judged)
    lines = {label for parsed in counting for label in parsed.labels[:1]}
    described = frozenset(described_headings(body, lines)) if lines else frozenset()
    if not described:
        return list(judged)
    return [
        refused(item, "it describes its heading")
        if parsed.kind == "line" and item.verdict.counts and described.issuperset(parsed.labels[:1])
        else item
        for parsed, item in zip(written, judged, strict=True)
    ]


def without_sentences(judged: Sequence[JudgedList]) -> list[JudgedList]:
    """Return the verdicts with those of lines changed that are sentences about their beginning.

    So "Tech neck: It comes from bad posture, stress, …" where "Tech neck" is a condition.
    """
    names = {
        text
        for item in judged
        if item.parsed.kind == "bold" and item.verdict.counts
        for text in item.parsed.texts
    }
    return [
        refused(item, "it describes its beginning")
        if item.parsed.kind == "line"
        and item.verdict.counts
        and not names.isdisjoint([label.removesuffix(":") for label in item.parsed.labels[:1]])
        else item
        for item in judged
    ]


def _is_beside(judged: JudgedList, other: JudgedList) -> bool:
    """Return True if another list counts by its own label, below the same labels as this one."""
    return (
        other.verdict.counts
        and other.verdict.label == 0
        and len(judged.labels) > 1
        and judged.parsed.kind == other.parsed.kind
        and judged.labels[1:] == other.labels[1:]
    )
