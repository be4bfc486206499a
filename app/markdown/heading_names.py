"""Headings that their authors name: `## Opening hours {#hours}`.

GitBook, mdBook and Docusaurus read `{#hours}`, Python-Markdown also `{: #hours }`. It may hold
more, such as classes, which are dropped.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from app.markdown.clobbering import safe_id
from app.markdown.events import Event, EventStream, event_parts
from app.markdown.facts_reader import FactsReader
from app.markdown.flavour import COMMONMARK, Extension, Flavour, ParsedBody, ParsedMarkdown
from app.markdown.headings import Slugger
from app.markdown.sanitise import Policy
from app.markdown.static_addresses import STATIC_SCHEME, with_static_addresses
from app.regex import regex

_MAY_NAME: Final = regex(r"\{:?[ \t]*#")
# From the last brace of a heading on. The line behind it underlines the heading.
_NAME: Final = regex(
    rb"\{:?[ \t]*#(?P<id>[^\s{}#<>&\"'`\\]+)(?:[ \t][^{}\n]*)?\}[ \t]*(?:#+[ \t]*)?"
    rb"(?:\n[^\n]*)?\s*\Z"
)


class NamedHeadings(Flavour):
    """CommonMark with GitHub's extensions, ids at the end of headings, and static addresses."""

    __slots__ = ()

    def parse(self, markdown: str, policy: Policy | None) -> ParsedBody:
        """Parse a body."""
        parsed = COMMONMARK.parse(markdown, policy)
        if not isinstance(parsed, ParsedMarkdown) or not _may_differ(markdown):
            return parsed
        stream = parsed.stream
        names: dict[int, str] = {}
        events = _without_names(with_static_addresses(stream.events), stream.data, names)
        return ParsedMarkdown(
            EventStream(events, stream.data, stream.offset_of), _HeadingNames(names)
        )

    def narrowed(self, markdown: str) -> Flavour:
        """Return CommonMark for a body that it reads alike."""
        return self if _may_differ(markdown) else COMMONMARK


NAMED_HEADINGS: Final = NamedHeadings()


def _may_differ(markdown: str) -> bool:
    return STATIC_SCHEME in markdown or _MAY_NAME.search(markdown) is not None


class _HeadingNames(Extension):
    """Gives headings the ids of their authors, by where they start; others get GitHub's."""

    def __init__(self, names: dict[int, str]) -> None:
        self._names = names

    def extend_facts(self, reader: FactsReader) -> None:
        """Name headings."""
        slugger = Slugger()

        def name_heading(title: str, depth: int, start: int, text: str) -> str:
            name = self._names.get(start)
            return slugger.heading_id(title, depth, start, text) if not name else slugger.free(name)

        reader.name_heading = name_heading


def _without_names(events: Iterable[Event], data: bytes, names: dict[int, str]) -> Iterator[Event]:
    """Yield the events without the names of headings, which are added to `names` as they come."""
    # Where the name of the open heading begins.
    begin = len(data)
    for event, span in events:
        kind, name, detail = event_parts(event)
        start, end = span["start"], span["end"]
        if name == "Heading":
            begin = len(data)
            brace = data.rfind(b"{", start, end) if kind == "Start" else -1
            match = _NAME.match(data, brace, end) if brace >= 0 else None
            if match is not None and data[brace - 1 : brace] != b"\\":
                names[start] = safe_id(match["id"].decode(errors="replace"))
                begin = brace
        elif kind == "Text" and end > begin:
            text = detail.removesuffix(data[max(begin, start) : end].decode()).rstrip()
            if text and start < begin:
                yield {"Text": text}, {"start": start, "end": start + len(text.encode())}
            continue
        yield event, span
