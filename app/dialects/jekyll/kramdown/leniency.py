"""Markdown that kramdown reads and CommonMark shows as its own signs.

Destinations with spaces, titles with quotes in them, nested lists that are indented too little,
lists directly below text, lines directly below a footnote, two backslashes for a line break,
addresses of e-mail with a scheme, and guillemets in ASCII:
https://kramdown.gettalong.org/syntax.html.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final

from app.markdown.edits import Edit
from app.markdown.lines import line_above
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
# A title ends with the last of its quotes before the bracket. It is kept short, for it is sought at
# every destination.
_TITLED: Final = regex(
    r"\]\([ \t]*+[^\s()<>]++[ \t]++(?P<quote>[\"'])(?P<title>[^\n]{1,300}?)(?P=quote)[ \t]*+\)"
)
# The text of such a link is the address without the scheme.
_MAILTO: Final = regex(
    r"<(?P<scheme>mailto:)(?=[A-Za-z0-9._+-]{1,100}@[A-Za-z0-9]{1,63}(?:[.-][A-Za-z0-9]{1,63}){1,9}>)"
)
# An item that begins a list below a line of text. CommonMark asks for the number 1 there.
_INTERRUPTS: Final = regex(r"[^\n]\n {0,3}(?!1\.)\d{1,9}\.[ \t]+\S")
_NO_TEXT: Final = (">", ":", "|", "    ", "\t", "{:")
# A link's text is sought so far before its destination.
_LONGEST_TEXT: Final = 1000
_BREAK: Final = regex(r"(?<!\\)\\(?P<second>\\)\n(?=[^\n]*\S)")
_GUILLEMETS: Final = regex(
    r"(?<![\\<])(?P<open><<)(?P<after> ?)(?P<text>[^<>\n]{1,500}(?:\n(?!\s)[^<>\n]{1,500})?)"
    r"(?P<close>(?<!\\)>>)(?!>)"
)
_ITEM: Final = regex(r"(?P<indent> *)(?P<marker>(?P<number>\d+\.)|[*+-])(?P<space>[ \t]+)(?=\S)")
_MAX_INDENT: Final = 3
# The definition of a footnote, and where a line below it begins that is indented too little for it.
_FOOTNOTE: Final = regex(
    r"^ {0,3}\[\^[^\]\s]++\]:[^\n]*+\n(?:(?P<below>(?= {0,3}[^\s]))|)", re.MULTILINE
)
# An empty line, a heading, or a definition.
_NO_TEXT_ABOVE: Final = regex(r"[ \t]*+(?:(?:#|\[[^\]\n]++\]:)[^\n]*+)?")


def may_be_lenient(source: str) -> bool:
    """Return True if the source may need an edit; a quick test without regard to blocks."""
    return (
        "<<" in source
        or "\\\\\n" in source
        or _SPACED_BEGINS.search(source) is not None
        or ("]:" in source and _SPACED_DEFINITION_BEGINS.search(source) is not None)
        or next(_quotes_in_titles(source), None) is not None
        or "<mailto:" in source
        or next(_footnote_edits(source, lambda _: False), None) is not None
        or next(_interrupting_edits(source, lambda _: False), None) is not None
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
    for start, place in _quotes_in_titles(source):
        if not is_excluded(start):
            yield Edit(place, place, "\\")
    for match in _MAILTO.finditer(source) if "<mailto:" in source else ():
        if not is_excluded(match.start()):
            yield Edit(*match.span("scheme"))
    yield from _footnote_edits(source, is_excluded)
    yield from _interrupting_edits(source, is_excluded)
    yield from _nesting_edits(source, is_excluded)


def guillemets(source: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of text in guillemets: what looks like a tag there is none."""
    return (match.span() for match in (_GUILLEMETS.finditer(source) if "<<" in source else ()))


def _quotes_in_titles(source: str) -> Iterator[tuple[int, int]]:
    """Yield where a destination begins, with the place of each quote in its title."""
    for match in _TITLED.finditer(source):
        quote, start = match["quote"], match.start("title")
        place = source.find(quote, start, match.end("title"))
        while place >= 0:
            if source[place - 1] != "\\":
                yield match.start(), place
            place = source.find(quote, place + 1, match.end("title"))


def _footnote_edits(source: str, is_excluded: Callable[[int], bool]) -> Iterator[Edit]:
    """Yield an empty line before each line that kramdown does not take into the footnote above."""
    for match in _FOOTNOTE.finditer(source) if "[^" in source else ():
        start, below = match.start(), match.start("below")
        above = line_above(source, start)
        if (
            below >= 0
            and not source.startswith("{:", below)
            and (start == 0 or _NO_TEXT_ABOVE.fullmatch(source, above, start - 1))
            and not is_excluded(start)
        ):
            yield Edit(below, below, "\n")


def _interrupting_edits(source: str, is_excluded: Callable[[int], bool]) -> Iterator[Edit]:
    """Yield an empty line before each list that follows a line of text directly."""
    if _INTERRUPTS.search(source) is None:
        return
    start = 0
    # Whether the line above is text, and whether it is anything else of the same block.
    is_text = is_other = False
    for line in source.split("\n"):
        match = _ITEM.match(line)
        if not line.strip() or line.startswith("#"):
            is_text = is_other = False
        elif match is not None or is_excluded(start) or line.startswith(_NO_TEXT):
            is_list = match is not None and len(match["indent"]) <= _MAX_INDENT
            if is_text and is_list and "|" not in line and not is_excluded(start):
                yield Edit(start, start, "\n")
            is_text, is_other = False, True
        else:
            is_text = not is_other
        start += len(line) + 1


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
        if not line.strip() or line.startswith((">", "#")):
            width = 0
        elif match is not None and not is_excluded(start + match.start("marker")):
            indent, ordered = len(match["indent"]), match["number"] is not None
            if indent <= _MAX_INDENT and (width == 0 or (ordered == is_ordered and indent < width)):
                is_ordered, width = ordered, match.end()
            elif width > 0 and indent < width and ordered != is_ordered:
                # CommonMark asks for the number 1 directly below text here, too.
                apart = "\n" if ordered and match["number"] != "1." else ""
                yield Edit(start, start, apart + " " * (width - indent))
        start += len(line) + 1
