"""The site as its files describe it, each value with its place in a file."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property
from typing import Final, NamedTuple, Self

from pydantic import BaseModel

from app.files.text import SourceText, decode
from app.files.tree import SITE_FILE
from app.front_matter import (
    NO_MARK,
    FrontMatter,
    FrontMatterError,
    KeyPath,
    Mark,
    Value,
    nearest,
    read_yaml,
)
from app.front_matter.fitting import fit
from app.problems import Fault, Problem
from app.site.schema import Collection, ConditionLists, MenuEntry, RedirectRule, Site
from app.suggestions import misspelt, most_like

# Keys whose values in several files are merged; of any other key the last value counts.
_MERGED: Final = ("collections", "menus", "ignore")
# The number of keys that lead to an entry, such as an office.
_ENTRY_KEYS: Final = 2


class Place(NamedTuple):
    """An offset in a file's text."""

    source: SourceText
    offset: int


class LocatedSite:
    """The settings of a site from all its files, with the places of the values there."""

    def __init__(
        self, settings: Site, places: Mapping[KeyPath, Place], source: SourceText | None = None
    ) -> None:
        self.settings = settings
        self._places = places
        # The file for problems with values that no file sets.
        self._source = source

    def problem(self, path: KeyPath, code: str, message: str, hint: str) -> Problem:
        """Return a problem with the value at this path of keys."""
        path = nearest(path, self._places)
        source, offset = self._places[path] if path else (self._source, 0)
        if source is None:
            return Problem(SITE_FILE, 1, 1, code, message, hint)
        return source.problem(Fault(offset, code, message, hint))

    def place(self, path: KeyPath) -> Place | None:
        """Return the place of the value at this path of keys; None if no file sets it."""
        return self._places.get(path)

    def part(self, path: KeyPath, value: Value) -> tuple[SourceText, FrontMatter] | None:
        """Return the entry at this path of keys by itself, with its places; None without a file.

        The path has two keys or more, such as those of an office: `locations`, 0.
        """
        place = self._places.get(path)
        if place is None:
            return None
        length = len(path)
        marks = {
            inner[length:]: Mark(at.offset, at.offset)
            for inner, at in self._entries.get(path[:_ENTRY_KEYS], ())
            if inner[:length] == path != inner
        }
        values = value if isinstance(value, Mapping) else {}
        return place.source, FrontMatter(values, marks)

    @cached_property
    def _entries(self) -> Mapping[KeyPath, Sequence[tuple[KeyPath, Place]]]:
        """The places of the values in each entry of the file, by its first keys."""
        entries: dict[KeyPath, list[tuple[KeyPath, Place]]] = {}
        for path, place in self._places.items():
            entries.setdefault(path[:_ENTRY_KEYS], []).append((path, place))
        return entries

    def and_then(
        self, source: SourceText, front_matter: FrontMatter, *, adds: bool = False
    ) -> tuple[Self, tuple[Problem, ...]]:
        """Return the site with the keys of another file, and that file's problems.

        `adds`: its entries are added to menus of the same name instead of replacing them.
        """
        new, faults, fit_marks = fit(Site, front_matter)
        marks = dict(fit_marks)
        if adds:
            before = self.settings.menus
            marks = {_behind(path, before): mark for path, mark in marks.items()}
            menus = {name: (*before.get(name, ()), *more) for name, more in new.menus.items()}
            new = new.model_copy(update={"menus": menus})
        if isinstance(front_matter.values.get("redirects"), Mapping):
            for number, rule in enumerate(new.redirects):
                marks[("redirects", number)] = marks[("redirects", rule.source)]
        values = {key: getattr(new, key) for key in new.model_fields_set}
        for key in _MERGED:
            if key in values:
                values[key] = {**getattr(self.settings, key), **values[key]}
        # The first rule for an address counts, so those of the later file come first.
        for key in ("redirects", "routes"):
            if key in values:
                values[key] = (*values[key], *getattr(self.settings, key))
        places = {
            **_moved(self._places, len(new.redirects)),
            **{path: Place(source, mark.value) for path, mark in marks.items()},
        }
        site = self.settings.model_copy(update=values)
        problems = tuple(source.problem(fault) for fault in faults)
        return type(self)(site, places, self._source or source), problems


