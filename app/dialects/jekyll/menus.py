"""`_data/menus.yml` of the plugin jekyll-menus → menus of a site file."""

from collections.abc import Mapping
from typing import Final

from app.front_matter import FrontMatter, KeyPath, Mark, Value, source_text

MENU_FILES: Final = ("menus.yml", "menus.yaml")
_KEYS: Final[Mapping[str, str]] = {
    "title": "title",
    "url": "path",
    "identifier": "identifier",
    "weight": "weight",
}


def read_menus(front_matter: FrontMatter) -> FrontMatter | None:
    """Return the menus of the file; None if it holds something else.

    A menu whose name is the identifier of an entry elsewhere is also below that entry.
    """
    menus = front_matter.values
    if not menus or not all(map(_is_menu, menus.values())):
        return None
    marks: dict[KeyPath, Mark] = {("menus",): Mark(0, 0)}
    result: dict[str, Value] = {}
    for name in menus:
        marks[("menus", name)] = front_matter.marks.get((name,), Mark(0, 0))
        result[name] = _entries(front_matter, name, ("menus", name), marks, frozenset({name}))
    return FrontMatter({"menus": result}, marks)


def _entries(
    front_matter: FrontMatter,
    name: str,
    path: KeyPath,
    marks: dict[KeyPath, Mark],
    above: frozenset[str],
) -> tuple[Value, ...]:
    entries = front_matter.values[name]
    assert isinstance(entries, tuple)
    result: list[Value] = []
    for number, entry in enumerate(entries):
        assert isinstance(entry, Mapping)
        place: KeyPath = (*path, number)
        marks[place] = front_matter.marks.get((name, number), Mark(0, 0))
        item: dict[str, Value] = {}
        for key, value in entry.items():
            if (ours := _KEYS.get(key)) is not None:
                item[ours] = value
                mark = front_matter.marks.get((name, number, key), marks[place])
                marks[(*place, ours)] = mark
        item.setdefault("title", source_text(entry.get("url", "")) or "")
        below = source_text(entry.get("identifier", ""))
        if below and below in front_matter.values and below not in above:
            children = (*place, "children")
            item["children"] = _entries(front_matter, below, children, marks, above | {below})
        result.append(item)
    return tuple(result)


def _is_menu(entries: Value) -> bool:
    return isinstance(entries, tuple) and bool(entries) and all(map(_is_entry, entries))


def _is_entry(entry: Value) -> bool:
    return (
        isinstance(entry, Mapping)
        and not entry.keys().isdisjoint({"url", "title", "identifier"})
        and not any(isinstance(value, tuple) for value in entry.values())
    )
