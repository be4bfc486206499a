"""Menus: what pages and the site file say of them, as trees; the ways through them."""

import posixpath
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from app.dialects.base import PageFinder
from app.dialects.document import Document
from app.library.links import Resolver, split_address
from app.library.reading_order import ReadingOrder, reading_order
from app.markdown.sanitise import is_unsafe, scheme_of
from app.problems import Problem
from app.records import Menu, MenuItem, MenuPlacement, Ref
from app.site.paths import InvalidPathError, segment
from app.site.schema import MenuEntry
from app.site.site_file import SiteFile
from app.site.urls import is_internal, own_host

MENU_DEPTH: Final = 100


@dataclass(slots=True)
class _Entry:
    """An entry before it has found its place in the tree."""

    title: str
    identifier: str
    path: str | None
    target: Ref | None
    weight: int | None
    parent: str | None
    orphaned: Problem
    above: "_Entry | None" = None
    # An entry further up, at the top if nothing has changed since it was looked for.
    higher: "_Entry | None" = None
    below: list["_Entry"] = field(default_factory=list)


class Menus(NamedTuple):
    """All menus, and for each page's slug the pages above it and those beside it."""

    menus: tuple[Menu, ...]
    above: Mapping[str, tuple[Ref, ...]]
    # By name and language.
    ways: Mapping[tuple[str, str | None], ReadingOrder]
    problems: tuple[Problem, ...]

    @property
    def members(self) -> frozenset[str]:
        """The slugs of the pages that stand in any menu."""
        return frozenset(ref.slug for way in self.ways.values() for ref in way.pages)


def placements(document: Document) -> tuple[MenuPlacement, ...]:
    """A document's places in menus, in the order in which it names them."""
    return tuple(
        MenuPlacement(
            menu=name,
            weight=place.weight if place.weight is not None else document.fields.weight,
            title=place.title or place.name or document.title,
            parent=place.parent,
            identifier=place.identifier or document.path.strip("/") or "index",
        )
        for name, place in document.fields.menus.items()
    )


def build_menus(
    site: SiteFile,
    documents: Iterable[tuple[Document, Ref]],
    resolver: Resolver,
) -> Menus:
    """The trees of all menus, entries by weight, then title; those without a weight come last.

    Pages that entries of the site file name are found as references are, in a tree that has some.
    """
    documents = tuple(documents)
    pages = _Pages(documents if site.site.menus else (), resolver.page_finder)
    own = site.site.own_language
    several = len(site.site.languages) > 1
    entries: dict[tuple[str, str | None], list[_Entry]] = {}
    problems: list[Problem] = []
    for name, written in site.site.menus.items():
        for number, entry in enumerate(written):
            language = (entry.language or own) if several else None
            entries.setdefault((name, language), []).extend(
                _SiteMenu(site, name, resolver, pages, entry.language or own).entry(
                    entry, (number,), problems
                )
            )
    for document, ref in documents:
        for place in placements(document):
            orphaned = document.problem(
                ("menus", place.menu, "parent"),
                "unknown-reference",
                f'the menu "{place.menu}" has no entry "{place.parent}" to stand below',
                "Name the identifier or the title of an entry of that menu.",
            )
            language = document.language if several else None
            entries.setdefault((place.menu, language), []).append(
                _Entry(
                    place.title,
                    place.identifier,
                    ref.path,
                    ref,
                    place.weight,
                    place.parent,
                    orphaned,
                )
            )
    menus = []
    above: dict[str, tuple[Ref, ...]] = {}
    through: dict[tuple[str, str | None], ReadingOrder] = {}
    for key in sorted(entries, key=lambda each: (each[0], each[1] != own, each[1] or "")):
        name, language = key
        tops, wrong = _tree(entries[key])
        problems += wrong
        items = tuple(_item(entry) for entry in tops)
        menus.append(Menu(name=name, language=language, items=items))
        ways = list(_ways(tops, ()))
        through[key] = reading_order(ref for ref, _ in ways)
        for ref, parents in ways:
            if parents:
                above.setdefault(ref.slug, parents)
    return Menus(tuple(menus), above, through, tuple(problems))


