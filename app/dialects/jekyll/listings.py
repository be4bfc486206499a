"""Documents that layouts, includes, data or the configuration may list or link to."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from app.dialects.jekyll.configuration import JekyllConfiguration
from app.dialects.jekyll.generated import page_size
from app.files.text import SourceText
from app.front_matter import source_text
from app.front_matter.values import Value
from app.regex import regex

# A loop over documents: `site.pages`, `site.posts`, `site.tags`, `site[name]`, `paginator`.
_LOOP: Final = regex(r"\bsite\.(?P<name>\w+)|\bsite\[|\b(?P<posts>paginator)\b")
# What is in each of them. Large data has none.
_LOOP_SIGNS: Final = ("site.", "site[", "paginator")
_OF_ALL: Final = ("documents", "collections")
_LOOPS_OVER: Final[Mapping[str | None, frozenset[str]]] = {
    None: frozenset({"pages", "html_pages", *_OF_ALL}),
    "posts": frozenset({"posts", "categories", "tags", "paginator", *_OF_ALL}),
}
_WORD: Final = regex(r"([\"']?)([^\s\"'<>(){}\[\],|=]+)")
# The value of a line of data: `url: about`, `- about`.
_VALUE: Final = regex(r"^[\s-]*(?:[\w-]+:\s+)?(\S+)\s*$", re.MULTILINE)
_SUFFIXES: Final = (".html", ".markdown", ".md")
_THEMES: Final = ("theme", "remote_theme")


class Listings(NamedTuple):
    """The lists of a tree: loops over names of `site`, and addresses; or any, if it is unknown."""

    is_unknown: bool
    loops: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()

    def may_hold(self, label: str | None, within: str, path: str) -> bool:
        """Return True if a document may be listed; `label` is its collection, None for a page.

        `within` is its file below the collection's folder, or below the site's source.
        """
        if self.is_unknown:
            return True
        names = _LOOPS_OVER.get(label) or frozenset({str(label), *_OF_ALL})
        if not self.loops.isdisjoint(names):
            return True
        return _bare(path) in self.addresses or _bare(within) in self.addresses


def has_theme(configuration: JekyllConfiguration) -> bool:
    """Return True if a theme that is not in the tree has layouts of the site."""
    return any(source_text(configuration.values.get(key, "")) for key in _THEMES)


def read_listings(configuration: JekyllConfiguration, texts: Mapping[str, SourceText]) -> Listings:
    """Return what layouts, includes, data and the configuration may list.

    Nothing is known of a theme's layouts, nor of a loop over a computed name.
    """
    values = configuration.values
    if has_theme(configuration):
        return Listings(is_unknown=True)
    loops: set[str] = set()
    # Data repeats itself: of seven megabytes of builds half the lines are equal to others.
    lines: dict[str, None] = {}
    for text in (*(source.text for source in texts.values()), *_texts_in(values)):
        if any(sign in text for sign in _LOOP_SIGNS):
            loops.update(match["name"] or match["posts"] or "" for match in _LOOP.finditer(text))
        lines |= dict.fromkeys(text.split("\n"))
    addresses = frozenset(map(_bare, set(_addresses("\n".join(lines)))))
    if page_size(values) is not None:
        # The pages that follow the first list the older posts.
        loops.add("paginator")
    return Listings("" in loops, frozenset(loops), addresses)


def _addresses(text: str) -> Iterator[str]:
    """Yield what may be an address: in quotes, with a slash, with a suffix, or alone on a line."""
    for quote, word in _WORD.findall(text):
        if quote or "/" in word or word.endswith(_SUFFIXES):
            yield word
    yield from _VALUE.findall(text)


def _bare(address: str) -> str:
    """Return an address without what may be left out of it."""
    bare = address.partition("#")[0].partition("?")[0].strip("/").lower()
    for suffix in _SUFFIXES:
        bare = bare.removesuffix(suffix)
    return bare.removesuffix("/index")


def _texts_in(values: Mapping[str, Value]) -> Iterable[str]:
    """Yield the texts of a configuration, at any depth."""
    waiting: list[Value] = list(values.values())
    while waiting:
        value = waiting.pop()
        if isinstance(value, Mapping):
            waiting += value.values()
        elif isinstance(value, tuple):
            waiting += value
        elif (text := source_text(value)) is not None:
            yield text
