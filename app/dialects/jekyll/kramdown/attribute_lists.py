"""kramdown's attribute lists: `{: #id .class key="value" name}`.

Specification: https://kramdown.gettalong.org/syntax.html#attribute-list-definitions.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final, Literal, NamedTuple, TypeAlias

from app.dialects.jekyll.kramdown.scan import Scan
from app.markdown.attributes import NO_ATTRIBUTES, Attributes
from app.markdown.edits import Edit
from app.markdown.lines import line_above, line_end, line_start
from app.markdown.outline import Ranges
from app.regex import regex

# The content of a list; a closing brace is escaped.
CONTENT: Final = r"(?:\\\}|(?!\{:|\n[ \t]*\n)[^}])"
_ATTRIBUTE_NAME: Final = r"\w[\w-]*+"
_ATTRIBUTE: Final = regex(
    rf"""(?:\A|(?<=\s))
    (?: (?P<key>{_ATTRIBUTE_NAME})=(?P<quote>["'])
        (?P<value>(?:\\.|(?!(?P=quote))[^\\}}])*)(?P=quote)
      | (?P<reference>{_ATTRIBUTE_NAME})
      | (?P<short>(?:\#[A-Za-z][\w:-]*+|\.[^\s.\#]++)+) )
    (?=\s|\Z)""",
    re.VERBOSE,
)
_SHORT: Final = regex(r"#([A-Za-z][\w:-]*+)|\.([^\s.#]++)")
_ESCAPED: Final = regex(r"\\([\}\"'])")
_DEFINITION: Final = regex(
    r"\{:(?P<name>\w[\w-]*):(?P<list>(?:\\\}|[^}\n])+)\}[ \t]*$", re.MULTILINE
)
_INDENTATIONS: Final = frozenset({"", " ", "  ", "   "})
_LIST_BEGINS: Final = regex(r"\{:(?![:/])")
_LIST: Final = regex(rf"{_LIST_BEGINS.pattern}(?P<list>{CONTENT}+)\}}")
_BLOCK_LIST: Final = regex(rf"^(?P<prefix>[ \t]*(?:>[ \t]*)*){_LIST.pattern}[ \t]*$", re.MULTILINE)
_BEFORE_ITEM: Final = regex(
    r"[ \t>]*(?:(?:[-+*]|[0-9]{1,9}[.)]|:)[ \t]+)*(?P<marker>[-+*]|[0-9]{1,9}[.)]|:)[ \t]+\Z"
)
_ITEM: Final = regex(r"[ \t>]*(?:[-+*]|[0-9]{1,9}[.)])[ \t]")
_BLANK: Final = regex(r"[ \t\n]*")
# A name of XML's: https://www.w3.org/TR/xml/#NT-Name.
_NAME_START: Final = (
    r":A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f"
    r"\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_HEADING_ID: Final = regex(
    rf"[ \t]+\{{#(?P<id>[{_NAME_START}][{_NAME_START}.0-9\xb7\u0300-\u036f\u203f\u2040-]*)\}}"
    r"(?=[ \t]*#*[ \t]*$)",
    re.MULTILINE,
)
BLOCK_END: Final = regex(r"^ {0,3}\^[ \t]*$", re.MULTILINE)

# Where a list stands: below its block or above it, at the start of an item, behind a span, or in
# a heading.
Position: TypeAlias = Literal["after", "before", "item", "span", "heading"]


class AttributeList(NamedTuple):
    """Attributes and where in the source they stand.

    `column` is the indentation of the list's line, `quotes` the number of `>` before it.
    """

    position: Position
    offset: int
    attributes: Attributes
    column: int = 0
    quotes: int = 0


def read_attributes(content: str) -> Attributes:
    """Return the attributes between the braces. Like kramdown, skip what is none."""
    attributes = NO_ATTRIBUTES
    for match in _ATTRIBUTE.finditer(content):
        if match["reference"]:
            attributes = attributes.extended(Attributes(references=(match["reference"],)))
        elif match["key"]:
            value = _ESCAPED.sub(r"\1", match["value"])
            attributes = attributes.extended(Attributes.of(match["key"].lower(), value))
        else:
            for identity, name in _SHORT.findall(match["short"]):
                one = Attributes.of("id", identity) if identity else Attributes(classes=(name,))
                attributes = attributes.extended(one)
    return attributes


def resolved(attributes: Attributes, definitions: Mapping[str, Attributes]) -> Attributes:
    """Return the attributes of the referenced definitions, extended by the list's own."""
    base = NO_ATTRIBUTES
    for name in attributes.references:
        base = base.extended(definitions.get(name, NO_ATTRIBUTES))
    return base.extended(attributes)


def find_definitions(scan: Scan) -> dict[str, Attributes]:
    """Return the definitions `{:name: .class}`, and remove them from the source."""
    definitions: dict[str, Attributes] = {}
    for match in _DEFINITION.finditer(scan.source):
        start = match.start()
        is_indented = scan.source[line_start(scan.source, start) : start] in _INDENTATIONS
        if is_indented and not scan.is_excluded(start):
            known = definitions.get(match["name"], NO_ATTRIBUTES)
            definitions[match["name"]] = known.extended(read_attributes(match["list"]))
            scan.remove(*match.span())
    return definitions


def find_block_lists(scan: Scan) -> Iterator[AttributeList]:
    """Yield the lists on lines of their own, and remove them from the source.

    They belong to the block above, or else to the one below.
    """
    source = scan.source
    removed = Ranges(scan.removed_lines)
    positions: dict[int, Position] = {}
    for match in _block_lists(source):
        line = match.start()
        if scan.is_excluded(match.start("list") - 2) or line in removed:
            continue
        above = line_above(source, line)
        position = positions.get(line, "after")
        text = source[above:line]
        if not text.strip(" \t>\n") or above in removed or BLOCK_END.match(text):
            position = positions.get(line, "before")
        end = min(match.end() + 1, len(source))
        positions[end] = position
        prefix = match["prefix"]
        yield AttributeList(
            position,
            line,
            read_attributes(match["list"]),
            column=len(prefix.rpartition(">")[2].expandtabs(4)),
            quotes=prefix.count(">"),
        )
        scan.edits.append(_block_edit(scan, position, line, end, prefix))
        scan.removed_lines.append((line, end))


def _block_lists(source: str) -> Iterator[re.Match[str]]:
    """Yield the lists on lines of their own. They are sought by their braces, which are few."""
    for match in _LIST_BEGINS.finditer(source):
        line = line_start(source, match.start())
        if not source[line : match.start()].strip(" \t>"):
            whole_line = _BLOCK_LIST.match(source, line)
            if whole_line is not None:
                yield whole_line


def _block_edit(scan: Scan, position: Position, line: int, end: int, prefix: str) -> Edit:
    """Remove a line such that the block above it ends, but a list goes on with its next item."""
    source = scan.source
    if position == "before" or _BLOCK_LIST.match(source, end):
        return Edit(line, end)
    if line in scan.outline.lists or max(line - 1, 0) in scan.outline.lists:
        blank = _BLANK.match(source, end)
        assert blank is not None
        item = line_start(source, blank.end())
        if _ITEM.match(source, item):
            return Edit(line, max(end, item))
    if not source[end : line_end(source, end)].strip(" \t>"):
        return Edit(line, end)
    return Edit(line, end, f"{prefix.rstrip()}\n")


def find_inner_lists(scan: Scan) -> Iterator[AttributeList]:
    """Yield the lists at the start of items and behind spans; remove these and all others."""
    source = scan.source
    removed = Ranges(scan.removed_lines)
    # The end of the span for each list behind it: another list may follow.
    spans: dict[int, int] = {}
    for match in _LIST.finditer(source):
        start, end = match.span()
        if scan.is_excluded(start) or start in removed or scan.is_escaped(start):
            continue
        attributes = read_attributes(match["list"])
        if attributes == NO_ATTRIBUTES and match["list"].strip() not in {"", ":"}:
            continue
        item = _BEFORE_ITEM.match(source, line_start(source, start), start)
        span = spans.get(start, start)
        if item:
            yield AttributeList("item", item.start("marker"), attributes)
            while source[end : end + 1] in {" ", "\t"}:
                end += 1
        elif span in scan.outline.span_ends:
            yield AttributeList("span", span, attributes)
            spans[end] = span
        scan.edits.append(Edit(start, end))


def find_heading_ids(scan: Scan) -> Iterator[AttributeList]:
    """Yield the ids of headings, `## Title {#id}`, and remove them from the source."""
    for match in _HEADING_ID.finditer(scan.source):
        heading = scan.outline.headings.around(match.start())
        if heading and not scan.is_excluded(match.start()):
            yield AttributeList("heading", heading[0], Attributes.of("id", match["id"]))
            scan.edits.append(Edit(*match.span()))
