"""JSON as a tree that can be unfolded, bounded in depth and number."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import orjson

from app.problems import shorten

_MAX_DEPTH: Final = 6
_MAX_CHILDREN: Final = 40
_MAX_NODES: Final = 900
_MAX_TEXT: Final = 160


class JsonNode(NamedTuple):
    """A value: `text` is what is shown of it, `more` how many of its children are left out."""

    key: str
    kind: str
    text: str
    children: Sequence["JsonNode"]
    more: int


def json_tree(key: str, value: Any) -> JsonNode:
    """Return a value of JSON as a tree; long lists and texts are cut."""
    return _Tree().node(key, value, 0)


class _Tree:
    def __init__(self) -> None:
        self._left = _MAX_NODES

    def node(self, key: str, value: Any, depth: int) -> JsonNode:
        self._left -= 1
        if isinstance(value, dict):
            return self._with_children(key, "object", list(value.items()), depth)
        if isinstance(value, list):
            items = [(str(number), item) for number, item in enumerate(value)]
            return self._with_children(key, "array", items, depth)
        if isinstance(value, str):
            return JsonNode(key, "string", f'"{shorten(value, _MAX_TEXT)}"', (), 0)
        kind = "null" if value is None else "literal"
        return JsonNode(key, kind, orjson.dumps(value).decode(), (), 0)

    def _with_children(
        self, key: str, kind: str, items: Sequence[tuple[str, Any]], depth: int
    ) -> JsonNode:
        most = min(_MAX_CHILDREN, max(self._left, 0)) if depth < _MAX_DEPTH else 0
        children = tuple(self.node(name, item, depth + 1) for name, item in items[:most])
        marks = "{%s}" if kind == "object" else "[%s]"
        return JsonNode(key, kind, marks % (len(items) or ""), children, len(items) - len(children))
