"""Menus of Hugo's configuration and of its pages: gohugo.io/content-management/menus."""

from collections.abc import Mapping
from typing import Final

from app.dialects.hugo.configuration import HugoConfiguration
from app.dialects.hugo.tree_layout import ContentFile
from app.dialects.mappings import lowered_keys
from app.front_matter import FrontMatter, KeyPath, Mark, Scalar, Value, is_null, source_text

# Hugo's keys of an entry, and ours; where several set the same, the first counts.
_KEYS: Final[Mapping[str, str]] = {
    "name": "title",
    "title": "title",
    "pageref": "path",
    "url": "path",
    "weight": "weight",
    "identifier": "identifier",
    "parent": "parent",
}


def read_menus(
    front_matter: FrontMatter,
    path: KeyPath,
    value: Value | None,
    language: str | None,
    prefix: str = "",
) -> FrontMatter | None:
    """Return the site file's `menus` of those at a path of a configuration; None without any.

    `prefix` is that of the paths of the language's pages.
    """
    if not isinstance(value, Mapping):
        return None
    marks: dict[KeyPath, Mark] = {("menus",): Mark(0, 0)}
    menus: dict[str, Value] = {}
    for name, entries in value.items():
        if not isinstance(entries, tuple):
            continue
        items: list[Value] = []
        for number, entry in enumerate(entries):
            if isinstance(entry, Mapping):
                item: KeyPath = ("menus", name, len(items))
                marks[item] = front_matter.marks.get((*path, name, number), Mark(0, 0))
                items.append(_entry(entry, item, marks, language, prefix))
        menus[name] = tuple(items)
    return FrontMatter({"menus": menus}, marks) if menus else None


def page_menus(
    value: Value | None, link_title: str | None, section: tuple[str, str] | None
) -> Value | None:
    """Return a page's menus, with its entry in each; a value that is no menus is unchanged.

    An entry without a name is named by the `link_title`. `section` is the menu of all sections and
    the page's identifier in it; the page's own entry there overrides it.
    """
    menus = _by_name(value)
    if menus is None:
        return value
    if section is not None and section[0] not in menus:
        menus[section[0]] = {"identifier": section[1]}
    if link_title:
        for name, entry in menus.items():
            if isinstance(entry, Mapping) and {"name", "title"}.isdisjoint(entry):
                menus[name] = {**entry, "title": link_title}
    return menus or None


def section_entry(content: ContentFile, configuration: HugoConfiguration) -> tuple[str, str] | None:
    """Return the menu of all sections, and a section's identifier in it; None for other pages.

    An entry of the configuration with this identifier or name replaces it.
    """
    if content.kind != "section" or "/" in content.folder:
        return None
    menu = configuration.section_menu(content.language)
    identifier = content.folder.lower().replace(" ", "-")
    if menu is None or identifier in configuration.menu_keys(menu, content.language):
        return None
    return menu, identifier


def _entry(
    entry: Mapping[str, Value],
    item: KeyPath,
    marks: dict[KeyPath, Mark],
    language: str | None,
    prefix: str,
) -> Mapping[str, Value]:
    values = lowered_keys(entry)
    result: dict[str, Value] = {}
    for theirs, ours in _KEYS.items():
        value = values.get(theirs)
        if value is not None and ours not in result and source_text(value) is not None:
            result[ours] = value
            marks[(*item, ours)] = marks[item]
    path = result.get("path")
    page = source_text(values["pageref"]) if "pageref" in values else None
    if page is not None and path is not None:
        result["page"] = page
        result["path"] = f"{prefix}/{page.lstrip('/')}"
        marks[(*item, "page")] = marks[item]
    # An entry without a name is named by its page, else by its identifier or path.
    result.setdefault("title", "" if page else result.get("identifier", path or ""))
    if language is not None:
        result["language"] = language
    return result


def _by_name(value: Value | None) -> dict[str, Value] | None:
    """Return a name, a list of names or a map of them as a map; None for anything else."""
    if value is None or is_null(value):
        return {}
    if isinstance(value, Mapping):
        return {name: {} if is_null(entry) else entry for name, entry in value.items()}
    names = value if isinstance(value, tuple) else (value,)
    if not all(isinstance(name, str | Scalar) for name in names):
        return None
    return {text: {} for name in names if (text := source_text(name)) is not None}
