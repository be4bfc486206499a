"""Completion at a place: keys and values of metadata, addresses and anchors of links."""

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Final, NamedTuple
from urllib.parse import quote

from lsprotocol.types import (
    CompletionItem,
    CompletionItemKind,
    CompletionList,
    MarkupContent,
    MarkupKind,
    TextEdit,
)

from app.cli.language_server.heading_names import headings_of
from app.cli.language_server.key_schemas import (
    Schema,
    document_schema,
    is_flag,
    known_keys,
    schemas_at,
    site_schema,
)
from app.cli.language_server.places import LinkPlace, MetadataPlace, Syntax, place_at
from app.cli.language_server.positions import Positions
from app.cli.language_server.values import Suggestion, suggested_keys, suggested_values
from app.cli.language_server.workspace import Snapshot
from app.files.tree import SITE_FILE, Role
from app.front_matter.schema import FIELDS
from app.library.link_context import link_target
from app.library.proposals.site_file_text import quoted, scalar
from app.records import Kind
from app.regex import regex

# More are found by typing on.
_MOST_ITEMS: Final = 200
_QUOTES: Final = ('"', "'")
_NOT_IN_ADDRESS: Final = regex(r"[\s()<>\"'%?#]")
_TYPE: Final = regex(r"^type\s*[:=]\s*[\"']?(\w+)", re.MULTILINE)


class _Edit(NamedTuple):
    """The offsets of what an item replaces, and what was typed of it."""

    start: int
    end: int
    typed: str


def complete(snapshot: Snapshot, file: str, positions: Positions, offset: int) -> CompletionList:
    """Return what may be typed at an offset of a file of the tree."""
    text = positions.text
    is_site_file = file == SITE_FILE
    nothing = CompletionList(is_incomplete=False, items=[])
    if not is_site_file and snapshot.dialect.role(file, False) is not Role.DOCUMENT:
        return nothing
    place = place_at(text, offset, is_data=is_site_file)
    if place is None:
        return nothing
    if isinstance(place, LinkPlace):
        path, hash_sign, anchor = text[place.start : offset].partition("#")
        if hash_sign:
            edit = _Edit(offset - len(anchor), offset, anchor)
            return _listed(_anchors(snapshot, file, path), edit, positions)
        addresses = _addresses(snapshot, is_picture=place.is_picture)
        return _listed(addresses, _Edit(place.start, offset, path), positions)
    block = text[slice(*place.block)]
    root = site_schema() if is_site_file else document_schema(_kind(snapshot, file, block))
    return _in_metadata(snapshot, place, root, positions, offset)


def _in_metadata(
    snapshot: Snapshot, place: MetadataPlace, root: Schema, positions: Positions, offset: int
) -> CompletionList:
    text = positions.text
    schemas = schemas_at(root, place.keys)
    typed = text[place.start : offset]
    keys = known_keys(schemas)
    if place.role == "key" or (place.role == "item" and keys):
        suggestions = [
            *(_key(name, schema, place, text, offset) for name, schema in keys.items()),
            *(
                Suggestion(f"{name}{_sign(place.syntax)}", label=name)
                for name in suggested_keys(snapshot.library, place.keys)
            ),
        ]
        written = _written_keys(text, place)
        kept = [item for item in suggestions if item.label not in written or item.label == typed]
        return _listed(kept, _Edit(place.start, offset, typed), positions)
    is_string = typed[:1] in _QUOTES
    # An editor closes a quote when it is opened.
    end = offset + (is_string and text[offset : offset + 1] == typed[:1])
    edit = _Edit(place.start, end, typed.lstrip("\"'"))
    if is_flag(schemas):
        return _listed([Suggestion("true"), Suggestion("false")], edit, positions)
    values = [
        value._replace(
            text=_written(value.text, place.syntax, is_quoted=is_string), label=value.text
        )
        for value in suggested_values(snapshot.library, place.keys)
        # What is typed may be in use by now, here.
        if value.text != edit.typed
    ]
    return _listed(values, edit, positions)


def _kind(snapshot: Snapshot, file: str, block: str) -> Kind:
    """Return the kind of a document, also of one that was never read."""
    written = _TYPE.search(block)
    for kind in FIELDS:
        if written is not None and written[1] == kind:
            return kind
    if (document := snapshot.documents.get(file)) is not None:
        return document.kind
    dialect = snapshot.dialect
    return dialect.kind_of(file, dialect.placement(file))


