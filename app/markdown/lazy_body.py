"""A body as it is kept until it is read: its source and its flavour."""

from collections.abc import Callable
from typing import Final, NamedTuple

import orjson

from app.markdown.flavour import Flavour
from app.markdown.plain_text import plain_text
from app.markdown.sanitise import Policy
from app.problems import Fault, Problem
from app.records import BodyContent


class LazyBody(NamedTuple):
    """A body that is rendered when it is read: most are never read between two edits.

    `data` is its text in UTF-8, which takes half of what a string with one quotation mark takes.
    `policy` None leaves raw HTML as it is.
    """

    data: bytes
    flavour: Flavour
    is_internal: Callable[[str], bool]
    policy: Policy | None

    def unpack(self) -> BodyContent:
        """Return the forms of the body, with placeholders for addresses and targets."""
        markdown, policy = self.data.decode(), self.policy
        facts = self.flavour.parse(markdown, policy).facts(_Nowhere(), 0, policy)
        rendering = self.flavour.parse(markdown, policy).render(facts, self.is_internal, policy)
        html = rendering.html if policy is None else policy.clean(rendering.html)
        text, word_count = plain_text("".join(facts.plain))
        return BodyContent(html, orjson.dumps(rendering.root).decode(), markdown, text, word_count)


class _Nowhere:
    """A file whose problems are known already, so that positions in it are not needed."""

    file: Final = ""
    text: Final = ""

    def locate(self, offset: int) -> tuple[int, int]:
        """Return no place."""
        del offset
        return 0, 0

    def problem(self, fault: Fault) -> Problem:
        """Return the fault at no place."""
        return Problem(self.file, 0, 0, fault.code, fault.message, fault.hint)
