"""The lists that are served, each with its filters and orders."""

from pathlib import Path
from typing import Any

from app.library.library import Library
from app.library.load import load
from app.views.digests import Digests
from app.views.lists import (
    CONDITION_SORTS,
    LOCATION_SORTS,
    PAGE_SORTS,
    condition_list,
    edge_list,
    location_list,
    page_list,
)
from tests.conftest import site_at


def test_the_published_orders_are_those_there_are(library: Library) -> None:
    assert tuple(page_list(library, Digests(library)).orders) == PAGE_SORTS
    assert tuple(condition_list(library, Digests(library)).orders) == CONDITION_SORTS
    assert tuple(location_list(library).orders) == LOCATION_SORTS


def test_records_come_by_path_or_name(library: Library) -> None:
    assert list(page_list(library, Digests(library)).ranks("path")) == list(
        range(len(library.pages))
    )
    assert list(condition_list(library, Digests(library)).ranks("name")) == list(
        range(len(library.conditions))
    )
    assert list(location_list(library).ranks("name")) == list(range(len(library.locations)))


def test_pages_are_grouped_by_their_values(library: Library) -> None:
    for tag, numbers in page_list(library, Digests(library)).groups("tag").items():
        assert [n for n, page in enumerate(library.pages) if tag in page.tags] == sorted(numbers)


def test_values_of_closed_sets_and_of_content_are_known_without_records(library: Library) -> None:
    assert set(condition_list(library, Digests(library)).groups("has_page")) == {"true", "false"}
    assert set(page_list(library, Digests(library)).groups("kind")) == {
        "page",
        "condition",
        "location",
    }
    assert set(page_list(library, Digests(library)).groups("menu")) == {
        menu.name for menu in library.menus
    }
    assert (
        condition_list(library, Digests(library)).groups("treatment").keys()
        == library.pages_by_slug.keys()
    )
    assert "unsafe" in edge_list(library).groups("status")


def test_links_are_grouped_by_where_they_lead(library: Library) -> None:
    groups: Any = edge_list(library).groups("to")
    for number, edge in enumerate(library.edges):
        target = edge.link.target
        assert target is None or number in groups[target.slug]


def test_a_code_without_its_system_is_that_code_of_any_system(tmp_path: Path) -> None:
    codes = {"a": "ICD-10-CM:M54.2", "b": "M54.2", "c": "http://hl7.org/fhir/sid/icd-10:M54.2"}
    codes["d"] = "unfinished:"
    files: dict[str, str | bytes] = {
        f"conditions/{slug}.md": f"---\ntitle: {slug}\ncodes: ['{code}']\n---\n"
        for slug, code in codes.items()
    }
    library = load(site_at(tmp_path, files))
    groups = condition_list(library, Digests(library)).groups("code")
    slugs = {
        code: {library.conditions[number].slug for number in numbers}
        for code, numbers in groups.items()
    }
    assert slugs == {
        "M54.2": {"a", "b", "c"},
        "ICD-10-CM:M54.2": {"a"},
        "http://hl7.org/fhir/sid/icd-10:M54.2": {"c"},
        "unfinished:": {"d"},
    }
