"""Redirects as a table."""

from pathlib import Path

from app.library.library import Library
from app.library.load import load
from app.views.explorer.redirects import PART, redirect_table
from tests.conftest import site_at


def test_a_row_leads_to_the_page_of_its_end(library: Library) -> None:
    rows = {row.source: row for row in redirect_table(library).rows}
    assert (rows["/old-about/"].slug, rows["/old-about/"].status) == ("about", 308)
    assert rows["/elsewhere/"].slug is None
    assert (rows["/gone/"].to, rows["/gone/"].status) == (None, 410)
    assert rows["/blog/*"].is_wildcard


def test_words_of_either_address_select(library: Library) -> None:
    assert [row.source for row in redirect_table(library, "OLD-").rows] == ["/old-about/"]
    assert "/elsewhere/" in [row.source for row in redirect_table(library, "example.com").rows]
    assert redirect_table(library, "nothing").total == 0


def test_many_come_in_parts(tmp_path: Path) -> None:
    aliases = ", ".join(f"/old{number}/" for number in range(PART + 1))
    library = load(site_at(tmp_path, {"a.md": f"---\naliases: [{aliases}]\n---\n"}))
    assert redirect_table(library).parts == 2
    assert len(redirect_table(library, part=2).rows) == 1
