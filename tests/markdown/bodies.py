"""Bodies as the tests read them."""

import json
from typing import Any

from app.files.text import SourceText, decode
from app.markdown import COMMONMARK, Body, Flavour, Policy, parse_body

_POLICY = Policy(("player.example.org",))


def source_of(markdown: str) -> SourceText:
    """The text of a file, which must be one."""
    source = decode("page.md", markdown.encode())
    assert isinstance(source, SourceText), source
    return source


def parse(markdown: str, start: int = 0, flavour: Flavour = COMMONMARK) -> Body:
    """A body whose root-relative and relative links are internal, sanitised."""
    return parse_body(
        source_of(markdown), start, is_internal=is_internal, policy=_POLICY, flavour=flavour
    )


def is_internal(url: str) -> bool:
    """Whether the tests take the address for one of the site."""
    return ":" not in url and not url.startswith(("//", "#"))


def tree(body: Body) -> dict[str, Any]:
    """The mdast with `link-0` for an address, null for a target."""
    content = body.content.unpack(lambda kind, number: f"{kind}-{number}")
    root: dict[str, Any] = json.loads(content.mdast)
    return root


def nodes(markdown: str, flavour: Flavour = COMMONMARK) -> list[dict[str, Any]]:
    """The blocks of a body."""
    children: list[dict[str, Any]] = tree(parse(markdown, flavour=flavour))["children"]
    return children


def spans(markdown: str) -> list[dict[str, Any]]:
    """What is in the one paragraph of a body."""
    (paragraph,) = nodes(markdown)
    assert paragraph["type"] == "paragraph"
    children: list[dict[str, Any]] = paragraph["children"]
    return children


def text(value: str) -> dict[str, Any]:
    """A node of text."""
    return {"type": "text", "value": value}


def problems(body: Body) -> list[str]:
    """Problems as line, column, code and message."""
    return [f"{each.line}:{each.column} {each.code} {each.message}" for each in body.problems]
