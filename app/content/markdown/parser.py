"""The body of a document → everything that is served of it, but for where its links lead."""

from collections.abc import Callable
from typing import Any, Final

import orjson
import pyromark

from app.content.markdown.body import Body, BodyList, Packer
from app.content.markdown.flavour import COMMONMARK, Flavour
from app.content.markdown.headings import table_of_contents
from app.content.markdown.holes import NONCHARACTER_REFERENCE, NONCHARACTERS
from app.content.markdown.offsets import character_offsets
from app.content.markdown.plain_text import plain_text
from app.content.markdown.sanitise import Policy, written_plainly
from app.content.markdown.state import WalkState
from app.content.markdown.walk import Walk
from app.content.models import BodyContent
from app.content.shortcodes import NO_SITE, ShortcodeContext
from app.content.text import LocatedText

_OPTIONS: Final = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
)
_EXCERPT_LENGTH: Final = 280


def parse_body(
    source: LocatedText,
    start: int,
    *,
    is_internal: Callable[[str], bool],
    policy: Policy | None,
    packer: Packer | None = None,
    flavour: Flavour = COMMONMARK,
    shortcodes: ShortcodeContext = NO_SITE,
) -> Body:
    """Parse the body that begins at `start` of a document, written in the flavour.

    `policy` None leaves raw HTML and unsafe URLs as they stand: for comparison with other
    parsers, never for serving. `packer` is for whoever has many bodies. `shortcodes` is what those
    of a body of Hugo's may ask for. No input raises.
    """
    markdown = source.text[start:]
    walk: WalkState
    if flavour.syntax == "commonmark":
        walk = _walk(markdown, source, start, is_internal, policy)
    else:
        walk = _foreign_walk(source, start, flavour, is_internal, policy, shortcodes)
    html = "".join(walk.html)
    plain, word_count = plain_text("".join(walk.plain))
    if policy is not None:
        html = written_plainly(html) if walk.is_plain and "\r" not in html else policy.clean(html)
    content = BodyContent(
        html=html,
        mdast=orjson.dumps(walk.root).decode(),
        markdown=markdown,
        text=plain,
    )
    return Body(
        content=(packer or Packer()).pack(content),
        excerpt=_excerpt(walk.first_paragraph),
        toc=table_of_contents(walk.contents),
        word_count=word_count,
        first_heading=walk.headings[0].title if walk.headings else None,
        anchors=frozenset(walk.anchors),
        anchor_endings=walk.anchor_endings,
        links=tuple(link for link in walk.links if link is not None),
        images=tuple(walk.images),
        lists=tuple(
            BodyList(found.title, tuple(item for item in found.items if item is not None))
            for found in walk.lists
        ),
        problems=tuple(walk.problems),
    )


def _foreign_walk(
    source: LocatedText,
    start: int,
    flavour: Flavour,
    is_internal: Callable[[str], bool],
    policy: Policy | None,
    shortcodes: ShortcodeContext,
) -> WalkState:
    """The walk of another system's body; trees of our own need not wait for what it takes."""
    match flavour.syntax:
        case "html":
            from app.content.markdown.html_walk import walk_html  # noqa: PLC0415

            return walk_html(source, start, is_internal, policy)
        case "hugo-html":
            from app.content.markdown.goldmark.html_pages import walk_hugo_html  # noqa: PLC0415

            return walk_hugo_html(source, start, is_internal, policy, shortcodes)
        case "goldmark":
            from app.content.markdown.goldmark.reading import walk_goldmark  # noqa: PLC0415

            return walk_goldmark(source, start, flavour, is_internal, policy, shortcodes)
    from app.content.markdown.kramdown.reading import walk_kramdown  # noqa: PLC0415

    return walk_kramdown(source, start, flavour, is_internal, policy)


def _walk(
    markdown: str,
    source: LocatedText,
    start: int,
    is_internal: Callable[[str], bool],
    policy: Policy | None,
) -> Walk:
    """The walk over a body in CommonMark with GitHub's extensions, once it is done."""
    data = markdown.encode()
    offset_of = character_offsets(data, start, ascii_only=len(data) == len(markdown))
    walk = Walk(markdown, data, source, offset_of, is_internal, policy)
    events = pyromark.events_with_range(markdown, options=_OPTIONS)
    if "&" in markdown and NONCHARACTER_REFERENCE.search(markdown):
        walk.run((_unmarked(event), span) for event, span in events)
    else:
        walk.run(events)
    return walk


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


def _excerpt(paragraph: str) -> str:
    """The paragraph, or as many whole words of it as fit, with an ellipsis."""
    if len(paragraph) <= _EXCERPT_LENGTH:
        return paragraph
    cut = paragraph[:_EXCERPT_LENGTH]
    return cut[: cut.rfind(" ") if " " in cut else None].rstrip(" ,;:.–—-") + "…"
