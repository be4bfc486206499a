"""Bodies in kramdown's Markdown as the tests read them."""

from typing import Any

from app.dialects.jekyll.kramdown.reading import Kramdown
from app.markdown import Body
from tests.markdown import bodies

KRAMDOWN = Kramdown()


def parse(markdown: str) -> Body:
    """A body as Jekyll reads it unless it is told otherwise."""
    return bodies.parse(markdown, flavour=KRAMDOWN)


def html(markdown: str) -> str:
    """The HTML of a body."""
    return parse(markdown).content.unpack().html


def text(markdown: str) -> str:
    """The text of a body."""
    return parse(markdown).content.unpack().text


def nodes(markdown: str) -> list[dict[str, Any]]:
    """The blocks of a body."""
    return bodies.nodes(markdown, KRAMDOWN)
