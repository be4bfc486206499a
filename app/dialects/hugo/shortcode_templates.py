"""Templates of a tree's own shortcodes, and whether they render what the shortcode encloses.

Specification: https://gohugo.io/templates/shortcode/#inner.
"""

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from app.files.opening import read
from app.files.tree import SourceFile
from app.problems import Problem

# Built-in shortcodes that need an end.
_BUILT_IN: Final = frozenset({"details", "highlight", "qr"})

_TEMPLATE: Final = re.compile(
    r"(?P<theme>themes/[^/]+/)?layouts/_?shortcodes/(?P<name>(?:[^/]+/)*[^/.]+)\.[^/]*"
)
# The folders above such templates.
_ABOVE: Final = re.compile(
    r"(?:themes(?:/[^/]+)?|(?:themes/[^/]+/)?layouts(?:/_?shortcodes(?:/.*)?)?)"
)
_COMMENT: Final = re.compile(rb"\{\{-?\s*/\*.*?\*/\s*-?\}\}", re.DOTALL)
_INNER: Final = re.compile(rb"\.Inner(?:Deindent)?\b")


class ShortcodeName(NamedTuple):
    """A shortcode's name, and the theme that its template belongs to, if any."""

    theme: str | None
    name: str


def shortcode_of(file: str) -> ShortcodeName | None:
    """Return the shortcode whose template the file is; None for any other file."""
    match = _TEMPLATE.fullmatch(file)
    return None if match is None else ShortcodeName(match["theme"], match["name"])


def leads_to_shortcodes(folder: str) -> bool:
    """Return True if templates of shortcodes may lie below the folder."""
    return _ABOVE.fullmatch(folder) is not None


def has_inner(file: SourceFile) -> bool:
    """Return True if the template renders what its shortcode encloses. Unreadable ones do not."""
    data = read(file)
    return not isinstance(data, Problem) and _INNER.search(_COMMENT.sub(b"", data)) is not None


def enclosing(templates: Mapping[str, bool]) -> frozenset[str]:
    """Return the shortcodes that need an end, by whether each template file has `.Inner`.

    The tree's own templates override a theme's.
    """
    needs_end: dict[str, bool] = dict.fromkeys(_BUILT_IN, True)
    own: set[str] = set()
    for file, uses_inner in templates.items():
        shortcode = shortcode_of(file)
        if shortcode is None or (shortcode.theme and shortcode.name in own):
            continue
        if not shortcode.theme:
            own.add(shortcode.name)
        needs_end[shortcode.name] = uses_inner
    return frozenset(name for name, is_needed in needs_end.items() if is_needed)
