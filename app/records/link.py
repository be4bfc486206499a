"""Pointers to records, and links of a page's body."""

from typing import Literal, TypeAlias

from app.records.base import Kind, record_part

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


@record_part
class Ref:
    """A pointer to a record, answered at `/{kind}s/{slug}`; `path` is that of its page."""

    kind: Kind
    slug: str
    path: str | None
    title: str


@record_part
class LinkTarget:
    """A page that links can lead to: its address, its file and its anchors.

    `translation` is equal for all translations of a page. An anchor that ends in one of
    `anchor_endings` may exist though it is not in `anchors`; an empty ending stands for a component
    that may make any.
    """

    path: str
    ref: Ref
    file: str
    anchors: frozenset[str]
    language: str | None = None
    translation: str | None = None
    # The folder that file names in links are relative to; None for the whole tree.
    root: str | None = None
    anchor_endings: tuple[str, ...] = ()


@record_part
class Link:
    """A link of a page's body; `line` counts from 1 in the source file."""

    href: str
    text: str
    status: LinkStatus
    target: Ref | None
    fragment: str | None
    line: int
