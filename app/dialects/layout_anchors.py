"""Places to jump to that layouts write, in this tree or in a theme's repository."""

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple, TypeAlias

from app.regex import regex

_ID: Final = regex(r"""\bid\s*=\s*(?:"([\w-]+)"|'([\w-]+)'|([\w-]+)[\s/>])""")
# Parts of a page that nearly every theme has, and names so.
OF_THEMES: Final = frozenset(
    (
        *("comments", "content", "footer", "header", "main", "main-content", "masthead", "menu"),
        *("nav", "navbar", "navigation", "page", "page-title", "page-top", "primary", "search"),
        *("sidebar", "site-nav", "skip-to-content", "toc"),
    )
)


class ComputedAnchor(NamedTuple):
    """An anchor that a template computes, by how it starts and ends."""

    start: str
    end: str

    def may_be(self, anchor: str) -> bool:
        """Return True if this may be the anchor."""
        return anchor.startswith(self.start) and anchor.endswith(self.end)


ANY_ANCHOR: Final = ComputedAnchor("", "")
AnchorsByLayout: TypeAlias = Mapping[str, frozenset[ComputedAnchor]]


def ids_in(texts: Iterable[str]) -> frozenset[str]:
    """Return the ids in the HTML of templates, but for those that a template computes."""
    return frozenset(
        double or single or bare for text in texts for double, single, bare in _ID.findall(text)
    )
