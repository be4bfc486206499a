"""Headings that are themselves the conditions, below one that announces them."""

from collections.abc import Collection, Container, Iterable, Iterator, Sequence
from itertools import pairwise, zip_longest
from operator import attrgetter
from typing import Final, NamedTuple

from app.clinic.aspects import aspect_of
from app.clinic.lists.item_scores import is_group, is_medical
from app.clinic.lists.label_kinds import LabelKind
from app.clinic.lists.label_overrides import LabelOverrides
from app.clinic.lists.label_scores import score_label
from app.clinic.lists.medical_words import medical_share
from app.clinic.lists.vocabulary import vocabulary, words_of
from app.markdown import Body, BodyList
from app.records import TocEntry

# Fewer headings are the outline of a text.
_FEWEST: Final = 3
_SAY_NOTHING: Final = frozenset({LabelKind.SAYS_NOTHING, LabelKind.MAYBE_TREATED})
# The share of headings that are conditions, from which on lines below them only describe them, and
# of those with such a line, below which the lines are no lists of names.
_MOSTLY_CONDITIONS: Final = 0.6
_MOSTLY_LINES: Final = 0.75
# A heading that stands so many lines at most below another has nothing between them.
_NEXT_LINES: Final = 2
# The fewest headings below one, and the share of conditions among them, that make it a group.
_FEWEST_BELOW: Final = 2
_MOSTLY_BELOW: Final = 0.75
# More headings in HTML are no cards, and each is looked for in the texts of all links.
_MOST_CARDS: Final = 500


class _Scope(NamedTuple):
    """The headings left out and those that are links, and what the site file says of labels."""

    groups: Container[str]
    linked: Collection[str]
    overrides: LabelOverrides


class _Heading(NamedTuple):
    title: str
    depth: int
    line: int
    below: tuple["_Heading", ...]


def heading_lists(
    body: Body, page_title: str, groups: Container[str], overrides: LabelOverrides
) -> list[BodyList]:
    """Return as lists the headings below each one that says that conditions follow.

    So "Sciatica" and "Gout", with a text each, below "Conditions we treat". Left out are those in
    `groups`, which hold lists that name the conditions.
    """
    are_few = len(body.toc) < _FEWEST and not any(entry.children for entry in body.toc)
    if are_few and len(body.toc) + len(body.raw_headings) < _FEWEST:  # as most
        return []
    headings = _outline(body)
    flat = list(_flat(headings))
    linked = _linked(body, flat)
    scope = _Scope(groups, linked, overrides)
    lists = list(_lists(headings, page_title, (), scope))
    if linked or any(below.line - heading.line <= _NEXT_LINES for heading, below in pairwise(flat)):
        lists += _following(flat, scope)
    return lists


def announced_lists(
    body: Body, page_title: str, groups: Container[str], overrides: LabelOverrides
) -> list[BodyList]:
    """Return the lists of headings that follow a sentence that says that conditions follow.

    Left out are those in `groups`, and all where a heading above the sentence says so too.
    """
    lists = [written for written in body.lists if written.kind == "headings"]
    if not lists:
        return []
    headings = _outline(body)
    flat = list(_flat(headings))
    at = {heading.line: heading for heading in flat}
    # Of several in a line of HTML the title tells them apart.
    titled = {(heading.line, heading.title): heading for heading in flat}
    announced = []
    for written in lists:
        sentence, *outer = written.labels
        above = outer[0] if outer else page_title
        if (
            not overrides.kind_of(sentence).names_conditions
            or overrides.kind_of(above).names_conditions
        ):
            continue
        places = zip(written.lines, written.texts, strict=True)
        own = [titled.get(place) or at.get(place[0]) for place in places]
        kept = [heading for heading in own if heading and heading.title not in groups]
        named = list(_named(kept))
        if len(named) >= _FEWEST:
            announced.append(_as_list(named, written.labels)._replace(has_sentence=True))
    return announced


def _linked(body: Body, headings: Sequence[_Heading]) -> Collection[str]:
    """Return the titles of headings that are links, as those of cards, if there are several."""
    if len(body.links) < _FEWEST:
        return ()
    texts = {link.text for link in body.links}
    linked = texts.intersection([heading.title for heading in headings])
    if len(body.raw_headings) <= _MOST_CARDS:  # The link may be around more than the heading.
        every = "\n".join(texts)
        linked.update(title for _, title, _ in body.raw_headings if title and title in every)
    return linked if len(linked) >= _FEWEST else ()


