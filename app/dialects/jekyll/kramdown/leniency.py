"""Markdown that kramdown reads and CommonMark shows as its own signs.

Destinations with spaces, nested lists that are indented too little, two backslashes for a line
break, and guillemets in ASCII: https://kramdown.gettalong.org/syntax.html.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final

from app.markdown.edits import Edit
from app.regex import regex

# Where a destination with spaces may stand: behind the text of a link, or in a definition.
_SPACED_BEGINS: Final = regex(r"\]\([ \t]*[^()\s]+[ \t]+(?![\"'\s])")
_SPACED_DEFINITION_BEGINS: Final = regex(
    r"^ {0,3}\[(?!\^)[^\]\n]+\]:[ \t]*[^\s]+[ \t]+(?![\"'\s])", re.MULTILINE
)
# Regular expressions that begin with a newline are found in a seventh of the time.
_ORDERED: Final = regex(r"\n *\d+\.[ \t]")
_UNORDERED: Final = regex(r"\n *[*+-][ \t]")
_WORD: Final = r"(?:[^()<>\s\\]++|\\[^\n]|\([^()\n]*+\))+"
_SPACED: Final = rf"{_WORD}(?:[ \t]++(?![\"')]){_WORD})+"
_TITLE: Final = r"[ \t]++(?:\"[^\"\n]*+\"|'[^'\n]*+')[ \t]*+"
_DESTINATION: Final = regex(rf"\]\([ \t]*+(?P<place>{_SPACED})(?=[ \t]*+\)|{_TITLE}\))")
_DEFINITION: Final = regex(
    rf"^ {{0,3}}\[(?!\^)[^\]\n]++\]:[ \t]*+(?P<place>{_SPACED})"
    rf"(?=[ \t]*+$|{_TITLE}$)",
    re.MULTILINE,
)
# A link's text is sought so far before its destination.
_LONGEST_TEXT: Final = 1000
_BREAK: Final = regex(r"(?<!\\)\\(?P<second>\\)\n(?=[^\n]*\S)")
_GUILLEMETS: Final = regex(
    r"(?<![\\<])(?P<open><<)(?P<after> ?)(?P<text>[^<>\n]{1,500}(?:\n(?!\s)[^<>\n]{1,500})?)"
    r"(?P<close>(?<!\\)>>)(?!>)"
)
_ITEM: Final = regex(r"(?P<indent> *)(?P<marker>(?P<number>\d+\.)|[*+-])(?P<space>[ \t]+)(?=\S)")
_MAX_INDENT: Final = 3


def may_be_lenient(source: str) -> bool:
    """Return True if the source may need an edit; a quick test without regard to blocks."""
    return (
        "<<" in source
        or "\\\\\n" in source
        or _SPACED_BEGINS.search(source) is not None
        or ("]:" in source and _SPACED_DEFINITION_BEGINS.search(source) is not None)
        or next(_nesting_edits(source, lambda _: False), None) is not None
    )


def lenient_edits(source: str, is_excluded: Callable[[int], bool]) -> Iterator[Edit]:
    """Yield the edits that let CommonMark read what kramdown reads, where it is not excluded."""
    for match in _GUILLEMETS.finditer(source) if "<<" in source else ():
        if not is_excluded(match.start()):
            after, text = match["after"], match["text"]
            yield Edit(*match.span("open"), "«")
            if after:
                yield Edit(*match.span("after"), "\u00a0")
            end = match.start("close")
            before = end - 1 if text.endswith(" ") else end
            yield Edit(before, match.end(), "\u00a0»" if before < end else "»")
    for match in _BREAK.finditer(source) if "\\\\" in source else ():
        if not is_excluded(match.start()):
            yield Edit(*match.span("second"))
    for match in _DESTINATION.finditer(source) if "](" in source else ():
        if not is_excluded(match.start()) and _ends_link_text(source, match.start()):
            yield from _in_brackets(*match.span("place"))
    for match in _DEFINITION.finditer(source) if "]:" in source else ():
        if not is_excluded(match.start()):
            yield from _in_brackets(*match.span("place"))
    yield from _nesting_edits(source, is_excluded)


def guillemets(source: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of text in guillemets: what looks like a tag there is none."""
    return (match.span() for match in (_GUILLEMETS.finditer(source) if "<<" in source else ()))


def _in_brackets(start: int, end: int) -> Iterator[Edit]:
    yield Edit(start, start, "<")
    yield Edit(end, end, ">")


def _ends_link_text(source: str, end: int) -> bool:
    """Return True if the bracket at `end` closes one that opens in the same paragraph."""
    depth = 0
    start = max(end - _LONGEST_TEXT, 0)
    for offset in range(end, start - 1, -1):
        match source[offset]:
            case "]" if source[offset - 1 : offset] != "\\":
                depth += 1
            case "[" if offset == 0 or source[offset - 1] != "\\":
                depth -= 1
                if depth == 0:
                    return True
            case "\n" if source[offset - 1 : offset] == "\n":
                return False
    return False


def _nesting_edits(source: str, is_excluded: Callable[[int], bool]) -> Iterator[Edit]:
    """Yield spaces before items that kramdown nests in an item of the other kind above.

    Without an empty line between, any indentation below the item's text will do; CommonMark begins
    a list beside it.
    """
    lines = f"\n{source}"
    if not (_ORDERED.search(lines) and _UNORDERED.search(lines)):
        return
    is_ordered = False
    width = start = 0
    for line in source.split("\n"):
        match = _ITEM.match(line)
        if not line.strip():
            width = 0
        elif match is not None and not is_excluded(start + match.start("marker")):
            indent, ordered = len(match["indent"]), match["number"] is not None
            if indent <= _MAX_INDENT and (width == 0 or (ordered == is_ordered and indent < width)):
                is_ordered, width = ordered, match.end()
            elif width > 0 and indent < width and ordered != is_ordered:
                yield Edit(start, start, " " * (width - indent))
        start += len(line) + 1