def _key(name: str, schema: Schema, place: MetadataPlace, text: str, offset: int) -> Suggestion:
    """Return a key with its sign, unless that stands there already."""
    line_end = text.find("\n", offset)
    rest = text[offset : line_end if line_end >= 0 else None]
    has_sign = re.match(r"\w*\s*[:=]", rest) is not None
    examples = ", ".join(f"`{example}`" for example in schema.get("examples", ()))
    note = f"{schema.get('description', '')} {f'For example {examples}.' if examples else ''}"
    sign = "" if has_sign else _sign(place.syntax)
    return Suggestion(f"{name}{sign}", label=name, note=note.strip(), is_key=True)


def _sign(syntax: Syntax) -> str:
    return ": " if syntax == "yaml" else " = "


def _written_keys(text: str, place: MetadataPlace) -> frozenset[str]:
    """Return the keys that metadata has at its top already."""
    if place.keys:
        return frozenset()
    pattern = r"^([\w-]+)\s*:" if place.syntax == "yaml" else r"^([\w-]+)\s*="
    start, end = place.block
    before, after = text[start : place.start], text[place.start : end]
    return frozenset(re.findall(pattern, f"{before}\n{after.partition(chr(10))[2]}", re.MULTILINE))


def _written(value: str, syntax: Syntax, *, is_quoted: bool) -> str:
    """Return a value as it is written in a syntax: in quotes where it needs or has them."""
    return quoted(value) if is_quoted or syntax == "toml" else scalar(value)


def _addresses(snapshot: Snapshot, *, is_picture: bool) -> Iterator[Suggestion]:
    """Yield the addresses of pages and files, or those of pictures."""
    if not is_picture:
        for page in snapshot.library.pages:
            yield Suggestion(_address(page.path), label=page.title, note=page.path)
    for asset in snapshot.library.assets.values():
        if not is_picture or asset.type.startswith("image/"):
            yield Suggestion(_address(asset.path), note=asset.type)


def _anchors(snapshot: Snapshot, file: str, path: str) -> Iterator[Suggestion]:
    """Yield the anchors of the page at an address, of the document's own for an empty one."""
    document = snapshot.documents.get(file)
    if path and document is not None:
        resolver = snapshot.build.context.resolver
        target = resolver.resolve(path, link_target(document)).target
        document = snapshot.documents.get(target.file) if target is not None else None
    if document is None:
        return
    headings = {entry.id: entry.title for entry in headings_of(document)}
    for anchor, title in headings.items():
        yield Suggestion(_address(anchor), label=title, note=f"#{anchor}")
    for anchor in sorted(document.body.anchors - headings.keys()):
        yield Suggestion(_address(anchor), label=anchor)


def _address(path: str) -> str:
    return _NOT_IN_ADDRESS.sub(lambda sign: quote(sign.group(), safe=""), path)


def _listed(suggestions: Iterable[Suggestion], edit: _Edit, positions: Positions) -> CompletionList:
    """Return the suggestions that have what was typed, each once."""
    wanted = edit.typed.casefold()
    matching = [
        item
        for item in dict.fromkeys(suggestions)
        if wanted in item.text.casefold() or wanted in (item.label or "").casefold()
    ]
    replaced = positions.range_of(edit.start, edit.end)
    return CompletionList(
        is_incomplete=len(matching) > _MOST_ITEMS,
        items=[
            CompletionItem(
                label=item.label or item.text,
                kind=_item_kind(item),
                detail=item.note if not item.is_key else None,
                documentation=(
                    MarkupContent(MarkupKind.Markdown, item.note) if item.is_key else None
                ),
                # Clients compare it with what stands in the range: an address or a title.
                filter_text=f"{item.text} {item.label}".strip(),
                text_edit=TextEdit(replaced, item.text),
            )
            for item in matching[:_MOST_ITEMS]
        ],
    )


def _item_kind(suggestion: Suggestion) -> CompletionItemKind:
    if suggestion.is_key:
        return CompletionItemKind.Property
    is_address = suggestion.text.startswith("/")
    if is_address and PurePosixPath(suggestion.text).suffix:
        return CompletionItemKind.File
    return CompletionItemKind.Reference if is_address else CompletionItemKind.Value
