"""A native tree: files are where their pages are."""

import posixpath
from collections.abc import Iterable, Mapping
from typing import ClassVar, Final
from unicodedata import normalize
from urllib.parse import unquote, urlsplit

from app.dialects.base import (
    Dialect,
    FieldProblem,
    NormalizedFrontMatter,
    PathInputs,
    PublishedTerms,
    TreeKind,
    untitled_path,
)
from app.dialects.document import Placement
from app.dialects.mappings import text_at
from app.dialects.other_systems import OtherSystem
from app.files.tree import ASSET_TYPES, SITE_FILE, Role, suffix_of
from app.front_matter import FrontMatter, read_front_matter
from app.front_matter.schema import as_moment
from app.markdown import COMMONMARK, Flavour
from app.markdown.heading_names import NAMED_HEADINGS
from app.problems import Fault
from app.site.paths import (
    InvalidPathError,
    checked_permalink,
    checked_slug,
    file_parts,
    fill_permalink,
    path_of,
    section_of,
    slug_of,
    stem_of,
)
from app.site.schema import Site
from app.site.urls import SCHEME, is_internal, own_host

# Folders of packages that programs install.
_OF_PROGRAMS: Final = frozenset({"node_modules", "bower_components"})
_DOCUMENTS: Final = frozenset({".md", ".markdown"})


class NativeDialect(Dialect):
    """Every Markdown file is a document, and its path is its name."""

    kind: ClassVar[TreeKind] = "native"
    is_native: ClassVar[bool] = True
    folder_files: ClassVar[tuple[str, ...]] = ("README.md", "readme.md")

    def __init__(self, site: Site, *, system: OtherSystem | None = None) -> None:
        """Read the tree of a `system` whose rules are not known; None for a tree of this one."""
        super().__init__(site)
        self.system = system
        self._flavour = COMMONMARK if system is None else NAMED_HEADINGS

    def role(self, name: str, is_folder: bool) -> Role:
        """Return the role of the file or folder; hidden ones are left out."""
        if name.startswith(".") or "/." in name or posixpath.basename(name) in _OF_PROGRAMS:
            return Role.LEFT_OUT
        suffix = suffix_of(name)
        if suffix in _DOCUMENTS:
            is_ignored = self.system is not None and self.system.ignores(name)
            return Role.LEFT_OUT if is_ignored else Role.DOCUMENT
        if is_folder:
            return Role.FOLDER
        if suffix in ASSET_TYPES:
            return Role.ASSET
        return Role.DATA if name == SITE_FILE else Role.NOT_SERVED

    def read(self, file: str, text: str) -> tuple[FrontMatter, tuple[Fault, ...]] | None:
        """Return the front matter of a text, which may be empty."""
        del file
        return read_front_matter(text)

    def normalize(self, file: str, front_matter: FrontMatter) -> NormalizedFrontMatter:
        """Return the front matter; a picture's path may be under `url`, as for Astro."""
        del file
        image = front_matter.values.get("image")
        if isinstance(image, Mapping) and "url" in image and "src" not in image:
            values = {**front_matter.values, "image": {**image, "src": image["url"]}}
            front_matter = front_matter._replace(values=values)
        return NormalizedFrontMatter(front_matter)

    def placement(self, file: str) -> Placement:
        """Return the folder of the file, the top folder, and the file's stem."""
        language, neutral = self._split_language(file)
        folder, section, stem = posixpath.dirname(neutral), section_of(neutral), stem_of(neutral)
        if language is None:
            return Placement(folder, section, stem)
        folder = f"{language}:{folder}" if folder else folder
        return Placement(folder, section, stem, language, translation=neutral)

    def _split_language(self, file: str) -> tuple[str | None, str]:
        """Return a file's language in a site of several, and its name without it.

        The language is the last part of the name before its suffix, or the top folder.
        """
        languages = self.site.languages
        if len(languages) < 2:
            return None, file
        stem, suffix = posixpath.splitext(file)
        before, _, code = stem.rpartition(".")
        if before and code in languages:
            return code, before + suffix
        top, _, rest = file.partition("/")
        if rest and top in languages:
            return top, rest
        return self.site.own_language or languages[0], file

    def _parts(self, file: str) -> tuple[str, ...]:
        """Return the parts of a path by the file's name, below its language's folder if any.

        Raises InvalidPathError.
        """
        language, neutral = self._split_language(file)
        own = self.site.own_language
        is_own = language is None or (language == own and not file.startswith(f"{own}/"))
        return file_parts(neutral if is_own else f"{language}/{neutral}")

    def flavour(self, file: str, front_matter: FrontMatter) -> Flavour:
        """Return CommonMark for every document, with named headings in other systems' trees."""
        del file, front_matter
        return self._flavour

    def path(self, inputs: PathInputs) -> tuple[str, tuple[FieldProblem, ...]]:
        """Return the permalink; else the collection's, else the file's name with the slug."""
        problems: list[FieldProblem] = []
        fields = inputs.fields
        if fields.permalink and fields.permalink.strip():
            try:
                return _permalink(fields.permalink, own_host(self.site.base_url))
            except InvalidPathError as error:
                problems.append(_invalid("permalink", f"permalink {error}", "Correct the path."))
        try:
            parts = self._parts(inputs.file)
        except InvalidPathError as error:
            problems.append(_invalid("", f"the file's name {error}", "Rename the file."))
            parts = (untitled_path(inputs.file).strip("/"),)
        if fields.slug and fields.slug.strip():
            try:
                if self._is_of("Docusaurus"):
                    return path_of(_parts_of_slug(inputs.file, fields.slug)), tuple(problems)
                slugs = fields.slug.strip("/").split("/") if self._is_of("Zola") else (fields.slug,)
                names = tuple(map(checked_slug, slugs))
                parts = (*parts[:-1], *names)
                slug = "/".join(names)
                if slug != fields.slug:
                    message = f'the slug "{fields.slug}" is served as "{slug}"'
                    hint = "Write it as it is served."
                    problems.append(FieldProblem("slug", "changed-slug", message, hint))
            except InvalidPathError as error:
                problems.append(_invalid("slug", f"slug {error}", "Correct the slug."))
        elif self._is_of("Docusaurus") and (name := _id_of(inputs)) is not None:
            parts = (*parts[:-1], name)
        if inputs.collection is None or inputs.collection.permalink is None:
            return path_of(parts), tuple(problems)
        date = as_moment(fields.date, self.site.zone).date() if fields.date else None
        try:
            path = fill_permalink(inputs.collection.permalink, parts, inputs.title, date)
        except InvalidPathError as error:
            hint = "Correct the permalink in the site file."
            problems.append(_invalid("", str(error), hint))
            path = path_of(parts)
        return path, tuple(problems)

    def generated_addresses(self, documents: Iterable[PublishedTerms]) -> frozenset[str]:
        """Return the addresses that the tree's own system has, but for those of the documents."""
        if self.system is None:
            return frozenset()
        built = self.system.built_addresses((item.file, item.path) for item in documents)
        return self.system.static_files | built

    def _is_of(self, name: str) -> bool:
        return self.system is not None and self.system.name == name

    def possible_slugs(self, file: str) -> frozenset[str]:
        """Return the file's path, and its stem, which names a condition or a location."""
        stem = self.placement(file).stem
        try:
            return frozenset({slug_of(path_of(self._parts(file))), stem})
        except InvalidPathError:
            return frozenset({stem})


