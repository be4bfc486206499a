"""Systems whose rules are not known here: their names, their files, their static files."""

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

from app.files.descriptors import real_path
from app.files.gitignore import PATTERN_SIGNS
from app.files.opening import find, read
from app.files.tree import SourceFile
from app.regex import regex
from app.site.paths import composed

_SCRIPTS: Final = ("js", "ts", "mjs", "cjs")
# Hexo has a `_config.yml` too: it is recognised by a folder, and has its pages in another.
_HEXO: Final = "scaffolds"
_HEXO_PAGES: Final = "source"
_ZOLA: Final = "config.toml"
# A repository of software often has the pages of its website in it.
_DOCS: Final = "docs"
# Files, and folders with a slash, by which a system is recognised; mdBook has a `SUMMARY.md` too.
_MARKS: Final = (
    ("MkDocs", ("mkdocs.yml", "mkdocs.yaml")),
    ("mdBook", ("book.toml",)),
    ("Docusaurus", tuple(f"docusaurus.config.{suffix}" for suffix in _SCRIPTS)),
    ("GitBook", ("book.json", ".gitbook.yaml", "LANGS.md", "SUMMARY.md")),
    ("VitePress", (".vitepress/", f"{_DOCS}/.vitepress/")),
    ("VuePress", (".vuepress/", f"{_DOCS}/.vuepress/")),
    ("Eleventy", (".eleventy.js", *(f"eleventy.config.{suffix}" for suffix in _SCRIPTS))),
    ("Astro", tuple(f"astro.config.{suffix}" for suffix in _SCRIPTS)),
    ("Hexo", (f"{_HEXO}/",)),
    ("Gatsby", tuple(f"gatsby-config.{suffix}" for suffix in _SCRIPTS)),
    ("Zola", (_ZOLA,)),
)
# The folder whose files a system puts at the top of the website. Eleventy has one by convention.
_STATIC: Final = {
    "Astro": "public",
    "Docusaurus": "static",
    "Eleventy": "public",
    "Gatsby": "static",
    "VitePress": "public",
    "VuePress": ".vuepress/public",
    "Zola": "static",
}
# Files that a system makes pages of, and that are no documents here.
_HTML: Final = ".html"
_MDX: Final = ".mdx"
_SOURCES: Final = {
    "Astro": (_HTML, _MDX),
    "Docusaurus": (_HTML, _MDX),
    "Eleventy": (_HTML, ".liquid", ".njk", ".webc"),
    "Gatsby": (_HTML, _MDX),
}
# Folders of Hugo, which may have a configuration of that name and no templates.
_OF_HUGO: Final = ("layouts", "archetypes")
# They fill in what stands in two braces, also in addresses.
_WITH_TEMPLATES: Final = frozenset({"Eleventy", "GitBook", "Hexo", "VitePress", "VuePress"})
# Zola's link to a file, from the folder of the pages.
_FROM_TOP: Final = "@/"
# Eleventy's filter of an address that is known.
_URL_FILTER: Final = regex(
    r"\{\{-?[ \t]*([\"'])(?P<path>[^\"'{}|]+)\1[ \t]*\|[ \t]*url[ \t]*-?\}\}"
)
# Zola's name for the address of its own site; Hugo's is another.
_ZOLA_SETTING: Final = regex(rb"^base_url[ \t]*=", re.MULTILINE)
# Their links may name a file in place of its page, relative to the top folder.
_LINKING_TO_SOURCES: Final = frozenset({"Docusaurus", "Eleventy"})
# The folder of the pages may be one below that of the documents.
_WITH_CONTENT_FOLDER: Final = frozenset({"Eleventy", "Gatsby"})
_SLASHES: Final = regex(rb"^[^/\n]*\btrailingSlash[\"']?[ \t]*:[ \t]*true\b", re.MULTILINE)
# Plugins of MkDocs.
_IDENTIFIERS: Final = regex(
    rb"^[ \t]*(?:-[ \t]*)?[\"']?(?:autorefs|mkdocstrings)[\"']?[ \t]*(?::|\r?$)", re.MULTILINE
)
_MAX_STATIC_FILES: Final = 20_000
# A repository has one of them at its top.
_TOPS: Final = (".git", "package.json")
_MAX_LEVELS: Final = 4


