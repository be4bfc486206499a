"""What kramdown adds to Markdown, found in a source: attribute lists, extensions, definitions."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple, TypeAlias

from app.content.markdown.kramdown.attributes import CONTENT, Attributes, read_attributes
from app.content.markdown.kramdown.edits import Edit
from app.content.markdown.kramdown.marks import raw_html
from app.content.markdown.kramdown.outline import Outline, Ranges

# Where an attribute list stands: below the block it is about, above it, at the head of an item,
# behind a span or in a heading.
Position: TypeAlias = Literal["after", "before", "item", "span", "heading"]

_PREFIX: Final = r"^(?P<prefix>[ \t]*(?:>[ \t]*)*)"
_MAY_GO_ON: Final = r"(?:\\\}|(?!\{:|\n[ \t]*\n)[^}])"
_EXTENSION: Final = re.compile(
    rf"\{{::(?P<name>\w+)(?:\s(?P<options>{_MAY_GO_ON}*?))?(?P<alone>/)?\}}|\{{:/\w*\}}"
)
_DEFINITION: Final = re.compile(
    rf"^ {{0,3}}\{{:(?P<name>\w[\w-]*):(?P<list>{CONTENT}+)\}}[ \t]*$", re.MULTILINE
)
_BLOCK_LIST: Final = re.compile(
    rf"{_PREFIX}\{{:(?![:/])(?P<list>{_MAY_GO_ON}+)\}}[ \t]*$", re.MULTILINE
)
_ANY_LIST: Final = re.compile(rf"\{{:(?![:/])(?P<list>{_MAY_GO_ON}+)\}}")
_BEFORE_ITEM: Final = re.compile(
    r"[ \t>]*(?:(?:[-+*]|[0-9]{1,9}[.)]|:)[ \t]+)*(?P<marker>[-+*]|[0-9]{1,9}[.)]|:)[ \t]+\Z"
)
_ITEM: Final = re.compile(r"[ \t>]*(?:[-+*]|[0-9]{1,9}[.)])[ \t]")
_ABBREVIATION: Final = re.compile(
    r"^ {0,3}\*\[(?P<name>[^\]\n]+)\]:[ \t]*(?P<title>[^\n]*)\n?", re.MULTILINE
)
_HEADING_ID: Final = re.compile(
    r"[ \t]+\{#(?P<id>[A-Za-z][\w:-]*)\}(?=[ \t]*#*[ \t]*$)", re.MULTILINE
)
_BLOCK_END: Final = re.compile(r"^ {0,3}\^[ \t]*$", re.MULTILINE)
_MATH: Final = re.compile(
    r"^(?P<indent> {0,3})\$\$(?P<block>(?:(?!\$\$)[\s\S])+?)\$\$[ \t]*$"
    r"|(?<!\\)\$\$(?P<inline>(?:(?!\$\$|\n[ \t]*\n)[\s\S])+?)\$\$",
    re.MULTILINE,
)
_EMPTY_LINES: Final = re.compile(r"\n(?:[ \t]*\n)+")
_PUNCTUATION: Final = re.compile(r"[!-/:-@\[-`{-~]")


class Placed(NamedTuple):
    """Attributes and where in the source they are about something, as far in as `column`."""

    position: Position
    offset: int
    column: int
    quotes: int
    attributes: Attributes


@dataclass(slots=True)
class Signs:
    """All that was found, and the edits that take it out of the source."""

    edits: list[Edit] = field(default_factory=list)
    placed: list[Placed] = field(default_factory=list)
    definitions: dict[str, Attributes] = field(default_factory=dict)
    abbreviations: dict[str, str] = field(default_factory=dict)
    options: dict[str, str] = field(default_factory=dict)


def find_signs(source: str, outline: Outline, raw: Ranges) -> Signs:
    """The signs of a source outside its code and its raw HTML."""
    finder = _Finder(source, outline, raw)
    if "{:" in source:
        finder.extensions()
        finder.definitions()
        finder.block_lists()
        finder.other_lists()
    if "{#" in source:
        finder.heading_ids()
    if "*[" in source:
        finder.abbreviations()
    if "^" in source:
        finder.block_ends()
    if "$$" in source:
        finder.math()
    return finder.found


class _Finder:
    def __init__(self, source: str, outline: Outline, raw: Ranges) -> None:
        self.found = Signs()
        self._source = source
        self._outline = outline
        self._raw = raw
        # What is taken out already, by where it begins; a list after it begins anew.
        self._taken: list[tuple[int, int]] = []
        self._passed = Ranges()

    def extensions(self) -> None:
        """`{::comment}` and the like, with what stands between them and their ends."""
        edits = self.found.edits
        ends: defaultdict[str, list[int]] = defaultdict(list)
        starts = list(_EXTENSION.finditer(self._source))
        for index, match in enumerate(starts):
            if not match["name"]:
                name = match.group()[3:-1]
                for each in (name,) if name else ("comment", "nomarkdown", "options"):
                    ends[each].append(index)
        position = 0
        for index, match in enumerate(starts):
            if match.start() < position or self._is_code(match.start()):
                continue
            start, end = match.span()
            if self._is_escaped(start):
                continue
            name = match["name"]
            closing = None
            if name and not match["alone"]:
                while ends[name] and ends[name][0] < index:
                    ends[name].pop(0)
                if ends[name]:
                    closing = starts[ends[name][0]]
            if name == "options":
                self.found.options |= dict(read_attributes(match["options"] or "").others)
            if closing is not None and name in {"comment", "nomarkdown", "options"}:
                body = self._source[end : closing.start()]
                end = closing.end()
                text = self._unparsed(start, body) if name == "nomarkdown" else ""
                self._take(start, end, text)
            else:
                self._take(start, end, "")
            position = end
        self._passed = Ranges((edit.start, edit.end) for edit in edits)

    def _unparsed(self, start: int, body: str) -> str:
        line = self._source.rfind("\n", 0, start) + 1
        if not self._source[line:start].strip():
            return raw_html(body.strip("\n"))
        return "".join(
            part if part.startswith("<") else _PUNCTUATION.sub(r"\\\g<0>", part)
            for part in re.split(r"(<[^<>]*>)", body)
        )

    def definitions(self) -> None:
        """`{:name: .class}`."""
        for match in _DEFINITION.finditer(self._source):
            start = match.start() + match.group().index("{")
            if not self._is_out(start):
                name = match["name"]
                given = read_attributes(match["list"])
                known = self.found.definitions.get(name, Attributes())
                self.found.definitions[name] = known.joined(given)
                self._take(match.start(), match.end(), "")

    def block_lists(self) -> None:
        """Attribute lists on lines of their own: about the block above, else the one below."""
        taken = Ranges(self._taken)
        above_of: dict[int, Position] = {}
        for match in _BLOCK_LIST.finditer(self._source):
            start = match.start("list") - 2
            if self._is_out(start) or match.start() in taken:
                continue
            line = match.start()
            position = above_of.get(line) or self._position(line, taken)
            end = min(match.end() + 1, len(self._source))
            above_of[end] = position
            prefix = match["prefix"]
            self._place(position, line, prefix, match["list"])
            self.found.edits.append(Edit(line, *self._gap(position, line, end, prefix)))
            self._taken.append((line, end))

    def _position(self, line: int, taken: Ranges) -> Position:
        before = self._source[self._source.rfind("\n", 0, max(line - 1, 0)) + 1 : line]
        above = self._source.rfind("\n", 0, max(line - 1, 0)) + 1
        if line == 0 or not before.strip(" \t>\n") or above in taken:
            return "before"
        return "before" if _BLOCK_END.match(before) else "after"

    def _gap(self, position: Position, line: int, end: int, prefix: str) -> tuple[int, str]:
        """Up to where a line is taken out, and what stands there instead.

        The block above ends, but for a list, which goes on with its next item.
        """
        following = self._source.find("\n", end)
        rest = self._source[end : following if following >= 0 else None]
        if position == "before" or _BLOCK_LIST.match(self._source, end):
            return end, ""
        if line in self._outline.lists or max(line - 1, 0) in self._outline.lists:
            ahead = re.compile(r"[ \t\n]*").match(self._source, end)
            assert ahead is not None
            item = self._source.rfind("\n", 0, ahead.end()) + 1
            if _ITEM.match(self._source, item):
                return max(end, item), ""
        if not rest.strip(" \t>"):
            return end, ""
        return end, f"{prefix.rstrip()}\n"

    def other_lists(self) -> None:
        """Attribute lists at the head of items, behind spans, and those about nothing."""
        taken = Ranges(self._taken)
        ends: dict[int, int] = {}
        for match in _ANY_LIST.finditer(self._source):
            start, end = match.span()
            if self._is_out(start) or start in taken or self._is_escaped(start):
                continue
            given = read_attributes(match["list"])
            if given == Attributes() and match["list"].strip() not in {"", ":"}:
                continue
            line = self._source.rfind("\n", 0, start) + 1
            item = _BEFORE_ITEM.match(self._source, line, start)
            span = ends.get(start, start)
            if item:
                offset = item.start("marker")
                self.found.placed.append(Placed("item", offset, 0, 0, given))
                while self._source[end : end + 1] in {" ", "\t"}:
                    end += 1
            elif span in self._outline.span_ends:
                self.found.placed.append(Placed("span", span, 0, 0, given))
                ends[end] = span
            self.found.edits.append(Edit(start, end))

    def heading_ids(self) -> None:
        """`## Title {#id}`."""
        for match in _HEADING_ID.finditer(self._source):
            heading = self._outline.headings.around(match.start())
            if heading and not self._is_out(match.start()):
                given = Attributes(id=match["id"])
                self.found.placed.append(Placed("heading", heading[0], 0, 0, given))
                self.found.edits.append(Edit(*match.span()))

    def abbreviations(self) -> None:
        """`*[HTML]: Hypertext`."""
        for match in _ABBREVIATION.finditer(self._source):
            if not self._is_out(match.start()):
                self.found.abbreviations.setdefault(match["name"].strip(), match["title"].strip())
                self.found.edits.append(Edit(*match.span()))

    def block_ends(self) -> None:
        """`^`: what comes is another block, however alike. A comment parts them as well."""
        for match in _BLOCK_END.finditer(self._source):
            if not self._is_out(match.start()):
                self.found.edits.append(Edit(*match.span(), "<!---->"))

    def math(self) -> None:
        """`$$x$$`: as the text that Jekyll leaves for a browser's typesetter."""
        for match in _MATH.finditer(self._source):
            start = match.start() + len(match["indent"] or "")
            if self._is_out(start):
                continue
            if match["block"] is not None:
                body, opening, closing = match["block"].strip(), r"\\\[", r"\\\]"
            else:
                body, opening, closing = match["inline"].strip(), r"\\\(", r"\\\)"
            body = _PUNCTUATION.sub(r"\\\g<0>", _EMPTY_LINES.sub("\n", body))
            self.found.edits.append(Edit(start, match.end(), f"{opening}{body}{closing}"))

    def _place(self, position: Position, line: int, prefix: str, content: str) -> None:
        self.found.placed.append(
            Placed(
                position,
                line,
                len(prefix.rpartition(">")[2].expandtabs(4)),
                prefix.count(">"),
                read_attributes(content),
            )
        )

    def _take(self, start: int, end: int, text: str) -> None:
        """Take out what stands there; where it fills its lines, the lines."""
        line = self._source.rfind("\n", 0, start) + 1
        following = self._source.find("\n", end)
        following = len(self._source) if following < 0 else following + 1
        alone = not self._source[line:start].strip() and not self._source[end:following].strip()
        if alone:
            start, end = (line, following) if not text else (start, end)
            self._taken.append((line, following))
        self.found.edits.append(Edit(start, end, text))

    def _is_code(self, offset: int) -> bool:
        return offset in self._outline.code or offset in self._raw

    def _is_out(self, offset: int) -> bool:
        return self._is_code(offset) or offset in self._passed

    def _is_escaped(self, offset: int) -> bool:
        return self._source[max(offset - 1, 0) : offset] == "\\"
