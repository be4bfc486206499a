"""Menus: the entries of pages and of the site file, as trees in reading order."""

import posixpath
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from app.clinic.names import alphabetical
from app.dialects.base import PageFinder
from app.dialects.document import Document
from app.front_matter.schema import MenuFields
from app.library.addresses import is_whole
from app.library.links import LinkResolver, split_address
from app.library.menu_nesting import MENU_DEPTH, nest_menus
from app.library.reading_order import ReadingOrder, reading_order
from app.markdown.sanitise import is_unsafe, scheme_of
from app.problems import Problem, shorten
from app.records import Menu, MenuItem, MenuPlacement, Ref
from app.site.located_site import LocatedSite
from app.site.paths import InvalidPathError, segment
from app.site.schema import MenuEntry
from app.suggestions import one_letter_off

_UNKNOWN: Final = "unknown-reference"
_NO_PARENT: Final = "unknown-parent"
# So many missing parents of a menu are compared with the names of its entries.
_MAX_COMPARED: Final = 100


@dataclass(slots=True, eq=False)
class _Entry:
    """An entry before it has its place in the tree."""

    title: str
    identifier: str
    path: str | None
    target: Ref | None
    weight: int | None
    # The identifier or title of the entry that it belongs below.
    parent: str | None
    # The problem of an entry whose parent does not exist.
    no_parent: Problem
    above: "_Entry | None" = None
    # An entry further up: the topmost one, unless entries were added above it since.
    ancestor: "_Entry | None" = None
    below: list["_Entry"] = field(default_factory=list)


class Menus(NamedTuple):
    """All menus; by the slug of a page, the pages above it; the order of each menu's pages."""

    menus: tuple[Menu, ...]
    above: Mapping[str, tuple[Ref, ...]]
    # By name and language.
    orders: Mapping[tuple[str, str | None], ReadingOrder]
    problems: tuple[Problem, ...]

    @property
    def members(self) -> Mapping[str, frozenset[str]]:
        """The slugs of the pages in the menus of each name, in any language.

        The items of a menu below an entry of another are not members of that one.
        """
        slugs: dict[str, set[str]] = {}
        for (name, _), order in self.orders.items():
            slugs.setdefault(name, set()).update(ref.slug for ref in order.pages)
        return {name: frozenset(names) for name, names in slugs.items()}


def placements(document: Document) -> tuple[MenuPlacement, ...]:
    """Return a document's places in menus, in the order in which it names them."""
    return tuple(
        MenuPlacement(
            menu=name,
            weight=place.weight if place.weight is not None else document.fields.weight,
            title=place.title or place.name or document.title,
            parent=place.parent,
            identifier=place.identifier or _own_name(place) or document.path.strip("/") or "index",
        )
        for name, place in document.fields.menus.items()
    )


def _own_name(place: MenuFields) -> str | None:
    """Return the name of a place that has a title too: others refer to it by the name."""
    return place.name if place.title else None


def build_menus(
    site: LocatedSite,
    documents: Iterable[tuple[Document, Ref]],
    resolver: LinkResolver,
    *,
    of_generator: bool = False,
) -> Menus:
    """Return the trees of all menus, entries by weight, then title; those without weight last.

    A parent that is no entry is no error in the tree `of_generator`, which may make one of it.
    """
    documents = tuple(documents)
    own_language = site.settings.own_language
    problems: list[Problem] = []
    entries: dict[tuple[str, str | None], list[_Entry]] = {}
    has_languages = len(site.settings.languages) > 1
    for name, language, entry in (
        *_site_entries(site, documents, resolver, problems),
        *_document_entries(documents),
    ):
        entries.setdefault((name, language if has_languages else None), []).append(entry)
    menus = []
    above: dict[str, tuple[Ref, ...]] = {}
    orders: dict[tuple[str, str | None], ReadingOrder] = {}
    for key in sorted(entries, key=lambda key: (key[0], key[1] != own_language, key[1] or "")):
        name, language = key
        roots = _build_tree(entries[key], problems, resolver.layouts.makes_parents)
        menus.append(Menu(name=name, language=language, items=tuple(map(_item, roots))))
        pages = list(_pages_with_parents(roots, ()))
        orders[key] = reading_order(ref for ref, _ in pages)
        for ref, parents in pages:
            if parents:
                above.setdefault(ref.slug, parents)
    if of_generator:
        problems = [
            replace(problem, code=_NO_PARENT) if problem.code == _UNKNOWN else problem
            for problem in problems
        ]
    return Menus(nest_menus(menus), above, orders, tuple(problems))


def _document_entries(
    documents: Iterable[tuple[Document, Ref]],
) -> Iterable[tuple[str, str | None, _Entry]]:
    """Yield the entries of documents, each with its menu and language."""
    for document, ref in documents:
        for place in placements(document):
            no_parent = document.problem(
                ("menus", place.menu, "parent"), *_no_parent(place.menu, place.parent)
            )
            entry = _Entry(
                place.title, place.identifier, ref.path, ref, place.weight, place.parent, no_parent
            )
            yield place.menu, document.language, entry


