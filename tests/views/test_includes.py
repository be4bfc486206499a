"""The references that can be included: all that records have."""

from collections.abc import Iterator
from typing import Any

import pytest

from app.records import Condition, Kind, Location, MenuItem, Page, Ref
from app.views.derived import fields_of, nested_view
from app.views.includes import RELATIONS, Includes, Source, UnknownReferenceError, parse_includes
from app.views.lists import EdgeView
from app.views.search import SearchHitView


def references(view: Any, above: str = "") -> Iterator[str]:
    """The paths of the fields of a type that are references."""
    for name, hint in fields_of(view).items():
        nested = nested_view(hint)
        if nested is Ref:
            yield f"{above}{name}"
        elif nested is not None and nested is not view:
            yield from references(nested, f"{above}{name}.")


@pytest.mark.parametrize(
    ("kind", "record", "slugs"),
    [
        ("page", Page, {"condition", "location"}),
        ("condition", Condition, set()),
        ("location", Location, set()),
    ],
)
def test_every_reference_of_a_record_can_be_included(
    kind: Kind, record: Any, slugs: set[str]
) -> None:
    assert set(RELATIONS[kind]) == {*references(record), *slugs}


@pytest.mark.parametrize(
    ("source", "view"), [("result", SearchHitView), ("link", EdgeView), ("menu", MenuItem)]
)
def test_every_reference_of_a_result_a_link_and_a_menu_can_be_included(
    source: Source, view: Any
) -> None:
    assert set(RELATIONS[source]) == set(references(view))


def test_paths_with_a_common_beginning_are_looked_up_once() -> None:
    tree = parse_includes("conditions.page, conditions.treatments,conditions", "page")
    assert tree == Includes({"conditions": Includes({"page": NONE, "treatments": NONE})})


def test_a_name_with_dots_is_one_reference() -> None:
    tree = parse_includes("links.target.links.target.links.target", "page")
    below = Includes({"links.target": Includes({"links.target": NONE})})
    assert tree == Includes({"links.target": below})


@pytest.mark.parametrize("path", ["links", "links.targets", "link", "conditions.", ".page", " "])
def test_a_part_of_a_name_is_no_reference(path: str) -> None:
    with pytest.raises(UnknownReferenceError) as caught:
        parse_includes(path, "page")
    assert caught.value.valid
    for valid in caught.value.valid:
        assert parse_includes(valid, "page")


NONE = Includes({})
