"""The body of a document → everything that is known of it, but for where its links lead."""

from collections.abc import Callable
from typing import Final

from app.files.text import LocatedText
from app.markdown.body import Body, BodyList, Packer
from app.markdown.flavour import COMMONMARK, Flavour
from app.markdown.headings import table_of_contents
from app.markdown.offsets import character_offsets
from app.markdown.rendering import Unrendered, rendered
from app.markdown.sanitise import Policy
from app.markdown.state import OpenList, WalkState
from app.markdown.survey import Survey, survey_of
from app.records import PackedBody

_EXCERPT_LENGTH: Final = 280


def parse_body(
    source: LocatedText,
    start: int,
    *,
    is_internal: Callable[[str], bool],
    policy: Policy | None,
    packer: Packer | None = None,
    flavour: Flavour = COMMONMARK,
) -> Body:
    """Parse the body that begins at `start` of a document, written in the flavour.

    `policy` None leaves raw HTML and unsafe URLs as they stand: for comparison with other
    parsers, never for serving. `packer` is for callers that parse many bodies. No input raises.
    """
    markdown = source.text[start:]
    if flavour == COMMONMARK and policy is not None:
        data = markdown.encode()
        offset_of = character_offsets(data, start, ascii_only=len(data) == len(markdown))
        if (survey := survey_of(markdown, source, offset_of)) is not None:
            return _body(survey, Unrendered(data, is_internal, policy))
    walk = flavour.walk(source, start, is_internal, policy)
    content = (packer or Packer()).pack(rendered(walk, markdown, policy))
    return _body(walk, content)


def _body(found: WalkState | Survey, content: PackedBody) -> Body:
    return Body(
        content=content,
        excerpt=_excerpt(found.first_paragraph),
        toc=table_of_contents(found.contents),
        first_heading=found.headings[0].title if found.headings else None,
        anchors=frozenset(found.anchors),
        anchor_endings=found.anchor_endings,
        links=tuple(link for link in found.links if link is not None),
        images=tuple(found.images),
        lists=tuple(map(_list, found.lists)),
        problems=tuple(found.problems),
    )


def _list(found: OpenList) -> BodyList:
    return BodyList.of(found.title, [item for item in found.items if item is not None])


def _excerpt(paragraph: str) -> str:
    """The paragraph, or as many whole words of it as fit, with an ellipsis."""
    if len(paragraph) <= _EXCERPT_LENGTH:
        return paragraph
    cut = paragraph[:_EXCERPT_LENGTH]
    return cut[: cut.rfind(" ") if " " in cut else None].rstrip(" ,;:.–—-") + "…"
