"""The site as its files say it is, each value with the way back to the line that says it."""

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple, Self

from app.files.text import SourceText, decode
from app.files.tree import SITE_FILE
from app.front_matter import FrontMatter, FrontMatterError, KeyPath, read_yaml
from app.front_matter.fitting import fit
from app.problems import Fault, Problem
from app.site.schema import MenuEntry, Site
from app.suggestions import misspelt

# What several files say is put together; of all else the last word counts.
_TOGETHER: Final = ("collections", "menus", "ignore")


class Said(NamedTuple):
    """Where something is said: an offset of a file's text."""

    source: SourceText
    offset: int


class SiteFile:
    """The site as read, with the way back to the lines of its files."""

    def __init__(
        self, site: Site, places: Mapping[KeyPath, Said], source: SourceText | None = None
    ) -> None:
        self.site = site
        self._places = places
        # Where what nobody says is told of.
        self._source = source

    def problem(self, path: KeyPath, code: str, message: str, hint: str) -> Problem:
        """A problem with the value at this path of keys."""
        while path and path not in self._places:
            path = path[:-1]
        if path:
            said = self._places[path]
            return said.source.problem(Fault(said.offset, code, message, hint))
        if self._source is None:
            return Problem(SITE_FILE, 1, 1, code, message, hint)
        return self._source.problem(Fault(0, code, message, hint))

    def and_then(
        self, source: SourceText, found: FrontMatter, *, adds: bool = False
    ) -> tuple[Self, tuple[Problem, ...]]:
        """The site once another file has said more of it: the keys of a site file.

        `adds`: its menus' entries come to those of the same name rather than in their place.
        """
        fitted = fit(Site, found)
        new = fitted.fields
        marks = dict(fitted.marks)
        if adds:
            before = self.site.menus
            marks = {_behind(path, before): mark for path, mark in marks.items()}
            menus = {name: (*before.get(name, ()), *more) for name, more in new.menus.items()}
            new = new.model_copy(update={"menus": menus})
        if isinstance(found.values.get("redirects"), Mapping):
            for number, rule in enumerate(new.redirects):
                marks[("redirects", number)] = marks[("redirects", rule.source)]
        said = {key: getattr(new, key) for key in new.model_fields_set}
        for key in _TOGETHER:
            if key in said:
                said[key] = {**getattr(self.site, key), **said[key]}
        # The first rule for an address counts, so what is said later comes first.
        if "redirects" in said:
            said["redirects"] = (*new.redirects, *self.site.redirects)
        places = {
            **_moved(self._places, len(new.redirects)),
            **{path: Said(source, mark.value) for path, mark in marks.items()},
        }
        made = type(self)(self.site.model_copy(update=said), places, self._source or source)
        return made, tuple(source.problem(fault) for fault in fitted.faults)


def read_site(
    file: str, data: bytes | None, before: SiteFile | None = None
) -> tuple[SiteFile, tuple[Problem, ...]]:
    """The site file, or the site that says nothing where there is none.

    `before` is what other files have said of the site already.
    """
    before = before or SiteFile(Site(), {})
    if data is None:
        return before, ()
    source = decode(file, data)
    if isinstance(source, Problem):
        return before, (source,)
    try:
        found, faults = read_yaml(source.text)
    except FrontMatterError as error:
        problems = tuple(source.problem(fault) for fault in error.faults)
        return before, (*source.mojibake(), *problems)
    site, wrong = before.and_then(source, found)
    told = tuple(source.problem(fault) for fault in (*faults, *_unknown(found)))
    return site, (*source.mojibake(), *told, *wrong)


def _unknown(found: FrontMatter) -> Iterable[Fault]:
    known = frozenset(Site.model_fields)
    for key in found.values:
        if key not in known:
            meant = misspelt(key, known)
            hint = f'Did you mean "{meant}"?' if meant else f"Known are {', '.join(sorted(known))}."
            told = f'"{key}" is no key of the site file; it has no effect'
            yield Fault(found.marks[(key,)].key, "misspelt-key", told, hint)


def _behind(path: KeyPath, menus: Mapping[str, tuple[MenuEntry, ...]]) -> KeyPath:
    """The path of a menu's entry once those that are there already stand before it."""
    if len(path) > 2 and path[0] == "menus" and isinstance(path[2], int):
        return (*path[:2], path[2] + len(menus.get(str(path[1]), ())), *path[3:])
    return path


def _moved(places: Mapping[KeyPath, Said], by: int) -> dict[KeyPath, Said]:
    """The places, with those of the redirects behind as many new ones."""
    if not by:
        return dict(places)
    return {
        (path[0], path[1] + by, *path[2:])
        if path[0] == "redirects" and len(path) > 1 and isinstance(path[1], int)
        else path: said
        for path, said in places.items()
    }
