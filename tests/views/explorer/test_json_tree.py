"""JSON as a bounded tree."""

from typing import Any

import pytest

from app.views.explorer.json_tree import JsonNode, json_tree


def size(node: JsonNode) -> int:
    """The number of nodes in a tree."""
    return 1 + sum(map(size, node.children))


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        (None, "null", "null"),
        (True, "literal", "true"),
        (1, "literal", "1"),
        (0, "literal", "0"),
        (1.5, "literal", "1.5"),
        ("a", "string", '"a"'),
        ({}, "object", "{}"),
        ([1, 2], "array", "[2]"),
    ],
)
def test_a_value_says_its_kind(value: Any, kind: str, text: str) -> None:
    node = json_tree("key", value)
    assert (node.key, node.kind, node.text) == ("key", kind, text)


def test_children_are_by_key_and_number() -> None:
    node = json_tree("page", {"a": [True], "b": None})
    assert [child.key for child in node.children] == ["a", "b"]
    assert [child.key for child in node.children[0].children] == ["0"]


def test_what_is_long_deep_or_much_is_cut_and_counted() -> None:
    node = json_tree("list", list(range(100)))
    assert (len(node.children), node.more) == (40, 60)
    deep: Any = 1
    for _ in range(50):
        deep = [deep]
    assert size(json_tree("deep", deep)) == 7
    assert size(json_tree("wide", [[[0] * 40] * 40] * 40)) < 1100
    assert len(json_tree("text", "x" * 10_000).text) < 200
