"""Attributes at the end of a heading: `## Title {#id .class name="value"}`.

Specification: https://gohugo.io/content-management/markdown-attributes/. Of what may be a value
there, lists and mappings are none that an element could have, so they make no attributes here.
"""

import re
from typing import Final

from app.content.markdown.kramdown.attributes import Attributes

_SHORT: Final = r"[^\s!-,/;-@\[-^`{-~]*+"
_ATTRIBUTE: Final = re.compile(
    rf"""\s*+(?:
        \#(?P<id>{_SHORT})
      | \.(?P<class>{_SHORT})
      | (?P<name>[A-Za-z_:][\w:.-]*+)\s*+=\s*+
        (?: "(?P<quoted>(?:\\.|[^"\\])*+)"
          | (?P<bare>[A-Za-z_:][\w:.-]*+|[-+]?[0-9]++(?:\.[0-9]*+)?(?:[eE][-+]?[0-9]++)?) )
    )\s*+(?:,\s*+)?""",
    re.VERBOSE | re.ASCII,
)
# What may stand in an attribute of HTML as it is.
_PLAIN_ID: Final = re.compile("[^\\s&<>\"']+")
_ESCAPED: Final = re.compile(r'\\(["/\\])')
_BRACE: Final = re.compile(r"\\.|(\{)", re.DOTALL)


def heading_attributes(line: str) -> tuple[int, Attributes] | None:
    """Where in a heading's last line its attributes begin, and what they say."""
    if not line.rstrip().endswith("}"):  # nearly all
        return None
    for match in _BRACE.finditer(line):
        if match[1]:
            found = _read(line, match.end())
            if found is not None:
                return match.start(), found
    return None


def _read(line: str, position: int) -> Attributes | None:
    found = Attributes()
    while not line.startswith("}", position):
        match = _ATTRIBUTE.match(line, position)
        if match is None:
            return None
        position = match.end()
        found = found.joined(_attribute(match))
    return found if not line[position + 1 :].strip() else None


def _attribute(match: re.Match[str]) -> Attributes:
    if match["id"] is not None:
        return Attributes(id=match["id"] or None)
    if match["class"] is not None:
        return Attributes(classes=(match["class"],) if match["class"] else ())
    name = match["name"].lower()
    value = match["bare"] if match["bare"] is not None else _ESCAPED.sub(r"\1", match["quoted"])
    if name == "id":
        return Attributes(id=value if _PLAIN_ID.fullmatch(value) else None)
    if name == "class":
        return Attributes(classes=tuple(value.split()))
    return Attributes(others=((name, value),))
