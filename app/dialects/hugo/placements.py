"""Where a page stands in menus, as Hugo reads it: gohugo.io/content-management/menus."""

from collections.abc import Mapping

from app.dialects.hugo.configuration import HugoConfiguration
from app.dialects.hugo.places import Place
from app.front_matter import Scalar, Value, is_null, source_text


def placements(
    written: Value | None, link_title: str | None, section: tuple[str, str] | None
) -> Value | None:
    """The menus of a page, each with its place in it; what is no menus stays as it is.

    An entry without a name is named by the `link_title`. `section` is the menu that the page is
    in for being a section, and its identifier there; where it names that menu itself, that counts.
    """
    menus = _by_name(written)
    if menus is None:
        return written
    if section is not None and section[0] not in menus:
        menus[section[0]] = {"identifier": section[1]}
    if link_title:
        for name, place in menus.items():
            if isinstance(place, Mapping) and {"name", "title"}.isdisjoint(place):
                menus[name] = {**place, "title": link_title}
    return menus or None


def section_entry(place: Place, configuration: HugoConfiguration) -> tuple[str, str] | None:
    """The menu of all sections, and by what a section is known there; None for other pages.

    An entry of the configuration that has this identifier, or is so named, takes its place.
    """
    if place.kind != "section" or "/" in place.folder:
        return None
    menu = configuration.section_menu(place.language)
    identifier = place.folder.lower().replace(" ", "-")
    if menu is None or identifier in configuration.menu_keys(menu, place.language):
        return None
    return menu, identifier


def _by_name(written: Value | None) -> dict[str, Value] | None:
    """A name, a list of names or a map of them, as a map; None for anything else."""
    if written is None or is_null(written):
        return {}
    if isinstance(written, Mapping):
        return {name: {} if is_null(place) else place for name, place in written.items()}
    names = written if isinstance(written, tuple) else (written,)
    if not all(isinstance(name, str | Scalar) for name in names):
        return None
    return {text: {} for name in names if (text := source_text(name)) is not None}
