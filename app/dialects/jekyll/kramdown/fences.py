"""Fenced code that stands close below raw HTML.

CommonMark's raw HTML goes on up to an empty line, kramdown's ends with its element.
"""

import re
from collections.abc import Iterator
from typing import Final

from app.markdown.edits import Edit

_OPENING: Final = re.compile(r"[ \t]*(?P<fence>`{3,}(?=[^`\n]*$)|~{3,})")
_TAG: Final = re.compile(r" {0,3}</?[A-Za-z]")


def fences_apart(source: str) -> Iterator[Edit]:
    """An empty line before each fence that follows a line with a tag and has none between.

    With these a parser of CommonMark sees the code. They are to look at: where a fence is a part
    of raw HTML all the same, what is in it may be seen as code.
    """
    fence = ""
    below_tag = False
    start = 0
    for line in source.split("\n"):
        written = line.strip()
        if fence:
            if written.startswith(fence) and not written.strip(fence[0]):
                fence, below_tag = "", False
        elif match := _OPENING.match(line):
            fence = match["fence"]
            if below_tag:
                yield Edit(start, start, "\n")
        else:
            below_tag = bool(written) and (below_tag or _TAG.match(line) is not None)
        start += len(line) + 1
