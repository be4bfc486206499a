"""Headings that are themselves the conditions, below one that announces them."""

from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from app.clinic.item_scores import is_group, is_medical
from app.clinic.label_scores import LabelKind, score_label
from app.markdown import Body, BodyList
from app.records import TocEntry

# Fewer headings are the outline of a text.
_FEWEST: Final = 3
_ANNOUNCES: Final = frozenset({LabelKind.FOR, LabelKind.NAMED})
# The share of headings that are conditions, from which on lines below them only describe them, and
# of those with such a line, below which the lines are no lists of names.
_MOSTLY_CONDITIONS: Final = 0.6
_MOSTLY_LINES: Final = 0.75
# A heading that stands so many lines at most below another has nothing between them.
_NEXT_LINES: Final = 2


class _Heading(NamedTuple):
    title: str
    depth: int
    line: int


def heading_lists(body: Body, page_title: str, groups: Container[str]) -> list[BodyList]:
    """Return as lists the headings below each one that says that conditions follow.

    So "Sciatica" and "Gout", with a text each, below "Conditions we treat". Left out are those in
    `groups`, which hold lists that name the conditions.
    """
    if len(body.toc) < _FEWEST and not any(entry.children for entry in body.toc):  # as most
        return []
    lines = body.section_lines[1:]
    lists = list(_lists(body.toc, page_title, (), groups, iter(lines)))
    if any(below - line <= _NEXT_LINES for line, below in pairwise(lines)):  # as on few pages
        lists += _following(list(_flat(body.toc, iter(lines))), groups)
    return lists


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


def described_headings(entries: Sequence[TocEntry], with_line: Container[str]) -> Iterator[str]:
    """Yield the headings that are conditions themselves, which a line of names only describes.

    So "Sciatica" above "leg pain, tingling, numbness", among headings that are conditions too.
    `with_line` are the headings that have such a line.
    """
    titles = [entry.title for entry in entries]
    lines = [title for title in titles if title in with_line]
    medical = sum(map(is_medical, titles))
    are_groups = 2 * sum(map(is_group, titles)) > len(titles)
    if (
        lines
        and not are_groups
        and len(titles) >= _FEWEST
        and medical >= _MOSTLY_CONDITIONS * len(titles)
    ):
        conditions = sum(is_medical(title) and not is_group(title) for title in lines)
        if len(lines) < _MOSTLY_LINES * len(titles) or 2 * conditions > len(lines):
            yield from lines
    for entry in entries:
        yield from described_headings(entry.children, with_line)


def _following(headings: Sequence[_Heading], groups: Container[str]) -> Iterator[BodyList]:
    """Yield the headings that follow one that says so, with nothing below it, on its own level.

    So "Gout" and "Sciatica" after "Conditions we treat", if they are next to it, or above it.
    """
    for at, label in enumerate(headings[: -_FEWEST or None]):
        first = headings[at + 1]
        if first.depth > label.depth or first.line - label.line > _NEXT_LINES:
            continue
        if score_label(label.title).kind not in _ANNOUNCES:
            continue
        names = list(_names_from(headings, at + 1, groups))
        if len(names) >= _FEWEST:
            texts = tuple([heading.title for heading in names])
            places = tuple([heading.line for heading in names])
            yield BodyList("headings", (label.title,), False, texts, (), places)


def _names_from(
    headings: Sequence[_Heading], start: int, groups: Container[str]
) -> Iterator[_Heading]:
    """Yield the headings of one level from a place on, as long as they are names of conditions."""
    depth = headings[start].depth
    for heading in headings[start:]:
        if heading.depth > depth:
            continue
        if heading.depth < depth or heading.title in groups or not is_medical(heading.title):
            return
        yield heading


def _flat(entries: Sequence[TocEntry], lines: Iterator[int]) -> Iterator[_Heading]:
    """Yield the headings of a table of contents in their order."""
    for entry in entries:
        yield _Heading(entry.title, entry.depth, next(lines, 1))
        yield from _flat(entry.children, lines)
