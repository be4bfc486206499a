"""A parsed file: front matter as typed fields, the body as facts, and where it belongs."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from app.files.text import SourceText
from app.front_matter import KeyPath, Value
from app.front_matter.schema import PageFields
from app.markdown import Body
from app.problems import Problem
from app.records import Kind


class Placement(NamedTuple):
    """Where a file stands in its tree, by its name alone.

    `folder` holds its siblings, `section` is the top of the tree that it belongs to, `stem` names
    it among them. `language` is what the name says; documents of one `translation` are one page in
    several languages. `home` is the folder of the tree of which the document is the page, `root`
    the one from which names of files with a slash before them count.
    """

    folder: str
    section: str | None
    stem: str
    language: str | None = None
    translation: str | None = None
    home: str | None = None
    root: str | None = None


class TemplateSource(NamedTuple):
    """A document as templates know it.

    `template` is the text of which the body, from `start` on, is still to be rendered: until all
    documents are known it is empty.
    """

    data: Mapping[str, Value]
    template: SourceText | None
    start: int


class Document(NamedTuple):
    """A parsed file. `places` tells where in the file the values of its known keys stand.

    `moved_to` is where readers are sent on to; such a document is no page, nor is one of which
    `withheld` says why.
    """

    file: str
    fingerprint: str
    placement: Placement
    kind: Kind
    path: str
    fields: PageFields
    params: dict[str, Any]
    title: str
    places: Mapping[KeyPath, tuple[int, int]]
    body: Body
    # The page's own language, and by what it is known in the others.
    language: str | None = None
    translation: str | None = None
    moved_to: str | None = None
    withheld: str | None = None
    # Whether what lies in the folder that it is the page of is not served.
    hides_files: bool = False
    raw: TemplateSource | None = None

    def problem(self, path: KeyPath, code: str, message: str, hint: str = "") -> Problem:
        """A problem with the front matter's value at this path of keys."""
        while path and path not in self.places:
            path = path[:-1]
        line, column = self.places[path] if path else (1, 1)
        return Problem(self.file, line, column, code, message, hint)


class Unreadable(NamedTuple):
    """A file of which no document could be made, with the slugs that it might have had."""

    file: str
    fingerprint: str
    names: frozenset[str]


def title_of(fields: PageFields, seat: Placement, body: Body) -> str:
    """Return the title of a document: from its fields, its first heading or its file's stem."""
    title = fields.title or getattr(fields, "name", None) or body.first_heading
    return title or _title_of(seat.stem)


def _title_of(stem: str) -> str:
    """A title out of a file's stem: `about-us` → About us."""
    words = re.sub(r"[-_\s]+", " ", stem).strip() or "Untitled"
    return words[:1].upper() + words[1:]
