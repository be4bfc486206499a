"""A page between those that link to it and those that it links to, as a picture."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from app.problems import shorten
from app.records import Page

WIDTH: Final = 960
_ROW: Final = 30
_MOST: Final = 30
_LABEL_LENGTH: Final = 34
_LEFT: Final = 300
_RIGHT: Final = 660
_WRONG: Final = frozenset({"broken", "anchor_missing", "unsafe"})


class Neighbour(NamedTuple):
    """A page, or an address that leads nowhere; `slug` is None for one."""

    slug: str | None
    title: str
    label: str
    y: float
    is_wrong: bool
    path: str


class Neighbourhood(NamedTuple):
    """The picture of a page: those that link to it on its left, what it links to on its right."""

    page: Page
    label: str
    sources: Sequence[Neighbour]
    targets: Sequence[Neighbour]
    sources_left_out: int
    targets_left_out: int
    height: int
    middle: float
    width: int = WIDTH
    left: int = _LEFT
    right: int = _RIGHT


def neighbourhood(page: Page) -> Neighbourhood:
    """Return the picture of a page with at most 30 pages on each side."""
    sources = [(ref.slug, ref.title, False) for ref in page.backlinks]
    targets: dict[tuple[str | None, str, bool], None] = {}
    for link in page.links:
        is_wrong = link.status in _WRONG
        if link.target is not None and link.target.slug != page.slug:
            targets[link.target.slug, link.target.title, is_wrong] = None
        elif link.target is None and is_wrong:
            targets[None, link.href or link.text, True] = None
    # Those that lead nowhere are never left out for others.
    ordered = sorted(targets, key=lambda target: not target[2])
    rows = max(min(len(sources), _MOST), min(len(ordered), _MOST), 3)
    height = rows * _ROW + 60
    return Neighbourhood(
        page,
        shorten(page.title, _LABEL_LENGTH),
        _column(sources, height, _LEFT),
        _column(ordered, height, _RIGHT),
        max(0, len(sources) - _MOST),
        max(0, len(ordered) - _MOST),
        height,
        height / 2,
    )


def _column(
    pages: Sequence[tuple[str | None, str, bool]], height: int, x: int
) -> Sequence[Neighbour]:
    drawn = pages[:_MOST]
    top = (height - len(drawn) * _ROW) / 2 + _ROW / 2
    middle = height / 2
    centre = WIDTH / 2 + (-8 if x < WIDTH / 2 else 8)
    bend = (x + centre) / 2
    return [
        Neighbour(
            slug,
            title,
            shorten(title, _LABEL_LENGTH),
            top + index * _ROW,
            is_wrong,
            f"M{x} {top + index * _ROW:.1f}C{bend:.0f} {top + index * _ROW:.1f} "
            f"{bend:.0f} {middle:.1f} {centre:.0f} {middle:.1f}",
        )
        for index, (slug, title, is_wrong) in enumerate(drawn)
    ]
