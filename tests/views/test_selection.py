"""`fields`: a part of an answer, checked against its type."""

from dataclasses import dataclass
from typing import Any, NotRequired

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.records import Record
from app.views.derived import derived_view, fields_of
from app.views.pages import PageView
from app.views.selection import UnknownFieldError, parse_selection


@dataclass(frozen=True, slots=True)
class Leaf:
    name: str
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Branch:
    title: str
    leaf: Leaf | None
    leaves: tuple[Leaf, ...]
    branches: tuple["Branch", ...]


class Tree(Record):
    title: str
    leaf: Leaf | None
    leaves: tuple[Leaf, ...]
    branches: tuple[Branch, ...]
    params: dict[str, Any]


OAK = Tree(
    title="Oak",
    leaf=None,
    leaves=(Leaf("a", 1), Leaf("b")),
    branches=(Branch("Elm", Leaf("c"), (), ()),),
    params={"a": {"b": [{"c": 1, "d": 2}]}, "e": 3},
)


@pytest.mark.parametrize(
    ("fields", "picked"),
    [
        ("title", {"title": "Oak"}),
        ("leaf.name", {"leaf": None}),
        ("leaves.size", {"leaves": [{"size": 1}, {"size": None}]}),
        (
            "leaves.name,leaves.size",
            {"leaves": [{"name": "a", "size": 1}, {"name": "b", "size": None}]},
        ),
        ("branches.leaf.name", {"branches": [{"leaf": {"name": "c"}}]}),
        ("leaves.name,leaves", {"leaves": OAK.leaves}),
        ("params.a.b.c", {"params": {"a": {"b": [{"c": 1}]}}}),
        ("params.e.f", {"params": {"e": 3}}),
        ("params.none", {"params": {}}),
        ("branches,title", {"title": "Oak", "branches": OAK.branches}),
        ("*", vars(OAK)),
        ("title, *", vars(OAK)),
    ],
)
def test_what_is_picked(fields: str, picked: Any) -> None:
    result = parse_selection(fields, Tree).pick(OAK)
    assert dict(result) == picked
    assert list(dict(result)) == [name for name in fields_of(Tree) if name in dict(result)]


@pytest.mark.parametrize(
    ("fields", "valid"),
    [
        ("colour", ("title", "leaf", "leaves", "branches", "params")),
        ("leaf.colour", ("leaf.name", "leaf.size")),
        ("leaves.0", ("leaves.name", "leaves.size")),
        ("branches.leaf.colour", None),
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
        parse_selection(fields, Tree)
    assert caught.value.valid
    assert caught.value.field == fields
    if valid is not None:
        assert caught.value.valid == valid


def test_optional_fields_are_selected_where_they_are_added() -> None:
    view = derived_view("View", {"slug": str, "open": NotRequired[bool]}, "A view.")
    assert parse_selection("open", view, {"open"}).pick({"slug": "a", "open": True}) == {
        "open": True
    }
    with pytest.raises(UnknownFieldError) as caught:
        parse_selection("open", view)
    assert caught.value.valid == ("slug",)


def test_what_is_told_as_valid_is_valid() -> None:
    with pytest.raises(UnknownFieldError) as caught:
        parse_selection("body.colour", PageView)
    for name in caught.value.valid:
        parse_selection(name, PageView)


@given(st.lists(st.sampled_from(list(fields_of(Tree))), min_size=1))
def test_any_fields_of_the_top_are_just_those(names: list[str]) -> None:
    result = parse_selection(",".join(names), Tree).pick(OAK)
    assert result == {name: value for name, value in OAK if name in names}


@given(st.text(max_size=30))
def test_any_text_that_names_no_field_is_told_so(text: str) -> None:
    with pytest.raises(UnknownFieldError):
        parse_selection(f"{text},colour", PageView)
