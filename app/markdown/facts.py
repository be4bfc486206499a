"""The facts of a body: all that is known of it before anybody reads it."""

from typing import NamedTuple

from app.markdown.body import BodyImage, BodyLink, BodyList
from app.markdown.events import Key
from app.markdown.headings import Heading, RawHeading
from app.problems import Problem


class Facts(NamedTuple):
    """The facts of one body.

    `contents` are the headings that the table of contents lists. `ids` has the id of each node
    that gets one, `plain` is the text in pieces. `heading_lines` are the lines of `headings` in
    the file, empty where they are unknown. `raw_headings` are written as HTML.
    """

    headings: list[Heading]
    contents: list[Heading]
    links: tuple[BodyLink, ...]
    images: tuple[BodyImage, ...]
    lists: tuple[BodyList, ...]
    first_paragraph: str
    anchors: frozenset[str]
    problems: tuple[Problem, ...]
    ids: dict[Key, str]
    plain: list[str]
    anchor_endings: tuple[str, ...] = ()
    heading_lines: tuple[int, ...] = ()
    raw_headings: tuple[RawHeading, ...] = ()
