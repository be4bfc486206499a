"""Give a condition another name, wherever front matter and lists name it."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from app.cli.language_server.heading_names import (
    HeadingName,
    RenameError,
    heading_at,
    heading_edits,
)
from app.clinic.names import name_key
from app.dialects.document import Document
from app.front_matter import FrontMatterError, KeyPath
from app.front_matter.schema import ConditionFields, spelled_out
from app.front_matter.values import texts_in
from app.library.moves.editable_text import EditableText
from app.library.moves.plan import Left
from app.library.moves.reading import Reading
from app.library.moves.scalar import scalar_span
from app.library.proposals.site_file_text import quoted, scalar
from app.markdown.edits import Edit

_NOT_PLAIN = "it is written with markup, or several times in its line"


class ConditionName(NamedTuple):
    """The name of a condition in `conditions` of front matter, at its offsets in a file's text."""

    file: str
    start: int
    end: int
    name: str


class _Item(NamedTuple):
    """A name as it is written at an offset of a text; `is_title`: it is the text of a heading."""

    name: str
    start: int
    is_title: bool


class ConditionEdits(NamedTuple):
    """Edits by file, and the places that are left as they are."""

    edits: Mapping[str, tuple[Edit, ...]]
    left: tuple[Left, ...]


def condition_at(reading: Reading, file: str, offset: int) -> ConditionName | None:
    """Return the entry of `conditions` at an offset of a document's text; None if there is none.

    Raises RenameError for one that names a condition by the slug of its page.
    """
    text = reading.text(file)
    if text is None or file not in reading.documents:
        return None
    for path, value, (start, end) in _values(reading, text):
        if spelled_out(path)[0] == "conditions" and start <= offset <= end:
            condition = reading.library.conditions_by_slug.get(value)
            if condition is not None and name_key(condition.name) != name_key(value):
                message = f'this is the slug of the condition "{condition.name}"'
                raise RenameError(f"{message}. Rename its page, or the name there.")
            return ConditionName(file, start, end, value)
    return None


def condition_edits(reading: Reading, condition: ConditionName, name: str) -> ConditionEdits:
    """Return the edits that give a condition another name. Raises RenameError."""
    name = " ".join(name.split())
    if not name_key(name):
        raise RenameError("a condition needs a name with letters. Write its new name.")
    key = name_key(condition.name)
    edits: dict[str, set[Edit]] = {}
    left: list[Left] = []
    for file, document in sorted(reading.documents.items()):
        text = reading.text(file) if _may_name(reading, document, key) else None
        if text is None:
            continue
        own = edits.setdefault(file, set())
        for path, value, span in _values(reading, text):
            if name_key(value) == key and _names_condition(path, document):
                own.add(_value_edit(text.text, *span, _in_spelling(value, name)))
        titles: dict[HeadingName, str] = {}
        for item in _items(reading, document, text, key):
            if isinstance(item, Left):
                left.append(item)
                continue
            written, start, is_title = item
            end, new = start + len(written), _in_spelling(written, name)
            if is_title:
                titles[HeadingName(file, start, end, written)] = new
            else:
                own.add(Edit(start, end, new))
        for changed, listed in heading_edits(reading, titles).items():
            edits.setdefault(changed, set()).update(listed)
    return ConditionEdits(
        {file: tuple(sorted(listed)) for file, listed in edits.items() if listed}, tuple(left)
    )


def _values(reading: Reading, text: EditableText) -> Iterator[tuple[KeyPath, str, tuple[int, int]]]:
    """Yield the texts of front matter that are written as they are read, with their offsets."""
    try:
        read = reading.tree.dialect.read(text.source.file, text.source.text)
    except FrontMatterError:
        return
    if read is None:
        return
    front_matter, _ = read
    for path, value in texts_in(front_matter.values):
        mark = front_matter.marks.get(path)
        if mark is None:
            continue
        span = scalar_span(text.text, text.offset_of(mark.value), value)
        if span is not None:
            yield path, value, span


