"""The roles of files in a Hugo tree, by their names."""

import posixpath
from collections.abc import Iterable
from contextlib import suppress
from typing import Final, Literal, NamedTuple, TypeAlias

from app.dialects.hosting import NETLIFY, REDIRECTS, is_redirects
from app.dialects.hugo.configuration import HugoConfiguration, Root
from app.files.build_scripts import is_build_folder, is_build_script
from app.files.tree import SITE_FILE, Role, role_of_other, suffix_of
from app.regex import regex
from app.site.patterns import PatternError, Re2Pattern

Node: TypeAlias = Literal["page", "leaf", "branch"]

DOCUMENT_SUFFIXES: Final = frozenset({".md", ".markdown", ".mdown", ".html", ".htm"})
HTML_SUFFIXES: Final = frozenset({".html", ".htm"})
# Templates of shortcodes, of links, and all that write HTML, and the folders above them:
# gohugo.io/templates/shortcode, gohugo.io/render-hooks/links.
_TEMPLATE: Final = regex(
    r"(?:themes/[^/]+/)?layouts/(?:_?shortcodes|[^/]+/_shortcodes)/((?:[^/]+/)*[^/.]+)\.[^/]*"
)
_LINK_TEMPLATE: Final = regex(r"(?:themes/[^/]+/)?layouts/(?:[^/]+/)?_markup/render-link\.[^/]*")
# Of an output format of the home page: gohugo.io/templates/lookup-order.
_HOME_TEMPLATE: Final = regex(
    r"(?:themes/[^/]+/)?layouts/(?:_default/)?(?:index|home)\.(?P<format>[^/.]+)(?:\.[^/]*)?"
)
_LAYOUT: Final = regex(r"(?:themes/[^/]+/)?layouts/.+\.html?")
_ABOVE: Final = regex(r"themes(?:/[^/]+)?|(?:themes/[^/]+/)?layouts(?:/.*)?")


class ContentFile(NamedTuple):
    """The parts of a content file's name.

    `folder` is its folder below the content, without its language's; `stem` its name without
    suffix and language. A `node` that is no page stands for its folder: a leaf has no pages below
    it, a branch is a section.
    """

    language: str
    folder: str
    stem: str
    node: Node

    @property
    def logical(self) -> str:
        """The page's path in the content, which is not its address: `/docs/setup`."""
        parts = [part for part in (self.folder, self.stem if self.node == "page" else "") if part]
        return f"/{'/'.join(parts)}".lower()

    @property
    def base(self) -> str:
        """The name of the page: that of its file, or of the folder that it stands for."""
        return self.stem if self.node == "page" else posixpath.basename(self.folder)

    @property
    def kind(self) -> str:
        """Hugo's kind of page: `page`, `section` or `home`."""
        if self.node != "branch":
            return "page"
        return "section" if self.folder else "home"


