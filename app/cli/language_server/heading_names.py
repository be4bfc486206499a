"""Give a heading another text, and links to it the anchor that comes of it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from app.dialects.document import Document
from app.documents.parse import Parser
from app.library.moves.editable_text import EditableText
from app.library.moves.reading import Reading
from app.library.moves.references import links_in
from app.markdown.edits import Edit, EditedText
from app.markdown.outline import Ranges
from app.records import TocEntry
from app.regex import regex

# The text of a heading, without the attributes behind it.
_ATX: Final = regex(r" {0,3}#{1,6}[ \t]+(?P<title>\S.*?)(?:[ \t]+#+)?[ \t]*(?:\{[^{}]*\})?[ \t]*\Z")
_SETEXT: Final = regex(r" {0,3}(?P<title>\S.*?)[ \t]*(?:\{[^{}]*\})?[ \t]*\Z")
_LINE_END: Final = regex(r"\r\n|\r|\n")
_UNDERLINE: Final = regex(r" {0,3}(?:=+|-+)[ \t]*\Z")


class RenameError(Exception):
    """Something cannot be renamed; the message says why and what to do."""


class HeadingName(NamedTuple):
    """The text of a heading, at its offsets in a file's editable text."""

    file: str
    start: int
    end: int
    title: str


def headings_of(document: Document) -> Iterator[TocEntry]:
    """Yield the headings of a document, in order."""
    return _flat(document.body.toc)


def heading_at(reading: Reading, file: str, line: int) -> HeadingName | None:
    """Return the heading in a line, from 1, of a document; None if there is none."""
    document, text = reading.documents.get(file), reading.text(file)
    if document is None or text is None or line not in document.body.section_lines[1:]:
        return None
    start = text.offset(line, 1)
    written, below, *_ = (*_LINE_END.split(text.text[start:], maxsplit=2), "")
    match = _ATX.match(written)
    if match is None and _UNDERLINE.match(below):
        match = _SETEXT.match(written)
    if match is None:
        return None
    return HeadingName(
        file, start + match.start("title"), start + match.end("title"), match["title"]
    )


def heading_edits(reading: Reading, titles: Mapping[HeadingName, str]) -> Mapping[str, set[Edit]]:
    """Return the edits by file that give headings of one document other texts, and keep links.

    No two of them overlap: a link within a text that is replaced goes with it. Raises RenameError.
    """
    if not titles:
        return {}
    own = {Edit(heading.start, heading.end, title.strip()) for heading, title in titles.items()}
    if not all(edit.text for edit in own):
        raise RenameError("a heading is one line of text. Write its new text.")
    (file,) = {heading.file for heading in titles}
    document, text = reading.documents[file], reading.text(file)
    assert text is not None
    replaced = Ranges((edit.start, edit.end) for edit in own)
    edits = {file: own}
    for origin, edit in _link_edits(reading, document, _new_anchors(reading, document, text, own)):
        if origin != file or edit.start not in replaced:
            # Several links may have their address in one place.
            edits.setdefault(origin, set()).add(edit)
    return edits


def _new_anchors(
    reading: Reading,
    document: Document,
    text: EditableText,
    edits: Iterable[Edit],
) -> Mapping[str, str]:
    """Return the anchors that change with an edit, by the old ones: others may be numbered anew."""
    source = document.template_source
    if source is not None and source.template is not None:
        message = "a template makes this page, so links to its headings are not certain"
        raise RenameError(f"{message}. Edit the heading, and run check.")
    changed = EditedText(text.text, edits).text
    parsed = Parser(reading.tree.dialect).parse(document.file, text.encode(changed)).document
    before = [entry.id for entry in headings_of(document)]
    after = [entry.id for entry in headings_of(parsed)] if isinstance(parsed, Document) else []
    if len(before) != len(after):
        raise RenameError("this would be no heading any more. Write its text without Markdown.")
    return {old: new for old, new in zip(before, after, strict=True) if old != new}


def _link_edits(
    reading: Reading, document: Document, anchors: Mapping[str, str]
) -> Iterator[tuple[str, Edit]]:
    """Yield the edits of anchors in links to a document, each with its file."""
    if not anchors:
        return
    for file, origin in sorted(reading.documents.items()):
        if not any("#" in link.href for link in origin.body.links):
            continue
        text = reading.text(file)
        for link in links_in(reading, file):
            new = anchors.get(link.fragment or "") if link.target == document.file else None
            if new is None or text is None:
                continue
            start = text.text.find("#", link.start, link.end) + 1
            if start:
                yield file, Edit(start, link.end, new)


def _flat(entries: Iterable[TocEntry]) -> Iterator[TocEntry]:
    for entry in entries:
        yield entry
        yield from _flat(entry.children)
