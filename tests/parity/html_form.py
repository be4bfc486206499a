"""HTML in a form in which two renderings that mean the same are equal.

What is taken away is what the CommonMark specification's own test runner takes away: the order of
attributes, how a character is escaped, a slash in an empty tag, white space beside the tags of
blocks. White space elsewhere counts. Heading ids, which we add on purpose, are taken away too.
"""

import re
from typing import Final, TypeAlias

from app.files.character_references import unescape

# Text, or a tag with its attributes.
Token: TypeAlias = str | tuple[str, tuple[tuple[str, str], ...]]

_BLOCKS: Final = frozenset(
    {"article", "aside", "blockquote", "body", "canvas", "col", "colgroup", "dd", "details"}
    | {"div", "dl", "dt", "embed", "fieldset", "figcaption", "figure", "footer", "form", "h1"}
    | {"h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr", "html", "iframe", "li"}
    | {"main", "map", "nav", "object", "ol", "output", "p", "pre", "progress", "script"}
    | {"section", "style", "summary", "table", "tbody", "td", "textarea", "tfoot", "th", "thead"}
    | {"title", "tr", "ul", "video"}
)
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ATTRIBUTE: Final = r"""\s+([^\s"'<>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>`]+))?"""
_TAG: Final = re.compile(rf"<(/?[A-Za-z][A-Za-z0-9-]*)((?:{_ATTRIBUTE})*)\s*/?>")


def tokens(html: str) -> list[Token]:
    """The HTML as its tags and the text between them."""
    found: list[Token] = []
    position = 0
    preformatted = False
    for match in _TAG.finditer(html):
        _add_text(found, html[position : match.start()], preformatted=preformatted)
        name = match[1].lower()
        if name.strip("/") in _BLOCKS and not preformatted:
            _trim_end(found)
        found.append((name, _attributes(name, match[2])))
        if name.strip("/") == "pre":
            preformatted = name == "pre"
        position = match.end()
    _add_text(found, html[position:], preformatted=preformatted)
    _trim_end(found)
    return found


def _add_text(found: list[Token], raw: str, *, preformatted: bool) -> None:
    text = unescape(raw)
    before = found[-1] if found else ("p", ())
    if not preformatted and isinstance(before, tuple) and before[0].strip("/") in _BLOCKS:
        text = text.lstrip()
    if text:
        found.append(text)


def _trim_end(found: list[Token]) -> None:
    if found and isinstance(text := found[-1], str):
        found.pop()
        if text := text.rstrip():
            found.append(text)


def _attributes(tag: str, raw: str) -> tuple[tuple[str, str], ...]:
    attributes = []
    for name, value in re.findall(_ATTRIBUTE, raw):
        if tag in _HEADINGS and name == "id":
            continue
        bare = value[1:-1] if value[:1] in {'"', "'"} else value
        attributes.append((name.lower(), unescape(bare)))
    return tuple(sorted(attributes))
