"""How the bodies of a tree are written: what reads them, in one value."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol

from app.files.text import LocatedText
from app.markdown.events import events
from app.markdown.html_walk import walk_html
from app.markdown.offsets import character_offsets
from app.markdown.sanitise import Policy
from app.markdown.state import WalkState
from app.markdown.walk import Walk


class Flavour(Protocol):
    """A way to read bodies. A dialect chooses one for each document."""

    def walk(
        self,
        source: LocatedText,
        start: int,
        is_internal: Callable[[str], bool],
        policy: Policy | None,
    ) -> WalkState:
        """Return the finished walk over the body that begins at `start` of a document."""


@dataclass(frozen=True, slots=True)
class CommonMark:
    """CommonMark with GitHub's extensions."""

    def walk(
        self,
        source: LocatedText,
        start: int,
        is_internal: Callable[[str], bool],
        policy: Policy | None,
    ) -> WalkState:
        """Return the finished walk over the body that begins at `start` of a document."""
        markdown = source.text[start:]
        data = markdown.encode()
        offset_of = character_offsets(data, start, ascii_only=len(data) == len(markdown))
        walk = Walk(markdown, data, source, offset_of, is_internal, policy)
        walk.run(events(markdown))
        return walk


@dataclass(frozen=True, slots=True)
class Html:
    """HTML from the first line to the last, no Markdown."""

    def walk(
        self,
        source: LocatedText,
        start: int,
        is_internal: Callable[[str], bool],
        policy: Policy | None,
    ) -> WalkState:
        """Return the finished walk over the body that begins at `start` of a document."""
        return walk_html(source, start, is_internal, policy)


COMMONMARK: Final = CommonMark()
HTML: Final = Html()
