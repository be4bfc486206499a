"""Bodies: CommonMark with GitHub's extensions, kramdown's or Hugo's Markdown or HTML, read once."""

from app.markdown.body import (
    Body,
    BodyImage,
    BodyLink,
    BodyList,
    BodyListItem,
)
from app.markdown.flavour import COMMONMARK, HTML, Flavour
from app.markdown.parser import parse_body
from app.markdown.sanitise import Policy

__all__ = [
    "COMMONMARK",
    "HTML",
    "Body",
    "BodyImage",
    "BodyLink",
    "BodyList",
    "BodyListItem",
    "Flavour",
    "Policy",
    "parse_body",
]
