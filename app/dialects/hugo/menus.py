"""Menus that pages name: gohugo.io/content-management/menus."""

from collections.abc import Iterator, Mapping

from app.dialects.hugo.configuration import HugoConfiguration
from app.dialects.hugo.tree_layout import ContentFile
from app.front_matter import NO_MARK, KeyPath, Mark, Scalar, Value, is_null, source_text
from app.problems import Fault


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


def menu_faults(key: str, value: Value | None, marks: Mapping[KeyPath, Mark]) -> tuple[Fault, ...]:
    """Return a fault for each menu that is named `true` or `false`."""
    hint = "Name the menu, such as main, or remove it."
    return tuple(
        Fault(
            marks.get(path, marks.get((key,), NO_MARK)).value,
            "menu-name",
            f'{key}: {name} puts the page into a menu with the name "{name}"',
            hint,
        )
        for path, name in _flags(key, value)
    )


def _flags(key: str, value: Value | None) -> Iterator[tuple[KeyPath, str]]:
    """Yield place and source of each menu that is named by a flag."""
    if isinstance(value, Mapping):
        yield from (((key, name), name) for name in value if name in {"true", "false"})
    places: list[tuple[KeyPath, Value | None]] = [((key,), value)]
    if isinstance(value, tuple):
        places = [((key, number), name) for number, name in enumerate(value)]
    for place, name in places:
        if isinstance(name, Scalar) and type(name.value) is bool:
            yield place, name.source


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
