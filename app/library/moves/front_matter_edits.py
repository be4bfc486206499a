"""Edits of front matter: values that name a moved page or file, and old addresses."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple
from urllib.parse import quote

from app.dialects.document import Document
from app.front_matter import FrontMatter, FrontMatterError, KeyPath, Mark
from app.front_matter.schema import spelled_out
from app.front_matter.values import texts_in
from app.library.addresses import clean_path, is_whole
from app.library.moves.aliases import AliasUpdate, alias_edits, written_aliases
from app.library.moves.editable_text import EditableText
from app.library.moves.link_edits import NO_ADDRESS
from app.library.moves.plan import Left
from app.library.moves.relocation import Relocation
from app.library.moves.scalar import scalar_span
from app.library.moves.written_address import WrittenAddress
from app.markdown.edits import Edit
from app.problems import shorten
from app.site.paths import slug_of

WITH_ESCAPES: Final = "it is written with escapes or over several lines"
# Keys whose values name pages, and conditions by their slugs.
_PAGES: Final = frozenset({"treatments", "related"})
_CONDITIONS: Final = frozenset({"conditions", "related"})
# Keys that say what the page itself is called, or when it is shown.
_OWN: Final = frozenset({"type", "id", "slug", "permalink", "redirect_from", "title", "name"})


class ValueChange(NamedTuple):
    """A value of front matter or data, at its path of keys, and the text to put in its place."""

    path: KeyPath
    old: str
    new: str | None


class AliasChange(NamedTuple):
    """The edits of a document's old addresses: which one it gets, and which one it loses."""

    edits: tuple[Edit, ...]
    added: str | None
    freed: str | None


def front_matter_of(relocation: Relocation, text: EditableText) -> FrontMatter | None:
    """Return the front matter of a document as it is written; None if it has none."""
    try:
        result = relocation.before.tree.dialect.read(text.source.file, text.source.text)
    except FrontMatterError:
        return None
    return None if result is None else result[0]


def value_edits(
    document: Document, text: EditableText, front_matter: FrontMatter, relocation: Relocation
) -> Iterator[Edit | Left]:
    """Yield the edits of a document's values that name what moves, and what is left."""
    changes = _changes(document, front_matter, relocation)
    yield from edits_of_changes(text, front_matter.marks, changes)


def edits_of_changes(
    text: EditableText, marks: Mapping[KeyPath, Mark], changes: Iterable[ValueChange]
) -> Iterator[Edit | Left]:
    """Yield an edit for each change of a value, or what is left if it is not written plainly."""
    for change in changes:
        mark = marks.get(change.path)
        if mark is None:
            continue
        place = text.offset_of(mark.value)
        span = scalar_span(text.text, place, change.old)
        if span is None or change.new is None:
            reason = WITH_ESCAPES if span is None else NO_ADDRESS
            line, column = text.locate(place)
            yield Left(text.source.file, line, column, shorten(change.old, 80), reason)
        else:
            yield Edit(*span, change.new)


def _changes(
    document: Document, front_matter: FrontMatter, relocation: Relocation
) -> Iterator[ValueChange]:
    names = relocation.record_names
    spellings = relocation.before.tree.dialect.spellings
    for path, value in texts_in(front_matter.values):
        field = spelled_out(path, spellings)[0]
        if field in _OWN:
            continue
        new: str | None
        if field == "menus":
            if path[-1] != "parent":
                continue
            new = names.identifier(str(path[1]), value)
        elif field in _PAGES or field in _CONDITIONS:
            new = value
            if field in _CONDITIONS:
                new = names.condition(value)
            if new == value and field in _PAGES:
                new = names.page(value)
        elif field == "image" and path[-1] != "alt":
            new = relocation.picture_address(value, document.file)
        elif is_rooted(value, relocation):
            new = relocation.new_address(value, document.file)
        else:
            continue
        if new != value:
            yield ValueChange(path, value, new)


def is_rooted(value: str, relocation: Relocation) -> bool:
    """Return True if a text is an address from the root of the site, or on its own host.

    The host alone names the site, whichever page is its home.
    """
    written = WrittenAddress.of(value)
    if written.host and not written.path.strip("/"):
        return False
    if any(sign.isspace() for sign in value) or not (written.host or written.path[:1] == "/"):
        return False
    return relocation.before.resolver.is_internal(value)


def alias_change(
    document: Document, text: EditableText, front_matter: FrontMatter, relocation: Relocation
) -> AliasChange | None:
    """Return how the old addresses of a document change; None if they cannot for certain.

    A page that gets another path keeps its old one as an alias, and loses the alias that is its
    own path now. A relative alias becomes the path that it stood for.
    """
    new = relocation.after.documents[relocation.new_name(document.file)]
    has_no_page = document.withheld is not None or document.moved_to is not None
    if new.path == document.path or has_no_page:
        return AliasChange((), None, None)
    written = written_aliases(front_matter)
    values = written.values if written is not None else ()
    # Relative ones, as they are from the root.
    rooted = {
        value: clean_path(f"{document.path.rstrip('/')}/../{value}")
        for value in values
        if not value.startswith("/") and not is_whole(value)
    }
    remove = tuple(value for value in values if _is_same(rooted.get(value, value), new.path))
    add: str | None = document.path
    if clean_path(document.path) != document.path:
        add = quote(document.path)
    # An editor that has applied a plan may ask again before it moves the file.
    is_written = any(_is_same(rooted.get(value, value), document.path) for value in values)
    if is_written or relocation.is_taken(document.path):
        add = None
    key = relocation.before.tree.dialect.alias_key
    edits = alias_edits(text, front_matter, key, AliasUpdate(add, remove, rooted))
    if edits is None:
        return None
    return AliasChange(edits, add, new.path if remove else None)


def _is_same(alias: str, path: str) -> bool:
    return alias.startswith("/") and slug_of(clean_path(alias)) == slug_of(path)