class _SiteMenu(NamedTuple):
    """The entries that the site file gives one menu."""

    site: SiteFile
    name: str
    resolver: Resolver
    pages: "_Pages"
    language: str | None

    def entry(
        self,
        entry: MenuEntry,
        way: tuple[str | int, ...],
        problems: list[Problem],
        parent: str | None = None,
    ) -> Iterable[_Entry]:
        """The entry with those below it, each told by whose it stands."""
        place = ("menus", self.name, *way)
        found = self.pages.named(entry.page, self.language) if entry.page is not None else ()
        title, weight = entry.title, entry.weight
        path: str | None
        target: Ref | None
        if len(found) == 1:
            (document, target) = found[0]
            path = target.path
            # What an entry does not say of itself its page says.
            title = title or target.title
            weight = weight if weight is not None else document.fields.weight
        elif found:
            path, target = entry.path, None
            problems.append(self._unclear(entry, place, [each.file for each, _ in found]))
        else:
            path, target = self._target(entry, place, problems)
        title = title or path or ""
        identifier = entry.identifier or _identifier(title)
        orphaned = self.site.problem(
            (*place, "parent"),
            "unknown-reference",
            f'the menu "{self.name}" has no entry "{entry.parent}" to stand below',
            "Name the identifier or the title of an entry of that menu.",
        )
        above = entry.parent or parent
        yield _Entry(title, identifier, path, target, weight, above, orphaned)
        for index, below in enumerate(entry.children):
            yield from self.entry(below, (*way, "children", index), problems, identifier)

    def _unclear(
        self, entry: MenuEntry, place: tuple[str | int, ...], files: Sequence[str]
    ) -> Problem:
        told = f'the menu entry "{entry.page}" may mean any of {", ".join(files[:3])}'
        hint = "Name the path that the page has in the content, with a slash at its beginning."
        return self.site.problem((*place, "page"), "broken-link", told, hint)

    def _target(
        self, entry: MenuEntry, place: tuple[str | int, ...], problems: list[Problem]
    ) -> tuple[str | None, Ref | None]:
        path = entry.path
        if path is None:
            return None, None
        if is_unsafe(path):
            scheme = scheme_of(path)
            told = f'the menu entry "{entry.title}" has the scheme {scheme}:, which is not safe'
            hint = "Use https:, mailto: or tel:, or leave the path out for a heading."
            problems.append(self.site.problem((*place, "path"), "unsafe-link", told, hint))
            return None, None
        if not is_internal(own_host(self.site.site.base_url), path):
            return path, None
        within, fragment = split_address(path)
        found = self.resolver.website.find(within)
        if found is None and self.resolver.is_unserved(within):
            return path, None
        if found is None or found.code == 410:
            told = f'the menu entry "{entry.title}" leads to "{path}", where nothing is'
            hint = "Mend the path, or leave it out for a heading."
            problems.append(self.site.problem((*place, "path"), "broken-link", told, hint))
            return path, None
        if found.page is None:
            return path, None
        plain = found.code is None and fragment is None
        return found.page.path if plain else path, found.page.ref


class _Pages:
    """The pages that entries of the site file may name."""

    def __init__(
        self, documents: Iterable[tuple[Document, Ref]], page_finder: PageFinder | None
    ) -> None:
        self._finder = page_finder
        self._by_file = {document.file: (document, ref) for document, ref in documents}
        self._by_place = {
            (document.placement.translation or document.file, document.language): (document, ref)
            for document, ref in self._by_file.values()
        }

    def named(self, written: str, language: str | None) -> Sequence[tuple[Document, Ref]]:
        """The page of a file, or of a folder by its index; several where that is not clear."""
        if self._finder is not None:
            found = self._finder.find(written, language, None)
            return [self._by_file[file] for file in found]
        name = written.strip("/")
        places = (name, posixpath.join(name, "index"), posixpath.join(name, "_index"))
        keys = ((name, language), *((place.lower(), language) for place in places))
        return [self._by_place[key] for key in keys if key in self._by_place][:1]


def _identifier(title: str) -> str:
    try:
        return segment(title)
    except InvalidPathError:
        return title


def _tree(entries: list[_Entry]) -> tuple[list[_Entry], list[Problem]]:
    named: dict[str, _Entry] = {}
    for entry in entries:
        named.setdefault(entry.identifier, entry)
    for entry in entries:
        named.setdefault(entry.title, entry)
    problems = []
    for entry in entries:
        if entry.parent is None:
            continue
        parent = named.get(entry.parent)
        if parent is None:
            problems.append(entry.orphaned)
        elif _top_of(parent) is entry:
            told = f'the menu entry "{entry.title}" would stand below itself'
            hint = "Name another parent, or none."
            problems.append(replace(entry.orphaned, message=told, hint=hint))
        else:
            entry.above = entry.higher = parent
            parent.below.append(entry)
    for entry in entries:
        entry.below.sort(key=_rank)
    tops = [entry for entry in entries if entry.above is None]
    problems += _cut(tops)
    return sorted(tops, key=_rank), problems


def _cut(tops: list[_Entry]) -> Iterable[Problem]:
    """Let entries that stand too deep begin anew at the top: few readers of JSON could follow."""
    level, depth = list(tops), 1
    while level:
        if depth == MENU_DEPTH:
            for entry in level:
                for deeper in entry.below:
                    told = f'the menu entry "{deeper.title}" stands below {MENU_DEPTH} others'
                    hint = "Name a parent further up."
                    yield replace(deeper.orphaned, code="nested-too-deep", message=told, hint=hint)
        below = [deeper for entry in level for deeper in entry.below]
        if depth == MENU_DEPTH:
            tops += below
            for entry in level:
                entry.below = []
            depth = 0
        level, depth = below, depth + 1


def _top_of(entry: _Entry) -> _Entry:
    """The topmost entry above this one. Each on the way is told, so that no chain is long twice."""
    way = []
    while entry.higher is not None:
        way.append(entry)
        entry = entry.higher
    for passed in way:
        passed.higher = entry
    return entry


def _rank(entry: _Entry) -> tuple[bool, int, str, str]:
    return entry.weight is None, entry.weight or 0, entry.title.casefold(), entry.identifier


def _item(entry: _Entry) -> MenuItem:
    return MenuItem(
        title=entry.title,
        path=entry.path,
        target=entry.target,
        weight=entry.weight,
        identifier=entry.identifier,
        children=tuple(_item(below) for below in entry.below),
    )


def _ways(
    entries: Iterable[_Entry], parents: tuple[Ref, ...]
) -> Iterable[tuple[Ref, tuple[Ref, ...]]]:
    """Each page of a menu in reading order, with the pages above it."""
    for entry in entries:
        if entry.target is not None:
            yield entry.target, parents
        deeper = (*parents, entry.target) if entry.target is not None else parents
        yield from _ways(entry.below, deeper)
