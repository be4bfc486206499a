"""A body as it is kept until it is read: its source and its flavour."""

import re
from collections.abc import Callable
from typing import Final, NamedTuple

import orjson

from app.markdown.flavour import Flavour
from app.markdown.sanitise import Policy
from app.records import BodyContent

_EMPTY_LINES: Final = re.compile("\n{3,}")


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
        text = plain_text(plain)
        return BodyContent(html, orjson.dumps(root).decode(), markdown, text, len(text.split()))


def plain_text(written: str) -> str:
    """Return text with one empty line between paragraphs, and no white space at ends of lines."""
    return _EMPTY_LINES.sub("\n\n", "\n".join(map(str.rstrip, written.split("\n")))).strip()
