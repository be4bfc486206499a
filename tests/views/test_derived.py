"""Types of answers that are derived from records."""

from dataclasses import dataclass
from typing import Annotated, Any

import pytest
from pydantic import TypeAdapter, ValidationError
from typing_extensions import TypedDict

from app.records import Record
from app.views.derived import derived_view, fields_of, nested_view, part_of


@dataclass(frozen=True, slots=True)
class Leaf:
    """A leaf."""

    name: str
    size: int | None


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch."""

    leaf: Leaf | None
    branches: tuple["Branch", ...]


class Bark(TypedDict):
    """Opaque, as trees of syntax are."""

    colour: str


class TreeView(Record):
    """A tree."""

    leaf: Leaf | None
    branches: Annotated[tuple[Branch, ...], "metadata"]
    leaves: tuple[Leaf, ...]
    bark: Bark


@pytest.mark.parametrize(
    ("view", "fields"),
    [
        (TreeView, ["leaf", "branches", "leaves", "bark"]),
        (Leaf, ["name", "size"]),
        (Bark, ["colour"]),
        (str, []),
        (None, []),
    ],
)
def test_the_fields_of_a_view(view: Any, fields: list[str]) -> None:
    assert list(fields_of(view)) == fields


@pytest.mark.parametrize(
    ("field", "view"), [("leaf", Leaf), ("branches", Branch), ("leaves", Leaf), ("bark", None)]
)
def test_the_view_in_a_field(field: str, view: Any) -> None:
    assert nested_view(fields_of(TreeView)[field]) is view


def test_a_derived_view_has_the_fields_and_the_description() -> None:
    view = derived_view("SmallLeaf", {**fields_of(Leaf), "age": int}, "A small leaf.")
    schema = TypeAdapter(view).json_schema()
    assert schema["required"] == ["name", "size", "age"]
    assert schema["description"] == "A small leaf."


def test_in_a_part_every_field_is_optional_at_every_depth() -> None:
    part = part_of(TreeView)
    assert part.__name__ == "TreePart"
    adapter = TypeAdapter(part)
    values: list[Any] = [{}, {"leaf": {"size": 1}}, {"leaf": None}, {"leaves": ({}, {"name": "a"})}]
    for value in values:
        assert adapter.validate_python(value) == value
    with pytest.raises(ValidationError):
        adapter.validate_python({"leaf": {"size": "large"}})


def test_a_part_leaves_what_is_opaque_whole() -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(part_of(TreeView)).validate_python({"bark": {}})


def test_a_type_that_contains_itself_is_whole_inside_its_part() -> None:
    adapter = TypeAdapter(part_of(Branch))
    assert adapter.validate_python({"leaf": {}}) == {"leaf": {}}
    with pytest.raises(ValidationError):
        adapter.validate_python({"branches": [{}]})