def _may_name(reading: Reading, document: Document, key: str) -> bool:
    """Return True if a document names a condition; only then its text is read."""
    fields = document.fields
    names = [*fields.conditions]
    if isinstance(fields, ConditionFields):
        names += (fields.name or document.title, *fields.related, *fields.alternate_names)
    judged = reading.library.judged_lists.get(document.file, ())
    listed = (
        name
        for item in judged
        if item.role == "conditions"
        for group in item.names
        for name in group
    )
    return any(name_key(name) == key for name in (*names, *listed))


def _names_condition(path: KeyPath, document: Document) -> bool:
    """Return True if a value of front matter is the name of a condition."""
    field = spelled_out(path)[0]
    if not isinstance(document.fields, ConditionFields):
        return field == "conditions"
    if field == "title":
        return not document.fields.name
    return field in {"conditions", "related", "name", "alternate_names"}


def _items(
    reading: Reading, document: Document, text: EditableText, key: str
) -> Iterator[_Item | Left]:
    """Yield the items of lists that name a condition, where it is clear which text is meant.

    The title of a condition's own page may be its first heading.
    """
    lines: dict[tuple[int, str], None] = {}
    fields = document.fields
    is_titled = not isinstance(fields, ConditionFields) or fields.name or fields.title
    if not is_titled and name_key(document.title) == key:
        lines |= {(line, document.title): None for line in document.body.section_lines[1:2]}
    for judged in reading.library.judged_lists.get(document.file, ()):
        if judged.role != "conditions":
            continue
        for line, names in zip(judged.parsed.lines, judged.names, strict=True):
            lines |= {(line, name): None for name in names if name_key(name) == key}
    for line, written in lines:
        heading = heading_at(reading, document.file, line)
        start = text.offset(line, 1) if heading is None else heading.start
        line_text = re.split(r"[\r\n]", text.text[start:], maxsplit=1)[0]
        place = _place_in(heading.title if heading is not None else line_text, written)
        if place is None:
            yield Left(document.file, line, 1, written, _NOT_PLAIN)
        else:
            yield _Item(written, start + place, heading is not None)


def _place_in(text: str, name: str) -> int | None:
    """Return the offset of a name in a line of text; None unless it is clear which one is meant."""
    # An underscore is a sign of Markdown here.
    whole = rf"(?<![^\W_]){re.escape(name)}(?![^\W_])"
    places = [match.start() for match in re.finditer(whole, text)]
    if len(places) > 1:
        # Behind a sign it is a name by itself: not the end of "Neck pain".
        places = [place for place in places if not text[:place].rstrip()[-1:].isalnum()]
    # An address is no name.
    places = [place for place in places if not re.search(r"\]\([^()\s]*\Z", text[:place])]
    return places[0] if len(places) == 1 else None


def _in_spelling(old: str, new: str) -> str:
    """Return a new name with the capital letters of the old one: none, or all."""
    if old[:1].islower() and new[1:2].islower():
        return new[:1].lower() + new[1:]
    return new.upper() if old.isupper() and len(old) > 1 else new


def _value_edit(text: str, start: int, end: int, name: str) -> Edit:
    """Return the edit of a value of front matter, in the quotes that are there if they can be."""
    opening = text.lstrip()[:3]
    match text[start - 1 : start]:
        case '"' if opening == ";;;" or opening.startswith("{"):
            return Edit(start, end, json.dumps(name, ensure_ascii=False)[1:-1])
        case '"':
            return Edit(start, end, quoted(name)[1:-1])
        case "'" if opening != "+++":
            return Edit(start, end, name.replace("'", "''"))
        case "'" if "'" not in name:
            return Edit(start, end, name)
        case "'":
            # TOML has no escapes between these quotes.
            width = 3 if text[:start].endswith("'''") else 1
            return Edit(start - width, end + width, quoted(name))
    return Edit(start, end, scalar(name))
