"""Plan a move: read the tree as it will be, and find the edits that keep its meaning."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import quote

from app.dialects.document import Document
from app.documents.parse import Parser
from app.documents.reader import Reader
from app.files.tree import suffix_of
from app.front_matter import FrontMatterError
from app.front_matter.data_file import DATA_SUFFIXES, read_data
from app.library.link_context import old_paths
from app.library.moves.aliases import written_aliases
from app.library.moves.collisions import collision
from app.library.moves.consequences import (
    lost_translations,
    new_problems,
    other_kinds,
    other_owners,
)
from app.library.moves.draft import NO_ALIAS, Draft, draft_of, words_of
from app.library.moves.editable_text import EditableText
from app.library.moves.front_matter_edits import front_matter_of
from app.library.moves.link_edits import LinkEdit, written_links
from app.library.moves.mentions import mentions
from app.library.moves.page_files import entries_for
from app.library.moves.plan import Left, Move, MoveError, Plan
from app.library.moves.reading import Reading, linked
from app.library.moves.refusals import refuse_files, refuse_roles, refuse_unreadable
from app.library.moves.relocation import Meaning, Relocation, meaning_of
from app.library.moves.site_edits import data_edits, site_edits
from app.problems import shorten
from app.site.paths import slug_of

_UNCERTAIN: Final = "the new text would not mean the same"


def plan_moves(reader: Reader, before: Reading, names: Mapping[str, str]) -> Plan:
    """Return the plan of a move of files, which has no effect on them.

    `reader` has read `before`; `names` are new names by old ones, of files in that tree. Raises
    MoveError if the move is refused.
    """
    names = {old: new for old, new in names.items() if old != new}
    return _Planner(relocate(reader, before, names)).plan()


def plan_new_path(reader: Reader, before: Reading, file: str, path: str) -> tuple[str, str, Plan]:
    """Return the plan that gives a document's page another path.

    With it come the old and new names of the file or folder that moves. Raises MoveError if no
    name of the file gives it that path, or the move is refused.
    """
    if slug_of(before.target(file).path) == slug_of(path):
        raise MoveError(f"{file} has the address {before.target(file).path} already.")
    refused: MoveError | None = None
    for old, new in dict.fromkeys(entries_for(before, file, path)):
        names = names_below(before, old, new)
        try:
            relocation = relocate(reader, before, names)
        except MoveError as error:
            refused = refused or error
            continue
        target = relocation.after.pages.get(relocation.new_name(file))
        if target is not None and slug_of(target.path) == slug_of(path):
            return old, new, _Planner(relocation).plan()
    if refused is not None:
        raise refused
    raise MoveError(
        f"no name of {file} gives its page the address {path}. Its front matter or a rule of the "
        "site sets the address: change it there, or name the new file."
    )


def names_below(before: Reading, old: str, new: str) -> Mapping[str, str]:
    """Return the new names of a file, or of all files in a folder, by their old ones."""
    if old in before.files:
        return {old: new}
    return {
        name: new + name.removeprefix(old) for name in before.files if name.startswith(f"{old}/")
    }


def relocate(reader: Reader, before: Reading, names: Mapping[str, str]) -> Relocation:
    """Return a tree before and after a move. Raises MoveError if the move is refused."""
    refuse_files(before, names)
    listing = reader.renamed(before.listing, names)
    after = linked(listing, reader.read(listing), before.at, before.read_file)
    relocation = Relocation(before, after, names)
    refuse_unreadable(relocation)
    refuse_roles(relocation)
    if (message := collision(relocation)) is not None:
        raise MoveError(message)
    return relocation


class _Planner:
    def __init__(self, relocation: Relocation) -> None:
        self._relocation = relocation
        self._drafts: dict[str, Draft] = {}
        self._words = words_of(relocation)

    def plan(self) -> Plan:
        """Return the plan."""
        relocation = self._relocation
        for document in relocation.before.documents.values():
            self._add_document(document)
        self._add_site()
        after = self._read_again()
        if self._drop_broken(after):
            after = self._read_again()
        while self._drop_uncertain(after):
            after = self._read_again()
        drafts = {file: draft for file, draft in self._drafts.items() if draft.edits}
        edits = {file: draft.edits for file, draft in drafts.items()}
        left = [item for draft in self._drafts.values() for item in draft.left]
        left += mentions(relocation, edits, left)
        places = {(item.file, item.line) for item in left}
        left += (
            item
            for item in new_problems(relocation, after, edits)
            if (item.file, item.line) not in places
        )
        left += other_kinds(relocation)
        left += lost_translations(relocation)
        left += other_owners(relocation, after)
        return Plan(
            moves=tuple(Move(*pair) for pair in sorted(relocation.names.items())),
            edits=dict(sorted(edits.items())),
            left=tuple(sorted(left)),
            links={
                file: len(draft.links) + len(draft.values)
                for file, draft in sorted(drafts.items())
                if draft.links or draft.values
            },
            aliases={file: draft.added for file, draft in sorted(drafts.items()) if draft.added},
            freed={file: draft.freed for file, draft in sorted(drafts.items()) if draft.freed},
        )

    def _draft(self, file: str) -> Draft | None:
        draft = self._drafts.get(file)
        if draft is None:
            text = self._relocation.before.text(file)
            if text is None:
                return None
            draft = self._drafts[file] = Draft(text)
        return draft

    def _add_document(self, document: Document) -> None:
        draft = draft_of(self._relocation, document, self._words)
        if draft is not None and draft.has_anything:
            self._drafts[document.file] = draft

    def _add_site(self) -> None:
        for file, edits in site_edits(self._relocation).items():
            if (draft := self._draft(file)) is not None:
                draft.values += edits
        for file, item in data_edits(self._relocation):
            if (draft := self._draft(file)) is None:
                continue
            if isinstance(item, Left):
                draft.left.append(item)
            elif all(item.start >= edit.end or item.end <= edit.start for edit in draft.values):
                draft.values.append(item)

    def _read_again(self) -> Reading:
        """Return the tree with the new names and the new texts of documents and data."""
        relocation = self._relocation
        after = relocation.after
        tree = after.tree
        parser = Parser(tree.dialect)
        changed = {}
        data_files = dict(tree.data_files)
        for file, draft in self._drafts.items():
            name = relocation.new_name(file)
            data = draft.text.encode(draft.changed)
            if file in relocation.before.documents:
                changed[name] = parser.parse(name, data)
            elif suffix_of(file) in DATA_SUFFIXES:
                new = EditableText.of(file, data)
                if new is None or not _is_data(file, new):
                    draft.values = []
                    draft.left.append(Left(file, 1, 1, file, _UNCERTAIN))
                elif file in data_files:
                    data_files[file] = data_files[file]._replace(text=new.source)
        parsed = tuple(changed.get(item.document.file, item) for item in tree.parsed)
        documents = tuple(item.document for item in parsed if isinstance(item.document, Document))
        tree = tree._replace(parsed=parsed, documents=documents, data_files=data_files)
        return linked(after.listing, tree, after.at, after.read_file)

    def _drop_broken(self, after: Reading) -> bool:
        """Take back edits of front matter that cannot be read as meant; return True if any."""
        relocation = self._relocation
        is_dropped = False
        for file, draft in self._drafts.items():
            if file not in relocation.before.documents or not (draft.alias or draft.values):
                continue
            new = after.documents.get(relocation.new_name(file))
            alias = draft.added
            is_kept = new is not None and _other_keys(relocation, draft.text) == _other_keys(
                relocation, EditableText.of(file, draft.text.encode(draft.changed))
            )
            if (
                new is None
                or not is_kept
                or (alias is not None and alias not in _written_aliases(new))
            ):
                draft.alias, draft.values = [], []
                draft.added = draft.freed = None
                draft.left.append(Left(file, 1, 1, alias or file, NO_ALIAS))
                is_dropped = True
        return is_dropped

    def _drop_uncertain(self, after: Reading) -> bool:
        """Take back edits after which a document's links would not mean the same."""
        is_dropped = False
        for file, draft in self._drafts.items():
            if file not in self._relocation.before.documents or not (
                draft.links or draft.made_links
            ):
                continue
            new = after.documents.get(self._relocation.new_name(file))
            lost = self._lost_links(file, new, after) - draft.given_up
            for link in draft.made_links:
                if not lost[link.meaning]:
                    # The template makes the new address by itself, or of what was edited.
                    if link.edit is not None:
                        draft.links.append(LinkEdit(link.edit, link.meaning))
                    continue
                lost[link.meaning] -= 1
                draft.leave(link.left, link.meaning)
                is_dropped = is_dropped or link.edit is not None
            draft.made_links = []
            if draft.links and lost.total():
                self._drop_links(file, draft, +lost)
                is_dropped = True
        return is_dropped

    def _drop_links(self, file: str, draft: Draft, lost: Counter[Meaning]) -> None:
        """Take back the edits of the links that are lost, or all if others are to blame."""
        meanings = {link.meaning for link in draft.links}
        if not meanings.isdisjoint(lost):
            meanings &= set(lost)
        dropped = [link for link in draft.links if link.meaning in meanings]
        draft.links = [link for link in draft.links if link.meaning not in meanings]
        for link in dropped:
            place = draft.text.locate(link.edit.start)
            written = draft.text.text[link.edit.start : link.edit.end]
            draft.left.append(Left(file, *place, shorten(written, 80), _UNCERTAIN))
        # Several links may have had one of these edits.
        for meaning in _expected(self._relocation, self._relocation.before.documents[file]):
            if meaning in meanings:
                draft.given_up[meaning] += 1

    def _lost_links(self, file: str, new: Document | None, after: Reading) -> Counter[Meaning]:
        """Return the links of a document that do not lead any more where they must."""
        relocation = self._relocation
        expected = Counter(_expected(relocation, relocation.before.documents[file]))
        return expected - Counter(_meanings(after, new) if new is not None else ())


