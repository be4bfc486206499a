"""`_data/menus.yml`, as the plugin jekyll-menus reads it → menus of a site file."""

from collections.abc import Mapping
from typing import Final

from app.front_matter import FrontMatter, KeyPath, Mark, Value, source_text

MENU_FILES: Final = ("menus.yml", "menus.yaml")
_OURS: Final[Mapping[str, str]] = {"url": "path"}
_TAKEN: Final = frozenset({"title", "url", "identifier", "weight"})


def read_menus(found: FrontMatter) -> FrontMatter | None:
    """The menus of the file; None where it holds something else.

    A menu that bears the identifier of an entry elsewhere stands below that entry as well.
    """
    menus = found.values
    if not menus or not all(_is_menu(entries) for entries in menus.values()):
        return None
    marks: dict[KeyPath, Mark] = {("menus",): Mark(0, 0)}
    built: dict[str, Value] = {}
    for name, entries in menus.items():
        marks[("menus", name)] = found.marks.get((name,), Mark(0, 0))
        way: KeyPath = ("menus", name)
        built[name] = _built(found, name, entries, way, marks, frozenset({name}))
    return FrontMatter(found.format, {"menus": built}, marks, 0)


def _built(
    found: FrontMatter,
    name: str,
    entries: Value,
    way: KeyPath,
    marks: dict[KeyPath, Mark],
    above: frozenset[str],
) -> tuple[Value, ...]:
    assert isinstance(entries, tuple)
    made: list[Value] = []
    for number, entry in enumerate(entries):
        assert isinstance(entry, Mapping)
        place: KeyPath = (*way, number)
        marks[place] = found.marks.get((name, number), Mark(0, 0))
        said: dict[str, Value] = {}
        for key, value in entry.items():
            if key in _TAKEN:
                ours = _OURS.get(key, key)
                said[ours] = value
                marks[(*place, ours)] = found.marks.get((name, number, key), marks[place])
        said.setdefault("title", source_text(entry.get("url", "")) or "")
        below = source_text(entry.get("identifier", ""))
        if below and below in found.values and below not in above:
            children = (*place, "children")
            said["children"] = _built(
                found, below, found.values[below], children, marks, above | {below}
            )
        made.append(said)
    return tuple(made)


def _is_menu(entries: Value) -> bool:
    return (
        isinstance(entries, tuple)
        and bool(entries)
        and all(
            isinstance(entry, Mapping)
            and ("url" in entry or "title" in entry or "identifier" in entry)
            and all(isinstance(each, str) or not isinstance(each, tuple) for each in entry.values())
            for entry in entries
        )
    )
