"""A parsed file: front matter as typed fields, the body as facts, and its place in the tree."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from app.files.text import SourceText
from app.front_matter import KeyPath, Value, nearest
from app.front_matter.schema import PageFields
from app.markdown import Body, BodyList
from app.problems import Problem
from app.records import Kind


class Placement(NamedTuple):
    """A file's place in its tree, by its name alone.

    `folder` holds its siblings, `section` is its top part of the tree, `stem` names it among its
    siblings. `language` is the one that the name states; documents of one `translation` are one
    page in several languages. `home` is the folder whose page the document is, `root` the folder
    that file names with a leading slash count from.
    """

    folder: str
    section: str | None
    stem: str
    language: str | None = None
    translation: str | None = None
    home: str | None = None
    root: str | None = None


class TemplateSource(NamedTuple):
    """A document as its templates read it.

    The body, from `start` on in `template`, is empty until all documents are parsed and it is
    rendered. None if the body is no template.
    """

    data: Mapping[str, Value]
    template: SourceText | None
    start: int


class Withheld(NamedTuple):
    """The reason why a document is no page, which continues "the page", and how to mend it."""

    reason: str
    remedy: str


class Document(NamedTuple):
    """A parsed file. `places` are the positions of its known keys' values in the file.

    `moved_to` is the target of a redirect. With it, or if it is `withheld`, it is no page.
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
    # The page's own language, and the name that its versions in other languages share.
    language: str | None = None
    translation: str | None = None
    moved_to: str | None = None
    withheld: Withheld | None = None
    is_linked: bool = False
    # True if files in the folder whose page it is are not served.
    hides_files: bool = False
    template_source: TemplateSource | None = None
    # The lists in front matter, which may name conditions as those of the body do.
    data_lists: tuple[BodyList, ...] = ()
    # What a later step says of the lists in the body, by this page alone; None if it was not asked.
    verdicts: tuple[Any, ...] | None = None

    def problem(self, path: KeyPath, code: str, message: str, hint: str = "") -> Problem:
        """Return a problem with the front matter value at this path of keys."""
        path = nearest(path, self.places)
        line, column = self.places[path] if path else (1, 1)
        return Problem(self.file, line, column, code, message, hint)


def with_lists(body: Body, lists: tuple[BodyList, ...]) -> Body:
    """Return a body with further lists, to be judged with its own."""
    return body._replace(lists=(*body.lists, *lists)) if lists else body


class Unreadable(NamedTuple):
    """A file that cannot be parsed, with the slugs that its document might have."""

    file: str
    fingerprint: str
    names: frozenset[str]


def title_of(fields: PageFields, placement: Placement, body: Body) -> str:
    """Return the title of a document: from its fields, its first heading or its file's stem."""
    # A title of blanks would give a link without text.
    if fields.title and not fields.title.isspace():
        return fields.title
    for title in (getattr(fields, "name", None), body.first_heading):
        if title and not title.isspace():
            return title
    words = re.sub(r"[-_\s]+", " ", placement.stem).strip() or "Untitled"
    return words[:1].upper() + words[1:]
