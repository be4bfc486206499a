"""The body of a document → its facts, and the body itself to be rendered later."""

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

import orjson

from app.files.text import LocatedText
from app.hashing import digest_of
from app.markdown.body import AddressOf, Body, PictureOf, TargetOf
from app.markdown.events import MAX_EVENTS, EventStream, TooManyEventsError
from app.markdown.flavour import COMMONMARK, Flavour, ParsedBody, ParsedMarkdown
from app.markdown.headings import table_of_contents
from app.markdown.references import NOWHERE
from app.markdown.renderer import Destinations
from app.markdown.sanitise import Policy
from app.markdown.sections import plain_text, section_texts
from app.markdown.stray_signs import find_stray_signs, may_have_stray_signs
from app.problems import Fault
from app.records import BodyContent, SectionText

_EXCERPT_LENGTH: Final = 280


class LazyBody(NamedTuple):
    """A body that is rendered when it is read: most are never read between two edits.

    `data` is its text in UTF-8, which takes half of what a string with one quotation mark takes.
    `policy` None leaves raw HTML as it is.
    """

    data: bytes
    flavour: Flavour
    is_internal: Callable[[str], bool]
    policy: Policy | None

    def unpack(
        self,
        address: AddressOf | None = None,
        target: TargetOf | None = None,
        picture: PictureOf | None = None,
        *,
        has_root_path: bool = False,
    ) -> BodyContent:
        """Return the forms of the body; without `address` its addresses are as written."""
        destinations = Destinations(self.is_internal, address, target, picture, has_root_path)
        markdown, policy = self.data.decode(), self.policy
        root, html, plain = self.flavour.parse(markdown, policy).render(destinations, policy)
        if policy is not None:
            html = policy.clean(html)
        text = plain_text(plain)
        return BodyContent(html, orjson.dumps(root).decode(), markdown, text, len(text.split()))

    def section_texts(self) -> tuple[SectionText, ...]:
        """Return the text of the body by section: a quarter of the time that rendering takes."""
        policy = self.policy
        facts = self.flavour.parse(self.data.decode(), policy).facts(NOWHERE, 0, policy)
        return section_texts(facts)

    def digest(self) -> str:
        """Return the digest of all that the forms are made from, without making them."""
        hosts = self.policy.frame_hosts if self.policy is not None else None
        return digest_of(self.data, self.flavour, self.is_internal, hosts)


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
    parsers, never for serving. No input raises: a body of too many parts is read as an empty one.
    """
    markdown = source.text[start:]
    try:
        parsed = flavour.parse(markdown, policy)
        facts = parsed.facts(source, start, policy)
    except TooManyEventsError:
        empty = parse_body(source, len(source.text), is_internal=is_internal, policy=policy)
        return empty._replace(problems=(source.problem(_too_many_parts(start, markdown)),))
    blank = len(markdown) - len(markdown.lstrip())
    problems = facts.problems
    if may_have_stray_signs(facts.plain, markdown):
        stream = _unread(parsed, markdown, flavour, policy)
        faults = find_stray_signs(stream, markdown) if stream is not None else ()
        problems += tuple(
            [source.problem(fault._replace(offset=start + fault.offset)) for fault in faults]
        )
    return Body(
        content=LazyBody(markdown.encode(), flavour.narrowed(markdown), is_internal, policy),
        excerpt=_excerpt(facts.first_paragraph),
        toc=table_of_contents(facts.contents),
        first_heading=facts.headings[0].title if facts.headings else None,
        anchors=facts.anchors,
        anchor_endings=facts.anchor_endings,
        section_lines=(source.lines([start + blank])[0], *facts.heading_lines),
        raw_headings=facts.raw_headings,
        links=facts.links,
        images=facts.images,
        lists=facts.lists,
        problems=problems,
    )


def _too_many_parts(start: int, markdown: str) -> Fault:
    message = f"the body has more than {MAX_EVENTS:,} parts, such as items, links and texts"
    offset = start + len(markdown) - len(markdown.lstrip())
    hint = "Split it into several pages; until then it is served empty."
    return Fault(offset, "file-too-large", message, hint)


def _unread(
    parsed: ParsedBody, markdown: str, flavour: Flavour, policy: Policy | None
) -> EventStream | None:
    """Return the events of a body whose facts were read, None if it is HTML.

    Some can be read once only, so the body is parsed again.
    """
    if isinstance(parsed, ParsedMarkdown) and isinstance(parsed.stream.events, Iterator):
        parsed = flavour.parse(markdown, policy)
    return parsed.stream if isinstance(parsed, ParsedMarkdown) else None


def _excerpt(paragraph: str) -> str:
    """Return the paragraph, or as many whole words of it as fit, with an ellipsis."""
    if len(paragraph) <= _EXCERPT_LENGTH:
        return paragraph
    cut = paragraph[:_EXCERPT_LENGTH]
    return cut[: cut.rfind(" ") if " " in cut else None].rstrip(" ,;:.–—-") + "…"