class OtherSystem(NamedTuple):
    """A system whose rules are not known here, and the file or folder by which it is recognised.

    `read_as` says by whose rules its tree is read. `content` is the folder that has the pages, if
    they are not at the top. The files of the folder `static` of the tree are at the top of the
    website, and so are those at the addresses `static_files`, which are not in the tree.
    `has_slashes`: the configuration says that addresses of pages end in a slash. `has_identifiers`:
    a plugin finds the places that references name by their identifiers, such as `a.b.Class`.
    Files and folders of the names `ignored`, which have no slash at their beginning if they may be
    in any folder, have no pages.
    """

    name: str
    file: str
    read_as: str = "plain Markdown"
    content: str = ""
    static: str = ""
    static_files: frozenset[str] = frozenset()
    has_slashes: bool = False
    has_identifiers: bool = False
    ignored: frozenset[str] = frozenset()

    @property
    def links_to_sources(self) -> bool:
        """True if links name files of the tree, relative to their own file or the top folder."""
        return self.name in _LINKING_TO_SOURCES

    def plain_address(self, href: str) -> str:
        """Return an address without this system's own way to write it.

        Zola's `@/a.md` is `/a.md`, Eleventy's `{{ '/a/' | url }}` is `/a/`.
        """
        if self.name == "Eleventy" and "{{" in href:
            return _URL_FILTER.sub(r"\g<path>", href)
        is_from_top = self.name == "Zola" and href.startswith(_FROM_TOP)
        return href.removeprefix("@") if is_from_top else href

    def ignores(self, file: str) -> bool:
        """Return True if the system makes no page of a document."""
        if not self.ignored:
            return False
        parts = file.split("/")
        paths = ("/" + "/".join(parts[: end + 1]) for end in range(len(parts)))
        return not self.ignored.isdisjoint((*parts, *paths))

    def is_computed(self, path: str) -> bool:
        """Return True if a build fills in a part of the path of a link."""
        return "{{" in path and self.name in _WITH_TEMPLATES

    @property
    def links_from_folders(self) -> bool:
        """True if addresses of pages end without a slash, so that links count from the folder."""
        return self.name == "Docusaurus" and not self.has_slashes

    def built_addresses(self, documents: Iterable[tuple[str, str]]) -> frozenset[str]:
        """Return more addresses of documents, given as files and paths.

        A path without its first folder is one of them, if there is no other that ends so.
        """
        addresses: set[str] = set()
        if self.name in _WITH_CONTENT_FOLDER:
            documents = tuple(documents)
            ends = Counter(path.strip("/").partition("/")[2] for _, path in documents)
            addresses |= {f"/{end}" for end, number in ends.items() if end and number == 1}
        if self.links_to_sources:
            addresses |= {f"/{file}" for file, _ in documents}
        return frozenset(addresses)


NO_SYSTEM: Final = OtherSystem("", "")


def page_suffixes(system: OtherSystem | None) -> tuple[str, ...]:
    """Return the suffixes of files of the tree that are pages elsewhere, and no documents."""
    return _SOURCES.get(system.name, (_HTML,)) if system is not None else (_HTML,)


def is_of_hexo(root: Path) -> bool:
    """Return True if a folder has the templates that Hexo makes pages from."""
    return (root / _HEXO).is_dir()


def find_other_system(root: Path) -> OtherSystem | None:
    """Return the system whose file or folder a native tree has, or a folder above it."""
    try:
        folders = (root, *_above(real_path(root)))
    except OSError:
        return None
    for folder in folders:
        for name, marks in _MARKS:
            file = next((mark for mark in marks if _has(folder, mark)), None)
            is_below = file is not None and file.startswith(f"{_DOCS}/")
            if file is None or (is_below and folder is not root):
                continue
            if name == "Zola" and not is_of_zola(folder):
                continue
            static = _STATIC.get(name, "")
            is_outside = static and (folder is not root or static.startswith("."))
            content = _DOCS if is_below else ""
            if name == "Hexo" and (root / _HEXO_PAGES).is_dir():
                content = _HEXO_PAGES
            return OtherSystem(
                name,
                file,
                content=content,
                static=static,
                static_files=_addresses(folder / static) if is_outside else frozenset(),
                has_slashes=name == "Docusaurus" and _matches(folder, file, _SLASHES),
                ignored=_ignored(root) if name == "Eleventy" else frozenset(),
                has_identifiers=name == "MkDocs" and _matches(folder, file, _IDENTIFIERS),
            )
    return None


def _above(root: Path) -> Sequence[Path]:
    """Return the folders above a tree as far as the top of its repository, one at least."""
    above = tuple(root.parents[:_MAX_LEVELS])
    folders = (root, *above)
    levels = (
        level
        for level, folder in enumerate(folders)
        if any((folder / name).exists() for name in _TOPS)
    )
    return above[: max(next(levels, 1), 1)]


def is_of_zola(folder: Path) -> bool:
    """Return True if a folder with a `config.toml` has Zola's templates or its setting."""
    if any((folder / name).exists() for name in _OF_HUGO):
        return False
    return (folder / "templates").is_dir() or _ZOLA_SETTING.search(
        _bytes_of(folder, _ZOLA)
    ) is not None


def _ignored(root: Path) -> frozenset[str]:
    """Return the names in `.eleventyignore`, as in `OtherSystem`; patterns are not read."""
    text = _bytes_of(root, ".eleventyignore").decode("utf-8", "replace")
    lines = (line.strip().removeprefix("./").rstrip("/") for line in text.split("\n"))
    plain = (line for line in lines if line and PATTERN_SIGNS.isdisjoint(line))
    return frozenset(f"/{line.lstrip('/')}" if "/" in line else line for line in plain)


def _matches(folder: Path, name: str, pattern: re.Pattern[bytes]) -> bool:
    return pattern.search(_bytes_of(folder, name)) is not None


def _bytes_of(folder: Path, name: str) -> bytes:
    """Return the bytes of a file of a folder; none of one that is not there, or leads out of it."""
    source = find(folder, name)
    data = read(source) if isinstance(source, SourceFile) else b""
    return data if isinstance(data, bytes) else b""


def _has(folder: Path, mark: str) -> bool:
    return (folder / mark).is_dir() if mark.endswith("/") else (folder / mark).is_file()


def _addresses(folder: Path) -> frozenset[str]:
    """Return the addresses of the files of a folder, as if it were the top of the website."""
    names = (os.path.relpath(file, folder) for file in _files(folder))
    return frozenset(
        composed(f"/{name.replace(os.sep, '/')}") for name in islice(names, _MAX_STATIC_FILES)
    )


def _files(folder: Path) -> Iterator[str]:
    """Yield the files of a folder and those below it; links to folders are not followed."""
    for above, folders, files in os.walk(folder):
        folders.sort()
        for name in sorted(files):
            yield os.path.join(above, name)  # noqa: PTH118 - a tenth of the time of a Path
