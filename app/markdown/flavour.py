"""The flavours in which bodies are written."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, NamedTuple, Protocol

from app.files.text import LocatedText
from app.markdown.events import Event, EventStream, gfm_events
from app.markdown.facts import Facts
from app.markdown.facts_reader import FactsReader
from app.markdown.footnotes import Footnotes
from app.markdown.handlers import HANDLERS
from app.markdown.html_page import HtmlPage
from app.markdown.offsets import character_offsets
from app.markdown.references import NOWHERE
from app.markdown.renderer import Destinations, Handlers, Renderer, Rendering
from app.markdown.sanitise import Policy


class ParsedBody(Protocol):
    """A parsed body, of which one method may be called, once."""

    def facts(self, source: LocatedText, start: int, policy: Policy | None) -> Facts:
        """Return the facts of the body that begins at `start` of a document."""

    def render(self, destinations: Destinations, policy: Policy | None) -> Rendering:
        """Return the forms of the body."""


class Extension:
    """Additions to CommonMark: none. A flavour overrides what it does otherwise.

    Rendering reads the facts first, with the same instance.
    """

    # Footnotes are anchored by the author's names for them, not by their numbers.
    has_named_footnotes = False

    def extend_facts(self, reader: FactsReader) -> None:
        """Add handlers to a reader of facts before it reads."""

    def finish_facts(self, facts: Facts) -> Facts:
        """Return the facts, completed after the last event."""
        return facts

    def handlers(self) -> Handlers:
        """Return the handlers of events for rendering."""
        return HANDLERS

    def extend_rendering(self, renderer: Renderer) -> None:
        """Prepare a renderer before it renders."""

    def finish_rendering(self) -> None:
        """Complete the forms after the last event."""


class ParsedMarkdown(NamedTuple):
    """Markdown as its events, with what the flavour adds."""

    stream: EventStream
    extension: Extension

    def facts(self, source: LocatedText, start: int, policy: Policy | None) -> Facts:
        """Return the facts of the body that begins at `start` of a document."""
        return self._facts(self.stream.events, source, start, policy)

    def render(self, destinations: Destinations, policy: Policy | None) -> Rendering:
        """Return the forms of the body. Facts are read first, for the ids and the text."""
        stream, extension = self
        events = list(stream.events)
        facts = self._facts(events, NOWHERE, 0, policy)
        footnotes = Footnotes(named=extension.has_named_footnotes)
        handlers = extension.handlers()
        renderer = Renderer(stream.data, handlers, facts.ids, destinations, policy, footnotes)
        extension.extend_rendering(renderer)
        renderer.render(events)
        renderer.finish()
        extension.finish_rendering()
        return Rendering(renderer.root, "".join(renderer.html), "".join(facts.plain))

    def _facts(
        self, events: Iterable[Event], source: LocatedText, start: int, policy: Policy | None
    ) -> Facts:
        stream, extension = self
        footnotes = Footnotes(named=extension.has_named_footnotes)
        reader = FactsReader(stream, source, start, policy, footnotes)
        for fault in stream.faults and sorted(stream.faults, key=lambda fault: fault.offset):
            moved = fault._replace(offset=start + fault.offset)
            reader.references.problems.append(source.problem(moved))
        extension.extend_facts(reader)
        reader.read(events)
        return extension.finish_facts(reader.finish())


@dataclass(frozen=True, slots=True)
class Flavour:
    """A way to write bodies: CommonMark with GitHub's extensions, or what a subclass reads.

    A dialect chooses one for each document; it can be pickled.
    """

    def parse(self, markdown: str, policy: Policy | None) -> ParsedBody:
        """Parse a body."""
        del policy
        data = markdown.encode()
        stream = EventStream(gfm_events(markdown), data, character_offsets(data))
        return ParsedMarkdown(stream, Extension())

    def narrowed(self, markdown: str) -> "Flavour":
        """Return the flavour with no more than this body needs."""
        del markdown
        return self


class HtmlFlavour(Flavour):
    """HTML from the first line to the last, no Markdown."""

    __slots__ = ()

    def parse(self, markdown: str, policy: Policy | None) -> HtmlPage:
        """Parse a body."""
        del policy
        return HtmlPage(markdown)


COMMONMARK: Final = Flavour()
HTML: Final = HtmlFlavour()
