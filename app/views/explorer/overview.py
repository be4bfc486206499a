"""The site at a glance."""

from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

from app.library.library import Library
from app.records import LinkStatus, Page

# The order of the bar: what is right, what is elsewhere, what is wrong.
STATUSES: Final[Sequence[LinkStatus]] = (
    *("ok", "asset", "route", "redirected"),
    *("external", "mailto", "tel", "other"),
    *("anchor_missing", "broken", "unsafe"),
)
_MOST: Final = 8


class Share(NamedTuple):
    """A part of a whole: `start` and `width` are in thousandths of a bar."""

    name: str
    number: int
    start: float
    width: float


class Overview(NamedTuple):
    """The counts of a site."""

    description: str | None
    base_url: str | None
    tree: str
    languages: Sequence[str]
    loaded_at: str
    content: str
    waiting: int
    links: Sequence[Share]
    sections: Sequence[Share]
    linked: Sequence[tuple[Page, int]]
    orphans: int


def overview(library: Library) -> Overview:
    """Return the overview of a library."""
    statuses = Counter(link.status for page in library.pages for link in page.links)
    sections = Counter(page.section or "" for page in library.pages)
    linked = sorted(library.pages, key=lambda page: (-len(page.backlinks), page.path))
    return Overview(
        library.site.description,
        library.site.base_url,
        library.tree,
        library.languages,
        f"{library.loaded_at:%Y-%m-%d %H:%M} UTC",
        library.content.name or str(library.content),
        library.waiting,
        _shares([(status, statuses[status]) for status in STATUSES if statuses[status]]),
        _bars(sorted(sections.items(), key=lambda item: (-item[1], item[0]))[:_MOST]),
        [(page, len(page.backlinks)) for page in linked[:_MOST] if page.backlinks],
        sum(problem.code == "orphan" for problem in library.problems),
    )


def _shares(numbers: Sequence[tuple[str, int]]) -> Sequence[Share]:
    """Return the parts of one bar, side by side."""
    whole = sum(number for _, number in numbers)
    shares = []
    start = 0.0
    for name, number in numbers:
        width = 1000 * number / whole
        shares.append(Share(name, number, round(start, 1), round(width, 1)))
        start += width
    return shares


def _bars(numbers: Sequence[tuple[str, int]]) -> Sequence[Share]:
    """Return a bar for each number, the longest as long as the whole."""
    longest = max((number for _, number in numbers), default=1)
    return [Share(name, number, 0, round(1000 * number / longest, 1)) for name, number in numbers]
