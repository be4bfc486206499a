"""Blocks as running text, for where no blocks can stand."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from app.dialects.hugo.goldmark.directives import Directive
from app.markdown.events import BREAKS, INLINE, Event, event_parts

_SPANS: Final = frozenset({"Emphasis", "Strong", "Strikethrough", "Image", "SizedImage"})
_NOT_IN_LINKS: Final = frozenset({"Embed", "FootnoteReference"})
_LEAVES: Final = (INLINE - {"TaskListMarker"}) | {"Embed"}
_RUNNING_TEXT: Final = _SPANS | {"Directive", "Link", "Paragraph"}


def is_running_text(events: Sequence[Event]) -> bool:
    """Return True for at most one paragraph, in which components have at most one each."""
    paragraphs = [0]
    for event, _ in events:
        kind, name, _ = event_parts(event)
        if kind in {"Html", "Rule"} or (kind == "Start" and name not in _RUNNING_TEXT):
            return False
        if kind == "Start" and name == "Paragraph":
            paragraphs[-1] += 1
            if paragraphs[-1] > 1:
                return False
        elif name == "Directive":
            if kind == "Start":
                paragraphs.append(0)
            else:
                paragraphs.pop()
    return True


def flattened(events: Iterable[Event], *, in_link: bool = False) -> list[Event]:
    """Return the content of blocks as running text, in a link without other links."""
    flat: list[Event] = []
    code: list[str] | None = None
    skipped = 0
    for event, span in events:
        kind, name, detail = event_parts(event)
        if skipped or (kind == "Start" and name == "FootnoteDefinition"):
            skipped += (kind == "Start") - (kind == "End")
        elif code is not None:
            if kind == "End":
                flat.append(({"Code": " ".join("".join(code).split())}, span))
                code = None
            elif kind == "Text":
                code.append(detail)
        elif name in _SPANS or (name == "Link" and not in_link):
            flat.append((event, span))
        elif name == "Directive":
            flat.append(({kind: {name: _as_text(detail)} if detail else name}, span))
        elif kind == "Start" and name != "Link":
            if flat and _needs_space(flat[-1][0]):
                flat.append(({"Text": " "}, span))
            code = [] if name == "CodeBlock" else None
        elif kind == "Directive":
            flat.append(({kind: _as_text(detail)}, span))
        elif kind == "Html":
            flat.append(({"InlineHtml": detail}, span))
        elif kind in _LEAVES and not (in_link and kind in _NOT_IN_LINKS):
            flat.append((event, span))
    return flat


def _as_text(component: Directive) -> Directive:
    return component._replace(kind="textDirective", opening="", closing="")


def _needs_space(event: Any) -> bool:
    """Return True if text may not follow directly."""
    kind, name, _ = event_parts(event)
    begins = kind == "Start" and name == "Directive"
    return not (begins or event == {"Text": " "} or kind in BREAKS)
