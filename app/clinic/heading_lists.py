"""Headings that are themselves the conditions, below one that announces them."""

from collections.abc import Container, Iterable, Iterator, Sequence
from typing import Final

from app.clinic.label_scores import LabelKind, score_label
from app.markdown import Body, BodyList
from app.records import TocEntry

# Fewer headings are the outline of a text.
_FEWEST: Final = 3
_ANNOUNCES: Final = frozenset({LabelKind.FOR, LabelKind.NAMED})


def heading_lists(body: Body, page_title: str, groups: Container[str]) -> list[BodyList]:
    """Return as lists the headings below each one that says that conditions follow.

    So "Sciatica" and "Gout", with a text each, below "Conditions we treat". Left out are those in
    `groups`, which hold lists that name the conditions.
    """
    if len(body.toc) < _FEWEST and not any(entry.children for entry in body.toc):  # as most
        return []
    return list(_lists(body.toc, page_title, (), groups, iter(body.section_lines[1:])))


def announced_lists(
    lists: Iterable[BodyList], page_title: str, groups: Container[str]
) -> list[BodyList]:
    """Return the lists of headings that follow a sentence that says that conditions follow.

    Left out are those in `groups`, and all where a heading above the sentence says so too.
    """
    announced = []
    for each in lists:
        sentence, *outer = each.labels
        above = outer[0] if outer else page_title
        if score_label(sentence).kind not in _ANNOUNCES or score_label(above).kind in _ANNOUNCES:
            continue
        kept = [place for place, text in enumerate(each.texts) if text not in groups]
        if len(kept) >= _FEWEST:
            texts = tuple([each.texts[place] for place in kept])
            lines = tuple([each.lines[place] for place in kept])
            announced.append(each._replace(texts=texts, lines=lines, links=()))
    return announced


def _lists(
    entries: Sequence[TocEntry],
    announced_by: str,
    labels: tuple[str, ...],
    groups: Container[str],
    lines: Iterator[int],
) -> Iterator[BodyList]:
    """Yield the list of headings of one level, then those below them."""
    texts: list[str] = []
    places: list[int] = []
    below: list[BodyList] = []
    for entry in entries:
        line = next(lines, 1)
        if entry.title not in groups:
            texts.append(entry.title)
            places.append(line)
        below += _lists(entry.children, entry.title, (entry.title, *labels), groups, lines)
    if len(texts) >= _FEWEST and score_label(announced_by).kind in _ANNOUNCES:
        yield BodyList("headings", labels, False, tuple(texts), (), tuple(places))
    yield from below
