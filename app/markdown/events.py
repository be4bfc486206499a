"""The events of a body, as pulldown-cmark makes them, and what a flavour says about them.

An event is the start or the end of a node, or a leaf: `{"Start": {"Heading": {...}}}`,
`{"Text": "..."}`, `"SoftBreak"`. Its span counts bytes of the text in UTF-8.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any, Final, TypeAlias

import pyromark

from app.markdown.noncharacters import NONCHARACTER_REFERENCE, NONCHARACTERS
from app.problems import Fault
from app.regex import regex

Event: TypeAlias = tuple[Any, Any]
# Events while they are read.
Events: TypeAlias = Iterator[Event]
# The name of a node in the events and the byte where it begins.
Key: TypeAlias = tuple[str, int]

# For parsers of CommonMark with GitHub's extensions.
GFM: Final = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
)
_GFM_PARSER: Final = pyromark.Markdown(options=GFM)
SPANS: Final = frozenset({"Emphasis", "Strong", "Strikethrough", "Link", "Image"})
_BOX: Final = regex(r"\[[ xX]\]")
INLINE: Final = frozenset(
    {"Text", "Code", "InlineHtml", "FootnoteReference", "TaskListMarker", "SoftBreak", "HardBreak"}
)

# Of one body. To render it takes a kilobyte and ten microseconds for each; the changelog of a large
# project has 80,000 in a megabyte.
MAX_EVENTS: Final = 150_000
# What may begin or end a part. The parser reads a body as a whole before the first event, and takes
# sixty bytes for each sign.
_SIGNS: Final = "\n*_`[]!<>&\\~"
_MAX_SIGNS: Final = 4 * MAX_EVENTS
# A character makes at most three events. But for tables, whose rows get the cells that they lack,
# a body of so many characters needs no counting, which takes a tenth of the time.
_FEW_CHARACTERS: Final = MAX_EVENTS // 8
BREAKS: Final = frozenset({"SoftBreak", "HardBreak"})
# A paragraph of the tree that has no element in HTML.
BARE_PARAGRAPH: Final = "BareParagraph"


@dataclass(slots=True, eq=False)
class EventStream:
    """The events of one body, each to be read once.

    `data` is the text they were made from, in UTF-8; `offset_of` maps a byte of it to an offset
    of the body. `faults` are problems that were found before the events, at offsets of the body.
    """

    events: Iterable[Event]
    data: bytes
    offset_of: Callable[[int], int]
    faults: Sequence[Fault] = ()


class TooManyEventsError(Exception):
    """A body has more than `MAX_EVENTS` events, or tags and texts in HTML."""


def parser_events(markdown: str, parser: pyromark.Markdown) -> Iterable[Event]:
    """Return the events of Markdown. Raises TooManyEventsError, now or while they are read."""
    if len(markdown) > _MAX_SIGNS and sum(map(markdown.count, _SIGNS)) > _MAX_SIGNS:
        raise TooManyEventsError
    events: Iterator[Event] = iter(parser.events_with_range(markdown))
    if len(markdown) <= _FEW_CHARACTERS and "|" not in markdown:
        return events
    return chain(islice(events, MAX_EVENTS), _refused(events))


def _refused(events: Events) -> Iterator[Event]:
    """Yield nothing. Raises TooManyEventsError if events are left."""
    for _ in events:
        raise TooManyEventsError
    yield from ()


def gfm_events(markdown: str) -> Iterable[Event]:
    """Return the events of a body in CommonMark with GitHub's extensions."""
    events = parser_events(markdown, _GFM_PARSER)
    if "&" in markdown and NONCHARACTER_REFERENCE.search(markdown):
        events = ((_without_noncharacters(event), span) for event, span in events)
    return without_lone_boxes(events, markdown)


def present_nodes(events: Iterable[Event]) -> frozenset[Key]:
    """Return the nodes that the events have."""
    return frozenset(
        (name or kind, span["start"])
        for event, span in events
        for kind, name, _ in (event_parts(event),)
        if kind != "End"
    )


def without_lone_boxes(events: Iterable[Event], markdown: str) -> Iterable[Event]:
    """Replace each task's box with nothing after it by its text: GitHub shows its brackets."""
    if _BOX.search(markdown):
        return _replace_lone_boxes(events, markdown.encode())
    return events


def _replace_lone_boxes(events: Iterable[Event], data: bytes) -> Iterator[Event]:
    box: Event | None = None
    for event, span in events:
        if box is not None:
            end = box[1]["end"]
            yield box if _is_inline(event) else ({"Text": data[end - 3 : end].decode()}, box[1])
            box = None
        if type(event) is dict and "TaskListMarker" in event:
            box = event, span
        else:
            yield event, span


def _is_inline(event: Any) -> bool:
    kind, name, _ = event_parts(event)
    return kind in INLINE or (kind == "Start" and name in SPANS)


def _without_noncharacters(event: Any) -> Any:
    """Return an event with U+FFFD for each noncharacter in its texts."""
    if isinstance(event, str):
        return event.translate(NONCHARACTERS)
    if isinstance(event, dict):
        return {
            # Raw HTML is not decoded yet.
            name: NONCHARACTER_REFERENCE.sub("\ufffd", value)
            if name in {"Html", "InlineHtml"}
            else _without_noncharacters(value)
            for name, value in event.items()
        }
    return event


def image_text(events: Events) -> str:
    """Return the alternative text of a picture; its events are read up to its end."""
    pieces: list[str] = []
    depth = 1
    while depth:
        event, _ = next(events)
        if type(event) is str:
            pieces.append("\n")
        elif "Start" in event:
            depth += 1
        elif "End" in event:
            depth -= 1
        else:
            pieces.append(event.get("Text") or event.get("Code", ""))
    return "".join(pieces)


def text_pieces(events: Events) -> tuple[list[str], list[int]]:
    """Return the texts of code or raw HTML, and where they start, up to its end."""
    pieces: list[str] = []
    starts: list[int] = []
    for event, span in events:
        if "End" in event:
            break
        pieces.append("\n" if type(event) is str else next(iter(event.values())))
        starts.append(span["start"])
    return pieces, starts


def event_parts(event: Any) -> tuple[str, str, Any]:
    """Return the kind of an event, the name of the node that starts or ends, and the details."""
    if type(event) is str:
        return event, "", None
    ((kind, value),) = event.items()
    if kind not in {"Start", "End"}:
        return kind, "", value
    if type(value) is str:
        return kind, value, None
    ((name, detail),) = value.items()
    return kind, name, detail
