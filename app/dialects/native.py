"""A tree of our own: files are where their pages are."""

import posixpath
from collections.abc import Mapping
from typing import ClassVar, Final
from unicodedata import normalize
from urllib.parse import unquote, urlsplit

from app.dialects.base import Dialect, FieldProblem, NormalizedFrontMatter, PathInputs, TreeKind
from app.dialects.document import Placement
from app.files.stamps import fingerprint
from app.files.tree import ASSET_TYPES, SITE_FILE, Role, suffix_of
from app.front_matter import FrontMatter, read_front_matter
from app.front_matter.schema import as_moment
from app.markdown import COMMONMARK, Flavour
from app.problems import Fault
from app.records import Kind
from app.site.paths import (
    InvalidPathError,
    checked_permalink,
    checked_slug,
    file_parts,
    fill_permalink,
    folder_of,
    path_of,
    section_of,
    slug_of,
    stem_of,
)
from app.site.urls import SCHEME, is_internal, own_host

_DOCUMENTS: Final = frozenset({".md", ".markdown"})
_KIND_OF_FOLDER: Final[Mapping[str, Kind]] = {"conditions": "condition", "locations": "location"}


class NativeDialect(Dialect):
    """Every Markdown file is a document, and its path is its name."""

    kind: ClassVar[TreeKind] = "native"

    def role(self, name: str, is_folder: bool) -> Role:
        """What the file or folder of this name is; names that begin with a dot are nobody's."""
        if name.startswith(".") or "/." in name:
            return Role.LEFT_OUT
        suffix = suffix_of(name)
        if suffix in _DOCUMENTS:
            return Role.DOCUMENT
        if is_folder:
            return Role.FOLDER
        if suffix in ASSET_TYPES:
            return Role.ASSET
        return Role.SUPPORT if name == SITE_FILE else Role.NOT_SERVED

    def read(self, file: str, text: str) -> tuple[FrontMatter, tuple[Fault, ...]] | None:
        """The front matter of a text, which need not have any."""
        del file
        return read_front_matter(text)

    def normalize(self, file: str, found: FrontMatter) -> NormalizedFrontMatter:
        """Front matter as it is."""
        del file
        return NormalizedFrontMatter(found)

    def placement(self, file: str) -> Placement:
        """The folder that the file lies in, the topmost one, and the file's stem."""
        if len(self.site.languages) < 2:
            return Placement(folder_of(file), section_of(file), stem_of(file))
        language, neutral = self._spoken(file)
        folder = folder_of(neutral)
        return Placement(
            folder=f"{language}:{folder}" if folder else folder,
            section=section_of(neutral),
            stem=stem_of(neutral),
            language=language,
            translation=neutral,
        )

    def _spoken(self, file: str) -> tuple[str, str]:
        """A file's language, and the name that it would have in a site of one.

        The language is the last part of the name before its suffix, or the topmost folder.
        """
        languages = self.site.languages
        stem, suffix = posixpath.splitext(file)
        before, _, code = stem.rpartition(".")
        if before and code in languages:
            return code, before + suffix
        top, _, rest = file.partition("/")
        if rest and top in languages:
            return top, rest
        return self.site.own_language or languages[0], file

    def _named(self, file: str) -> str:
        """The name that makes the path: below the language's folder, where it has one."""
        if len(self.site.languages) < 2:
            return file
        language, neutral = self._spoken(file)
        own = self.site.own_language
        is_own = language == own and not file.startswith(f"{own}/")
        return neutral if is_own else f"{language}/{neutral}"

    def kind_of(self, file: str) -> Kind:
        """By the topmost folder."""
        return _KIND_OF_FOLDER.get(self.placement(file).section or "", "page")

    def flavour(self, file: str, front_matter: FrontMatter) -> Flavour:
        """Return CommonMark for every document."""
        del file, front_matter
        return COMMONMARK

    def path(self, claim: PathInputs) -> tuple[str, tuple[FieldProblem, ...]]:
        """The permalink; else the collection's, else the file's name with the slug for its end."""
        remarks: list[FieldProblem] = []
        fields = claim.fields
        if fields.permalink and fields.permalink.strip():
            try:
                path, told = _permalink(fields.permalink, own_host(self.site.base_url))
                return path, (*remarks, *told)
            except InvalidPathError as error:
                remarks.append(
                    FieldProblem(
                        "permalink", "invalid-slug", f"permalink {error}", "Mend the path."
                    )
                )
        try:
            parts = file_parts(self._named(claim.file))
        except InvalidPathError as error:
            told_of = f"the file's name {error}"
            remarks.append(FieldProblem("", "invalid-slug", told_of, "Rename the file."))
            parts = (f"untitled-{fingerprint(claim.file.encode())[:8]}",)
        if fields.slug and fields.slug.strip():
            try:
                slug = checked_slug(fields.slug)
                parts = (*parts[:-1], slug)
                if slug != fields.slug:
                    told_of = f'the slug "{fields.slug}" is served as "{slug}"'
                    hint = "Write it as it is served."
                    remarks.append(FieldProblem("slug", "changed-slug", told_of, hint))
            except InvalidPathError as error:
                remarks.append(
                    FieldProblem("slug", "invalid-slug", f"slug {error}", "Mend the slug.")
                )
        if claim.collection is None or claim.collection.permalink is None:
            return path_of(parts), tuple(remarks)
        date = as_moment(fields.date, self.site.zone).date() if fields.date else None
        try:
            filled = fill_permalink(claim.collection.permalink, parts, claim.title, date)
            return filled, tuple(remarks)
        except InvalidPathError as error:
            hint = "Mend the permalink in the site file."
            remarks.append(FieldProblem("", "invalid-slug", str(error), hint))
            return path_of(parts), tuple(remarks)

    def names(self, file: str) -> frozenset[str]:
        """The file's path, and its stem, which names a condition or an office."""
        try:
            path = path_of(file_parts(self._named(file)))
            return frozenset({slug_of(path), self.placement(file).stem})
        except InvalidPathError:
            return frozenset({self.placement(file).stem})


def _permalink(permalink: str, host: str | None) -> tuple[str, tuple[FieldProblem, ...]]:
    """The path that the key gives. Raises InvalidPathError."""
    own = bool(SCHEME.match(permalink)) and is_internal(host, permalink)
    path = checked_permalink(permalink, is_own=own)
    if path.rstrip("/") == _as_written(permalink, is_own=own):
        return path, ()
    told = f'the path "{permalink}" is served as "{path}"'
    return path, (FieldProblem("permalink", "changed-slug", told, "Write it as it is served."),)


def _as_written(permalink: str, *, is_own: bool) -> str:
    text = urlsplit(permalink).path if is_own else permalink
    text = normalize("NFC", unquote(text)).rstrip("/")
    return text if text.startswith("/") or not text else f"/{text}"
