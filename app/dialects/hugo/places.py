"""What a file is by where it lies in a Hugo tree."""

import posixpath
import re
from collections.abc import Iterable
from contextlib import suppress
from typing import Final, Literal, NamedTuple, TypeAlias

from app.dialects.hugo.configuration import HugoConfiguration, Root
from app.dialects.hugo.templates import is_shortcode, leads_to_shortcodes
from app.files.tree import ASSET_TYPES, SITE_FILE, Role, suffix_of
from app.site.patterns import PatternError, Re2Pattern

Node: TypeAlias = Literal["page", "leaf", "branch"]

DOCUMENT_SUFFIXES: Final = frozenset({".md", ".markdown", ".mdown", ".html", ".htm"})
HTML_SUFFIXES: Final = frozenset({".html", ".htm"})
_CONFIGURATION: Final = re.compile(r"(?:hugo|config)\.(?:toml|ya?ml|json)\Z|config\Z|config/")


class Place(NamedTuple):
    """A document's place.

    `folder` is its folder below the content, without its language's; `stem` its name without
    suffix and language. `node` tells a page of its own from one that stands for its folder: a leaf
    has no pages below it, a branch is a section.
    """

    language: str
    folder: str
    stem: str
    node: Node

    @property
    def logical(self) -> str:
        """The path of the page in the content, whatever its address is: `/docs/setup`."""
        parts = [part for part in (self.folder, self.stem if self.node == "page" else "") if part]
        return f"/{'/'.join(parts)}".lower()

    @property
    def kind(self) -> str:
        """Hugo's kind of page."""
        if self.node != "branch":
            return "page"
        return "section" if self.folder else "home"


class Places:
    """Tells what each file of a tree is.

    `leaves` are the folders that are one page with all that is in them.
    """

    def __init__(
        self, configuration: HugoConfiguration, leaves: frozenset[str] = frozenset()
    ) -> None:
        self._configuration = configuration
        self._leaves = leaves
        self._codes = frozenset(configuration.codes)
        self._ignored = tuple(_compiled(configuration.ignored))

    def role(self, name: str, is_folder: bool) -> Role:
        """What the file or folder of this name is. What lies in a folder left out is not asked."""
        base = posixpath.basename(name)
        if name == SITE_FILE and not is_folder:
            return Role.SUPPORT
        if base.startswith(".") or base.endswith("~") or self._is_ignored(name):
            return Role.LEFT_OUT
        if is_folder:
            leads = self._leads_anywhere(f"{name}/") or leads_to_shortcodes(name)
            return Role.FOLDER if leads else Role.LEFT_OUT
        if (content := self.content_of(name)) is not None:
            if suffix_of(name) not in DOCUMENT_SUFFIXES:
                return Role.ASSET if suffix_of(name) in ASSET_TYPES else Role.NOT_SERVED
            # What lies in a leaf besides its index is a part of it.
            inside = self._leaf_above(name, content)
            return Role.LEFT_OUT if inside else Role.DOCUMENT
        if self.static_of(name) is not None:
            return Role.ASSET if suffix_of(name) in ASSET_TYPES else Role.NOT_SERVED
        return Role.SUPPORT if is_shortcode(name) else Role.LEFT_OUT

    def content_of(self, name: str) -> Root | None:
        """The folder of content that the file lies in."""
        return _root_of(name, self._configuration.content)

    def static_of(self, name: str) -> Root | None:
        """The folder of static files that the file lies in."""
        return _root_of(name, self._configuration.static)

    def within(self, name: str, root: Root) -> str:
        """The file's path below the content or the website."""
        return root.target + name[len(root.prefix) :]

    def place(self, name: str) -> Place:
        """Where a document of this name stands."""
        root = self.content_of(name)
        within = self.within(name, root) if root is not None else name
        folder, base = posixpath.split(within)
        stem, code = self.split(base)
        language = code or (root.language if root is not None else None)
        node: Node = "page"
        if stem == "_index":
            node = "branch"
        elif stem == "index":
            node = "leaf"
        return Place(language or self._configuration.default_language, folder, stem, node)

    def language_of(self, place: Place | None) -> str:
        """The language of a place; the site's own, where there is none."""
        return place.language if place is not None else self._configuration.default_language.lower()

    def leaves(self, names: Iterable[str]) -> frozenset[str]:
        """The folders of the tree that hold an index."""
        return frozenset(
            posixpath.dirname(name)
            for name in names
            if self.split(posixpath.basename(name))[0] == "index"
            and suffix_of(name) in DOCUMENT_SUFFIXES
        )

    def split(self, base: str) -> tuple[str, str | None]:
        """A name's stem, and its language where it names one of the site's."""
        stem = posixpath.splitext(base)[0]
        before, _, code = stem.rpartition(".")
        if before and code.lower() in self._codes:
            return before, code.lower()
        return stem, None

    def _is_ignored(self, name: str) -> bool:
        """Whether a pattern fits the name; Hugo holds it against whole paths."""
        return any(pattern.is_in(f"/{name}") for pattern in self._ignored)

    def _leaf_above(self, name: str, root: Root) -> bool:
        folder = posixpath.dirname(name)
        if folder in self._leaves:
            return self.split(posixpath.basename(name))[0] != "index"
        while len(folder) >= len(root.prefix):
            folder = posixpath.dirname(folder)
            if folder in self._leaves:
                return True
        return False

    def _leads_anywhere(self, folder: str) -> bool:
        return any(
            folder.startswith(root.prefix) or root.prefix.startswith(folder)
            for root in (*self._configuration.content, *self._configuration.static)
        )


def is_configuration(name: str) -> bool:
    """Whether the file or folder says how the tree is read."""
    return _CONFIGURATION.match(name) is not None


def _root_of(name: str, roots: Iterable[Root]) -> Root | None:
    return next((root for root in roots if name.startswith(root.prefix)), None)


def _compiled(patterns: Iterable[str]) -> Iterable[Re2Pattern]:
    for pattern in patterns:
        with suppress(PatternError):
            yield Re2Pattern(pattern)
