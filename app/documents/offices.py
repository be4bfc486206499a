"""Offices without a document: those of the site file, and of the data that it names."""

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from app.dialects.base import ConfigurationText
from app.documents.office_origins import Origin, candidates, configured_value, origins_of
from app.files.data_files import TextFile, TextFiles
from app.files.text import SourceText
from app.files.tree import Tree, suffix_of
from app.front_matter import (
    NO_MARK,
    FrontMatter,
    FrontMatterError,
    KeyPath,
    Mark,
    Value,
    nearest,
    source_text,
)
from app.front_matter.data_file import read_data
from app.front_matter.foreign_keys import is_missing, is_target, translate
from app.front_matter.schema import FIELDS, LocationFields, read_fields, spelled_out
from app.problems import Fault, Problem
from app.site.located_site import LocatedSite
from app.suggestions import most_like

_FIELDS: Final = frozenset(FIELDS["location"].model_fields)
_OFFICE_KEYS: Final = ("id", *sorted(_FIELDS - frozenset(FIELDS["page"].model_fields)))
# The keys of a page that mean something for an office without one.
_WITH_EFFECT: Final = frozenset({*_OFFICE_KEYS, "title", "draft", "type"})
_MOST_OFFICES: Final = 10_000


class Office(NamedTuple):
    """An office as written: its fields, and the places of its values in `file`.

    `key` is its name among the others, a key or the name of its file; None in a list. `is_inline`
    is True in the site file itself, where the owner wrote the key.
    """

    file: str
    key: str | None
    fields: LocationFields
    places: Mapping[KeyPath, tuple[int, int]]
    start: tuple[int, int]
    # As of a document in the site's language.
    language: str | None = None
    translation: str | None = None
    is_inline: bool = False

    def problem(self, path: KeyPath, code: str, message: str, hint: str = "") -> Problem:
        """Return a problem with the value at this path of keys."""
        path = nearest(path, self.places)
        line, column = self.places[path] if path else self.start
        return Problem(self.file, line, column, code, message, hint)


