"""A list that is served: items as bytes, filters and orders, each made when it is first used."""

import orjson
import pytest

from app.records import Ref
from app.views.listing import Listing
from app.views.selection import parse_selection

REFS = tuple(
    Ref("page", slug, path, slug.upper())
    for slug, path in (("b", "/b/"), ("a", None), ("c", "/a/"))
)


@pytest.fixture
def calls() -> list[str]:
    """The slugs of the items that were looked at."""
    return []


@pytest.fixture
def listing(calls: list[str]) -> Listing[Ref]:
    """A list of three pointers."""

    def view(ref: Ref) -> dict[str, str]:
        calls.append(ref.slug)
        return {"slug": ref.slug}

    def letters(ref: Ref) -> tuple[str | None, ...]:
        calls.append(ref.slug)
        return (ref.slug, ref.path)

    return Listing(
        REFS,
        filters={"letter": letters},
        known={"letter": ["z"]},
        orders={"slug": lambda ref: ref.slug, "path": lambda ref: ref.path},
        view=view,
    )


def test_items_are_encoded_once(listing: Listing[Ref], calls: list[str]) -> None:
    assert [*listing.part([2, 0])] == [b'{"slug":"c"}', b'{"slug":"b"}']
    assert [*listing.part([0])] == [b'{"slug":"b"}']
    assert calls == ["c", "b"]


def test_selected_fields_are_those_of_the_whole_item(listing: Listing[Ref]) -> None:
    (item,) = listing.part([0], parse_selection("title,path", Ref))
    assert orjson.loads(item) == {"path": "/b/", "title": "B"}


def test_a_filter_groups_items_by_value_once(listing: Listing[Ref], calls: list[str]) -> None:
    groups = listing.groups("letter")
    assert groups == {
        "z": frozenset(),
        "b": frozenset({0}),
        "/b/": frozenset({0}),
        "a": frozenset({1}),
        "c": frozenset({2}),
        "/a/": frozenset({2}),
    }
    assert listing.groups("letter") is groups
    assert len(calls) == len(listing)


def test_an_order_ranks_items_and_leaves_out_those_without_a_value(listing: Listing[Ref]) -> None:
    assert tuple(listing.orders) == ("slug", "path")
    assert listing.ranks("slug") == [1, 0, 2]
    assert listing.ranks("path") == [1, None, 0]


def test_a_list_with_another_filter_keeps_the_rest(listing: Listing[Ref]) -> None:
    assert [*listing.part([2])] == [b'{"slug":"c"}']
    other = listing.with_filter("letter", lambda ref: (ref.title,))
    assert set(other.groups("letter")) == {"z", "A", "B", "C"}
    assert "A" not in listing.groups("letter")
    assert other.ranks("slug") is listing.ranks("slug")
