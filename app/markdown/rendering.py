"""A walk → the forms in which a body is served, when it is parsed or when somebody reads it."""

from collections.abc import Callable, Iterable
from typing import Any, Final, NamedTuple

import orjson
import pyromark

from app.markdown.holes import NONCHARACTER_REFERENCE, NONCHARACTERS
from app.markdown.plain_text import plain_text
from app.markdown.sanitise import Policy, written_plainly
from app.markdown.state import WalkState
from app.markdown.walk import Walk
from app.problems import Fault, Problem
from app.records import BodyContent

_OPTIONS: Final = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
)


class Unrendered(NamedTuple):
    """A body of plain Markdown as it waits to be read: most are never read between two edits.

    `data` is its text in UTF-8, which takes half of what a string with one quotation mark takes.
    """

    data: bytes
    is_internal: Callable[[str], bool]
    policy: Policy

    def unpack(self) -> BodyContent:
        """The body, rendered; with holes where an address or a target will stand."""
        markdown = self.data.decode()
        walk = Walk(markdown, self.data, _Nowhere(), _nowhere, self.is_internal, self.policy)
        walk.run(events(markdown))
        return rendered(walk, markdown, self.policy)


class _Nowhere:
    """Stands for a file whose problems are known, when nobody asks where in it something is."""

    file: Final = ""
    text: Final = ""

    def locate(self, offset: int) -> tuple[int, int]:
        """No place."""
        del offset
        return 0, 0

    def problem(self, fault: Fault) -> Problem:
        """The fault, at no place."""
        return Problem(self.file, 0, 0, fault.code, fault.message, fault.hint)


def _nowhere(byte: int) -> int:
    return byte


def rendered(walk: WalkState, markdown: str, policy: Policy | None) -> BodyContent:
    """What a walk over a body has made of it. `policy` as for `parse_body`."""
    html = "".join(walk.html)
    plain, word_count = plain_text("".join(walk.plain))
    if policy is not None:
        html = written_plainly(html) if walk.is_plain and "\r" not in html else policy.clean(html)
    return BodyContent(html, orjson.dumps(walk.root).decode(), markdown, plain, word_count)


def events(markdown: str) -> Iterable[tuple[Any, Any]]:
    """The events of a body in CommonMark with GitHub's extensions, each with its range in bytes."""
    found = pyromark.events_with_range(markdown, options=_OPTIONS)
    if "&" in markdown and NONCHARACTER_REFERENCE.search(markdown):
        return ((_unmarked(event), span) for event, span in found)
    return found


def _unmarked(event: Any) -> Any:
    """An event without noncharacters in any of its texts: U+FFFD stands for them."""
    if isinstance(event, str):
        return event.translate(NONCHARACTERS)
    if isinstance(event, dict):
        return {
            # Raw HTML is not decoded yet.
            name: NONCHARACTER_REFERENCE.sub("\ufffd", value)
            if name in {"Html", "InlineHtml"}
            else _unmarked(value)
            for name, value in event.items()
        }
    return event
