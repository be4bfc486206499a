"""Links of a page's body."""

from typing import Literal, TypeAlias

from app.records.base import part
from app.records.ref import Ref

LinkStatus: TypeAlias = Literal[
    "ok",
    "broken",
    "redirected",
    "anchor_missing",
    "asset",
    "route",
    "external",
    "mailto",
    "tel",
    "unsafe",
    "other",
]


@part
class Link:
    """A link of a page's body; `line` counts from 1 in the source file."""

    href: str
    text: str
    status: LinkStatus
    target: Ref | None
    fragment: str | None
    line: int
