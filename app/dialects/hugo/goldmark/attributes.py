"""Attributes of headings, `## Title {#id .class name="value"}`, and on lines of their own.

Specification: https://gohugo.io/content-management/markdown-attributes/. Values that are lists or
mappings are dropped: no element could have them.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from app.markdown.attributes import NO_ATTRIBUTES, Attributes

_SHORT: Final = r"[^\s!-,/;-@\[-^`{-~]*+"
_ATTRIBUTE: Final = re.compile(
    rf"""\s*+(?:
        \#(?P<id>{_SHORT})
      | \.(?P<class>{_SHORT})
      | (?P<name>[A-Za-z_:][\w:.-]*+)\s*+=\s*+
        (?: "(?P<quoted>(?:\\.|[^"\\\n])*)"
          | (?P<bare>[A-Za-z_:][\w:.-]*+|[-+]?[0-9]++(?:\.[0-9]*+)?(?:[eE][-+]?[0-9]++)?) )
    )\s*+(?:,\s*+)?""",
    re.VERBOSE | re.ASCII,
)
_ESCAPED: Final = re.compile(r'\\(["/\\])')
_BRACE: Final = re.compile(r"\\.|(\{)", re.DOTALL)
# A brace that begins the content of a line: markers of quotations, items and notes precede it.
_BEGINS_LINE: Final = re.compile(
    r"^(?:[ \t>]|[-+*:](?=[ \t])|[0-9]{1,9}[.)](?=[ \t])|\[\^[^\]\n]++\]:)*\{", re.MULTILINE
)
_CONTAINER_PREFIX: Final = re.compile(r"\A[ \t>]*")
_CLOSING_HASHES: Final = re.compile(r"(?:\A|[ \t]+)#+\Z")


class AttributeList(NamedTuple):
    """Attributes, and the range of their braces."""

    start: int
    end: int
    attributes: Attributes


class WrittenHeading(NamedTuple):
    """How a heading's last line is written, and the attributes at its end."""

    written: str
    attributes: Attributes


def written_heading(
    data: bytes, start: int, end: int, *, may_have_attributes: bool
) -> tuple[WrittenHeading, int]:
    """Return the last line of the heading whose content has these bytes, and its attributes.

    With the byte where the content without the attributes ends.
    """
    first, newline, line = data[start:end].decode(errors="replace").rpartition("\n")
    shift = len(f"{first}{newline}".encode())
    if newline:
        content = _CONTAINER_PREFIX.sub("", line)
        shift += len(line) - len(content)
        line = content
    attributes = heading_attributes(line) if may_have_attributes else None
    behind = data[end : data.find(b"\n", end) + 1 or None]
    if attributes is None or behind.strip(b" \t\n#"):
        return WrittenHeading(line, NO_ATTRIBUTES), end + 1
    line = _CLOSING_HASHES.sub("", line[: attributes.start].rstrip())
    return WrittenHeading(line, attributes.attributes), start + shift + len(line.encode())


def heading_attributes(line: str) -> AttributeList | None:
    """Return the attributes at the end of a heading's last line."""
    if not line.rstrip().endswith("}"):  # nearly all
        return None
    for match in _BRACE.finditer(line):
        if match[1]:
            attributes = _read(line, match.start())
            if attributes is not None and not line[attributes.end :].strip():
                return attributes
    return None


def attribute_lines(text: str) -> Iterator[AttributeList]:
    """Yield the attributes at the start of lines, whatever is around them."""
    for match in _BEGINS_LINE.finditer(text):
        attributes = _read(text, match.end() - 1)
        if attributes is not None:
            yield attributes


def _read(text: str, start: int) -> AttributeList | None:
    """Return the attributes in the braces that open at `start`."""
    attributes = NO_ATTRIBUTES
    position = start + 1
    while not text.startswith("}", position):
        match = _ATTRIBUTE.match(text, position)
        if match is None:
            return None
        position = match.end()
        attributes = attributes.extended(_attribute(match))
    return AttributeList(start, position + 1, attributes)


def _attribute(match: re.Match[str]) -> Attributes:
    if match["id"] is not None:
        return Attributes.of("id", match["id"])
    if match["class"] is not None:
        return Attributes.of("class", match["class"])
    value = match["bare"]
    if value is None:
        value = _ESCAPED.sub(r"\1", match["quoted"])
    return Attributes.of(match["name"].lower(), value)
