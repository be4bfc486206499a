"""Rows of pages by section, of conditions and of offices."""

from pathlib import Path

from app.library.load import load
from app.library.search.rows import row_sources
from tests.conftest import site_at
from tests.library.search.site import FILES


def test_a_page_has_a_row_for_its_beginning_and_one_for_each_heading(tmp_path: Path) -> None:
    sources = dict(row_sources(load(site_at(tmp_path, FILES))))
    first, second = sources["page/conditions/neck"].rows()
    assert first.names == ("Neck Pain", "Stiff neck", "Whiplash", "neck")
    assert first.symptoms == ("Trouble turning the head",)
    assert first.text.decode() == "Trouble turning the head\nNecks hurt."
    assert (first.id, first.path, first.number) == (None, "/conditions/neck/", 0)
    assert (second.heading, second.path) == (
        "When to see a doctor",
        "/conditions/neck/#when-to-see-a-doctor",
    )
    assert second.text.decode() == "If your arm is numb."
    assert second.names == ()
    assert second.condition == first.condition


def test_the_address_of_a_condition_is_a_name_if_it_is_part_of_the_title(tmp_path: Path) -> None:
    files = {
        "conditions/back-pain.md": "---\ntitle: Gentle Care for Back-Pain\n---\n",
        "conditions/neck-pain.md": "---\ntitle: Neck-Pain\n---\n",
        "conditions/care.md": "---\ntitle: Scoliosis\n---\n",
    }
    sources = dict(row_sources(load(site_at(tmp_path, files))))
    names = {key: source.rows()[0].names for key, source in sources.items()}
    assert names == {
        "page/conditions/back-pain": ("Gentle Care for Back-Pain", "back pain"),
        "page/conditions/neck-pain": ("Neck-Pain",),
        "page/conditions/care": ("Scoliosis",),
    }


def test_a_condition_without_a_page_has_a_row(tmp_path: Path) -> None:
    sources = dict(row_sources(load(site_at(tmp_path, FILES))))
    (row,) = sources["condition/shin-splints"].rows()
    assert (row.page, row.path, row.title, row.kind) == (None, None, "Shin Splints", "condition")
    assert "condition/tennis-elbow" not in sources


def test_an_office_has_its_name_and_address(tmp_path: Path) -> None:
    sources = dict(row_sources(load(site_at(tmp_path, FILES))))
    (row,) = sources["page/locations/harbour"].rows()
    assert row.names == ("Harbour",)
    assert row.text.decode() == "1 Quay, Port\nBy the sea."
    assert row.location is not None


def test_drafts_and_expired_pages_have_no_rows(tmp_path: Path) -> None:
    files = {
        "a.md": "---\ntitle: A\n---\n",
        "b.md": "---\ntitle: B\ndraft: true\n---\n",
        "c.md": "---\ntitle: C\nexpiry_date: 2001-01-01\n---\n",
        "d.md": "---\ntitle: D\npublish_date: 2999-01-01\n---\n",
    }
    assert [key for key, _ in row_sources(load(site_at(tmp_path, files)))] == ["page/a"]


def test_a_source_is_the_same_while_what_is_searched_is(tmp_path: Path) -> None:
    before = dict(row_sources(load(site_at(tmp_path, FILES))))
    again = dict(row_sources(load(site_at(tmp_path, {}))))
    assert all(source.is_same(again[key]) for key, source in before.items())
    site_at(tmp_path, {"loft.md": "---\ntitle: The Loft\n---\nA room downstairs.\n"})
    after = dict(row_sources(load(tmp_path)))
    assert [key for key, source in before.items() if not source.is_same(after[key])] == [
        "page/loft"
    ]
