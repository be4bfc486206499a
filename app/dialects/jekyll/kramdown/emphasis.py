"""Emphasis that kramdown reads and CommonMark does not.

A delimiter of CommonMark has no letter outside it where punctuation is inside, which scripts
without spaces between words often have: `**"a"**는`. kramdown allows it: there a delimiter only
has no white space inside. A placeholder inside such a delimiter is a letter to CommonMark.

Specification: https://spec.commonmark.org/0.31.2/#emphasis-and-strong-emphasis.
"""

from collections.abc import Iterable, Iterator
from typing import Final
from unicodedata import category

from app.dialects.jekyll.kramdown.placeholders import LETTER
from app.markdown.edits import Edit
from app.regex import regex

_RUN: Final = regex(r"\*+")
_MAX_RUN: Final = 3


def may_be_misread(source: str) -> bool:
    """Return True if CommonMark may miss emphasis in the source.

    A quick test without regard to blocks, which returns True too often rather than too seldom.
    """
    open_runs: dict[int, int] = {}
    for run in _RUN.finditer(source):
        start, end = run.span()
        length = end - start
        before, after = source[start - 1 : start], source[end : end + 1]
        opening = open_runs.get(length, -1)
        if before == "\\":
            continue
        if opening >= 0 and _is_text(before):
            del open_runs[length]
            # Blocks decide whether a run on a line above is still open.
            is_certain = _is_delimiter(after, before) and source.find("\n", opening, start) < 0
            if _is_text(after) and not is_certain:
                return True
        elif _is_text(after):
            if opening >= 0 and source.find("\n\n", opening, start) < 0:
                return True
            if not _is_delimiter(before, after):
                return True
            open_runs[length] = end
    return False


def emphasis_edits(source: str, groups: Iterable[list[int]]) -> Iterator[Edit]:
    """Yield placeholders for the pairs of delimiters among runs of text, a group for each node."""
    for starts in groups:
        open_runs: dict[int, int] = {}
        for start in starts:
            run = _RUN.match(source, start)
            assert run is not None
            end = run.end()
            length = end - start
            before, after = source[start - 1 : start], source[end : end + 1]
            # A run may be several pieces of text: the first one counts.
            if length > _MAX_RUN or before in {"\\", "*"}:
                continue
            if length in open_runs and _is_text(before):
                opening = open_runs[length]
                yield Edit(opening, opening, LETTER)
                yield Edit(start, start, LETTER)
                open_runs = {key: at for key, at in open_runs.items() if at < opening}
            elif _is_text(after):
                open_runs.setdefault(length, end)


def _is_text(char: str) -> bool:
    return bool(char) and not char.isspace()


def _is_delimiter(outside: str, inside: str) -> bool:
    """Return True if CommonMark reads a run between these characters as a delimiter."""
    return not _is_punctuation(inside) or not _is_text(outside) or _is_punctuation(outside)


def _is_punctuation(char: str) -> bool:
    if char.isascii():
        return not char.isalnum()
    return category(char)[0] in "PS"
