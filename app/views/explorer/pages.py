"""The pages as a table: sorted, filtered, in parts."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, NamedTuple
from urllib.parse import urlencode

from app.clinic.names import alphabetical
from app.records import Page
from app.views.catalog import Catalog

PART: Final = 50
# The links of a page that lead nowhere.
_WRONG: Final = frozenset({"broken", "anchor_missing", "unsafe"})
_FILTERS: Final = ("kind", "section", "menu", "tag", "category", "language", "layout")
# A list of choices with more than these is not offered.
_MOST_CHOICES: Final = 200


class PageRow(NamedTuple):
    """A row of the table."""

    page: Page
    links: int
    wrong: int
    backlinks: int
    problems: int
    date: str | None


class Column(NamedTuple):
    """The head of a column; `address` sorts by it, `direction` is that of the present order."""

    name: str
    title: str
    address: str
    direction: str | None


class Choice(NamedTuple):
    """A filter: its values with the number of pages, and the one that is chosen."""

    name: str
    values: Sequence[tuple[str, int]]
    chosen: str


class PageTable(NamedTuple):
    """A part of the table. `first` counts from 1; `part` and `parts` too."""

    rows: Sequence[PageRow]
    total: int
    first: int
    part: int
    parts: int
    columns: Sequence[Column]
    choices: Sequence[Choice]
    words: str
    sort: str
    is_filtered: bool
    before: str | None
    after: str | None


_KEYS: Final[Mapping[str, tuple[str, Callable[[PageRow], Any], bool]]] = {
    "title": ("Title", lambda row: (alphabetical(row.page.title), row.page.path), False),
    "path": ("Path", lambda row: row.page.path, False),
    "kind": ("Kind", lambda row: (row.page.kind, row.page.path), False),
    "links": ("Links", lambda row: row.links, True),
    "backlinks": ("Backlinks", lambda row: row.backlinks, True),
    "problems": ("Problems", lambda row: row.problems, True),
    "date": ("Date", lambda row: row.date or "", True),
}


def page_table(
    catalog: Catalog, problems_by_file: Mapping[str, int], query: Mapping[str, str]
) -> PageTable:
    """Return the part of the table that a query asks for; what it cannot mean is ignored."""
    listing = catalog.pages
    choices = []
    numbers = frozenset(range(len(listing)))
    for name in _FILTERS:
        groups = listing.groups(name)
        chosen = query.get(name, "")
        if chosen:
            numbers &= groups.get(chosen, frozenset())
        values = [(value, len(group)) for value, group in sorted(groups.items()) if group]
        if chosen or 1 < len(values) <= _MOST_CHOICES:
            choices.append(Choice(name, values, chosen))
    words = query.get("q", "").strip()
    needle = words.casefold()
    rows = [
        _row(page, problems_by_file)
        for page in (listing.items[number] for number in sorted(numbers))
        if needle in page.title.casefold() or needle in page.path.casefold()
    ]
    sort = query.get("sort", "path")
    if sort.removeprefix("-") not in _KEYS:
        sort = "path"
    _, key, _ = _KEYS[sort.removeprefix("-")]
    rows.sort(key=key, reverse=sort.startswith("-"))
    kept = {name: value for name, value in query.items() if value and name in {*_FILTERS, "q"}}
    parts = max(1, -(-len(rows) // PART))
    part = min(max(1, _whole_number(query.get("part", "1"))), parts)
    first = (part - 1) * PART

    def address(number: int) -> str:
        return f"?{urlencode({**kept, 'sort': sort, 'part': number})}"

    return PageTable(
        rows[first : first + PART],
        len(rows),
        first + 1,
        part,
        parts,
        [_column(name, sort, kept) for name in _KEYS],
        choices,
        words,
        sort,
        bool(kept),
        address(part - 1) if part > 1 else None,
        address(part + 1) if part < parts else None,
    )


def _row(page: Page, problems_by_file: Mapping[str, int]) -> PageRow:
    date = page.updated or page.date
    return PageRow(
        page,
        len(page.links),
        sum(link.status in _WRONG for link in page.links),
        len(page.backlinks),
        problems_by_file.get(page.source.file, 0),
        None if date is None else date.isoformat()[:10],
    )


def _column(name: str, sort: str, kept: Mapping[str, str]) -> Column:
    """Return the head of a column: a second choice of it reverses its order."""
    title, _, is_descending = _KEYS[name]
    direction = None
    order = f"-{name}" if is_descending else name
    if sort.removeprefix("-") == name:
        direction = "descending" if sort.startswith("-") else "ascending"
        order = name if sort.startswith("-") else f"-{name}"
    return Column(name, title, f"?{urlencode({**kept, 'sort': order})}", direction)


def _whole_number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 1
