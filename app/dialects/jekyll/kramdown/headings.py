"""Heading ids as kramdown makes them, in each of the two ways that Jekyll can be configured for."""

import re
from typing import Final, Literal, TypeAlias

from app.markdown.headings import Slugger, github_slug

HeadingIds: TypeAlias = Literal["github", "kramdown"]

_TYPOGRAPHIC: Final = re.compile("---?")
_NO_LETTERS_BEFORE: Final = re.compile("^[^a-zA-Z]+", re.MULTILINE)
_DROPPED: Final = re.compile("[^a-zA-Z0-9 -]")


def kramdown_slug(written: str) -> str:
    """Return the id that kramdown makes of a heading's source: ASCII letters and digits."""
    slug = _DROPPED.sub("", _NO_LETTERS_BEFORE.sub("", written))
    return slug.replace(" ", "-").lower()


def gfm_slug(text: str) -> str:
    """Return the id that kramdown's parser of GitHub's Markdown makes of a heading's text.

    Dashes that are written with hyphens are no hyphens there.
    """
    return github_slug(_TYPOGRAPHIC.sub("", text).replace("\t", " "))


class KramdownSlugger(Slugger):
    """Ids of one document; an author's own counts too, and none is given twice."""

    def __init__(self, rule: HeadingIds) -> None:
        super().__init__()
        self.rule = rule

    def slug_of(self, text: str, written: str) -> str:
        """Return the next free id for a heading of this text and source."""
        slug = kramdown_slug(written) if self.rule == "kramdown" else gfm_slug(text)
        return self.free(slug or "section")
