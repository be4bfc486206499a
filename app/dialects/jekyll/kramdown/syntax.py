"""kramdown's own syntax in a source: extensions, attribute lists, abbreviations, mathematics."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from typing import Final, NamedTuple

from app.dialects.jekyll.kramdown.attribute_lists import (
    BLOCK_END,
    CONTENT,
    AttributeList,
    find_block_lists,
    find_definitions,
    find_heading_ids,
    find_inner_lists,
    read_attributes,
)
from app.dialects.jekyll.kramdown.leniency import lenient_edits
from app.dialects.jekyll.kramdown.placeholders import INLINE, raw_block
from app.dialects.jekyll.kramdown.scan import Scan
from app.markdown.attributes import Attributes
from app.markdown.edits import Edit
from app.markdown.lines import is_alone, line_above, line_end, line_start, next_line
from app.markdown.outline import Outline, Ranges
from app.regex import regex

_TAG: Final = regex(
    rf"\{{::(?P<name>\w+)(?:\s(?P<options>{CONTENT}*?))?(?P<alone>/)?\}}|\{{:/(?P<end>\w*)\}}"
)
_NAMES: Final = ("comment", "nomarkdown", "options")
_PUNCTUATION: Final = regex(r"[!-/:-@\[-`{-~]")
_TAG_OF_HTML: Final = regex(r"(<[^<>]*>)")
# Such as `*[HTML]: Hypertext`.
_ABBREVIATION: Final = regex(
    r"^ {0,3}\*\[(?P<name>[^\]\n]+)\]:[ \t]*(?P<title>[^\n]*)\n?", re.MULTILINE
)
# A colon at the start of a line without the white space behind it that a definition has.
_COLON: Final = regex(r"\n[ \t>]*(?P<colon>:)(?![ \t])")
_MATH: Final = regex(
    r"^(?P<indent> {0,3})\$\$(?P<block>(?:(?!\$\$)[\s\S])+?)\$\$[ \t]*$"
    r"|(?<!\\)\$\$(?P<inline>(?:(?!\$\$|\n[ \t]*\n)[\s\S])+?)\$\$",
    re.MULTILINE,
)
_EMPTY_LINES: Final = regex(r"\n(?:[ \t]*\n)+")


class KramdownSyntax(NamedTuple):
    """The definitions in a source by kramdown's own syntax, and the edits that remove them."""

    edits: list[Edit]
    attribute_lists: list[AttributeList]
    definitions: dict[str, Attributes]
    abbreviations: dict[str, str]
    options: dict[str, str]


def find_syntax(source: str, outline: Outline, raw: Ranges) -> KramdownSyntax:
    """Find kramdown's own syntax in a source, outside its code and its raw HTML."""
    scan = Scan(source, outline, raw)
    options: dict[str, str] = {}
    definitions: dict[str, Attributes] = {}
    lists: list[AttributeList] = []
    if "{:" in source:
        options = find_extensions(scan)
        definitions = find_definitions(scan)
        lists += find_block_lists(scan)
        lists += find_inner_lists(scan)
    if "{#" in source:
        lists += find_heading_ids(scan)
    abbreviations: dict[str, str] = {}
    for match in _ABBREVIATION.finditer(source) if "*[" in source else ():
        if not scan.is_excluded(match.start()):
            abbreviations.setdefault(match["name"].strip(), match["title"].strip())
            scan.edits.append(Edit(*match.span()))
    scan.edits += _small_edits(scan)
    scan.edits += lenient_edits(source, scan.is_excluded)
    return KramdownSyntax(scan.edits, lists, definitions, abbreviations, options)


def _small_edits(scan: Scan) -> Iterator[Edit]:
    """Yield the edits for ends of blocks, colons that define nothing, and mathematics."""
    source = scan.source
    for match in BLOCK_END.finditer(source) if "^" in source else ():
        if not scan.is_excluded(match.start()):
            # A comment separates blocks just as well.
            yield Edit(*match.span(), "<!---->")
    for match in _COLON.finditer(f"\n{source}"):
        colon = match.start("colon") - 1
        if not scan.is_excluded(colon):
            yield Edit(colon, colon, INLINE)
    for match in _MATH.finditer(source) if "$$" in source else ():
        start, end = match.start() + len(match["indent"] or ""), match.end()
        if not scan.is_excluded(start):
            # Jekyll leaves mathematics as text for a typesetter in the browser.
            is_block = match["block"] is not None and _is_apart(source, start, end)
            opening, closing = (r"\\\[", r"\\\]") if is_block else (r"\\\(", r"\\\)")
            formula = _EMPTY_LINES.sub("\n", (match["block"] or match["inline"]).strip())
            yield Edit(start, end, f"{opening}{escape_punctuation(formula)}{closing}")


def _is_apart(source: str, start: int, end: int) -> bool:
    """Return True if no text stands in the lines above and below."""
    line, following = line_start(source, start), next_line(source, end)
    above = source[line_above(source, line) : line]
    below = source[following : line_end(source, following)]
    return all(
        not text.strip(" \t>\n") or text.lstrip(" >").startswith(("{:", "^"))
        for text in (above, below)
    )


def find_extensions(scan: Scan) -> dict[str, str]:
    """Remove `{::comment}`, `{::nomarkdown}`, `{::options /}`; return the options that they set.

    Specification: https://kramdown.gettalong.org/syntax.html#extensions.
    """
    source = scan.source
    options: dict[str, str] = {}
    tags = list(_TAG.finditer(source))
    # Where closing tags begin, and those with lines of their own, by name.
    ends: defaultdict[tuple[str, bool], list[int]] = defaultdict(list)
    for match in tags:
        if match["name"] is None:
            for name in (match["end"],) if match["end"] else _NAMES:
                ends[name, False].append(match.start())
                if is_alone(source, *match.span()):
                    ends[name, True].append(match.start())
    position = 0
    for match in tags:
        start, end = match.span()
        if start < position or scan.is_code(start) or scan.is_escaped(start):
            continue
        name, attributes = match["name"], read_attributes(match["options"] or "")
        replacement = ""
        if name == "options":
            options |= dict(attributes.others)
        if name in _NAMES and not match["alone"]:
            # An opening tag with lines of its own needs such a closing tag.
            closing = ends[name, is_alone(source, start, end)]
            index = bisect_right(closing, start)
            if index < len(closing):
                # Other formats are LaTeX, for instance.
                formats = dict(attributes.others).get("type", "html").split()
                if name == "nomarkdown" and "html" in formats:
                    replacement = _unparsed(source, start, source[end : closing[index]])
                end = source.index("}", closing[index]) + 1
        scan.remove(start, end, replacement)
        position = end
    scan.extensions = Ranges((edit.start, edit.end) for edit in scan.edits)
    return options


def escape_punctuation(text: str) -> str:
    """Return text in which no character is Markdown's."""
    return _PUNCTUATION.sub(r"\\\g<0>", text)


def _unparsed(source: str, start: int, content: str) -> str:
    """Return Markdown for content that is not to be parsed: raw HTML, and text as it is."""
    if not source[line_start(source, start) : start].strip() and content.startswith((" ", "\n")):
        return raw_block(content.strip("\n"))
    return "".join(
        part if part.startswith("<") else escape_punctuation(part)
        for part in _TAG_OF_HTML.split(content)
    )
