"""Hugo's keys of front matter, in any case, and those of the records."""

from collections.abc import Mapping
from typing import Final

from app.front_matter import FrontMatter, KeyPath, Mark, Value

# Hugo's keys, which may be in any case, and the records'.
_SAME: Final = (
    *("title", "description", "draft", "slug", "url", "weight", "aliases", "menu"),
    *("menus", "tags", "categories", "type", "layout", "date"),
)
OURS: Final[Mapping[str, str]] = {
    **{key: key for key in _SAME},
    "lastmod": "updated",
    "expirydate": "expiry_date",
    "publishdate": "publish_date",
}
BUILDS: Final = ("build", "_build")
_LOWERED: Final = frozenset({*BUILDS, "cascade", "headless"})


def respelled(front_matter: FrontMatter) -> tuple[dict[str, Value], dict[KeyPath, Mark]]:
    """Return the values and marks with Hugo's keys under the records' names."""
    values: dict[str, Value] = {}
    names: dict[str, str] = {}
    for key, value in front_matter.values.items():
        lowered = key.lower()
        name = lowered if lowered in _LOWERED else OURS.get(lowered, key)
        if name in values or (name != key and name in front_matter.values):
            # Both stay, so that the typed fields report them as two spellings of one key.
            name = key
        values[name] = value
        if name != key:
            names[key] = name
    if not names:
        return values, dict(front_matter.marks)
    return values, {
        ((names.get(str(path[0]), path[0]), *path[1:]) if path else path): mark
        for path, mark in front_matter.marks.items()
    }
