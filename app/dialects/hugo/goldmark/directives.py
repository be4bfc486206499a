"""The events that shortcodes are replaced by: plain data, from which the walk makes nodes."""

from typing import Any, Literal, NamedTuple, TypeAlias

from app.dialects.hugo.shortcodes.tree import Shortcode
from app.markdown.events import Event

# The bytes of an event in the whole text: `{"start": first, "end": last + 1}`.
Span: TypeAlias = dict[str, int]
DirectiveKind: TypeAlias = Literal["textDirective", "leafDirective", "containerDirective"]


class Directive(NamedTuple):
    """A component. The headings of an `aside` are in no table of contents.

    `inner` is the byte where its content begins, `end` where the text after it begins.
    """

    kind: DirectiveKind
    name: str
    attributes: dict[str, str]
    aside: bool
    inner: int
    end: int


class Embed(NamedTuple):
    """Content of another site: the first of its frames that the policy allows, or else a link."""

    url: str
    title: str
    frames: tuple[str, ...]


class Details(NamedTuple):
    """A `<details>` element."""

    directive: Directive
    is_open: bool


class Size(NamedTuple):
    """The width and the height of a picture as they are written; each may be empty."""

    width: str
    height: str


def directive(shortcode: Shortcode, kind: DirectiveKind, inner: int, end: int) -> Directive:
    """Return a shortcode as a component."""
    arguments = dict(shortcode.arguments)
    return Directive(kind, shortcode.name, arguments, not shortcode.markup, inner, end)


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
