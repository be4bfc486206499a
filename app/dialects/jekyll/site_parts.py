"""Files of plugins and hosts → parts of a site file: menus and redirects."""

import re
from collections.abc import Mapping
from typing import Final

from app.front_matter import NO_MARK, FrontMatter, KeyPath, Mark, Value, source_text
from app.regex import regex

# In the folder of data, of the plugin jekyll-menus.
MENU_FILES: Final = ("menus.yml", "menus.yaml")
_KEYS: Final = {"title": "title", "url": "path", "identifier": "identifier", "weight": "weight"}
# A page without a file, in a folder that is written out: `Page.new(site, base, "folder", name)`.
_MADE_PAGE: Final = regex(
    r"\b(?:Page|PageWithoutAFile)\.new\([^,()\n]+,[^,()\n]+,\s*[\"']([\w/-]+)[\"']\s*,"
)
# A class of such pages, and a folder that it puts together: `File.join(lang, "news")`.
_PAGE_CLASS: Final = regex(r"<\s*(?:::)?(?:Jekyll::)?(?:Page|PageWithoutAFile)\b")
_JOINED: Final = regex(r"\bFile\.join\(([^()\n]{1,200})\)")
_LITERAL: Final = regex(r"[\"']/?([A-Za-z0-9][\w-]*)/?[\"']")
_MAX_JOINED: Final = 20


def plugin_folders(source: str) -> tuple[str, ...]:
    """Return the folders in which a plugin, a text in Ruby, makes pages."""
    return tuple(sorted({folder.strip("/") for folder in _MADE_PAGE.findall(source)} - {""}))


def joined_folders(source: str) -> tuple[str, ...]:
    """Return the folders that a plugin's class of pages puts together, as globs.

    What is computed is any one name; `super` is each of the folders before.
    """
    if _PAGE_CLASS.search(source) is None:
        return ()
    folders: dict[str, None] = {}
    for joined in _JOINED.finditer(source):
        first, *rest = [part.strip() for part in joined[1].split(",")]
        tail = [match[1] if (match := _LITERAL.fullmatch(part)) else "*" for part in rest]
        literal = _LITERAL.fullmatch(first)
        heads = tuple(folders) if first == "super" else (literal[1] if literal else "*",)
        joined_paths = ["/".join((head, *tail)) for head in heads]
        folders.update(dict.fromkeys(folder for folder in joined_paths if re.search(r"\w", folder)))
        if len(folders) >= _MAX_JOINED:
            break
    return tuple(folders)[:_MAX_JOINED]


def plugin_routes(source: str) -> FrontMatter | None:
    """Return the addresses in the folders in which a plugin makes pages, as `routes`."""
    routes = (
        *(f"/{folder}/**" for folder in plugin_folders(source)),
        *(f"/{folder}" for folder in joined_folders(source)),
    )
    if not routes:
        return None
    places = (("routes",), *(("routes", index) for index in range(len(routes))))
    return FrontMatter({"routes": routes}, dict.fromkeys(places, NO_MARK))


def read_menus(front_matter: FrontMatter) -> FrontMatter | None:
    """Return the menus of the file; None if it holds something else.

    A menu whose name is the identifier of an entry elsewhere is also below that entry.
    """
    menus = front_matter.values
    for entries in menus.values():
        if not isinstance(entries, tuple) or not entries or not all(map(_is_entry, entries)):
            return None
    if not menus:
        return None
    marks: dict[KeyPath, Mark] = {("menus",): NO_MARK}
    result: dict[str, Value] = {}
    for name in menus:
        marks[("menus", name)] = front_matter.marks.get((name,), NO_MARK)
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
        marks[place] = front_matter.marks.get((name, number), NO_MARK)
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


def _is_entry(entry: Value) -> bool:
    return (
        isinstance(entry, Mapping)
        and not entry.keys().isdisjoint({"url", "title", "identifier"})
        and not any(isinstance(value, tuple) for value in entry.values())
    )
