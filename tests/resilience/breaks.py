"""Broken edits: what an editor gets wrong, and the file and line that have to be told."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Break:
    """A mistake: how a good text becomes a broken one, and where the problem then stands."""

    name: str
    code: str
    line: int
    text: Callable[[str], str]


def _unclosed(text: str) -> str:
    opening, metadata, body = text.split("---\n", 2)
    return f"{opening}---\n{metadata}{body}"


def _with_key(line: str) -> Callable[[str], str]:
    """The line comes first in the front matter: it is line 2 of the file."""
    return lambda text: text.replace("---\n", f"---\n{line}\n", 1)


def _half(text: str) -> str:
    """The half that a writer had got to: it ends inside the front matter."""
    return text[: text.index("---\n", 4)]


BREAKS: Final = (
    Break("front matter unclosed", "front-matter-unclosed", 1, _unclosed),
    Break("a date of the wrong type", "invalid-value", 2, _with_key("date: some day")),
    Break("a quote unclosed", "front-matter-syntax", 2, _with_key('subtitle: "Never closed')),
    Break("a path twice", "duplicate-path", 2, _with_key("permalink: /iastm/")),
    Break("half written", "front-matter-unclosed", 1, _half),
    Break("a key twice", "duplicate-key", 3, _with_key("layout: page\nlayout: page")),
)
