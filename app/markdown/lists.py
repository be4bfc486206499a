"""Labelled lists while a body is read, and the labels themselves."""

from dataclasses import dataclass, field
from typing import Final

from app.markdown.body import BodyList

# The full-width signs are those of Chinese and Japanese text.
_LABEL_ENDS: Final = (":", "?", "\uff1a", "\uff1f")


@dataclass(slots=True)
class OpenList:
    """A labelled list that is being read, as columns with an entry for each item."""

    title: str
    texts: list[str] = field(default_factory=list)
    links: list[tuple[int, ...]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)

    def add(self, text: str, links: tuple[int, ...], line: int) -> int:
        """Add an item; return its place."""
        self.texts.append(" ".join(text.split()))
        self.links.append(links)
        self.lines.append(line)
        return len(self.texts) - 1

    def set(self, place: int, text: str, links: list[int]) -> None:
        """Set the text and the links of an item that has ended."""
        self.texts[place] = " ".join(text.split())
        self.links[place] = tuple(links)

    def finish(self) -> BodyList:
        """Return the list."""
        links = tuple(self.links) if any(self.links) else ()
        return BodyList(self.title, tuple(self.texts), links, tuple(self.lines))


def is_label(text: str) -> bool:
    """Return True if a paragraph's text ends as a label of a list does.

    White space must have been stripped from the end.
    """
    return text.endswith(_LABEL_ENDS)
