"""Attributes of a heading, `## Title {#id .class name="value"}`, and those on a line of their own.

Specification: https://gohugo.io/content-management/markdown-attributes/. Of what may be a value
there, lists and mappings are none that an element could have, so they make no attributes here.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from app.markdown.attributes import Attributes

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
# What may stand in an attribute of HTML as it is.
_PLAIN_ID: Final = re.compile("[^\\s&<>\"']+")
_ESCAPED: Final = re.compile(r'\\(["/\\])')
_BRACE: Final = re.compile(r"\\.|(\{)", re.DOTALL)
# A brace with nothing before it in its line but what begins quotations, items, definitions, notes.
_BEGINS_LINE: Final = re.compile(
    r"^(?:[ \t>]|[-+*:](?=[ \t])|[0-9]{1,9}[.)](?=[ \t])|\[\^[^\]\n]++\]:)*\{", re.MULTILINE
)
NO_ATTRIBUTES: Final = Attributes()


class AttributeLine(NamedTuple):
    """Attributes that begin a line, from the opening brace to the closing one."""

    start: int
    end: int
    attributes: Attributes


def heading_attributes(line: str) -> tuple[int, Attributes] | None:
    """Where in a heading's last line its attributes begin, and what they say."""
    if not line.rstrip().endswith("}"):  # nearly all
        return None
    for match in _BRACE.finditer(line):
        if match[1]:
            found = _read(line, match.end())
            if found is not None and not line[found.end :].strip():
                return match.start(), found.attributes
    return None


def attribute_lines(text: str) -> Iterator[AttributeLine]:
    """What may be the attributes of a block, whatever is around it."""
    for match in _BEGINS_LINE.finditer(text):
        found = _read(text, match.end())
        if found is not None:
            yield found


def resolved(given: Attributes, shown: Callable[[str], str]) -> Attributes:
    """The attributes as each text in them is shown."""
    return Attributes(
        _plain_id(shown(given.id)) if given.id else None,
        tuple(name for each in given.classes for name in shown(each).split()),
        tuple((name, shown(value)) for name, value in given.others),
    )


def completed(first: Attributes, other: Attributes) -> Attributes:
    """Both together; what the first has counts, and classes do not add up."""
    return Attributes(
        first.id or other.id,
        first.classes or other.classes,
        tuple((dict(other.others) | dict(first.others)).items()),
    )


def _read(text: str, position: int) -> AttributeLine | None:
    """The attributes whose opening brace stands before the position, up to the closing one."""
    start = position - 1
    identity: str | None = None
    classes: list[str] = []
    others: dict[str, str] = {}
    while not text.startswith("}", position):
        match = _ATTRIBUTE.match(text, position)
        if match is None:
            return None
        position = match.end()
        name, value = _attribute(match)
        if name == "id":
            identity = _plain_id(value) or identity
        elif name == "class":
            classes += value.split()
        else:
            others[name] = value
    return AttributeLine(
        start, position + 1, Attributes(identity, tuple(classes), tuple(others.items()))
    )


def _attribute(match: re.Match[str]) -> tuple[str, str]:
    for name in ("id", "class"):
        if match[name] is not None:
            return name, match[name]
    if match["bare"] is not None:
        return match["name"].lower(), match["bare"]
    return match["name"].lower(), _ESCAPED.sub(r"\1", match["quoted"])


def _plain_id(value: str) -> str | None:
    return value if _PLAIN_ID.fullmatch(value) else None