def _lists(
    headings: Sequence[_Heading],
    announced_by: str,
    labels: tuple[str, ...],
    scope: _Scope,
) -> Iterator[BodyList]:
    """Yield the list of headings of one level, then those below them."""
    own = [heading for heading in headings if heading.title not in scope.groups]
    most = len(own) + sum(len(heading.below) for heading in own if _may_be_group(heading))
    # Titles differ from page to page, so to score each took a quarter of the time of verdicts.
    are_several = most >= _FEWEST
    if are_several and scope.overrides.announce((announced_by,)):
        named = [
            heading
            for heading in _without_unlinked(list(_named(own)), scope.linked)
            if not _speaks_of_else(heading.title)
        ]
        if len(named) >= _FEWEST:
            yield _as_list(named, labels)
    elif are_several and scope.overrides.kind_of(announced_by) is LabelKind.SERVICES:
        # "Tennis elbow" below "Our services" is what the clinic treats, "Massage" beside it is not.
        named = [
            heading
            for heading, after in zip_longest(own, own[1:])
            if is_medical(heading.title)
            and not _speaks_of_else(heading.title)
            and not (after and _leads_to(heading, after, scope._replace(linked=())))
        ]
        if len(named) >= max(_FEWEST, _MOSTLY_CONDITIONS * len(own)):
            yield _as_list(named, labels)
    yield from _beside_announced(headings, scope)
    for heading in headings:
        if heading.below:
            below = (heading.title, *labels)
            yield from _lists(heading.below, heading.title, below, scope)


def _without_unlinked(headings: Sequence[_Heading], linked: Container[str]) -> Sequence[_Heading]:
    """Return headings without those beside linked ones that are no links, and no conditions."""
    if sum(heading.title in linked for heading in headings) < _FEWEST:
        return headings
    return [heading for heading in headings if heading.title in linked or is_medical(heading.title)]


def _beside_announced(headings: Sequence[_Heading], scope: _Scope) -> Iterator[BodyList]:
    """Yield the headings below those that say nothing, beside one that says that conditions follow.

    So "Corns" and "Warts" below "Skin and nails", beside "Common conditions" with headings too.
    """
    with_several = [heading for heading in headings if len(heading.below) >= _FEWEST]
    if len(with_several) < 2:
        return
    kinds = [scope.overrides.kind_of(heading.title) for heading in with_several]
    announcing = next(
        (
            heading.title
            for heading, kind in zip(with_several, kinds, strict=True)
            if kind.names_conditions and _holds_conditions(heading)
        ),
        None,
    )
    if announcing is None:
        return
    for heading, kind in zip(with_several, kinds, strict=True):
        if (
            kind in _SAY_NOTHING
            and heading.title not in scope.groups
            and _holds_conditions(heading)
        ):
            below = [heading for heading in heading.below if heading.title not in scope.groups]
            yield _as_list(below, (heading.title, announcing))


def _named(headings: Sequence[_Heading]) -> Iterator[_Heading]:
    """Yield headings, with those below each group in its place: "Migraine" for "Head and neck".

    Beside a group, one that is a condition itself may hold others too.
    """
    holds = [_holds_conditions(heading) for heading in headings]
    are_groups = [
        has_several and _is_group(heading)
        for heading, has_several in zip(headings, holds, strict=True)
    ]
    for heading, has_several, is_no_name in zip(headings, holds, are_groups, strict=True):
        if not is_no_name:
            yield heading
        if has_several and any(are_groups) and not _has_own_list(heading):
            yield from heading.below


def _may_be_group(heading: _Heading) -> bool:
    return len(heading.below) >= _FEWEST_BELOW


def _holds_conditions(heading: _Heading) -> bool:
    below = heading.below
    return _may_be_group(heading) and sum(
        is_medical(heading.title) for heading in below
    ) >= _MOSTLY_BELOW * len(below)


def _is_group(heading: _Heading) -> bool:
    """Return True if a heading is no condition itself: "Head and neck", "Skin conditions"."""
    title = heading.title
    return not is_medical(title) or is_group(title) or score_label(title).kind.names_conditions


