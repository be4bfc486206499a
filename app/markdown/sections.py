"""The sections of a body: its text and its HTML from one heading to the next."""

from collections.abc import Iterator, Sequence
from typing import Final

from app.files.character_references import unescape_attribute
from app.markdown.facts import Facts
from app.markdown.sanitise import VOID
from app.records import SectionText
from app.regex import regex

_TAG: Final = regex(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>")
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_EMPTY_LINES: Final = regex("\n{3,}")
_ID: Final = regex(r"""\sid=(?:"([^"]*)"|'([^']*)')""")


def plain_text(written: str) -> str:
    """Return text with one empty line between paragraphs, and no white space at ends of lines."""
    return _EMPTY_LINES.sub("\n\n", "\n".join(map(str.rstrip, written.split("\n")))).strip()


def section_texts(facts: Facts) -> tuple[SectionText, ...]:
    """Return the text of a body by section.

    The text before the first heading is a section without id and title, unless it is empty.
    """
    sections: list[SectionText] = []
    identity: str | None = None
    title: str | None = None
    depth = begin = 0
    for heading in facts.headings:
        written = "".join(facts.plain[begin : heading.end])
        text = plain_text(written[: len(written) - heading.size])
        if depth or text:
            sections.append(SectionText(identity, depth, title, text))
        identity, depth, title = heading.id or None, heading.depth, heading.title
        begin = heading.end
    text = plain_text("".join(facts.plain[begin:]))
    if depth or text:
        sections.append(SectionText(identity, depth, title, text))
    return tuple(sections)


def section_htmls(html: str, sections: Sequence[SectionText]) -> tuple[str, list[str]]:
    """Return the HTML before the first heading, and that below the heading of each section.

    A heading may stand inside another element. The parts of that element are closed and opened
    again, so that each section is well formed. A section whose heading is not in the HTML is empty.
    """
    lead = ""
    pieces = [""] * len(sections)
    number, position, reopened = -1, 0, ""
    for following, start, end, opened in _heading_places(html, sections):
        closing = "".join(f"</{name}>" for name, _ in reversed(opened))
        piece = (reopened + html[position:start] + closing).strip("\n")
        if number < 0:
            lead = piece
        else:
            pieces[number] = piece
        reopened = "".join(_ID.sub("", tag) for _, tag in opened)
        number, position = following, end
    rest = (reopened + html[position:]).strip("\n")
    if number < 0:
        return rest, pieces
    pieces[number] = rest
    return lead, pieces


def _heading_places(
    html: str, sections: Sequence[SectionText]
) -> Iterator[tuple[int, int, int, list[tuple[str, str]]]]:
    """Yield for each heading its section, where it begins and ends, and the elements around it."""
    numbers: dict[tuple[str | None, str], list[int]] = {}
    for number in reversed(range(len(sections))):
        section = sections[number]
        numbers.setdefault((section.id, f"h{section.depth}"), []).append(number)
    opened: list[tuple[str, str]] = []
    following, current, start = 0, -1, -1
    for match in _TAG.finditer(html):
        name = match[2].lower()
        if match[1]:
            if start >= 0 and name in _HEADINGS:
                yield current, start, match.end(), opened[:]
                following, start = current + 1, -1
            elif start < 0:
                _close(opened, name)
        elif start < 0 and name in _HEADINGS:
            candidates = numbers.get((_id_in(match[3]), name), [])
            while candidates and candidates[-1] < following:
                candidates.pop()
            if candidates:
                current, start = candidates.pop(), match.start()
            else:
                opened.append((name, match.group()))
        elif start < 0 and name not in VOID:
            opened.append((name, match.group()))


def _id_in(attributes: str) -> str | None:
    identity = _ID.search(attributes)
    if identity is None:
        return None
    return unescape_attribute(identity[1] or identity[2] or "") or None


def _close(opened: list[tuple[str, str]], name: str) -> None:
    for index in range(len(opened) - 1, -1, -1):
        if opened[index][0] == name:
            del opened[index:]
            return
