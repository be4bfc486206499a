"""Emphasis that kramdown sees and CommonMark does not.

CommonMark asks of a delimiter that no letter is outside it where punctuation is inside, which
scripts without spaces between words often have: `**"a"**는`. kramdown asks for no white space
inside, and for nothing else. A mark inside such a delimiter is a letter to CommonMark.

Specification: https://spec.commonmark.org/0.31.2/#emphasis-and-strong-emphasis.
"""

from collections.abc import Iterable, Iterator
from typing import Final
from unicodedata import category

from app.dialects.jekyll.kramdown.placeholders import LETTER
from app.markdown.edits import Edit

_LONGEST: Final = 3


def may_be_misread(source: str) -> bool:
    """Whether CommonMark may miss emphasis in the source.

    Made for speed: it knows no blocks and rather takes too much.
    """
    open_runs: dict[int, int] = {}
    start = source.find("*")
    while start >= 0:
        end = _run_end(source, start)
        before, after = source[start - 1 : start], source[end : end + 1]
        opening = open_runs.get(end - start, -1)
        has_outside = _is_inside(before) and _is_inside(after)
        if before == "\\":
            pass
        elif opening >= 0 and _is_inside(before):
            del open_runs[end - start]
            # Whether what was opened on a line above is open still depends on what the lines are.
            if has_outside and not (
                _is_seen(after, before) and source.find("\n", opening, start) < 0
            ):
                return True
        elif _is_inside(after):
            if opening >= 0 and source.find("\n\n", opening, start) < 0:
                return True
            if not _is_seen(before, after):
                return True
            open_runs[end - start] = end
        start = source.find("*", end)
    return False


def emphasis_edits(source: str, groups: Iterable[list[int]]) -> Iterator[Edit]:
    """Marks in the pairs of delimiters among those left as text, which stand in one node each."""
    for starts in groups:
        open_runs: dict[int, int] = {}
        for start in starts:
            end = _run_end(source, start)
            length = end - start
            before, after = source[start - 1 : start], source[end : end + 1]
            # Of a run that is text in pieces the first tells of all.
            if length > _LONGEST or before in {"\\", "*"}:
                continue
            if length in open_runs and _is_inside(before):
                opening = open_runs[length]
                yield Edit(opening, opening, LETTER)
                yield Edit(start, start, LETTER)
                open_runs = {key: at for key, at in open_runs.items() if at < opening}
            elif _is_inside(after):
                open_runs.setdefault(length, end)


def _run_end(source: str, start: int) -> int:
    end = start + 1
    while source.startswith("*", end):
        end += 1
    return end


def _is_inside(char: str) -> bool:
    """Whether a delimiter may have this character on its inner side."""
    return bool(char) and not char.isspace()


def _is_seen(outside: str, inside: str) -> bool:
    """Whether CommonMark sees a delimiter that is between these characters."""
    return not _is_punctuation(inside) or not _is_inside(outside) or _is_punctuation(outside)


def _is_punctuation(char: str) -> bool:
    if char.isascii():
        return not char.isalnum()
    return category(char)[0] in "PS"
