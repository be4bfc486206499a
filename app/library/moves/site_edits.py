"""Edits of the site file, the generator's configuration and data files."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from app.files.text import SourceText
from app.files.tree import suffix_of
from app.front_matter import FrontMatterError, KeyPath
from app.front_matter.data_file import DATA_SUFFIXES, Data, read_data
from app.front_matter.values import texts_in
from app.library.moves.editable_text import EditableText
from app.library.moves.front_matter_edits import (
    ValueChange,
    edits_of_changes,
    is_rooted,
)
from app.library.moves.name_changes import NameChanges
from app.library.moves.plan import Left
from app.library.moves.relocation import Relocation
from app.library.moves.scalar import scalar_span
from app.library.proposals.navigation import ADDRESS_KEYS, NAVIGATION
from app.markdown.edits import Edit
from app.records import LinkTarget, Ref
from app.regex import regex
from app.site.located_site import Place
from app.site.schema import MenuEntry

# Keys of addresses, and parts of the names of navigation.
_ADDRESSES: Final = frozenset({*ADDRESS_KEYS, "page", "to"})
_NAVIGATION: Final = regex(f"{NAVIGATION}|sidebar|toc", re.IGNORECASE)
_PAGE_REFERENCE: Final = "pageref"
# What links of no page are relative to.
_ROOT: Final = LinkTarget("/", Ref("page", "index", "/", ""), "", frozenset())


@dataclass(frozen=True)
class _SiteValue:
    """A value of the site, by the paths of keys at which its place may be known."""

    paths: tuple[KeyPath, ...]
    old: str
    new: str | None


def site_edits(relocation: Relocation) -> Mapping[str, tuple[Edit, ...]]:
    """Return by file the edits of menus and redirects, wherever the site is described."""
    edits: dict[str, list[Edit]] = {}
    site = relocation.before.tree.site
    for change in _site_values(relocation):
        places = (site.place(path) for path in change.paths)
        for place in filter(None, places):
            if change.new is not None and (edit := _edit_at(place, change, relocation)) is not None:
                known = edits.setdefault(place.source.file, [])
                if edit not in known:
                    known.append(edit)
                break
    return {file: tuple(of_file) for file, of_file in edits.items()}


def _edit_at(place: Place, change: _SiteValue, relocation: Relocation) -> Edit | None:
    text = relocation.before.text(place.source.file)
    if text is None or change.new is None:
        return None
    span = scalar_span(text.text, text.offset_of(place.offset), change.old)
    if span is None:
        start = text.offset_of(place.offset)
        end = start + len(change.old)
        # A word of a list of redirects, with others behind it.
        if text.text[start:end] != change.old or text.text[end : end + 1].strip():
            return None
        span = start, end
    return Edit(*span, change.new)


def _site_values(relocation: Relocation) -> Iterator[_SiteValue]:
    """Yield the values of the site that change."""
    site = relocation.before.tree.site.settings
    names = relocation.record_names
    for name, entries in site.menus.items():
        for number, entry in enumerate(entries):
            yield from _menu_values(relocation, names, name, entry, ("menus", name, number))
    for number, rule in enumerate(site.redirects):
        if rule.to is None or rule.implied:
            continue
        new = relocation.address_from(rule.to, _ROOT, _ROOT)
        if new != rule.to:
            paths = (("redirects", number, "to"), ("redirects", number))
            yield _SiteValue(paths, rule.to, new)


def _menu_values(
    relocation: Relocation, names: NameChanges, menu: str, entry: MenuEntry, place: KeyPath
) -> Iterator[_SiteValue]:
    if entry.path is not None:
        new = relocation.address_from(entry.path, _ROOT, _ROOT)
        if new != entry.path:
            yield _SiteValue(((*place, "path"),), entry.path, new)
    if entry.page is not None:
        language = entry.language or relocation.before.tree.site.settings.own_language
        named = _new_page(relocation, entry.page, language)
        if named != entry.page:
            yield _SiteValue(((*place, "page"),), entry.page, named)
    if entry.parent is not None:
        parent = names.identifier(menu, entry.parent)
        if parent != entry.parent:
            yield _SiteValue(((*place, "parent"),), entry.parent, parent)
    for number, child in enumerate(entry.children):
        yield from _menu_values(relocation, names, menu, child, (*place, "children", number))


def _new_page(relocation: Relocation, written: str, language: str | None) -> str | None:
    """Return the name of a menu entry's page after the move; None if there is none for certain."""
    finder = relocation.before.resolver.page_finder
    if finder is None:
        return relocation.names.get(written.strip("/"), written)
    files = finder(written, language, None)
    if len(files) != 1:
        return written
    expected = (relocation.new_name(files[0]),)
    for name in relocation.page_names(written, files[0], _ROOT):
        if relocation.files_named(name, language, None) == expected:
            return name
    return None


def data_edits(relocation: Relocation) -> Iterator[tuple[str, Edit | Left]]:
    """Yield by file the edits of links in data files and in the generator's configuration."""
    before = relocation.before
    rules = {file.name for file in before.listing.rules.configuration}
    site_files = {file.name for file in before.listing.rules.files} - rules
    support = {
        name: file.text
        for name, file in before.tree.data_files.items()
        if isinstance(file.text, SourceText)
    }
    for name in sorted({*support, *rules} - site_files):
        if suffix_of(name) not in DATA_SUFFIXES:
            continue
        text = before.text(name)
        data = None if text is None else _data(name, text)
        if text is None or data is None:
            continue
        changes = _data_changes(relocation, data, is_configuration=name in rules)
        for edit in edits_of_changes(text, data.marks, changes):
            yield name, edit


def _data(name: str, text: EditableText) -> Data | None:
    try:
        return read_data(suffix_of(name), text.source.text)
    except FrontMatterError:
        return None


def _data_changes(
    relocation: Relocation, data: Data, *, is_configuration: bool
) -> Iterator[ValueChange]:
    for path, value in texts_in(data.value):
        # Other paths of a configuration are not addresses of pages.
        is_address = _names_address(path, in_navigation=is_configuration)
        new: str | None
        if is_configuration and str(path[-1]).lower() == _PAGE_REFERENCE:
            language = str(path[1]) if path[0] == "languages" else None
            new = _new_page(relocation, value, language)
        elif is_configuration and not is_address:
            continue
        elif is_rooted(value, relocation):
            new = relocation.address_from(value, _ROOT, _ROOT)
        elif is_address and not any(map(str.isspace, value)) and ":" not in value:
            # Templates put the slash before it.
            new = relocation.address_from(f"/{value}", _ROOT, _ROOT)
            new = new[1:] if new is not None else None
        else:
            continue
        if new is not None and new != value:
            yield ValueChange(path, value, new)


def _names_address(path: KeyPath, *, in_navigation: bool) -> bool:
    """Return True if a value at this path of keys is an address, by the names of the keys."""
    keys = [key for key in path if isinstance(key, str)]
    if not keys or keys[-1].lower() not in _ADDRESSES:
        return False
    return not in_navigation or any(map(_NAVIGATION.search, keys[:-1]))
