"""The types of mdast nodes, against trees that are served."""

from typing import Any

import orjson
import pytest
from pydantic import TypeAdapter, ValidationError

from app.library.library import Library
from app.views.mdast import Root

TREE = TypeAdapter[Any](Root)


def test_every_body_is_a_tree_of_these_nodes(library: Library) -> None:
    for page in library.pages:
        tree = orjson.loads(page.body.content.unpack().mdast)
        assert TREE.dump_python(TREE.validate_python(tree), mode="json") == tree


@pytest.mark.parametrize(
    "node",
    [
        {"type": "colour"},
        {"type": "text", "value": "running text is no block"},
        {"type": "heading", "depth": 7, "children": [], "data": {"id": "a"}},
        {"type": "heading", "depth": 1, "children": []},
        {"type": "list", "ordered": False, "start": None, "spread": False},
    ],
)
def test_other_nodes_are_refused(node: Any) -> None:
    with pytest.raises(ValidationError):
        TREE.validate_python({"type": "root", "children": [node]})