def _id_of(inputs: PathInputs) -> str | None:
    """Return the last part of an address that `id` names, unless the page is that of a folder."""
    name = text_at(inputs.values, "id")
    folder, stem = posixpath.split(posixpath.splitext(inputs.file)[0])
    if name is None or stem.lower() in {"index", "readme", posixpath.basename(folder).lower()}:
        return None
    try:
        return checked_slug(name)
    except InvalidPathError:
        return None


def _parts_of_slug(file: str, slug: str) -> tuple[str, ...]:
    """Return the parts of a path that counts from the folder of its file, or from the top.

    Raises InvalidPathError.
    """
    whole = posixpath.join("/", posixpath.dirname(file), slug.strip())
    path = checked_permalink(posixpath.normpath(f"/{whole.lstrip('/')}"))
    return tuple(filter(None, path.split("/")))


def _invalid(key: str, message: str, hint: str) -> FieldProblem:
    return FieldProblem(key, "invalid-slug", message, hint)


def _permalink(permalink: str, host: str | None) -> tuple[str, tuple[FieldProblem, ...]]:
    """Return the path of the key's value. Raises InvalidPathError."""
    is_own = bool(SCHEME.match(permalink)) and is_internal(host, permalink)
    path = checked_permalink(permalink, is_own=is_own)
    text = urlsplit(permalink).path if is_own else permalink
    written = normalize("NFC", unquote(text)).rstrip("/")
    if path.rstrip("/") == (written if written.startswith("/") or not written else f"/{written}"):
        return path, ()
    message = f'the path "{permalink}" is served as "{path}"'
    problem = FieldProblem("permalink", "changed-slug", message, "Write it as it is served.")
    return path, (problem,)
