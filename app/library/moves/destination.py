"""Where in a text the address of a link stands, given where the link begins."""

import re
from typing import Final, NamedTuple

from app.files.character_references import unescape
from app.regex import regex

_ESCAPE: Final = regex(r"\\([!-/:-@\[-`{-~])")
_BLANKS: Final = regex(r"[ \t]*(?:\r\n|\r|\n)?[ \t]*")
_AUTOLINK: Final = regex(r"<([A-Za-z][A-Za-z0-9+.-]*:[^<>\s]*)>")
_TAG: Final = regex(r"<[A-Za-z][A-Za-z0-9-]*(?=[\s/>])(?:[^>\"']|\"[^\"]*\"|'[^']*')*>?")
_TEMPLATE: Final = regex(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_LINE: Final = regex(r"[^\r\n]*")
_CODE: Final = regex(r"`+")
# What may stand on both sides of a name in a tag.
_EDGES: Final = "\"'`= \t"


class Destination(NamedTuple):
    """The offsets of a link's address in a text, and the address that is written there.

    `is_made` is True if a template makes it, or a part of it.
    """

    start: int
    end: int
    address: str
    is_made: bool = False


def find_destination(text: str, at: int, href: str) -> Destination | None:
    """Return where the address of a link or picture stands that begins at an offset.

    `href` is what it is known to be; it need not be what is written if a template makes it. None
    if no address can be found for certain.
    """
    if text.startswith("!", at):
        at += 1
    if text.startswith("[", at):
        return _of_markdown(text, at)
    if match := _AUTOLINK.match(text, at):
        return Destination(match.start(1), match.end(1), match[1])
    if match := _TAG.match(text, at):
        return _of_tag(text, match, href)
    if template := _TEMPLATE.match(text, at):
        return _of_template(text, template, href)
    for shown in (href, href.partition("://")[2]):
        if shown and text.startswith(shown, at):
            return Destination(at, at + len(shown), href)
    return _on_line(text, at, href)


def _on_line(text: str, at: int, href: str) -> Destination | None:
    """Return the address if the line has it once: places in rewritten HTML may be a bit off."""
    start = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
    line = _LINE.match(text, start)
    if line is None or not href:
        return None
    pattern = rf"(?<=[\"'(<=]){re.escape(href)}(?=[\"')>\s])"
    places = [match.span() for match in re.finditer(pattern, line.group())]
    if len(places) != 1:
        return None
    return Destination(start + places[0][0], start + places[0][1], href)


def name_in(text: str, start: int, end: int, name: str) -> tuple[int, int] | None:
    """Return the offsets of a name in a tag between two offsets; None unless it is there once."""
    pattern = rf"(?:(?<=[{re.escape(_EDGES)}])){re.escape(name)}(?=[{re.escape(_EDGES)}#?])"
    places = [match.span() for match in re.finditer(pattern, text[start:end])]
    if len(places) != 1:
        return None
    return start + places[0][0], start + places[0][1]


def _of_markdown(text: str, at: int) -> Destination | None:
    """Return the address of `[text](address)` or `[text][label]`."""
    closing = _closing_bracket(text, at)
    if closing is None:
        return None
    after = closing + 1
    if text.startswith("(", after):
        return _inline(text, after + 1)
    label = text[at + 1 : closing]
    if text.startswith("[", after):
        end = text.find("]", after)
        label = text[after + 1 : end] or label
    return _definition(text, label)


def _closing_bracket(text: str, at: int) -> int | None:
    depth = 0
    index = at
    while index < len(text):
        sign = text[index]
        if sign == "\\":
            index += 1
        elif sign == "`":
            run = _CODE.match(text, index)
            assert run is not None
            end = re.compile(rf"(?<!`){run.group()}(?!`)").search(text, run.end())
            index = (end.end() if end is not None else run.end()) - 1
        elif sign == "{" and (template := _TEMPLATE.match(text, index)):
            index = template.end() - 1
        elif sign == "[":
            depth += 1
        elif sign == "]":
            depth -= 1
            if not depth:
                return index
        index += 1
    return None


def _inline(text: str, at: int) -> Destination | None:
    """Return the address that begins after an opening parenthesis."""
    blanks = _BLANKS.match(text, at)
    start = blanks.end() if blanks else at
    if text.startswith("<", start):
        end = _end_of_angle(text, start + 1)
        return None if end is None else _unescaped(text, start + 1, end)
    end, depth = start, 0
    while end < len(text):
        sign = text[end]
        if sign == "\\":
            end += 1
        elif sign == "{" and (template := _TEMPLATE.match(text, end)):
            end = template.end() - 1
        elif sign == "(":
            depth += 1
        elif sign == ")" and depth:
            depth -= 1
        elif sign == ")" or sign.isspace():
            break
        end += 1
    return _unescaped(text, start, end)


def _end_of_angle(text: str, at: int) -> int | None:
    end = at
    while end < len(text) and text[end] not in "\r\n":
        if text[end] == "\\":
            end += 1
        elif text[end] == ">":
            return end
        end += 1
    return None


def _definition(text: str, label: str) -> Destination | None:
    """Return the address of the first definition of a label."""
    words = r"\s+".join(map(re.escape, label.split()))
    pattern = re.compile(
        rf"^[ \t>]*(?:[-*+][ \t]+)?\[\s*{words}\s*\]:[ \t]*(?:\r?\n[ \t>]*)?"
        r"(?:<(?P<angle>[^<>\r\n]*)>|(?P<plain>[^\s<]\S*))",
        re.MULTILINE | re.IGNORECASE,
    )
    if (match := pattern.search(text)) is None:
        return None
    return _unescaped(text, *match.span(match.lastgroup or "plain"))


def _unescaped(text: str, start: int, end: int) -> Destination:
    written = text[start:end]
    is_made = _TEMPLATE.search(written) is not None
    return Destination(start, end, unescape(_ESCAPE.sub(r"\1", written)), is_made)


def _of_tag(text: str, tag: re.Match[str], href: str) -> Destination | None:
    """Return the address in an attribute of a tag of HTML."""
    pattern = re.compile(
        r"[\s\"'/](?P<name>href|src)\s*=\s*"
        r"(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s\"'>]+))",
        re.IGNORECASE,
    )
    for match in pattern.finditer(text, tag.start(), tag.end()):
        start, end = match.span(match.lastgroup or "bare")
        written = text[start:end]
        is_made = _TEMPLATE.search(written) is not None
        if is_made or unescape(written).strip() == href.strip():
            blank = len(written) - len(written.lstrip())
            start, end = start + blank, start + blank + len(written.strip())
            return Destination(start, end, unescape(written).strip(), is_made)
    return None


def _of_template(text: str, template: re.Match[str], href: str) -> Destination | None:
    """Return the address that is a parameter of a tag of a template, if it is there once."""
    place = name_in(text, template.start(), template.end(), href)
    return None if place is None else Destination(*place, href)
