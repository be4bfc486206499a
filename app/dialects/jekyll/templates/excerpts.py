"""The excerpt of a document: its beginning, which templates show elsewhere."""

import re
from typing import Final

_BLANK_LINES: Final = re.compile(r"\A\s*\n")
_DEFINITION: Final = re.compile(r"^ {0,3}(\[[^\]\n]+\]):.+$", re.MULTILINE)


def excerpt_of(body: str, separator: str) -> str:
    """Return the source before the separator, with the link definitions after it that it uses."""
    head, _, tail = _BLANK_LINES.sub("", body).partition(separator)
    used = [match[0] for match in _DEFINITION.finditer(tail) if match[1] in head]
    return "\n".join((head, "", *used)) if used else head
