"""Fenced code right below raw HTML.

CommonMark's raw HTML continues to an empty line, kramdown's ends with its element.
"""

import re
from collections.abc import Iterator
from typing import Final

from app.markdown.edits import Edit

_OPENING: Final = re.compile(r"[ \t]*(?P<fence>`{3,}(?=[^`\n]*$)|~{3,})")
_TAG: Final = re.compile(r" {0,3}</?[A-Za-z]")


def fences_apart(source: str) -> Iterator[Edit]:
    """Yield an empty line before each fence below a line with a tag.

    With these edits a CommonMark parser sees the code. They serve to find code only: where a
    fence is raw HTML after all, its content may be seen as code.
    """
    fence = ""
    below_tag = False
    start = 0
    for line in source.split("\n"):
        text = line.strip()
        if fence:
            if text.startswith(fence) and not text.strip(fence[0]):
                fence, below_tag = "", False
        elif match := _OPENING.match(line):
            fence = match["fence"]
            if below_tag:
                yield Edit(start, start, "\n")
        else:
            below_tag = bool(text) and (below_tag or _TAG.match(line) is not None)
        start += len(line) + 1
