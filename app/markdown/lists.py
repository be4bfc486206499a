"""Labelled lists while a body is read, and the labels themselves."""

from dataclasses import dataclass, field
from typing import Final

from app.markdown.body import BodyList, BodyListItem

# The full-width signs are those of Chinese and Japanese text.
_LABEL_ENDS: Final = (":", "?", "\uff1a", "\uff1f")


@dataclass(slots=True)
class OpenList:
    """A labelled list that is being read; None stands for an item that has not ended."""

    title: str
    items: list[BodyListItem | None] = field(default_factory=list)

    def finish(self) -> BodyList:
        """Return the list."""
        return BodyList.of(self.title, [item for item in self.items if item is not None])


def is_label(text: str) -> bool:
    """Return True if a paragraph's text ends as a label of a list does.

    White space must have been stripped from the end.
    """
    return text.endswith(_LABEL_ENDS)
