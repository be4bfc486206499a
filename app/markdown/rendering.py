"""A walk → the forms in which a body is served, when it is parsed or when somebody reads it."""

from collections.abc import Callable
from typing import Final, NamedTuple

import orjson

from app.markdown.events import events
from app.markdown.plain_text import plain_text
from app.markdown.sanitise import Policy, written_plainly
from app.markdown.state import WalkState
from app.markdown.walk import Walk
from app.problems import Fault, Problem
from app.records import BodyContent


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
