"""Bodies: their facts at load, their tree, HTML and text when they are first read."""

from app.markdown.body import (
    Body,
    BodyImage,
    BodyLink,
    BodyList,
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
    "Flavour",
    "Policy",
    "parse_body",
]
