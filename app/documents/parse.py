"""One file → one document: the first of the two passes, which knows no other file."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from app.dialects.base import Dialect, PathInputs
from app.dialects.document import Document, TemplateSource, Unreadable, title_of
from app.files.text import SourceText, decode
from app.files.tree import fingerprint
from app.front_matter import FrontMatter, FrontMatterError, KeyPath, source_text
from app.front_matter.foreign_keys import translate
from app.front_matter.schema import (
    FIELDS,
    SPELLINGS,
    kind_named,
    read_fields,
    spelled_out,
)
from app.markdown import Policy, parse_body
from app.problems import Problem
from app.records import Kind
from app.site.schema import Collection
from app.site.urls import Internal, own_host

_KIND_OF_NAME: Final[Mapping[str, Kind]] = {"conditions": "condition", "locations": "location"}
_SHARED_LIMIT: Final = 10_000


class Parsed(NamedTuple):
    """What came of one file, and what is wrong in it."""

    document: Document | Unreadable
    problems: tuple[Problem, ...]


class Parser:
    """Reads documents by the rules of one dialect.

    Holds nothing of the documents it has read but the key paths and places that many have alike.
    """

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self._policy = Policy(dialect.site.iframe_hosts)
        self._shared: dict[tuple[Any, ...], Any] = {}
        self._is_internal = Internal(own_host(dialect.site.base_url))

    def parse(self, file: str, data: bytes) -> Parsed:
        """The document that the bytes of a file are. No input raises."""
        version = fingerprint(data)
        source = decode(file, data)
        if isinstance(source, Problem):
            return self._unreadable(file, version, source)
        try:
            read = self._dialect.read(file, source.text)
        except FrontMatterError as error:
            # Without its front matter nobody knows whether this is a draft, or where it belongs.
            wrong = (source.problem(fault) for fault in error.faults)
            return self._unreadable(file, version, *source.mojibake(), *wrong)
        if read is None:
            return self._unreadable(file, version, _no_document(file))
        found, faults = read
        problems = [*source.mojibake(), *(source.problem(fault) for fault in faults)]
        raw = self._raw(file, source, found)
        meaning = self._dialect.normalize(file, found)
        found = meaning.front_matter
        problems += [source.problem(fault) for fault in meaning.faults]
        collection, kind = self._belongs(file, found)
        if collection is not None:
            found, faults = translate(found, collection.fields)
            problems += [source.problem(fault) for fault in faults]
        fields, params, faults = read_fields(found, kind)
        problems += [source.problem(fault) for fault in faults]
        places = self._places(source, found, kind)
        body = parse_body(
            source,
            found.body_start if raw is None or raw.template is None else len(source.text),
            is_internal=self._is_internal,
            policy=self._policy,
            flavour=self._dialect.flavour(file, found),
        )
        problems += body.problems
        seat = self._dialect.placement(file)
        title = title_of(fields, seat, body)
        path, remarks = self._dialect.path(
            PathInputs(file, found.values, fields, title, collection)
        )
        for remark in remarks:
            line, column = places.get((remark.key,), (1, 1))
            problems.append(Problem(file, line, column, remark.code, remark.message, remark.hint))
        document = Document(
            file=file,
            fingerprint=version,
            placement=seat,
            kind=kind,
            path=path,
            fields=fields,
            params=params,
            title=title,
            places=places,
            body=body,
            language=fields.language or seat.language or self._dialect.site.own_language,
            translation=_translation(found) or seat.translation,
            moved_to=meaning.moved_to,
            withheld=meaning.withheld if collection is None else None,
            hides_files=meaning.hides_files,
            raw=raw,
        )
        return Parsed(document, tuple(problems))

    def _raw(self, file: str, source: SourceText, found: FrontMatter) -> TemplateSource | None:
        raw = self._dialect.raw(file, found, source.text)
        if raw is None:
            return None
        return TemplateSource(raw.data, source if raw.is_template else None, found.body_start)

    def _unreadable(self, file: str, version: str, *problems: Problem) -> Parsed:
        return Parsed(Unreadable(file, version, self._dialect.names(file)), problems)

    def _places(
        self, source: SourceText, found: FrontMatter, kind: Kind
    ) -> dict[KeyPath, tuple[int, int]]:
        """Where the values of known keys stand; the others are params, of which nobody asks."""
        known = FIELDS[kind].model_fields
        shared = self._shared.setdefault
        places: dict[KeyPath, tuple[int, int]] = {}
        for written, mark in found.marks.items():
            key = written[0]
            if key in known:
                path = written
            elif key in SPELLINGS:
                path = spelled_out(written)
            else:
                continue
            if path not in places:
                place = source.locate(mark.value)
                if len(self._shared) < _SHARED_LIMIT:
                    path, place = shared(path, path), shared(place, place)
                places[path] = place
        return places

    def _belongs(self, file: str, found: FrontMatter) -> tuple[Collection | None, Kind]:
        """By its type, by the site file's rules, by its folder: in this order."""
        named = kind_named(found)
        for name, collection in self._dialect.site.collections.items():
            if collection.takes(file, found.values):
                return collection, named or _KIND_OF_NAME.get(name, "page")
        return None, named or self._dialect.kind_of(file)


def _no_document(file: str) -> Problem:
    told = (
        "the file has no front matter, so it is no document, and files of its type are not served"
    )
    hint = "Give it front matter, two lines of three hyphens, to make a page of it."
    return Problem(file, 1, 1, "not-served", told, hint)


def _translation(found: FrontMatter) -> str | None:
    """The key that joins a page with itself in other languages, where it names one."""
    for key in ("translationKey", "translationkey", "translation_key"):
        if (named := source_text(found.values.get(key, ""))) and named.strip():
            return f"key:{named.strip()}"
    return None
