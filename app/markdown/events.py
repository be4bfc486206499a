"""The events of CommonMark with GitHub's extensions: pulldown-cmark's, with their ranges."""

from collections.abc import Iterable
from typing import Any, Final

import pyromark

from app.markdown.holes import NONCHARACTER_REFERENCE, NONCHARACTERS

_OPTIONS: Final = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
)


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
