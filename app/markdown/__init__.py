"""Bodies: CommonMark with GitHub's extensions, kramdown's or Hugo's Markdown or HTML, read once."""

from app.markdown.body import (
    Body,
    BodyImage,
    BodyLink,
    BodyList,
    BodyListItem,
    PackedContent,
    Packer,
)
from app.markdown.flavour import (
    COMMONMARK,
    GOLDMARK,
    HTML,
    HUGO_HTML,
    KRAMDOWN,
    KRAMDOWN_PLAIN,
    Flavour,
)
from app.markdown.parser import parse_body
from app.markdown.sanitise import Policy

__all__ = [
    "COMMONMARK",
    "GOLDMARK",
    "HTML",
    "HUGO_HTML",
    "KRAMDOWN",
    "KRAMDOWN_PLAIN",
    "Body",
    "BodyImage",
    "BodyLink",
    "BodyList",
    "BodyListItem",
    "Flavour",
    "PackedContent",
    "Packer",
    "Policy",
    "parse_body",
]
