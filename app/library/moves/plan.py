"""The plan of a move: new names of files, edits of texts, and what is left as it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from app.markdown.edits import Edit


class MoveError(Exception):
    """Files cannot be moved; the message says why and what to do."""


class Move(NamedTuple):
    """A file's old and new name in the tree."""

    old: str
    new: str


class Left(NamedTuple):
    """A place that is not changed, by the file's name before the move, with the reason."""

    file: str
    line: int
    column: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The renames and edits of a move, none of them carried out.

    `edits` are by the file's name before the move. Their offsets are characters of the file's text
    as it stands, without a byte-order mark. `links` has how many links and references change in
    each file, `aliases` the old address that a file gets, `freed` the alias that it loses because
    it is its own address now.
    """

    moves: tuple[Move, ...]
    edits: Mapping[str, tuple[Edit, ...]] = field(default_factory=dict)
    left: tuple[Left, ...] = ()
    links: Mapping[str, int] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)
    freed: Mapping[str, str] = field(default_factory=dict)
