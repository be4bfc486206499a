"""Blocks as running text, for where no blocks can stand."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from app.dialects.hugo.goldmark.directives import Details, Event
from app.markdown.events import name_of

_SPANS: Final = frozenset({"Emphasis", "Strong", "Strikethrough", "Image", "SizedImage"})
_LEFT_OUT: Final = frozenset({"FootnoteDefinition"})
_NOT_IN_LINKS: Final = frozenset({"Embed", "FootnoteReference"})
_LEAVES: Final = frozenset(
    {"Text", "Code", "InlineHtml", "FootnoteReference", "SoftBreak", "HardBreak", "Embed"}
)
_COMPONENTS: Final = frozenset({"Directive", "Details"})
_OF_RUNNING_TEXT: Final = _SPANS | _COMPONENTS | {"Link", "Paragraph"}


def is_running_text(events: Sequence[Event]) -> bool:
    """Whether these are no blocks but a paragraph, and components of no more than that."""
    paragraphs = [0]
    for event, _ in events:
        kind, value = parts(event)
        name = name_of(value) if kind in {"Start", "End"} else ""
        if kind in {"Html", "Rule"} or (kind == "Start" and name not in _OF_RUNNING_TEXT):
            return False
        if kind == "Start" and name == "Paragraph":
            paragraphs[-1] += 1
            if paragraphs[-1] > 1:
                return False
        elif name in _COMPONENTS:
            if kind == "Start":
                paragraphs.append(0)
            else:
                paragraphs.pop()
    return True


def flattened(events: Iterable[Event], *, in_link: bool = False) -> list[Event]:
    """What is in the blocks, as running text; in a link no other one is left."""
    kept: list[Event] = []
    code: list[str] | None = None
    skipped = 0
    for event, span in events:
        kind, value = parts(event)
        name = name_of(value) if kind in {"Start", "End"} else ""
        if skipped or (kind == "Start" and name in _LEFT_OUT):
            skipped += (kind == "Start") - (kind == "End")
        elif code is not None:
            if kind == "End":
                kept.append(({"Code": " ".join("".join(code).split())}, span))
                code = None
            elif kind == "Text":
                code.append(value)
        elif name in _SPANS:
            kept.append((event, span))
        elif name == "Link":
            if not in_link:
                kept.append((event, span))
        elif name in _COMPONENTS:
            kept.append((_in_text(kind, value), span))
        elif kind == "Start":
            if kept and not _is_space(kept[-1][0]):
                kept.append(({"Text": " "}, span))
            code = [] if name == "CodeBlock" else None
        elif kind == "Directive":
            kept.append(({kind: value._replace(kind="textDirective")}, span))
        elif kind == "Html":
            kept.append(({"InlineHtml": value}, span))
        elif kind in _LEAVES and not (in_link and kind in _NOT_IN_LINKS):
            kept.append((event, span))
    return kept


def parts(event: Any) -> tuple[str, Any]:
    """The kind of an event, and what it says."""
    if type(event) is str:
        return event, None
    ((kind, value),) = event.items()
    return kind, value


def _in_text(kind: str, value: Any) -> Any:
    if kind == "End":
        return {"End": "Directive"}
    ((_, detail),) = value.items()
    component = detail.directive if isinstance(detail, Details) else detail
    return {"Start": {"Directive": component._replace(kind="textDirective")}}


def _is_space(event: Any) -> bool:
    return event in ({"Text": " "}, "SoftBreak", "HardBreak")
