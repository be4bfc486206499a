"""Filters and orders, built when they are first used."""

import pytest

from app.library.library import Library
from app.views.indexes import (
    CONDITION_SORTS,
    LOCATION_SORTS,
    PAGE_SORTS,
    condition_index,
    condition_ranks,
    edge_index,
    location_ranks,
    page_index,
    page_ranks,
)


def test_the_published_orders_are_those_there_are(library: Library) -> None:
    assert tuple(page_ranks(library)) == PAGE_SORTS
    assert tuple(condition_ranks(library)) == CONDITION_SORTS
    assert tuple(location_ranks(library)) == LOCATION_SORTS


def test_every_order_ranks_every_record(library: Library) -> None:
    for ranks, records in (
        (page_ranks(library), library.pages),
        (condition_ranks(library), library.conditions),
        (location_ranks(library), library.locations),
    ):
        assert all(len(order) == len(records) for order in ranks.values())


def test_pages_are_grouped_by_their_values(library: Library) -> None:
    groups = page_index(library)["tag"]
    for tag, numbers in groups.items():
        assert [n for n, page in enumerate(library.pages) if tag in page.tags] == sorted(numbers)


def test_values_of_closed_sets_are_known_without_records(library: Library) -> None:
    assert set(condition_index(library)["has_page"]) == {"true", "false"}
    assert set(page_index(library)["kind"]) == {"page", "condition", "location"}
    assert "unsafe" in edge_index(library)["status"]


def test_links_are_grouped_by_where_they_lead(library: Library) -> None:
    groups = edge_index(library)["to"]
    for number, edge in enumerate(library.edges):
        target = edge.link.target
        assert target is None or number in groups[target.slug]


def test_an_index_is_built_once(library: Library) -> None:
    index = page_index(library)
    assert index["menu"] is index["menu"]
    assert len(index) == len(list(index))
    with pytest.raises(KeyError):
        index["colour"]
