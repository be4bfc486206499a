"""A body as it is kept until it is read: its source and its flavour."""

from collections.abc import Callable
from typing import NamedTuple

import orjson

from app.markdown.flavour import Flavour
from app.markdown.plain_text import plain_text
from app.markdown.sanitise import Policy
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
        root, html, plain = self.flavour.parse(markdown, policy).render(self.is_internal, policy)
        if policy is not None:
            html = policy.clean(html)
        text, word_count = plain_text(plain)
        return BodyContent(html, orjson.dumps(root).decode(), markdown, text, word_count)
