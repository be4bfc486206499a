"""A tree's own shortcodes: which of them enclose something, as their templates say.

Specification: https://gohugo.io/templates/shortcode/#inner.
"""

import re
from collections.abc import Iterable
from typing import Final

from app.files.opening import read
from app.files.tree import SourceFile
from app.problems import Problem

_TEMPLATE: Final = re.compile(
    r"(?P<theme>themes/[^/]+/)?layouts/_?shortcodes/(?P<name>(?:[^/]+/)*[^/.]+)\.[^/]*"
)
# The folders on the way to one.
_ON_THE_WAY: Final = re.compile(
    r"(?:themes(?:/[^/]+)?|(?:themes/[^/]+/)?layouts(?:/_?shortcodes(?:/.*)?)?)"
)
_COMMENT: Final = re.compile(rb"\{\{-?\s*/\*.*?\*/\s*-?\}\}", re.DOTALL)
_INNER: Final = re.compile(rb"\.Inner(?:Deindent)?\b")
# Hugo's own that do.
_ENCLOSING: Final = frozenset({"details", "highlight", "qr"})


def is_shortcode(name: str) -> bool:
    """Whether the file of this name is the template of a shortcode."""
    return _TEMPLATE.fullmatch(name) is not None


def leads_to_shortcodes(folder: str) -> bool:
    """Whether templates of shortcodes may lie below the folder."""
    return _ON_THE_WAY.fullmatch(folder) is not None


def enclosing(files: Iterable[SourceFile]) -> frozenset[str]:
    """The shortcodes that must have an end: their templates ask for what stands before it.

    A template of the tree itself counts before one of a theme. One that cannot be read is told of
    with the other files of its kind, and asks for nothing.
    """
    found: dict[str, bool] = dict.fromkeys(_ENCLOSING, True)
    own: set[str] = set()
    for file in files:
        match = _TEMPLATE.fullmatch(file.name)
        if match is None or (match["theme"] and match["name"] in own):
            continue
        if not match["theme"]:
            own.add(match["name"])
        data = read(file)
        asks = not isinstance(data, Problem) and _INNER.search(_COMMENT.sub(b"", data)) is not None
        found[match["name"]] = asks
    return frozenset(name for name, asks in found.items() if asks)
