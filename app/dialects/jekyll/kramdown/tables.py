"""Tables as kramdown takes them: without a head, with lines between their parts.

Specification: https://kramdown.gettalong.org/syntax.html#tables. They are made such as GitHub's
Markdown knows: a head, a line of as many columns, rows.
"""

import re
from collections.abc import Iterator
from typing import Final

from app.markdown.edits import Edit
from app.markdown.marks import HEADLESS
from app.markdown.outline import Ranges

_RULER: Final = re.compile(r"[ \t]{0,3}(?=[^\n]*[-=])[|+: \t=-]+\Z")
_CODE: Final = re.compile(r"(?<!`)(`+)(?!`)[^\n]+?(?<!`)\1(?!`)")
_UNDERLINE: Final = re.compile(r"(?:-+|=+)[ \t]*")
_ALIGNMENTS: Final = {(True, True): ":-:", (True, False): ":--", (False, True): "--:"}
# A table begins where no other block does.
_OTHER_BLOCK: Final = re.compile(
    r" {0,3}(?:[-+*][ \t]|[0-9]+\.[ \t]|>|#{1,6}[ \t]|\{:|\*\[|\[\^|:[ \t])"
)


def table_edits(source: str, code: Ranges, raw: Ranges) -> Iterator[Edit]:
    """What makes GitHub's tables of the tables of a source."""
    block: list[tuple[int, int]] = []
    start = 0
    for text in source.split("\n") if "|" in source else ():
        end = start + len(text)
        around = code.around(start)
        outside = (around is None or around[1] <= end) and start not in raw
        if outside and text.strip() and not text.startswith(("    ", "{:", "^")):
            block.append((start, end))
        else:
            yield from _table(source, block)
            block = []
        start = end + 1
    yield from _table(source, block)


def _table(source: str, block: list[tuple[int, int]]) -> Iterator[Edit]:
    """A table, if all lines of the block are a table's and the first is a row."""
    if block and source[block[0][0] : block[0][1]].startswith("#"):
        block = block[1:]
    if not block or _OTHER_BLOCK.match(source, block[0][0]):
        return
    if len(block) > 1 and _UNDERLINE.fullmatch(source, *block[1]):
        return
    pipes = [_pipes(source, *line) for line in block]
    rulers = [_RULER.match(source, *line) is not None for line in block]
    if not all(found[0] or ruler for found, ruler in zip(pipes, rulers, strict=True)):
        return
    if not pipes[0][0] and not rulers[0]:
        return
    cells = [
        0 if ruler else _cells(source, line, found[0])
        for line, found, ruler in zip(block, pipes, rulers, strict=True)
    ]
    width = max(cells)
    if not width:
        return
    for _, hidden in pipes:
        yield from (Edit(pipe, pipe, "\\") for pipe in hidden)
    first = next(index for index, ruler in enumerate(rulers) if not ruler)
    has_head = first + 1 < len(block) and rulers[first + 1] and first == 0
    if has_head:
        columns = _columns(source[slice(*block[1])], width)
        yield Edit(block[0][1], block[0][1], _missing(source, block[0], width - cells[0]))
        yield Edit(*block[1], columns)
    else:
        head = f"|{HEADLESS}{'|' * width}\n{_columns('', width)}\n"
        ruler = block[0] if first else (block[0][0], block[0][0])
        yield Edit(*ruler, head.rstrip("\n") if first else head)
    for index in range(2 if has_head else 1, len(block)):
        if rulers[index]:
            yield Edit(block[index - 1][1], block[index][1])


def _pipes(source: str, start: int, end: int) -> tuple[list[int], list[int]]:
    """Where pipes part cells, and where they are a part of code."""
    parting: list[int] = []
    hidden: list[int] = []
    code = Ranges(match.span() for match in _CODE.finditer(source, start, end))
    position = source.find("|", start, end)
    while position >= 0:
        if position in code:
            hidden.append(position)
        elif source[position - 1 : position] != "\\" or position == 0:
            parting.append(position)
        position = source.find("|", position + 1, end)
    return parting, hidden


def _cells(source: str, line: tuple[int, int], pipes: list[int]) -> int:
    count = len(pipes) + 1
    if pipes and not source[line[0] : pipes[0]].strip():
        count -= 1
    if pipes and not source[pipes[-1] + 1 : line[1]].strip() and count > 1:
        count -= 1
    return count


def _missing(source: str, line: tuple[int, int], count: int) -> str:
    if count <= 0:
        return ""
    text = source[slice(*line)].rstrip()
    return ("" if text.endswith("|") else "|") + " |" * count


def _columns(ruler: str, width: int) -> str:
    """A line of dashes for as many columns, each aligned as the ruler says."""
    told = [part.strip() for part in re.split(r"[|+]", ruler.strip().strip("|+"))]
    told += ["-"] * (width - len(told))
    return "|" + "".join(
        _ALIGNMENTS.get((part.startswith(":"), part.endswith(":")), "---") + "|"
        for part in told[:width]
    )
