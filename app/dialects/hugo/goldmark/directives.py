"""What stands among the events for shortcodes: plain data, from which the walk makes nodes."""

from typing import Any, Literal, NamedTuple, TypeAlias

from app.dialects.hugo.shortcodes import Shortcode

Event: TypeAlias = tuple[Any, Any]
Place: TypeAlias = tuple[int, int]
DirectiveKind: TypeAlias = Literal["textDirective", "leafDirective", "containerDirective"]


class Directive(NamedTuple):
    """A component. `aside` are those whose headings no table of contents lists.

    `inner` is where the content begins and `end` where what follows goes on.
    """

    kind: DirectiveKind
    name: str
    attributes: dict[str, str]
    aside: bool
    inner: int
    end: int


class Embed(NamedTuple):
    """Something of another site: a link to it, or the first frame that the site lets in."""

    url: str
    title: str
    frames: tuple[str, ...]


class Details(NamedTuple):
    """What HTML shows or hides on demand."""

    directive: Directive
    is_open: bool


class Size(NamedTuple):
    """The width and the height that a picture is to have, each may be empty."""

    width: str
    height: str


def directive(shortcode: Shortcode, kind: DirectiveKind, inner: int, end: int) -> Directive:
    """The shortcode as a component."""
    return Directive(
        kind, shortcode.name, dict(shortcode.arguments), not shortcode.markup, inner, end
    )


def text_event(value: str, place: Place) -> Event:
    """Text that stands at this place."""
    return {"Text": value}, {"start": place[0], "end": place[1]}


def start(name: str, place: Place, detail: Any = None) -> Event:
    """The start of a node."""
    value = name if detail is None else {name: detail}
    return {"Start": value}, {"start": place[0], "end": place[1]}


def end(name: str, place: Place) -> Event:
    """The end of a node."""
    return {"End": name}, {"start": place[0], "end": place[1]}


def around(name: str, place: Place, inner: list[Event], detail: Any = None) -> list[Event]:
    """A node with what is in it."""
    return [start(name, place, detail), *inner, end(name, place)]
