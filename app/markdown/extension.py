"""Additions of a flavour of Markdown to CommonMark with GitHub's extensions."""

from collections.abc import Mapping

from app.markdown.events import Key
from app.markdown.facts import Facts
from app.markdown.facts_reader import FactsReader
from app.markdown.render_inline import HANDLERS
from app.markdown.renderer import Handlers, Renderer


class Extension:
    """No additions. A flavour overrides what it does otherwise.

    Rendering reads the facts first, with the same instance.
    """

    # Footnotes are anchored by the author's names for them, not by their numbers.
    has_named_footnotes = False

    def extend_facts(self, reader: FactsReader) -> None:
        """Add handlers to a reader of facts before it reads."""

    def finish_facts(self, reader: FactsReader, facts: Facts) -> Facts:
        """Return the facts, completed after the last event."""
        del reader
        return facts

    def handlers(self, ids: Mapping[Key, str]) -> Handlers:
        """Return the handlers of events for rendering; `ids` are those of the facts."""
        del ids
        return HANDLERS

    def extend_rendering(self, renderer: Renderer) -> None:
        """Prepare a renderer before it renders."""

    def finish_rendering(self, renderer: Renderer) -> None:
        """Complete the forms after the last event."""
