"""The syntax tree of the unified ecosystem, as plain JSON-like nodes.

Specification: https://github.com/syntax-tree/mdast with its GFM extension. Trees are built as
mutable dictionaries inside one walk and leave it as JSON only.
"""

from typing import Any, Final, TypeAlias

# A node under construction. What leaves the house is typed by the views.
Node: TypeAlias = dict[str, Any]

# Deeper containers are dissolved into their parent: JSON parsers everywhere give up somewhere.
MAX_DEPTH: Final = 100


def link(url: str, title: str | None) -> Node:
    """A link, without children; an empty title is no title."""
    return {"type": "link", "title": title or None, "url": url}


def image(url: str, title: str | None, alt: str) -> Node:
    """A picture; an empty title is no title."""
    return {"type": "image", "title": title or None, "url": url, "alt": alt}


def code(value: str, info: str | None) -> Node:
    """A block of code; the first word of its info string is the language, the rest is meta."""
    words = (info or "").split(maxsplit=1)
    return {
        "type": "code",
        "lang": words[0] if words else None,
        "meta": words[1] if len(words) > 1 else None,
        "value": value,
    }
