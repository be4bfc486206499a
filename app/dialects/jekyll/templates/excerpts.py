"""The beginning of a document, which templates show of it elsewhere."""

import re
from typing import Final

_BLANK_LINES: Final = re.compile(r"\A\s*\n")
_DEFINITION: Final = re.compile(r"^ {0,3}(\[[^\]\n]+\]):.+$", re.MULTILINE)


def excerpt_of(body: str, separator: str) -> str:
    """The source before the separator, with those definitions of links after it that it needs."""
    head, _, tail = _BLANK_LINES.sub("", body).partition(separator)
    needed = [found[0] for found in _DEFINITION.finditer(tail) if found[1] in head]
    return "\n".join((head, "", *needed)) if needed else head