def _site_entries(
    site: LocatedSite,
    documents: Sequence[tuple[Document, Ref]],
    resolver: LinkResolver,
    problems: list[Problem],
) -> Iterable[tuple[str, str | None, _Entry]]:
    """Yield the entries of the site file, each with its menu and language."""
    pages = _PageLookup(documents if site.settings.menus else (), resolver.page_finder)
    for name, entries in site.settings.menus.items():
        for number, entry in enumerate(entries):
            language = entry.language or site.settings.own_language
            builder = _SiteEntryBuilder(site, name, language, resolver, pages, problems)
            for built in builder.build(entry, ("menus", name, number)):
                yield name, language, built


class _SiteEntryBuilder(NamedTuple):
    """Builds entries of one menu in one language."""

    site: LocatedSite
    menu: str
    language: str | None
    resolver: LinkResolver
    pages: "_PageLookup"
    problems: list[Problem]

    def build(
        self, entry: MenuEntry, place: tuple[str | int, ...], parent: str | None = None
    ) -> Iterable[_Entry]:
        """Yield the entry and those below it; `place` is the path of its keys in the site file."""
        pages = self.pages.find(entry.page, self.language) if entry.page is not None else ()
        title, weight, path = entry.title, entry.weight, entry.path
        target: Ref | None = None
        if len(pages) == 1:
            document, target = pages[0]
            # A page gives what its entry lacks.
            path, title = target.path, title or target.title
            weight = weight if weight is not None else document.fields.weight
        elif pages:
            files = ", ".join(document.file for document, _ in pages[:3])
            message = f'the menu entry "{entry.page}" may mean any of {files}'
            hint = "Name the page's path in the content, with a slash at its beginning."
            self._report((*place, "page"), "broken-link", message, hint)
        elif path is not None:
            path = self._in_language(entry.prefix, path)
            path, target = self._resolve(entry.title, path, (*place, "path"))
        title = title or path or ""
        identifier = entry.identifier or _identifier(title)
        no_parent = self.site.problem((*place, "parent"), *_no_parent(self.menu, entry.parent))
        yield _Entry(title, identifier, path, target, weight, entry.parent or parent, no_parent)
        for index, child in enumerate(entry.children):
            yield from self.build(child, (*place, "children", index), identifier)

    def _in_language(self, prefix: str | None, path: str) -> str:
        """Return a path with the prefix of its language if something is there, else as it is."""
        if not prefix or is_whole(path) or path.startswith("#"):
            return path
        own = f"{prefix}/{path.lstrip('/')}"
        plain_path, _ = split_address(own)
        match = self.resolver.addresses.find(plain_path)
        is_there = match is not None and match.code != 410
        return own if is_there or self.resolver.is_unserved(plain_path) else path

    def _resolve(
        self, title: str | None, path: str, place: tuple[str | int, ...]
    ) -> tuple[str | None, Ref | None]:
        """Return the path to serve and the page that it leads to."""
        subject = f'the menu entry "{title}"'
        if is_unsafe(path):
            message = f"{subject} has the scheme {scheme_of(path)}:, which is not safe"
            hint = "Use https:, mailto: or tel:, or leave the path out for a heading."
            self._report(place, "unsafe-link", message, hint)
            return None, None
        if not self.resolver.is_internal(path):
            return path, None
        plain_path, fragment = split_address(path)
        match = self.resolver.addresses.find(plain_path)
        if match is None and (
            self.resolver.is_unserved(plain_path) or self.resolver.is_published(plain_path, "menu")
        ):
            return path, None
        if match is None or match.code == 410:
            message = f'{subject} leads to "{path}", which does not exist'
            drawn = self.resolver.layouts.menus
            if drawn is None or self.menu.lower() in drawn:
                hint = "Mend the path, or leave it out for a heading."
                self._report(place, "broken-link", message, hint)
            else:
                message = f'{message}; no template draws the menu "{self.menu}"'
                self._report(place, "undrawn-menu", message, "Mend the path, or remove the menu.")
            return path, None
        if match.page is None:
            return path, None
        is_exact = match.code is None and fragment is None
        return match.page.path if is_exact else path, match.page.ref

    def _report(self, place: tuple[str | int, ...], code: str, message: str, hint: str) -> None:
        self.problems.append(self.site.problem(place, code, message, hint))


