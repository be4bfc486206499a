"""Bold or short paragraphs, and bold beginnings of lines, below what announces conditions."""

from collections.abc import Container, Iterable, Iterator, Sequence
from typing import Final

from app.clinic.lists.item_scores import is_medical
from app.clinic.lists.label_kinds import LabelKind
from app.clinic.lists.label_overrides import LabelOverrides
from app.clinic.lists.label_scores import score_label
from app.markdown import BodyList

# A bold line that says one of these is a label of the lines below it.
_LABELS: Final = frozenset({LabelKind.TREATED, LabelKind.NOT_TREATED, LabelKind.OTHER})


def bold_lists(
    lists: Iterable[BodyList],
    page_title: str,
    groups: Container[str],
    overrides: LabelOverrides,
) -> list[BodyList]:
    """Return the lists of bold or short lines below each label that says that conditions follow.

    So "**Sciatica**" and "**Gout**", with a text each, below "Conditions we treat", or the names
    alone. Left out are those in `groups`, which hold lists that name the conditions.
    """
    return [
        part
        for parsed in lists
        for part in _parts(parsed, groups)
        if overrides.announce((*part.labels, page_title))
    ]


def _parts(parsed: BodyList, groups: Container[str]) -> Iterator[BodyList]:
    """Yield the lines up to each that is a label, and those below it under that label."""
    labels = parsed.labels
    places: list[int] = []
    for place, text in enumerate(parsed.texts):
        if place not in parsed.leads and _is_label(text):
            if places:
                yield _part(parsed, labels, places)
            labels, places = (text, *parsed.labels), []
        elif text not in groups:
            places.append(place)
    if places:
        yield _part(parsed, labels, places)


def _is_label(text: str) -> bool:
    return score_label(text).kind in _LABELS and not is_medical(text)


def _part(parsed: BodyList, labels: tuple[str, ...], places: Sequence[int]) -> BodyList:
    return BodyList(
        parsed.kind,
        labels,
        parsed.has_sentence and labels is parsed.labels,
        tuple([parsed.texts[place] for place in places]),
        tuple([parsed.links[place] for place in places]) if parsed.links else (),
        tuple([parsed.lines[place] for place in places]),
        leads={
            index: parsed.leads[place]
            for index, place in enumerate(places)
            if place in parsed.leads
        },
    )
