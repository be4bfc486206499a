"""What kramdown adds to Markdown, found in a source: attribute lists, extensions, definitions."""

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Final

from app.markdown.attributes import CONTENT, Attributes, Placed, Position, read_attributes
from app.markdown.edits import Edit
from app.markdown.marks import INLINE, raw_html
from app.markdown.outline import Outline, Ranges

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
# A name of XML's: https://www.w3.org/TR/xml/#NT-Name.
_NAME_START: Final = (
    r":A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f"
    r"\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_NAME: Final = rf"[{_NAME_START}][{_NAME_START}.0-9\xb7\u0300-\u036f\u203f\u2040-]*"
_HEADING_ID: Final = re.compile(rf"[ \t]+\{{#(?P<id>{_NAME})\}}(?=[ \t]*#*[ \t]*$)", re.MULTILINE)
# A colon that begins a line, and no definition: those have white space behind it.
_COLON: Final = re.compile(r"^[ \t>]*(?P<colon>:)(?![ \t])", re.MULTILINE)
_BLOCK_END: Final = re.compile(r"^ {0,3}\^[ \t]*$", re.MULTILINE)
_MATH: Final = re.compile(
    r"^(?P<indent> {0,3})\$\$(?P<block>(?:(?!\$\$)[\s\S])+?)\$\$[ \t]*$"
    r"|(?<!\\)\$\$(?P<inline>(?:(?!\$\$|\n[ \t]*\n)[\s\S])+?)\$\$",
    re.MULTILINE,
)
_EMPTY_LINES: Final = re.compile(r"\n(?:[ \t]*\n)+")
_PUNCTUATION: Final = re.compile(r"[!-/:-@\[-`{-~]")


_EXTENSIONS: Final = ("comment", "nomarkdown", "options")


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
    if ":" in source:
        finder.colons()
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
        signs = list(_EXTENSION.finditer(self._source))
        ends: defaultdict[str, list[int]] = defaultdict(list)
        for match in signs:
            if not match["name"]:
                name = match.group()[3:-1]
                for each in (name,) if name else _EXTENSIONS:
                    ends[each].append(match.start())
                    if self._is_alone(*match.span()):
                        ends[f"{each} alone"].append(match.start())
        position = 0
        for match in signs:
            start, end = match.span()
            if start < position or self._is_code(start) or self._is_escaped(start):
                continue
            name, options = match["name"], read_attributes(match["options"] or "")
            text = ""
            if name == "options":
                self.found.options |= dict(options.others)
            if name in _EXTENSIONS and not match["alone"]:
                # The end of what has a line of its own has one too.
                these = ends[f"{name} alone" if self._is_alone(start, end) else name]
                index = bisect_right(these, start)
                if index < len(these):
                    if name == "nomarkdown" and _for_html(options):
                        text = self._unparsed(start, self._source[end : these[index]])
                    end = self._source.index("}", these[index]) + 1
            self._take(start, end, text)
            position = end
        self._passed = Ranges((edit.start, edit.end) for edit in self.found.edits)

    def _unparsed(self, start: int, body: str) -> str:
        line = self._source.rfind("\n", 0, start) + 1
        if not self._source[line:start].strip() and body.startswith((" ", "\n")):
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

    def colons(self) -> None:
        """`:smile:` is text, also where it begins a line."""
        for match in _COLON.finditer(self._source):
            colon = match.start("colon")
            if not self._is_out(colon):
                self.found.edits.append(Edit(colon, colon, INLINE))

    def math(self) -> None:
        """`$$x$$`: as the text that Jekyll leaves for a browser's typesetter."""
        for match in _MATH.finditer(self._source):
            start, end = match.start() + len(match["indent"] or ""), match.end()
            if self._is_out(start):
                continue
            body = (match["block"] or match["inline"]).strip()
            opening, closing = r"\\\(", r"\\\)"
            if match["block"] is not None and self._is_block(start, end):
                opening, closing = r"\\\[", r"\\\]"
            body = _PUNCTUATION.sub(r"\\\g<0>", _EMPTY_LINES.sub("\n", body))
            self.found.edits.append(Edit(start, end, f"{opening}{body}{closing}"))

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
        if self._is_alone(start, end):
            line = self._source.rfind("\n", 0, start) + 1
            following = self._source.find("\n", end) + 1 or len(self._source)
            self._taken.append((line, following))
            if not text:
                start, end = line, following
        self.found.edits.append(Edit(start, end, text))

    def _is_alone(self, start: int, end: int) -> bool:
        """Whether the lines that it is on hold nothing else."""
        line = self._source.rfind("\n", 0, start) + 1
        following = self._source.find("\n", end)
        rest = self._source[end : following if following >= 0 else None]
        return not self._source[line:start].strip() and not rest.strip()

    def _is_block(self, start: int, end: int) -> bool:
        """Whether what fills its lines stands apart from text above and below."""
        line = self._source.rfind("\n", 0, start) + 1
        above = self._source[self._source.rfind("\n", 0, max(line - 1, 0)) + 1 : line]
        following = self._source.find("\n", end) + 1 or len(self._source)
        next_end = self._source.find("\n", following)
        below = self._source[following : next_end if next_end >= 0 else None]
        return all(
            not each.strip(" \t>\n") or each.lstrip(" >").startswith(("{:", "^"))
            for each in (above, below)
        )

    def _is_code(self, offset: int) -> bool:
        return offset in self._outline.code or offset in self._raw

    def _is_out(self, offset: int) -> bool:
        return self._is_code(offset) or offset in self._passed

    def _is_escaped(self, offset: int) -> bool:
        return self._source[max(offset - 1, 0) : offset] == "\\"


def _for_html(options: Attributes) -> bool:
    """Whether what is not Markdown is meant for HTML, and not for a printer."""
    kinds = dict(options.others).get("type")
    return kinds is None or "html" in kinds.split()
