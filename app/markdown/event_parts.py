"""The parts of the parser's events."""

from typing import Any, Final, TypeAlias

# What begins, ends or stands here, and `{"start": byte, "end": byte}`.
Event: TypeAlias = tuple[Any, Any]
# The name of a node in the events and the byte where it begins.
Key: TypeAlias = tuple[str, int]

SPANS: Final = frozenset({"Emphasis", "Strong", "Strikethrough", "Link", "Image"})
INLINE: Final = frozenset(
    {"Text", "Code", "InlineHtml", "FootnoteReference", "TaskListMarker", "SoftBreak", "HardBreak"}
)
BREAKS: Final = frozenset({"SoftBreak", "HardBreak"})
# A paragraph of the tree that has no element in HTML.
BARE_PARAGRAPH: Final = "BareParagraph"


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
