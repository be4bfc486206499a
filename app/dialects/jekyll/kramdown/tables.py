"""kramdown's tables, which need no head and may have lines between their parts.

Specification: https://kramdown.gettalong.org/syntax.html#tables. The edits turn each into a table
of GitHub's Markdown: a head, a line of as many columns, rows.
"""

import re
from collections.abc import Iterator
from typing import Final

from app.dialects.jekyll.kramdown.placeholders import HEADLESS
from app.markdown.edits import Edit
from app.markdown.outline import Outline, Ranges
from app.regex import regex

_RULER: Final = regex(r"[ \t]{0,3}(?=[^\n]*[-=])[|+: \t=-]+\Z")
_CODE: Final = regex(r"(?<!`)(`+)(?!`)[^\n]+?(?<!`)\1(?!`)")
_PIPE: Final = regex(r"\|")
_UNDERLINE: Final = regex(r"(?:-+|=+)[ \t]*")
_ALIGNMENTS: Final = {(True, True): ":-:", (True, False): ":--", (False, True): "--:"}
# The start of another block, which a table does not begin with.
_OTHER_BLOCK: Final = regex(
    r" {0,3}(?:[-+*][ \t]|[0-9]+\.[ \t]|>|#{1,6}[ \t]|\{:|\*\[|\[\^|:[ \t])"
)


def table_edits(source: str, outline: Outline, raw: Ranges) -> Iterator[Edit]:
    """Yield the edits that turn the tables of a source into GitHub's."""
    block: list[tuple[int, int]] = []
    start = 0
    for text in source.split("\n") if "|" in source else ():
        end = start + len(text)
        if (
            text.strip()
            and not text.startswith(("    ", "{:", "^"))
            and ((around := outline.code.around(start)) is None or around[1] <= end)
            and start not in raw
        ):
            block.append((start, end))
        else:
            yield from _table(source, block)
            block = []
        start = end + 1
    yield from _table(source, block)


def _table(source: str, block: list[tuple[int, int]]) -> Iterator[Edit]:
    """Yield the edits of a table, if every line of the block is a row or a ruler."""
    # A table begins after an empty line, so not directly below a heading.
    if not block or _OTHER_BLOCK.match(source, block[0][0]):
        return
    if len(block) > 1 and _UNDERLINE.fullmatch(source, *block[1]):
        return
    # Most blocks end here, at their first line.
    if any(source.find("|", *line) < 0 and not _RULER.match(source, *line) for line in block):
        return
    rulers = [_RULER.match(source, *line) is not None for line in block]
    pipes = [_pipes(source, *line) for line in block]
    separators = [separating for separating, _ in pipes]
    if not all(map(any, zip(separators, rulers, strict=True))):
        return
    cells = [
        0 if is_ruler else _cell_count(source, line, positions)
        for line, positions, is_ruler in zip(block, separators, rulers, strict=True)
    ]
    width = max(cells)
    if not width:
        return
    for _, escaped in pipes:
        yield from (Edit(pipe, pipe, "\\") for pipe in escaped)
    has_head = len(block) > 1 and rulers[1] and not rulers[0]
    if has_head:
        if width > cells[0]:
            pipe = "" if source[slice(*block[0])].rstrip().endswith("|") else "|"
            yield Edit(block[0][1], block[0][1], pipe + " |" * (width - cells[0]))
        yield Edit(*block[1], _delimiter_row(source[slice(*block[1])], width))
    else:
        head = f"|{HEADLESS}{'|' * width}\n{_delimiter_row('', width)}"
        yield Edit(*block[0], head) if rulers[0] else Edit(block[0][0], block[0][0], f"{head}\n")
    for index in range(2 if has_head else 1, len(block)):
        if rulers[index]:
            yield Edit(block[index - 1][1], block[index][1])


def _pipes(source: str, start: int, end: int) -> tuple[list[int], list[int]]:
    """Return where pipes separate cells, and where they are in code and need a backslash."""
    code = Ranges(match.span() for match in _CODE.finditer(source, start, end))
    pipes = [match.start() for match in _PIPE.finditer(source, start, end)]
    escaped = [pipe for pipe in pipes if pipe in code]
    separating = [
        pipe for pipe in pipes if pipe not in code and source[max(pipe - 1, 0) : pipe] != "\\"
    ]
    return separating, escaped


def _cell_count(source: str, line: tuple[int, int], pipes: list[int]) -> int:
    count = len(pipes) + 1
    if pipes and not source[line[0] : pipes[0]].strip():
        count -= 1
    if pipes and not source[pipes[-1] + 1 : line[1]].strip() and count > 1:
        count -= 1
    return count


def _delimiter_row(ruler: str, width: int) -> str:
    """Return a line of dashes for as many columns, each aligned as in the ruler."""
    columns = [part.strip() for part in re.split(r"[|+]", ruler.strip().strip("|+"))]
    columns += ["-"] * (width - len(columns))
    return "|" + "".join(
        _ALIGNMENTS.get((part.startswith(":"), part.endswith(":")), "---") + "|"
        for part in columns[:width]
    )
