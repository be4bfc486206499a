"""One file → one document: the first of the two passes, which knows no other file."""

import re
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from app.dialects.base import Claim, Dialect, Seat
from app.files.text import SourceText, decode
from app.files.tree import fingerprint
from app.front_matter import FrontMatter, FrontMatterError, KeyPath, Value, source_text
from app.front_matter.foreign_keys import translate
from app.front_matter.schema import (
    FIELDS,
    SPELLINGS,
    PageFields,
    kind_named,
    read_fields,
    spelled_out,
)
from app.markdown import Body, Packer, Policy, parse_body
from app.problems import Problem
from app.records import Kind
from app.site.schema import Collection
from app.site.urls import Internal, own_host

_KIND_OF_NAME: Final[Mapping[str, Kind]] = {"conditions": "condition", "locations": "location"}
_SHARED_LIMIT: Final = 10_000


class RawDocument(NamedTuple):
    """A document as templates know it.

    `template` is the text of which the body, from `start` on, is still to be rendered: until all
    documents are known it is empty.
    """

    data: Mapping[str, Value]
    template: SourceText | None
    start: int


class Document(NamedTuple):
    """A parsed file. `places` tells where in the file the values of its known keys stand.

    `moved_to` is where readers are sent on to; such a document is no page, nor is one of which
    `withheld` says why.
    """

    file: str
    fingerprint: str
    seat: Seat
    kind: Kind
    path: str
    fields: PageFields
    params: dict[str, Any]
    title: str
    places: Mapping[KeyPath, tuple[int, int]]
    body: Body
    # The page's own language, and by what it is known in the others.
    language: str | None = None
    translation: str | None = None
    moved_to: str | None = None
    withheld: str | None = None
    # Whether what lies in the folder that it is the page of is not served.
    hides_files: bool = False
    raw: RawDocument | None = None

    def problem(self, path: KeyPath, code: str, message: str, hint: str = "") -> Problem:
        """A problem with the front matter's value at this path of keys."""
        while path and path not in self.places:
            path = path[:-1]
        line, column = self.places[path] if path else (1, 1)
        return Problem(self.file, line, column, code, message, hint)


class Unreadable(NamedTuple):
    """A file of which no document could be made, with the slugs that it might have had."""

    file: str
    fingerprint: str
    names: frozenset[str]


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
        self._packer = Packer()
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
        meaning = self._dialect.meaning(file, found)
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
            packer=self._packer,
            flavour=self._dialect.flavour(file),
            shortcodes=self._dialect.shortcodes(found),
        )
        problems += body.problems
        seat = self._dialect.seat(file)
        title = _title(fields, seat, body)
        path, remarks = self._dialect.path(Claim(file, found.values, fields, title, collection))
        for remark in remarks:
            line, column = places.get((remark.key,), (1, 1))
            problems.append(Problem(file, line, column, remark.code, remark.message, remark.hint))
        document = Document(
            file=file,
            fingerprint=version,
            seat=seat,
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

    def _raw(self, file: str, source: SourceText, found: FrontMatter) -> RawDocument | None:
        raw = self._dialect.raw(file, found, source.text)
        if raw is None:
            return None
        return RawDocument(raw.data, source if raw.is_template else None, found.body_start)

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


def title_of(document: Document, body: Body) -> str:
    """The title that a document has with this body."""
    return _title(document.fields, document.seat, body)


def _title(fields: PageFields, seat: Seat, body: Body) -> str:
    title = fields.title or getattr(fields, "name", None) or body.first_heading
    return title or _title_of(seat.stem)


def _title_of(stem: str) -> str:
    """A title out of a file's stem: `about-us` → About us."""
    words = re.sub(r"[-_\s]+", " ", stem).strip() or "Untitled"
    return words[:1].upper() + words[1:]
