"""Values of `site` that templates read and nothing in the tree sets: a plugin may."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from app.dialects.jekyll.layouts import INCLUDE
from app.files.text import SourceText
from app.regex import regex

# Keys that Jekyll itself sets, besides those that the variables have:
# https://github.com/jekyll/jekyll/blob/v4.3.0/lib/jekyll/configuration.rb and its plugin for
# metadata of GitHub.
_OF_JEKYLL: Final = frozenset(
    (
        *("source", "destination", "collections_dir", "cache_dir", "plugins_dir", "layouts_dir"),
        *("data_dir", "includes_dir", "safe", "include", "exclude", "keep_files", "encoding"),
        *("markdown_ext", "strict_front_matter", "show_drafts", "limit_posts", "future"),
        *("unpublished", "whitelist", "plugins", "markdown", "highlighter", "lsi"),
        *("excerpt_separator", "incremental", "detach", "port", "host", "show_dir_listing"),
        *("permalink", "paginate_path", "timezone", "quiet", "verbose", "defaults", "liquid"),
        *("kramdown", "url", "github", "config", "theme", "layouts"),
    )
)
_LIQUID: Final = regex(r"\{[{%][^{}]*[}%]\}")
_READ: Final = regex(r"(?<![\w./\"'-])site\.(?P<data>data\.)?(?P<name>[\w-]+)")


class UnknownValues:
    """The templates of a site that read values which nothing in the tree sets."""

    def __init__(self, site: Mapping[str, Any], includes: Mapping[str, SourceText]) -> None:
        self._site = site
        texts = {name: source.text for name, source in includes.items()}
        self._includes = _including(texts, (name for name in texts if self._reads(texts[name])))

    def are_read_by(self, text: str) -> bool:
        """Return True if a template, or a file that it includes, reads such a value."""
        return self._reads(text) or not self._includes.isdisjoint(INCLUDE.findall(text))

    def _reads(self, text: str) -> bool:
        if "site." not in text:
            return False
        return any(
            not self._has(match["name"], is_data=match["data"] is not None)
            for part in _LIQUID.findall(text)
            for match in _READ.finditer(part)
        )

    def _has(self, name: str, *, is_data: bool) -> bool:
        return name in self._site["data"] if is_data else name in self._site or name in _OF_JEKYLL


def _including(texts: Mapping[str, str], names: Iterable[str]) -> frozenset[str]:
    """Return the includes of these names, and those that include them at any depth."""
    included_by: dict[str, list[str]] = {}
    for including, text in texts.items():
        for name in dict.fromkeys(INCLUDE.findall(text)):
            included_by.setdefault(name, []).append(including)
    waiting = list(names)
    result = set(waiting)
    while waiting:
        new = [name for name in included_by.get(waiting.pop(), ()) if name not in result]
        result.update(new)
        waiting += new
    return frozenset(result)