def _has_own_list(heading: _Heading) -> bool:
    return len(heading.below) >= _FEWEST and score_label(heading.title).kind.names_conditions


def _as_list(headings: Sequence[_Heading], labels: tuple[str, ...]) -> BodyList:
    texts = tuple([heading.title for heading in headings])
    return BodyList(
        "headings", labels, False, texts, (), tuple([heading.line for heading in headings])
    )


def described_headings(body: Body, with_line: Container[str]) -> Iterator[str]:
    """Yield the headings that are conditions themselves, which a line of names only describes.

    So "Sciatica" above "leg pain, tingling, numbness", among headings that are conditions too.
    `with_line` are the headings that have such a line.
    """
    yield from _described(_outline(body), with_line)


def _described(headings: Sequence[_Heading], with_line: Container[str]) -> Iterator[str]:
    titles = [heading.title for heading in headings]
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
    for heading in headings:
        yield from _described(heading.below, with_line)


def _following(headings: Sequence[_Heading], scope: _Scope) -> Iterator[BodyList]:
    """Yield the headings that follow one that says so, with nothing below it, on its own level.

    So "Gout" and "Sciatica" after "Conditions we treat", if they are next to it, or above it, or
    are links, as those of cards. What follows labels of the same text is one list.
    """
    by_label: dict[str, list[_Heading]] = {}
    for at, label in enumerate(headings[:-1]):
        first = headings[at + 1]
        if first.depth > label.depth or not _leads_to(label, first, scope):
            continue
        by_label.setdefault(label.title, []).extend(
            _names_from(headings, at + 1, label.title, scope.groups)
        )
    for title, names in by_label.items():
        if len(names) >= _FEWEST:
            yield _as_list(names, (title,))


def _leads_to(label: _Heading, first: _Heading, scope: _Scope) -> bool:
    """Return True if a heading says that conditions follow, and the next one does, or is a card."""
    is_next = first.line - label.line <= _NEXT_LINES or first.title in scope.linked
    return is_next and scope.overrides.announce((label.title,))


def _names_from(
    headings: Sequence[_Heading], start: int, label: str, groups: Container[str]
) -> Iterator[_Heading]:
    """Yield the headings of one level from a place on, as long as they are names of conditions.

    "Treatment" or "Symptoms" after one only says more of it.
    """
    depth = headings[start].depth
    for heading in headings[start:]:
        if heading.depth > depth:
            continue
        if heading.depth < depth or heading.title in groups or heading.title == label:
            return
        if _speaks_of_else(heading.title):
            continue
        if not is_medical(heading.title):
            return
        yield heading


def _speaks_of_else(title: str) -> bool:
    """Return True if a heading names what a text is about, no condition: "Treatment", "Prices"."""
    words = words_of(title)
    if len(words) > 1 and medical_share(words, vocabulary().items) == 1.0:
        return False
    return score_label(title).kind.is_of_else or aspect_of(title) is not None


def _outline(body: Body) -> tuple[_Heading, ...]:
    """Return the headings of a body, nested by depth."""
    lines = body.section_lines[1:]
    headings = _headings(body.toc, iter(lines))
    if not body.raw_headings:
        return headings
    # Where the whole body is HTML, all its headings are raw.
    written = _flat(headings) if lines else ()
    raw = (_Heading(title, depth, line, ()) for depth, title, line in body.raw_headings)
    in_order = sorted((*written, *raw), key=attrgetter("line"))
    nested: list[_Heading] = []
    for heading in reversed(in_order):
        below: list[_Heading] = []
        while nested and nested[-1].depth > heading.depth:
            below.append(nested.pop())
        nested.append(heading._replace(below=tuple(below)))
    return tuple(reversed(nested))


def _headings(entries: Iterable[TocEntry], lines: Iterator[int]) -> tuple[_Heading, ...]:
    """Return the headings of a table of contents, with their lines."""
    headings = []
    for entry in entries:
        line = next(lines, 1)
        below = _headings(entry.children, lines) if entry.children else ()
        headings.append(_Heading(entry.title, entry.depth, line, below))
    return tuple(headings)


def _flat(headings: Iterable[_Heading]) -> Iterator[_Heading]:
    """Yield headings in their order, those below each one after it."""
    for heading in headings:
        yield heading
        yield from _flat(heading.below)
