"""Markdown bodies: CommonMark with GitHub's extensions, read once."""

from app.content.markdown.body import (
    Body,
    BodyImage,
    BodyLink,
    BodyList,
    BodyListItem,
    PackedContent,
    Packer,
)
from app.content.markdown.parser import parse_body
from app.content.markdown.sanitise import Policy

__all__ = [
    "Body",
    "BodyImage",
    "BodyLink",
    "BodyList",
    "BodyListItem",
    "PackedContent",
    "Packer",
    "Policy",
    "parse_body",
]
