"""Where in a text the address of a link stands, given where the link begins."""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from app.files.character_references import unescape, unescape_attribute
from app.library.moves.editable_text import line_start
from app.markdown.outline import Outline, Ranges
from app.regex import regex

_ESCAPE: Final = regex(r"\\([!-/:-@\[-`{-~])")
# In Markdown a reference has a semicolon: "?a=1&region=us" holds none.
_REFERENCE: Final = regex(r"&#?[0-9A-Za-z]{1,40};")
_BLANKS: Final = regex(r"[ \t]*(?:\r\n|\r|\n)?[ \t]*")
_AUTOLINK: Final = regex(r"<([A-Za-z][A-Za-z0-9+.-]*:[^<>\s]*)>")
_TAG: Final = regex(r"<[A-Za-z][A-Za-z0-9-]*(?=[\s/>])(?:[^>\"']|\"[^\"]*\"|'[^']*')*>?")
_TEMPLATE: Final = regex(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_LINE: Final = regex(r"[^\r\n]*")
_CODE: Final = regex(r"`+")
_LABEL: Final = regex(r"\[(?P<label>(?:[^\\\[\]]|\\.)*)\]", re.DOTALL)
_DEFINITION: Final = regex(
    r"(?:^|(?<=\r))[ \t>]*(?:[-*+][ \t]+)?\[(?P<label>(?:[^\\\[\]]|\\.)+)\]:"
    r"[ \t]*+(?:(?:\r\n?|\n)[ \t>]*+)?"
    r"(?:<(?P<angle>[^<>\r\n]*)>|(?P<plain>[^\s<]\S*))",
    re.MULTILINE | re.DOTALL,
)
# The name of a tag is the first of these, without a value.
_ATTRIBUTE: Final = regex(
    r"(?P<name>[^\s\"'=/>]++)"
    r"(?:\s*+=\s*+(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s\"'>]++)))?"
)
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


class Destinations:
    """Where the addresses of links stand in a text."""

    def __init__(self, text: str) -> None:
        self._text = text
        # No template ends behind these.
        self._last_ends = {"{{": text.rfind("}}"), "{%": text.rfind("%}")}

    def find(self, at: int, href: str) -> Destination | None:
        """Return where the address of a link or picture stands that begins at an offset.

        `href` is what it is known to be; it need not be what is written if a template makes it.
        None if no address can be found for certain.
        """
        text = self._text
        if text.startswith("!", at):
            at += 1
        if text.startswith("[", at):
            return self._of_markdown(at, href)
        if match := _AUTOLINK.match(text, at):
            return Destination(match.start(1), match.end(1), match[1])
        if match := _TAG.match(text, at):
            return _of_tag(text, match, href)
        if template := self._template(at):
            return _of_template(text, template, href)
        for written in (href, href.partition("://")[2]):
            if written and text.startswith(written, at):
                return Destination(at, at + len(written), href)
        return _on_line(text, at, href)

    def is_near_template(self, at: int) -> bool:
        """Return True if the line of an offset has a tag of a template."""
        line = _LINE.match(self._text, line_start(self._text, at))
        return line is not None and ("{{" in line.group() or "{%" in line.group())

    def _template(self, at: int) -> re.Match[str] | None:
        """Return the tag of a template that begins at an offset."""
        if self._last_ends.get(self._text[at : at + 2], -1) < at + 2:
            return None
        return _TEMPLATE.match(self._text, at)

    def _of_markdown(self, at: int, href: str) -> Destination | None:
        """Return the address of `[text](address)` or `[text][label]`."""
        closing = self._closing_bracket(at)
        if closing is None:
            return None
        after = closing + 1
        if self._text.startswith("(", after):
            return self._inline(after + 1)
        label = self._text[at + 1 : closing]
        if match := _LABEL.match(self._text, after):
            label = match["label"] or label
        return self._definition(label, href)

    def _closing_bracket(self, at: int) -> int | None:
        text = self._text
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
            elif sign == "{" and (template := self._template(index)):
                index = template.end() - 1
            elif sign == "[":
                depth += 1
            elif sign == "]":
                depth -= 1
                if not depth:
                    return index
            index += 1
        return None

    def _inline(self, at: int) -> Destination | None:
        """Return the address that begins after an opening parenthesis."""
        text = self._text
        blanks = _BLANKS.match(text, at)
        start = blanks.end() if blanks else at
        if text.startswith("<", start):
            end_of_angle = _end_of_angle(text, start + 1)
            return None if end_of_angle is None else _unescaped(text, start + 1, end_of_angle)
        end, depth = start, 0
        while end < len(text):
            sign = text[end]
            if sign == "\\":
                end += 1
            elif sign == "{" and (template := self._template(end)):
                end = template.end() - 1
            elif sign == "(":
                depth += 1
            elif sign == ")" and depth:
                depth -= 1
            elif sign == ")" or sign.isspace():
                break
            end += 1
        return _unescaped(text, start, end)

    def _definition(self, label: str, href: str) -> Destination | None:
        """Return the address of the first definition of a label that is not code.

        One with the known address comes before others.
        """
        places = self._definitions.get(_folded(label), ())
        if len(places) > 1:
            places = [place for place in places if place.start not in self._code] or places
        same = (place for place in places if place.address == href)
        return next(same, places[0] if places else None)

    @cached_property
    def _definitions(self) -> Mapping[str, Sequence[Destination]]:
        """The addresses of all definitions, by label."""
        places: dict[str, list[Destination]] = {}
        for match in _DEFINITION.finditer(self._text):
            place = _unescaped(self._text, *match.span(match.lastgroup or "plain"))
            places.setdefault(_folded(match["label"]), []).append(place)
        return places

    @cached_property
    def _code(self) -> Ranges:
        return Outline(self._text).code


def _on_line(text: str, at: int, href: str) -> Destination | None:
    """Return the address if the line has it once: places in rewritten HTML may be a bit off."""
    start = line_start(text, at)
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


def _end_of_angle(text: str, at: int) -> int | None:
    end = at
    while end < len(text) and text[end] not in "\r\n":
        if text[end] == "\\":
            end += 1
        elif text[end] == ">":
            return end
        end += 1
    return None


def _folded(label: str) -> str:
    """Return a label as it is compared with others."""
    return " ".join(label.split()).casefold()


def _unescaped(text: str, start: int, end: int) -> Destination:
    written = text[start:end]
    address = _REFERENCE.sub(lambda match: unescape(match[0]), _ESCAPE.sub(r"\1", written))
    return Destination(start, end, address, _has_template(written))


def _has_template(written: str) -> bool:
    return any(
        (start := written.find(opening)) >= 0 and written.find(closing, start + 2) >= 0
        for opening, closing in (("{{", "}}"), ("{%", "%}"))
    )


def _of_tag(text: str, tag: re.Match[str], href: str) -> Destination | None:
    """Return the address in an attribute of a tag of HTML."""
    for match in _ATTRIBUTE.finditer(text, tag.start() + 1, tag.end()):
        if match["name"].lower() not in {"href", "src"} or match.lastgroup == "name":
            continue
        start, end = match.span(match.lastgroup or "bare")
        written = text[start:end]
        is_made = _has_template(written)
        address = unescape_attribute(written).strip()
        if is_made or address == href.strip():
            blank = len(written) - len(written.lstrip())
            start, end = start + blank, start + blank + len(written.strip())
            return Destination(start, end, address, is_made)
    return None


def _of_template(text: str, template: re.Match[str], href: str) -> Destination | None:
    """Return the address that is a parameter of a tag of a template, if it is there once."""
    place = name_in(text, template.start(), template.end(), href)
    return None if place is None else Destination(*place, href)
