"""kramdown's extensions: `{::comment}`, `{::nomarkdown}` and `{::options /}`.

Specification: https://kramdown.gettalong.org/syntax.html#extensions.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from typing import Final

from app.dialects.jekyll.kramdown.attribute_lists import CONTENT, read_attributes
from app.dialects.jekyll.kramdown.placeholders import raw_block
from app.dialects.jekyll.kramdown.scan import Scan
from app.markdown.attributes import Attributes
from app.markdown.lines import is_alone, line_start
from app.markdown.outline import Ranges

_TAG: Final = re.compile(
    rf"\{{::(?P<name>\w+)(?:\s(?P<options>{CONTENT}*?))?(?P<alone>/)?\}}|\{{:/(?P<end>\w*)\}}"
)
_NAMES: Final = ("comment", "nomarkdown", "options")
_PUNCTUATION: Final = re.compile(r"[!-/:-@\[-`{-~]")
_TAG_OF_HTML: Final = re.compile(r"(<[^<>]*>)")


def find_extensions(scan: Scan) -> dict[str, str]:
    """Remove the extensions with their content, and return the options that they set."""
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
                if name == "nomarkdown" and _is_for_html(attributes):
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


def _is_for_html(options: Attributes) -> bool:
    """Return True unless the content is for other output formats, such as LaTeX."""
    formats = dict(options.others).get("type")
    return formats is None or "html" in formats.split()