class _PageLookup:
    """Finds the pages that entries of the site file name."""

    def __init__(
        self, documents: Iterable[tuple[Document, Ref]], page_finder: PageFinder | None
    ) -> None:
        self._page_finder = page_finder
        self._by_file = {document.file: (document, ref) for document, ref in documents}
        self._by_name = {
            (document.placement.translation or document.file, document.language): (document, ref)
            for document, ref in self._by_file.values()
        }

    def find(self, name: str, language: str | None) -> Sequence[tuple[Document, Ref]]:
        """Return the page of a file or of a folder's index; several if the name is ambiguous."""
        if self._page_finder is not None:
            files = self._page_finder(name, language, None)
            return [self._by_file[file] for file in files]
        name = name.strip("/")
        files = (name, posixpath.join(name, "index"), posixpath.join(name, "_index"))
        keys = ((name, language), *((file.lower(), language) for file in files))
        return [self._by_name[key] for key in keys if key in self._by_name][:1]


def _no_parent(menu: str, parent: str | None) -> tuple[str, str, str]:
    message = f'the menu "{menu}" has no entry "{parent}" to stand below'
    hint = "Name the identifier or the title of an entry of that menu."
    return _UNKNOWN, message, hint


def _identifier(title: str) -> str:
    try:
        return segment(title)
    except InvalidPathError:
        return title


def _build_tree(
    entries: list[_Entry], problems: list[Problem], makes_parents: bool
) -> list[_Entry]:
    """Put each entry below its parent, and return the entries at the top."""
    by_name: dict[str, _Entry] = {}
    for entry in entries:
        by_name.setdefault(entry.identifier, entry)
    for entry in entries:
        by_name.setdefault(entry.title, entry)
    if makes_parents:
        missing = _missing_parents(entries, by_name)
        problems += _slips(missing[:_MAX_COMPARED], by_name)
        entries = [*entries, *missing]
        by_name.update({entry.title: entry for entry in missing})
    for entry in entries:
        if not entry.parent:
            continue
        parent = by_name.get(entry.parent)
        if parent is None:
            problems.append(entry.no_parent)
        elif _topmost(parent) is entry:
            message = f'the menu entry "{entry.title}" would stand below itself'
            hint = "Name another parent, or none."
            problems.append(replace(entry.no_parent, message=message, hint=hint))
        else:
            entry.above = entry.ancestor = parent
            parent.below.append(entry)
    for entry in entries:
        entry.below.sort(key=_rank)
    roots = [entry for entry in entries if entry.above is None]
    problems += _limit_depth(roots)
    return sorted(roots, key=_rank)


def _missing_parents(entries: Iterable[_Entry], known: Container[str]) -> list[_Entry]:
    """Return an entry without an address for each parent that is not known."""
    first = {
        entry.parent: entry.no_parent
        for entry in reversed(tuple(entries))
        if entry.parent and entry.parent not in known
    }
    return [_Entry(name, name, None, None, None, None, problem) for name, problem in first.items()]


def _slips(missing: Iterable[_Entry], known: Iterable[str]) -> Iterable[Problem]:
    """Yield the problems of missing parents that are nearly named like an entry."""
    for entry in missing:
        if (name := one_letter_off(entry.title, known)) is not None:
            message = f'{entry.no_parent.message}; there is "{shorten(name)}"'
            hint = "Write its name in the same way, unless an entry without an address is meant."
            yield replace(entry.no_parent, code="misspelt-parent", message=message, hint=hint)


def _limit_depth(roots: list[_Entry]) -> Iterable[Problem]:
    """Move entries that stand too deep to the top: many JSON parsers limit the depth."""
    level, depth = list(roots), 1
    while level:
        below = [child for entry in level for child in entry.below]
        if depth == MENU_DEPTH:
            for child in below:
                message = f'the menu entry "{child.title}" stands below {MENU_DEPTH} others'
                hint = "Name a parent further up."
                yield replace(child.no_parent, code="nested-too-deep", message=message, hint=hint)
            roots += below
            for entry in level:
                entry.below = []
            depth = 0
        level, depth = below, depth + 1


def _topmost(entry: _Entry) -> _Entry:
    """Return the topmost entry above this one; chains are shortened on the way."""
    passed = []
    while entry.ancestor is not None:
        passed.append(entry)
        entry = entry.ancestor
    for lower in passed:
        lower.ancestor = entry
    return entry


def _rank(entry: _Entry) -> tuple[bool, int, tuple[str, str], str]:
    return entry.weight is None, entry.weight or 0, alphabetical(entry.title), entry.identifier


def _item(entry: _Entry) -> MenuItem:
    return MenuItem(
        title=entry.title,
        path=entry.path,
        target=entry.target,
        weight=entry.weight,
        identifier=entry.identifier,
        children=tuple(map(_item, entry.below)),
    )


def _pages_with_parents(
    entries: Iterable[_Entry], parents: tuple[Ref, ...]
) -> Iterable[tuple[Ref, tuple[Ref, ...]]]:
    """Yield the pages of a menu in reading order, each with the pages above it."""
    for entry in entries:
        if entry.target is not None:
            yield entry.target, parents
        deeper = (*parents, entry.target) if entry.target is not None else parents
        yield from _pages_with_parents(entry.below, deeper)
