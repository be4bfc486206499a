"""Fences of code as kramdown reads them: none in raw HTML, and none without an end."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from app.dialects.jekyll.kramdown.html_names import CODE_ELEMENTS, EMPTY_ELEMENTS, SPANS
from app.dialects.jekyll.kramdown.placeholders import INLINE
from app.markdown.edits import Edit
from app.markdown.mdast import MAX_DEPTH
from app.regex import regex

_SIGNS: Final = ("```", "~~~")
# Behind what begins an item, a quotation or a definition.
_FENCE: Final = regex(
    r"(?P<before> {0,3}(?:(?:>|[-*+:][ \t]|\d{1,9}[.)][ \t]|\[\^[^\]\n]{1,99}\]:)[ \t]*)*)"
    r"(?P<fence>`{3,}(?=[^`\n]*$)|~{3,})"
)
_END: Final = regex(r"(?P<before>[ \t>]*)(?P<fence>`{3,}|~{3,})[ \t]*")
_MAX_INDENTATION: Final = 3
# Fences of so many signs are as long as any.
_LONGEST: Final = 20
_BLOCK_TAG: Final = regex(r" {0,3}</?[A-Za-z]")
_TAG: Final = regex(r"<(?P<slash>/?)(?P<name>[A-Za-z][\w-]*)(?P<rest>[^<>]*)")


class Fence(NamedTuple):
    """The beginning of a fence: its column, its signs."""

    column: int
    signs: str

    def is_closed_by(self, line: str) -> bool:
        """Return True if the line ends the code."""
        match = _END.fullmatch(line)
        return (
            match is not None
            and match["fence"].startswith(self.signs)
            and len(match["before"]) <= self.column + _MAX_INDENTATION
        )


class FenceEdits(NamedTuple):
    """Edits that let a CommonMark parser see the code that kramdown sees.

    Those of `unclosed` make text of fences without an end. With those `apart` too, code is found
    after raw HTML, and none in it; they serve to find code only.
    """

    unclosed: list[Edit]
    apart: list[Edit]


def fence_edits(source: str) -> FenceEdits:
    """Return the edits for the fences of a source.

    CommonMark's raw HTML continues to an empty line, kramdown's ends with its element: an empty
    line goes before each fence below a line with a tag. A fence in an element is none.
    """
    edits = FenceEdits([], [])
    if not any(map(source.__contains__, _SIGNS)):
        return edits
    ends = _last_ends(source)
    elements = _OpenElements()
    fence: Fence | None = None
    below_tag = False
    for start, line in _lines(source):
        if fence is not None:
            if fence.is_closed_by(line):
                fence, below_tag = None, False
            continue
        match = _FENCE.match(line)
        if match is None:
            is_tag = _BLOCK_TAG.match(line) is not None
            below_tag = bool(line.strip()) and (below_tag or is_tag)
            if is_tag or elements.names:
                elements.read(line)
            continue
        place, signs = start + match.start("fence"), match["fence"]
        if elements.is_raw:
            edits.apart.append(Edit(place, place, INLINE))
            elements.read(line)
        elif ends.get(signs[:_LONGEST], -1) <= start:
            edits.unclosed.append(Edit(place, place, INLINE))
        else:
            fence = Fence(match.start("fence"), signs)
            if below_tag:
                edits.apart.append(Edit(start, start, "\n"))
    return edits


def _lines(source: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in source.split("\n"):
        yield start, line
        start += len(line) + 1


def _last_ends(source: str) -> dict[str, int]:
    """Return by the signs of a fence where the last line begins that may end its code."""
    last: dict[str, int] = {}
    for start, line in _lines(source):
        if any(map(line.__contains__, _SIGNS)) and (match := _END.fullmatch(line)):
            signs = match["fence"][:_LONGEST]
            for length in range(3, len(signs) + 1):
                last[signs[:length]] = start
    return last


class _OpenElements:
    """The names of the block elements that are open, each with True if it holds Markdown."""

    def __init__(self) -> None:
        self.names: list[tuple[str, bool]] = []

    @property
    def is_raw(self) -> bool:
        """True in raw HTML."""
        return bool(self.names) and not self.names[-1][1]

    def read(self, line: str) -> None:
        """Read the tags of a line. An end tag closes what is open in its element, too."""
        for tag in _TAG.finditer(line):
            name = tag["name"].lower()
            if name in SPANS or name in EMPTY_ELEMENTS:
                continue
            if tag["slash"]:
                names = [known for known, _ in self.names]
                if name in names:
                    while self.names.pop()[0] != name:
                        pass
            elif not tag["rest"].endswith("/") and len(self.names) < MAX_DEPTH:
                is_markdown = "markdown=" in tag["rest"] and name not in CODE_ELEMENTS
                self.names.append((name, is_markdown))
