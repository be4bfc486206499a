"""The body of a document → its facts, and the body itself to be rendered later."""

from collections.abc import Callable
from typing import Final

from app.files.text import LocatedText
from app.markdown.body import Body
from app.markdown.flavour import COMMONMARK, Flavour
from app.markdown.headings import table_of_contents
from app.markdown.lazy_body import LazyBody
from app.markdown.sanitise import Policy

_EXCERPT_LENGTH: Final = 280


def parse_body(
    source: LocatedText,
    start: int,
    *,
    is_internal: Callable[[str], bool],
    policy: Policy | None,
    flavour: Flavour = COMMONMARK,
) -> Body:
    """Parse the body that begins at `start` of a document, written in the flavour.

    `policy` None leaves raw HTML and unsafe URLs as they stand: for comparison with other
    parsers, never for serving. No input raises.
    """
    markdown = source.text[start:]
    facts = flavour.parse(markdown, policy).facts(source, start, policy)
    return Body(
        content=LazyBody(markdown.encode(), flavour.narrowed(markdown), is_internal, policy),
        excerpt=_excerpt(facts.first_paragraph),
        toc=table_of_contents(facts.contents),
        first_heading=facts.headings[0].title if facts.headings else None,
        anchors=facts.anchors,
        anchor_endings=facts.anchor_endings,
        links=facts.links,
        images=facts.images,
        lists=facts.lists,
        problems=facts.problems,
    )


def _excerpt(paragraph: str) -> str:
    """Return the paragraph, or as many whole words of it as fit, with an ellipsis."""
    if len(paragraph) <= _EXCERPT_LENGTH:
        return paragraph
    cut = paragraph[:_EXCERPT_LENGTH]
    return cut[: cut.rfind(" ") if " " in cut else None].rstrip(" ,;:.–—-") + "…"