def read_site(
    file: str, data: bytes | None, before: LocatedSite | None = None
) -> tuple[LocatedSite, tuple[Problem, ...]]:
    """Return the site of the site file, or of `before` if there is none.

    `before` is the site that other files describe.
    """
    before = before or LocatedSite(Site(), {})
    if data is None:
        return before, ()
    source = decode(file, data)
    if isinstance(source, Problem):
        return before, (source,)
    try:
        front_matter, faults = read_yaml(source.text)
    except FrontMatterError as error:
        problems = tuple(source.problem(fault) for fault in error.faults)
        return before, (*source.mojibake(), *problems)
    site, wrong = before.and_then(source, front_matter)
    problems = tuple(source.problem(fault) for fault in (*faults, *_unknown(front_matter)))
    return site, (*source.mojibake(), *problems, *wrong)


def _unknown(front_matter: FrontMatter) -> Iterable[Fault]:
    known = frozenset(Site.model_fields)
    for key in front_matter.values:
        if key not in known:
            meant = misspelt(key, known)
            hint = f'Did you mean "{meant}"?' if meant else f"Known are {', '.join(sorted(known))}."
            message = f'"{key}" is not a key of the site file; it has no effect'
            yield Fault(front_matter.marks[(key,)].key, "misspelt-key", message, hint)
    for path, value, names in _parts(front_matter.values):
        for key in value if isinstance(value, Mapping) else ():
            if key not in names:
                where = ".".join(map(str, path))
                best = most_like(key, names)
                hint = f'Did you mean "{best[0]}"?' if best else f"Known are {', '.join(names)}."
                message = f'"{key}" is not a known key of {where}; it has no effect'
                mark = front_matter.marks.get((*path, key), NO_MARK)
                yield Fault(mark.key, "unknown-key", message, hint)


def _parts(values: Mapping[str, Value]) -> Iterable[tuple[KeyPath, Value, Sequence[str]]]:
    """Yield the path and value of each mapping with fixed keys, and these."""
    yield ("condition_lists",), values.get("condition_lists", ()), _keys(ConditionLists)
    if isinstance(collections := values.get("collections"), Mapping):
        for name, collection in collections.items():
            yield ("collections", name), collection, _keys(Collection)
    if isinstance(redirects := values.get("redirects"), tuple):
        for number, redirect in enumerate(redirects):
            yield ("redirects", number), redirect, _keys(RedirectRule)
    if isinstance(menus := values.get("menus"), Mapping):
        for name, entries in menus.items():
            yield from _menu_entries(("menus", name), entries)
    offices = values.get("locations")
    for path, source in (
        [(("locations", number), source) for number, source in enumerate(offices)]
        if isinstance(offices, tuple)
        else [(("locations",), offices)]
    ):
        if isinstance(source, Mapping) and "from" in source:
            yield path, source, ("fields", "from")


def _menu_entries(path: KeyPath, entries: Value) -> Iterable[tuple[KeyPath, Value, Sequence[str]]]:
    for number, entry in enumerate(entries if isinstance(entries, tuple) else ()):
        yield (*path, number), entry, _keys(MenuEntry)
        if isinstance(entry, Mapping) and "children" in entry:
            yield from _menu_entries((*path, number, "children"), entry["children"])


@cache
def _keys(model: type[BaseModel]) -> Sequence[str]:
    """Return the keys of a model that authors write."""
    fields = model.model_fields.items()
    return sorted(field.alias or name for name, field in fields if not field.exclude)


def _behind(path: KeyPath, menus: Mapping[str, tuple[MenuEntry, ...]]) -> KeyPath:
    """Return the path of a menu entry that is added behind the existing ones."""
    if len(path) > 2 and path[0] == "menus" and isinstance(path[2], int):
        return (*path[:2], path[2] + len(menus.get(str(path[1]), ())), *path[3:])
    return path


def _moved(places: Mapping[KeyPath, Place], by: int) -> dict[KeyPath, Place]:
    """Return the places, with those of redirects behind `by` new ones."""
    return {
        (path[0], path[1] + by, *path[2:])
        if path[0] == "redirects" and len(path) > 1 and isinstance(path[1], int)
        else path: place
        for path, place in places.items()
    }
