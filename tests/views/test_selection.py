"""`fields`: a part of a view, checked against its type."""

from typing import Any, NotRequired

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typing_extensions import TypedDict

from app.views.pages import PageView
from app.views.selection import UnknownFieldError, parse_selection, shape_of


class Leaf(TypedDict):
    name: str
    size: NotRequired[int]


class Tree(TypedDict):
    title: str
    leaf: Leaf | None
    leaves: list[Leaf]
    trees: list["Tree"]
    params: dict[str, Any]


SHAPE = shape_of(Tree)
VALUE: Tree = {
    "title": "Oak",
    "leaf": None,
    "leaves": [{"name": "a", "size": 1}, {"name": "b"}],
    "trees": [{"title": "Elm", "leaf": {"name": "c"}, "leaves": [], "trees": [], "params": {}}],
    "params": {"a": {"b": [{"c": 1, "d": 2}]}, "e": 3},
}


@pytest.mark.parametrize(
    ("fields", "picked"),
    [
        ("title", {"title": "Oak"}),
        ("leaf.name", {"leaf": None}),
        ("leaves.size", {"leaves": [{"size": 1}, {}]}),
        ("leaves.name,leaves.size", {"leaves": [{"name": "a", "size": 1}, {"name": "b"}]}),
        ("trees.leaf.name", {"trees": [{"leaf": {"name": "c"}}]}),
        ("leaves.name,leaves", {"leaves": VALUE["leaves"]}),
        ("params.a.b.c", {"params": {"a": {"b": [{"c": 1}]}}}),
        ("params.e.f", {"params": {"e": 3}}),
        ("params.none", {"params": {}}),
        ("trees,title", {"title": "Oak", "trees": VALUE["trees"]}),
    ],
)
def test_what_is_picked(fields: str, picked: Any) -> None:
    found = parse_selection(fields, SHAPE).pick(VALUE)
    assert found == picked
    assert list(found) == [name for name in VALUE if name in found]


@pytest.mark.parametrize(
    ("fields", "valid"),
    [
        ("colour", ("title", "leaf", "leaves", "trees", "params")),
        ("leaf.colour", ("leaf.name", "leaf.size")),
        ("leaves.0", ("leaves.name", "leaves.size")),
        ("trees.leaf.colour", None),
        ("title.name", None),
        ("title.", None),
        (".title", None),
        ("Title", None),
        ("", None),
    ],
)
def test_what_there_is_not_is_told_with_what_there_is(
    fields: str, valid: tuple[str, ...] | None
) -> None:
    with pytest.raises(UnknownFieldError) as caught:
        parse_selection(fields, SHAPE)
    assert caught.value.valid
    assert caught.value.field == fields
    if valid is not None:
        assert caught.value.valid == valid


def test_what_is_told_as_valid_is_valid() -> None:
    with pytest.raises(UnknownFieldError) as caught:
        parse_selection("body.colour", shape_of(PageView))
    for name in caught.value.valid:
        parse_selection(name, shape_of(PageView))


@given(st.lists(st.sampled_from(list(SHAPE)), min_size=1))
def test_any_fields_of_the_top_are_just_those(names: list[str]) -> None:
    found = parse_selection(",".join(names), SHAPE).pick(VALUE)
    assert found == {name: held for name, held in VALUE.items() if name in names}


@given(st.text(max_size=30))
def test_any_text_that_names_no_field_is_told_so(text: str) -> None:
    with pytest.raises(UnknownFieldError):
        parse_selection(f"{text},colour", shape_of(PageView))