class Offices(NamedTuple):
    """The offices of a tree that are no documents, and the problems of reading them."""

    offices: tuple[Office, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_offices(
    site: LocatedSite,
    files: TextFiles,
    configuration: Sequence[ConfigurationText],
    tree: Tree,
) -> Offices:
    """Return the offices that the site file lists, and those where it names their place."""
    reading = _Reading(site, files, configuration)
    written = site.settings.locations
    origins = tuple(origins_of(written))
    for origin in origins:
        reading.read_origin(origin, tree)
    if ("locations",) not in {origin.path for origin in origins}:
        reading.read_inline(written, frozenset(origin.path for origin in origins))
    return Offices(tuple(reading.offices[:_MOST_OFFICES]), tuple(reading.problems))


class _Reading:
    """The offices read so far, and their problems."""

    def __init__(
        self, site: LocatedSite, files: TextFiles, configuration: Sequence[ConfigurationText]
    ) -> None:
        self.offices: list[Office] = []
        self.problems: list[Problem] = []
        # How many offices were read, drafts included.
        self._entries = 0
        self._site = site
        self._files = files
        self._configuration = configuration

    def read_inline(self, written: Value, origins: frozenset[KeyPath]) -> None:
        """Add the offices that stand in the site file itself."""
        for path, key, value in _each(written, ("locations",)):
            if path in origins or value == {}:
                continue
            if not isinstance(value, Mapping):
                message = "an office must be a mapping of keys to values"
                hint = "Write its name, address and phone, each under its key."
                self.problems.append(self._site.problem(path, "invalid-value", message, hint))
            elif "from" in value:
                message = "from must be the name of a file, a folder or a key"
                hint = "Write it like from: _data/locations.yml."
                place = (*path, "from")
                self.problems.append(self._site.problem(place, "invalid-value", message, hint))
            elif (part := self._site.part(path, value)) is not None:
                source, front_matter = part
                self._add(source, front_matter, key, {}, is_inline=True)

    def read_origin(self, origin: Origin, tree: Tree) -> None:
        """Add the offices of a file, a folder or a key of the configuration."""
        before = self._entries + len(self.problems)
        fields = self._fields(origin.path, origin.fields)
        name = origin.file
        below = [file for file in self._files if (posixpath.dirname(file) or ".") == name]
        place = configured_value(origin.name, self._configuration)
        if name in self._files:
            self._read_file(self._files[name], fields, is_folder=False)
        elif below:
            for file in below:
                self._read_file(self._files[file], fields, is_folder=True)
        elif place is not None:
            key = origin.name.rpartition(".")[2]
            self._read_value(place.source, place.value, place.marks, key, fields)
        else:
            self._report_nothing(origin, tree)
            return
        if self._entries + len(self.problems) == before:
            message = f'"{origin.name}" holds no office'
            hint = "Write an office there, or remove the line."
            path = (*origin.path, "from")
            self.problems.append(self._site.problem(path, "unknown-reference", message, hint))

    def _report_nothing(self, origin: Origin, tree: Tree) -> None:
        """Report a place that does not exist."""
        message = (
            f'"{origin.name}" is no file, no folder of data files and no key of the configuration'
        )
        known = sorted(set(candidates(tree, self._configuration)))
        names = " or ".join(f'"{name}"' for name in most_like(origin.name, known, 3))
        hint = f"Did you mean {names}?" if names else "Name a file such as _data/locations.yml."
        path = (*origin.path, "from")
        self.problems.append(self._site.problem(path, "unknown-reference", message, hint))

    def _fields(self, path: KeyPath, written: Value) -> dict[str, str]:
        """Return the known fields of `fields`, and report the others."""
        if not isinstance(written, Mapping):
            message = "fields must be a mapping of keys to fields"
            hint = "Write it like fields: {zip: address.postal_code}."
            problem = self._site.problem((*path, "fields"), "invalid-value", message, hint)
            self.problems.append(problem)
            return {}
        fields = {}
        for key, value in written.items():
            target = source_text(value)
            if target is not None and is_target(target):
                fields[key] = target
                continue
            message = f'fields reads "{key}" as "{target}", which is not a field'
            hint = "Name a field, or a part of one such as address.postal_code."
            problem = self._site.problem((*path, "fields", key), "invalid-value", message, hint)
            self.problems.append(problem)
        return fields

    def _read_file(self, file: TextFile, fields: Mapping[str, str], *, is_folder: bool) -> None:
        source = file.text
        if isinstance(source, Problem):
            self.problems.append(source)
            return
        self.problems += source.mojibake()
        try:
            data = read_data(suffix_of(source.file), source.text)
        except FrontMatterError as error:
            self.problems += (source.problem(fault) for fault in error.faults)
            return
        self.problems += (source.problem(fault) for fault in data.faults)
        stem = posixpath.splitext(posixpath.basename(source.file))[0]
        if is_folder and isinstance(data.value, Mapping):
            self._add(source, FrontMatter(data.value, data.marks), stem, fields)
        else:
            self._read_value(source, data.value, data.marks, stem, fields)

    def _read_value(
        self,
        source: SourceText,
        value: Value,
        marks: Mapping[KeyPath, Mark],
        name: str,
        fields: Mapping[str, str],
    ) -> None:
        """Add the offices of a list, of a mapping by slug, or of one mapping."""
        within: dict[int, Mapping[KeyPath, dict[KeyPath, Mark]]] = {}
        for path, key, item in _each(value, (), name, frozenset(fields)):
            if item == {}:
                continue
            if not isinstance(item, Mapping):
                mark = marks.get(path, NO_MARK)
                message = "an office must be a mapping of keys to values"
                hint = "Write its name, address and phone, each under its key."
                fault = Fault(mark.value, "invalid-entry", message, hint)
                self.problems.append(source.problem(fault))
                continue
            length = len(path)
            if length not in within:
                within[length] = _by_beginning(marks, length)
            own = within[length].get(path, {})
            self._add(source, FrontMatter(item, own), key, fields)

    def _add(
        self,
        source: SourceText,
        written: FrontMatter,
        key: str | None,
        fields: Mapping[str, str],
        *,
        is_inline: bool = False,
    ) -> None:
        self._entries += 1
        front_matter, faults = translate(written, fields, is_location=True, is_data=True)
        values, _, more, moved = read_fields(front_matter, "location")
        assert isinstance(values, LocationFields)
        if values.draft:
            return
        problems = [source.problem(fault) for fault in (*faults, *more)]
        marks = front_matter.marks
        if is_inline:
            problems += _without_effect(source, front_matter, problems)
        self.problems += problems
        places = {path: source.locate(mark.value) for path, mark in moved.items() if path}
        first = min((mark.key for path, mark in marks.items() if len(path) == 1), default=0)
        office = Office(source.file, key, values, places, source.locate(first), is_inline=is_inline)
        self.offices.append(office)


def _by_beginning(
    marks: Mapping[KeyPath, Mark], length: int
) -> Mapping[KeyPath, dict[KeyPath, Mark]]:
    """Return the marks within the values at paths of this length, by path, without that."""
    within: dict[KeyPath, dict[KeyPath, Mark]] = {}
    for path, mark in marks.items():
        if len(path) > length:
            within.setdefault(path[:length], {})[path[length:]] = mark
    return within


def _each(
    value: Value, path: KeyPath, name: str | None = None, mapped: frozenset[str] = frozenset()
) -> Iterator[tuple[KeyPath, str | None, Value]]:
    """Yield the path, key and value of each office in a list, a mapping by slug or one mapping.

    A TOML file cannot be a list: there, and elsewhere, a list of mappings may be below a key.
    `name` is that of one mapping; `mapped` are foreign keys of an office.
    """
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            yield (*path, index), None, item
        return
    if not isinstance(value, Mapping):
        yield path, name, value
        return
    items = {key: item for key, item in value.items() if not is_missing(item)}
    is_own = any(key in _FIELDS or key in mapped for key in items)
    lists = [
        key
        for key, item in items.items()
        if isinstance(item, tuple) and item and all(isinstance(entry, Mapping) for entry in item)
    ]
    if not is_own and len(lists) == 1:
        yield from _each(items[lists[0]], (*path, lists[0]))
    elif items and not is_own and all(isinstance(item, Mapping) for item in items.values()):
        for key, item in items.items():
            yield (*path, key), key, item
    elif items:
        yield path, name, value


def _without_effect(
    source: SourceText, front_matter: FrontMatter, problems: Sequence[Problem]
) -> Iterator[Problem]:
    """Yield a problem for each key of an office in the site file that means nothing there.

    That is unless the key has another problem.
    """
    lines = {(problem.line, problem.column) for problem in problems}
    for key in front_matter.values:
        (name, *_) = spelled_out((key,))
        if name in _WITH_EFFECT:
            continue
        mark = front_matter.marks.get((key,), NO_MARK)
        best = ["id"] if name == "slug" else most_like(key, sorted(_OFFICE_KEYS))
        hint = f'Did you mean "{best[0]}"?' if best else f"Known are {', '.join(_OFFICE_KEYS)}."
        message = f'"{key}" is not a known key of an office; it has no effect'
        problem = source.problem(Fault(mark.key, "unknown-key", message, hint))
        if (problem.line, problem.column) not in lines:
            yield problem
