"""One file → one document: the first of the two passes, which knows no other file."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from app.content.foreign_keys import translate
from app.content.front_matter import FrontMatter, FrontMatterError, KeyPath, read_front_matter
from app.content.markdown import Body, Packer, Policy, parse_body
from app.content.metadata import (
    FIELDS,
    SPELLINGS,
    PageFields,
    as_moment,
    kind_named,
    read_fields,
    spelled_out,
)
from app.content.models import Kind
from app.content.paths import (
    InvalidPathError,
    checked_permalink,
    checked_slug,
    file_parts,
    fill_permalink,
    path_of,
    stem_of,
)
from app.content.problems import Problem
from app.content.site import Collection, Site
from app.content.source import fingerprint
from app.content.text import SourceText, decode

_KIND_OF_NAME: Final[Mapping[str, Kind]] = {"conditions": "condition", "locations": "location"}
_SHARED_LIMIT: Final = 10_000
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed file. `places` tells where in the file the values of its known keys stand."""

    file: str
    fingerprint: str
    kind: Kind
    path: str
    fields: PageFields
    params: dict[str, Any]
    title: str
    places: Mapping[KeyPath, tuple[int, int]]
    body: Body

    def problem(self, path: KeyPath, code: str, message: str, hint: str = "") -> Problem:
        """A problem with the front matter's value at this path of keys."""
        while path and path not in self.places:
            path = path[:-1]
        line, column = self.places[path] if path else (1, 1)
        return Problem(self.file, line, column, code, message, hint)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file of which no document could be made."""

    file: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """What came of one file, and what is wrong in it."""

    document: Document | Unreadable
    problems: tuple[Problem, ...]


class Parser:
    """Reads documents by the rules of one site.

    Holds nothing of the documents it has read but the key paths and places that many have alike.
    """

    def __init__(self, site: Site) -> None:
        self._site = site
        self._policy = Policy(site.iframe_hosts)
        self._packer = Packer()
        self._shared: dict[tuple[Any, ...], Any] = {}
        self._is_internal = partial(is_internal, own_host(site.base_url))

    def parse(self, file: str, data: bytes) -> Parsed:
        """The document that the bytes of a file are. No input raises."""
        version = fingerprint(data)
        source = decode(file, data)
        if isinstance(source, Problem):
            return Parsed(Unreadable(file, version), (source,))
        try:
            found, faults = read_front_matter(source.text)
        except FrontMatterError as error:
            # Without its front matter nobody knows whether this is a draft, or where it belongs.
            wrong = tuple(source.problem(fault) for fault in error.faults)
            return Parsed(Unreadable(file, version), (*source.mojibake(), *wrong))
        problems = [*source.mojibake(), *(source.problem(fault) for fault in faults)]
        collection, kind = self._belongs(file, found)
        if collection is not None:
            found, faults = translate(found, collection.fields)
            problems += [source.problem(fault) for fault in faults]
        fields, params, faults = read_fields(found, kind)
        problems += [source.problem(fault) for fault in faults]
        places = self._places(source, found, kind)
        body = parse_body(
            source,
            found.body_start,
            is_internal=self._is_internal,
            policy=self._policy,
            packer=self._packer,
        )
        problems += body.problems
        title = fields.title or getattr(fields, "name", None) or body.first_heading
        title = title or _title_of(file)
        path, wrong = self._path(source, fields, collection, title, places)
        problems += wrong
        document = Document(file, version, kind, path, fields, params, title, places, body)
        return Parsed(document, tuple(problems))

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
        for name, collection in self._site.collections.items():
            if collection.takes(file, found.values):
                return collection, named or _KIND_OF_NAME.get(name, "page")
        folder = file.partition("/")[0] if "/" in file else ""
        return None, named or _KIND_OF_NAME.get(folder, "page")

    def _path(
        self,
        source: SourceText,
        fields: PageFields,
        collection: Collection | None,
        title: str,
        places: Mapping[KeyPath, tuple[int, int]],
    ) -> tuple[str, tuple[Problem, ...]]:
        problems: list[Problem] = []

        def report(key: str, code: str, message: str, hint: str) -> None:
            line, column = places.get((key,), (1, 1))
            problems.append(Problem(source.file, line, column, code, message, hint))

        if fields.permalink and fields.permalink.strip():
            try:
                own = bool(_SCHEME.match(fields.permalink)) and self._is_internal(fields.permalink)
                path = checked_permalink(fields.permalink, is_own=own)
                if path.rstrip("/") != _as_written(fields.permalink, is_own=own):
                    told = f'the path "{fields.permalink}" is served as "{path}"'
                    report("permalink", "changed-slug", told, "Write it as it is served.")
                return path, tuple(problems)
            except InvalidPathError as error:
                report("permalink", "invalid-slug", f"permalink {error}", "Mend the path.")
        try:
            parts = file_parts(source.file)
        except InvalidPathError as error:
            report("", "invalid-slug", f"the file's name {error}", "Rename the file.")
            parts = (f"untitled-{fingerprint(source.file.encode())[:8]}",)
        if fields.slug and fields.slug.strip():
            try:
                slug = checked_slug(fields.slug)
                parts = (*parts[:-1], slug)
                if slug != fields.slug:
                    told = f'the slug "{fields.slug}" is served as "{slug}"'
                    report("slug", "changed-slug", told, "Write it as it is served.")
            except InvalidPathError as error:
                report("slug", "invalid-slug", f"slug {error}", "Mend the slug.")
        if collection is None or collection.permalink is None:
            return path_of(parts), tuple(problems)
        date = as_moment(fields.date, self._site.zone).date() if fields.date else None
        try:
            return fill_permalink(collection.permalink, parts, title, date), tuple(problems)
        except InvalidPathError as error:
            report("", "invalid-slug", str(error), "Mend the permalink in the site file.")
            return path_of(parts), tuple(problems)


def own_host(base_url: str | None) -> str | None:
    """The site's own host without `www.`; None where the site names none."""
    host = urlsplit(base_url).hostname if base_url else None
    return host.removeprefix("www.") if host else None


def is_internal(host: str | None, url: str) -> bool:
    """Whether a URL is relative, root-relative, or absolute on the site's own host."""
    if url[:1] == "/" and url[1:2] > " " and url[1:2] != "/":  # nearly all
        return True
    rest = re.sub("[\x00-\x20]+", "", url)
    if scheme := _SCHEME.match(rest):
        if scheme.group().lower() not in {"http:", "https:"}:
            return False
        rest = rest[scheme.end() :]
        if not rest.startswith("//"):
            return False
    if not rest.startswith("//"):
        return True
    named = re.split(r"[/?#:]", rest[2:], maxsplit=1)[0].lower()
    return host is not None and named.removeprefix("www.") == host


def _as_written(permalink: str, *, is_own: bool) -> str:
    text = urlsplit(permalink).path if is_own else permalink
    text = unicodedata.normalize("NFC", unquote(text)).rstrip("/")
    return text if text.startswith("/") or not text else f"/{text}"


def _title_of(file: str) -> str:
    """A title out of a file's name: `about-us.md` → About us."""
    words = re.sub(r"[-_\s]+", " ", stem_of(file)).strip() or "Untitled"
    return words[:1].upper() + words[1:]