class TreeLayout:
    """The roles and names of a tree's files.

    `leaves` are the folders that are one page with all that is in them.
    """

    def __init__(
        self, configuration: HugoConfiguration, leaves: frozenset[str] = frozenset()
    ) -> None:
        self._configuration = configuration
        self._leaves = leaves
        self._codes = frozenset(configuration.codes) | configuration.disabled_languages
        self._ignored = tuple(_compiled(configuration.ignored))

    def role(self, name: str, is_folder: bool) -> Role:
        """Return the role of the file or folder of this name, which no left-out folder holds."""
        base = posixpath.basename(name)
        if name in {SITE_FILE, NETLIFY} and not is_folder:
            return Role.DATA
        if base.startswith(".") or base.endswith("~") or self._is_ignored(name):
            return Role.LEFT_OUT
        if is_folder:
            is_entered = self._is_entered(name) or name == self._configuration.publish_folder
            return Role.FOLDER if is_entered else Role.LEFT_OUT
        content = self.content_root(name)
        if self.has_redirects(name):
            return Role.DATA
        if content is None and self.static_root(name) is None:
            return self._role_outside(name)
        if content is not None and suffix_of(name) in DOCUMENT_SUFFIXES:
            disabled = self._configuration.disabled_languages
            if self.content_file(name).language in disabled or self._leaf_above(name, content):
                # Other documents in a leaf are parts of its page.
                return Role.LEFT_OUT
            return Role.DOCUMENT
        role = role_of_other(name)
        static = self.static_root(name)
        # That a theme has more than is served is no concern of the site's.
        is_other = role is Role.NOT_SERVED and static is not None and self.is_of_theme(static)
        return Role.BUILT if is_other else role

    def has_redirects(self, name: str) -> bool:
        """Return True for `_redirects` among static files or published ones, and its template."""
        if name == f"{self._configuration.publish_folder}/{REDIRECTS}":
            return True
        is_named_so = is_redirects(posixpath.basename(name))
        if is_named_so and (root := self.static_root(name)) is not None:
            return is_redirects(self.within(name, root))
        match = _HOME_TEMPLATE.fullmatch(name)
        return match is not None and match["format"] in self._configuration.redirect_formats

    def _is_ignored(self, name: str) -> bool:
        """Return True if `ignoreFiles`, which is for content, has a pattern of the whole path."""
        is_content = self.content_root(f"{name}/") is not None
        return is_content and any(pattern.is_in(f"/{name}") for pattern in self._ignored)

    def content_root(self, name: str) -> Root | None:
        """Return the content folder that holds the file."""
        return _root_of(name, self._configuration.content)

    def static_root(self, name: str) -> Root | None:
        """Return the static folder that holds the file."""
        return _root_of(name, self._configuration.static)

    def _is_entered(self, folder: str) -> bool:
        return (
            self._leads_anywhere(f"{folder}/")
            or _ABOVE.fullmatch(folder) is not None
            or is_build_folder(folder)
            or self._is_for_layouts(f"{folder}/")
        )

    def _role_outside(self, name: str) -> Role:
        """Return the role of a file that is neither content nor static."""
        if is_layout(name) or shortcode_of(name) is not None or is_link_template(name):
            return Role.DATA
        if self._is_for_layouts(name):
            # Layouts make other files of it, or publish it.
            return Role.BUILT
        return Role.INCLUDABLE if is_build_script(name) else Role.LEFT_OUT

    def _is_for_layouts(self, name: str) -> bool:
        return name.startswith(f"{self._configuration.assets}/")

    def is_of_theme(self, root: Root) -> bool:
        """Return True if a folder of static files is a theme's."""
        return root.prefix.removesuffix("/static/") in self._configuration.themes

    def has_themes(self, names: Iterable[str]) -> bool:
        """Return True if these files are of all themes that the site uses, or it uses none."""
        names = tuple(names)
        folders = (f"{folder}/" for folder in self._configuration.themes)
        return all(any(name.startswith(folder) for name in names) for folder in folders)

    def empty_roots(self, names: Iterable[str]) -> tuple[Root, ...]:
        """Return the mounted folders of static files that hold none of these files."""
        filled = {root.prefix for name in names if (root := self.static_root(name)) is not None}
        return tuple(
            root for root in self._configuration.static if root.target and root.prefix not in filled
        )

    def within(self, name: str, root: Root) -> str:
        """Return the file's path below the content or the website."""
        return root.target + name[len(root.prefix) :]

    def content_file(self, name: str) -> ContentFile:
        """Return the parts of a document's name."""
        root = self.content_root(name)
        return self._content_file(self.within(name, root) if root is not None else name, root)

    def mounted_pages(self) -> Iterable[ContentFile]:
        """Yield the pages that mounts of single files make, which may be in hidden folders."""
        for root in self._configuration.content:
            source, target = root.prefix.rstrip("/"), root.target.rstrip("/")
            if {suffix_of(source), suffix_of(target)} <= DOCUMENT_SUFFIXES:
                yield self._content_file(target, root)

    def _content_file(self, within: str, root: Root | None) -> ContentFile:
        folder, base = posixpath.split(within)
        stem, code = self.split(base)
        language = code or (root.language if root is not None else None)
        node: Node = "page"
        if stem == "_index":
            node = "branch"
        elif stem == "index":
            node = "leaf"
        return ContentFile(language or self._configuration.default_language, folder, stem, node)

    def rank(self, name: str) -> tuple[bool, str, bool, str]:
        """Return the place of a document in the order in which Hugo writes pages.

        Sections come last. Of two files that are one page, a folder's index replaces a file, and
        a file the one before it by suffix; a folder keeps its first index.
        """
        content = self.content_file(name)
        is_page = content.node == "page"
        suffix = suffix_of(name) if is_page else ""
        return content.node == "branch", f"{content.logical}_", not is_page, suffix

    def leaves(self, names: Iterable[str]) -> frozenset[str]:
        """Return the folders that hold an index."""
        return frozenset(
            posixpath.dirname(name)
            for name in names
            if self.split(posixpath.basename(name))[0] == "index"
            and suffix_of(name) in DOCUMENT_SUFFIXES
        )

    def split(self, base: str) -> tuple[str, str | None]:
        """Return a name's stem, and the language of the site that it states, if any."""
        stem = posixpath.splitext(base)[0]
        before, _, code = stem.rpartition(".")
        if before and code.lower() in self._codes:
            return before, code.lower()
        return stem, None

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


def _root_of(name: str, roots: Iterable[Root]) -> Root | None:
    return next((root for root in roots if name.startswith(root.prefix)), None)


def _compiled(patterns: Iterable[str]) -> Iterable[Re2Pattern]:
    for pattern in patterns:
        with suppress(PatternError):
            yield Re2Pattern(pattern)


def shortcode_of(file: str) -> str | None:
    """Return the name of the shortcode whose template the file is; None for any other file."""
    match = _TEMPLATE.fullmatch(file)
    return None if match is None else match[1]


def is_layout(file: str) -> bool:
    """Return True if the file is a template of HTML: of a page, or a part of one."""
    return _LAYOUT.fullmatch(file) is not None


def is_link_template(file: str) -> bool:
    """Return True if the file is a template of links."""
    return _LINK_TEMPLATE.fullmatch(file) is not None
