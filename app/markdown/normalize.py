"""The parser's events for flavours with definition lists, and corrections to them."""

from typing import Final

import pyromark

from app.markdown.events import (
    BARE_PARAGRAPH,
    GFM,
    INLINE,
    SPANS,
    Event,
    event_parts,
    parser_events,
)
from app.markdown.noncharacters import NONCHARACTERS
from app.regex import regex

_PARSER: Final = pyromark.Markdown(options=GFM | pyromark.Options.ENABLE_DEFINITION_LIST)
# A tilde that stands alone; one beside it may be escaped.
_TILDE: Final = regex(r"~(?!~)(?:(?<!~~)|(?<=\\~~))")
# A definition has its term in a line above.
_DEFINITION: Final = regex(r"\n[ \t>]*:")


def extended_events(text: str) -> list[Event]:
    """Return the events of Markdown with GitHub's extensions and definition lists.

    Raises TooManyEventsError.
    """
    return list(parser_events(text, _PARSER))


def normalize_events(events: list[Event], text: str, data: bytes) -> list[Event]:
    """Return the events of a text, which is `data` in UTF-8, with these corrections.

    Text straight in a definition is in a `BareParagraph`, and so is the first paragraph of one
    without an empty line above. Each line of a term is a term. A single tilde is text. References
    to noncharacters are replaced in info strings.
    """
    if not ("&#" in text or len(_TILDE.findall(text)) > 1 or _DEFINITION.search(text)):
        return events
    normalized: list[Event] = []
    open_nodes = [""]
    for parsed, span in events:
        event = parsed
        kind, name, detail = event_parts(event)
        if (name in SPANS and kind == "Start") or kind in INLINE:
            if open_nodes[-1] == "DefinitionListDefinition":
                open_nodes.append(BARE_PARAGRAPH)
                normalized.append(({"Start": BARE_PARAGRAPH}, span))
        elif open_nodes[-1] == BARE_PARAGRAPH and name not in SPANS:
            open_nodes.pop()
            normalized.append(({"End": "Paragraph"}, span))
        if kind == "Start":
            open_nodes.append(name)
            if name == "Paragraph" and _is_bare(normalized, data):
                event = {"Start": BARE_PARAGRAPH}
            elif name == "CodeBlock" and detail != "Indented":
                event = {"Start": {name: {"Fenced": detail["Fenced"].translate(NONCHARACTERS)}}}
        elif kind == "End":
            open_nodes.pop()
        if kind == "SoftBreak" and open_nodes[-1] == "DefinitionListTitle":
            end = {"start": span["end"], "end": span["end"]}
            normalized.append(({"End": "DefinitionListTitle"}, end))
            normalized.append(({"Start": "DefinitionListTitle"}, end))
        elif name == "Strikethrough" and not data.startswith(b"~~", span["start"]):
            normalized.append(({"Text": "~"}, span))
        else:
            normalized.append((event, span))
    return normalized


def starts_with(events: list[Event], name: str) -> bool:
    """Return True if the last of these events starts a node of this name."""
    return bool(events) and events[-1][0] == {"Start": name}


def _is_bare(before: list[Event], data: bytes) -> bool:
    """Return True if a paragraph begins a definition that has no empty line above it."""
    if not starts_with(before, "DefinitionListDefinition"):
        return False
    line = data.rfind(b"\n", 0, before[-1][1]["start"])
    above = data.rfind(b"\n", 0, max(line, 0)) + 1
    return line < 0 or bool(data[above:line].strip(b" \t>"))
