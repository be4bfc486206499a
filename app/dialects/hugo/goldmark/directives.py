"""The events that shortcodes are replaced by: plain data, from which the walk makes nodes."""

from typing import Any, Literal, NamedTuple, TypeAlias

from app.markdown.events import Event

# The bytes of an event in the whole text: `{"start": first, "end": last + 1}`.
Span: TypeAlias = dict[str, int]
# Names and values of attributes.
Pairs: TypeAlias = list[tuple[str, str]]
DirectiveKind: TypeAlias = Literal["textDirective", "leafDirective", "containerDirective"]


class Directive(NamedTuple):
    """A component. The headings of an `aside` are in no table of contents.

    `inner` is the byte where its content begins, `end` where the text after it begins. `opening`
    and `closing` are its element in HTML, if it has one.
    """

    kind: DirectiveKind
    name: str
    attributes: dict[str, str]
    aside: bool
    inner: int
    end: int
    opening: str = ""
    closing: str = ""


class Element(NamedTuple):
    """An element in HTML: a block around others, or else a paragraph or a part of such a block."""

    opening: str
    closing: str
    is_block: bool = False
    is_paragraph: bool = False


class Embed(NamedTuple):
    """Content of another site: the first of its frames that the policy allows, or else a link."""

    url: str
    title: str
    frames: tuple[str, ...]


def span_of(start: int, end: int) -> Span:
    """Return the span from one byte to another."""
    return {"start": start, "end": end}


def text_event(value: str, span: Span) -> Event:
    """Return an event of text."""
    return {"Text": value}, span


def node_events(name: str, span: Span, content: list[Event], detail: Any = None) -> list[Event]:
    """Return the events of a node with this content."""
    value = name if detail is None else {name: detail}
    return [({"Start": value}, span), *content, ({"End": name}, span)]
