"""The table of pages."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from app.library.load import load
from app.views.catalog import Catalog
from app.views.explorer.pages import PART, PageTable, page_table
from tests.conftest import site_at

FILES = {
    "index.md": "# Home\n[x](/b/) [y](/nothing/)\n",
    "b.md": "---\ntitle: Better\ndate: 2026-01-02\ntags: [new]\n---\n[home](/)\n",
    "news/c.md": "---\ntitle: Certain\nupdated: 2026-03-04\ntags: [new, old]\n---\n[b](/b/)\n",
}


def table(tmp_path: Path, query: Mapping[str, str]) -> PageTable:
    """The table of three pages."""
    return page_table(Catalog(load(site_at(tmp_path, FILES))), {"b.md": 3}, query)


def test_a_row_counts_links_backlinks_and_problems(tmp_path: Path) -> None:
    rows = {row.page.slug: row for row in table(tmp_path, {}).rows}
    assert [*rows] == ["index", "b", "news/c"]
    assert (rows["index"].links, rows["index"].wrong) == (2, 1)
    assert (rows["b"].backlinks, rows["b"].problems, rows["b"].date) == (2, 3, "2026-01-02")
    assert rows["news/c"].date == "2026-03-04"


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("title", ["b", "news/c", "index"]),
        ("-title", ["index", "news/c", "b"]),
        ("-backlinks", ["b", "index", "news/c"]),
        ("-date", ["news/c", "b", "index"]),
        ("nonsense", ["index", "b", "news/c"]),
    ],
)
def test_columns_sort(tmp_path: Path, sort: str, expected: list[str]) -> None:
    assert [row.page.slug for row in table(tmp_path, {"sort": sort}).rows] == expected


def test_the_column_that_sorts_reverses_and_others_begin_with_what_matters(tmp_path: Path) -> None:
    columns = {column.name: column for column in table(tmp_path, {"sort": "title"}).columns}
    assert columns["title"].direction == "ascending"
    assert columns["title"].address == "?sort=-title"
    assert columns["backlinks"].address == "?sort=-backlinks"
    assert columns["path"].direction is None


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"tag": "new"}, ["b", "news/c"]),
        ({"tag": "new", "section": "news"}, ["news/c"]),
        ({"q": "BETT"}, ["b"]),
        ({"q": "/news/"}, ["news/c"]),
        ({"tag": "nothing"}, []),
        ({"q": "nothing"}, []),
    ],
)
def test_filters_select(tmp_path: Path, query: dict[str, str], expected: list[str]) -> None:
    selected = table(tmp_path, query)
    assert [row.page.slug for row in selected.rows] == expected
    assert (selected.total, selected.is_filtered) == (len(expected), True)


def test_a_filter_offers_its_values_with_their_numbers(tmp_path: Path) -> None:
    choices = {choice.name: choice for choice in table(tmp_path, {"tag": "old"}).choices}
    assert choices["tag"].values == [("new", 2), ("old", 1)]
    assert choices["tag"].chosen == "old"
    assert "layout" not in choices


def test_a_long_table_comes_in_parts(tmp_path: Path) -> None:
    files = {f"{number:03}.md": "x\n" for number in range(PART + 2)}
    catalog = Catalog(load(site_at(tmp_path, files)))
    first = page_table(catalog, {}, {"q": "0", "sort": "title"})
    assert (len(first.rows), first.part, first.parts, first.before) == (PART, 1, 2, None)
    assert first.after == "?q=0&sort=title&part=2"
    last = page_table(catalog, {}, {"part": "9"})
    assert (len(last.rows), last.part, last.first, last.after) == (2, 2, PART + 1, None)
    for nonsense in ("0", "-1", "x", "9" * 5000, "²"):
        assert page_table(catalog, {}, {"part": nonsense}).part == 1