def _expected(relocation: Relocation, document: Document) -> Iterator[Meaning]:
    before = relocation.before
    origin = before.target(document.file)
    for link in written_links(document):
        resolved = before.resolver.resolve(link.href, origin, reference=link.reference)
        meaning = relocation.expected(resolved, link.href, origin)
        # Redirects may end where they led to before.
        if meaning is not None and meaning.status in {"ok", "anchor_missing", "asset"}:
            yield meaning


def _meanings(reading: Reading, document: Document) -> Iterator[Meaning]:
    origin = reading.target(document.file)
    for link in written_links(document):
        resolved = reading.resolver.resolve(link.href, origin, reference=link.reference)
        yield meaning_of(resolved, link.href, origin)


def _written_aliases(document: Document) -> frozenset[str]:
    paths = (*old_paths(document), *document.fields.redirect_from)
    return frozenset((*paths, *map(quote, paths)))


def _other_keys(relocation: Relocation, text: EditableText | None) -> frozenset[str]:
    """Return the keys of a document's front matter but the one of old addresses."""
    front_matter = None if text is None else front_matter_of(relocation, text)
    if front_matter is None:
        return frozenset()
    aliases = written_aliases(front_matter)
    return frozenset(front_matter.values) - {aliases.key if aliases is not None else ""}


def _is_data(file: str, text: EditableText) -> bool:
    try:
        read_data(suffix_of(file), text.source.text)
    except FrontMatterError:
        return False
    return True
