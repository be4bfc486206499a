"""Pages without front matter, which GitHub Pages makes of a repository that has no other.

GitHub builds every site with jekyll-optional-front-matter and jekyll-readme-index:
https://docs.github.com/en/pages/setting-up-a-github-pages-site-with-jekyll. Whether it builds a
tree cannot be seen in it, so only a tree whose documents all lack front matter is read so. Built by
Jekyll alone it would have no page.
"""

import posixpath
from collections.abc import Iterable
from itertools import islice
from typing import Final, NamedTuple

from app.dialects.jekyll.built_pages import begins_with_front_matter
from app.dialects.jekyll.configuration import JekyllConfiguration
from app.dialects.jekyll.placeholders import plugins_may_fill
from app.dialects.jekyll.tree_layout import GEMFILE, HTML_SUFFIXES
from app.files.opening import read
from app.files.tree import SourceFile, Tree, suffix_of
from app.problems import Problem

_OPTIONAL: Final = "jekyll-optional-front-matter"
_GEM: Final = b"github-pages"
# Files for readers of the repository, not of the website.
_ABOUT_THE_TREE: Final = frozenset(
    {"readme", "license", "licence", "contributing", "code_of_conduct", "changelog", "copying"}
)
# So many documents are looked at: the first one of nearly every tree has front matter.
_MOST_LOOKED_AT: Final = 200


class PlainPages(NamedTuple):
    """The rules for documents without front matter: `readmes` are the indexes of their folders."""

    are_pages: bool
    readmes: frozenset[str] = frozenset()

    def include(self, file: str) -> bool:
        """Return True if a file without front matter is a page."""
        if not self.are_pages or suffix_of(file) in HTML_SUFFIXES:
            return False
        return file in self.readmes or _stem(file) not in _ABOUT_THE_TREE


def plain_pages(configuration: JekyllConfiguration, tree: Tree | None) -> PlainPages:
    """Return the rules of a tree; without one, those of the configuration alone."""
    if tree is None or not _may_be_on_github(configuration, tree):
        return PlainPages(_OPTIONAL in configuration.plugins)
    return PlainPages(True, frozenset(_readmes(tree.documents)))


def _may_be_on_github(configuration: JekyllConfiguration, tree: Tree) -> bool:
    if plugins_may_fill(configuration, (file.name for file in tree.data_files)):
        return False
    gemfile = next((file for file in tree.data_files if file.name == GEMFILE), None)
    if gemfile is not None:
        data = read(gemfile)
        if isinstance(data, Problem) or _GEM not in data:
            return False
    return not any(map(begins_with_front_matter, islice(tree.documents, _MOST_LOOKED_AT)))


def _readmes(documents: Iterable[SourceFile]) -> Iterable[str]:
    """Yield the files that stand for a folder without an index."""
    names = [file.name for file in documents]
    indexed = {posixpath.dirname(name) for name in names if _stem(name) == "index"}
    for name in names:
        if _stem(name) == "readme" and posixpath.dirname(name) not in indexed:
            yield name


def _stem(file: str) -> str:
    return posixpath.splitext(posixpath.basename(file))[0].lower()
