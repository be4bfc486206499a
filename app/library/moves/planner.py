"""Plan a move: read the tree as it will be, and find the edits that keep its meaning."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote

from app.dialects.document import Document
from app.documents.parse import Parser
from app.documents.reader import Reader
from app.files.tree import suffix_of
from app.front_matter import FrontMatterError
from app.front_matter.data_file import DATA_SUFFIXES, read_data
from app.library.link_context import old_paths
from app.library.moves.collisions import collision
from app.library.moves.editable_text import EditableText
from app.library.moves.front_matter_edits import alias_change, front_matter_of, value_edits
from app.library.moves.link_edits import BY_TEMPLATE, body_edits, written_links
from app.library.moves.mentions import mentions
from app.library.moves.plan import Left, Move, MoveError, Plan
from app.library.moves.reading import Reading, linked
from app.library.moves.refusals import refuse_files, refuse_roles, refuse_unreadable
from app.library.moves.relocation import Meaning, Relocation, meaning_of
from app.library.moves.site_edits import data_edits, site_edits
from app.markdown.edits import Edit, EditedText
from app.problems import Problem, Severity

_UNCERTAIN: Final = "the new text would not mean the same"
_NO_ALIAS: Final = "the old address cannot be added here for certain"
_MOST_WORDS: Final = 500


def plan_moves(reader: Reader, before: Reading, names: Mapping[str, str]) -> Plan:
    """Return the plan of a move of files, which has no effect on them.

    `reader` has read `before`; `names` are new names by old ones, of files in that tree. Raises
    MoveError if the move is refused.
    """
    names = {old: new for old, new in names.items() if old != new}
    return _Planner(relocate(reader, before, names)).plan()


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


@dataclass(slots=True)
class _Draft:
    """The edits of one file so far."""

    text: EditableText
    links: list[Edit] = field(default_factory=list)
    values: list[Edit] = field(default_factory=list)
    alias: list[Edit] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits in the order of the text, without those that overlap another."""
        edits: list[Edit] = []
        for edit in sorted({*self.links, *self.values, *self.alias}, key=lambda edit: edit[:2]):
            if not edits or edit.start >= edits[-1].end:
                edits.append(edit)
        return tuple(edits)

    @property
    def changed(self) -> str:
        """The text after the edits."""
        return EditedText(self.text.text, self.edits).text


class _Planner:
    def __init__(self, relocation: Relocation) -> None:
        self._relocation = relocation
        self._drafts: dict[str, _Draft] = {}
        self._aliases: dict[str, str] = {}
        self._freed: dict[str, str] = {}
        self._words = _words(relocation)

    def plan(self) -> Plan:
        """Return the plan."""
        relocation = self._relocation
        for document in relocation.before.documents.values():
            self._add_document(document)
        self._add_site()
        after = self._read_again()
        if self._drop_broken(after):
            after = self._read_again()
        if self._drop_uncertain(after):
            after = self._read_again()
        drafts = {file: draft for file, draft in self._drafts.items() if draft.edits}
        edits = {file: draft.edits for file, draft in drafts.items()}
        left = [item for draft in self._drafts.values() for item in draft.left]
        left += mentions(relocation, edits, left)
        left += _new_problems(relocation, after, edits)
        left += _other_kinds(relocation)
        left += _other_owners(self._aliases, relocation, after)
        return Plan(
            moves=tuple(Move(*pair) for pair in sorted(relocation.names.items())),
            edits=dict(sorted(edits.items())),
            left=tuple(sorted(left)),
            links={
                file: len(draft.links) + len(draft.values)
                for file, draft in sorted(drafts.items())
                if draft.links or draft.values
            },
            aliases=dict(sorted(self._aliases.items())),
            freed=dict(sorted(self._freed.items())),
        )

    def _draft(self, file: str) -> _Draft | None:
        draft = self._drafts.get(file)
        if draft is None:
            text = self._relocation.before.text(file)
            if text is None:
                return None
            draft = self._drafts[file] = _Draft(text)
        return draft

    def _add_document(self, document: Document) -> None:
        relocation, file = self._relocation, document.file
        is_moved = file in relocation.names
        has_changes = any(
            relocation.new_address(link.href, file, link.reference)
            != (link.href if link.reference is None else link.reference.path)
            for link in written_links(document)
        )
        text = relocation.before.text(file)
        if text is None or not (is_moved or has_changes or self._may_name(text.text)):
            return
        draft = _Draft(text)
        tags = list(relocation.before.tree.dialect.tag_edits(text.text, relocation.names))
        draft.links += tags
        lines = {text.locate(edit.start)[0] for edit in tags}
        if has_changes:
            for item in body_edits(document, text, relocation):
                if isinstance(item, Edit):
                    draft.links.append(item)
                elif item.reason != BY_TEMPLATE or item.line not in lines:
                    draft.left.append(item)
        front_matter = front_matter_of(relocation, text)
        if front_matter is not None:
            for value in value_edits(document, text, front_matter, relocation):
                if isinstance(value, Edit):
                    draft.values.append(value)
                else:
                    draft.left.append(value)
            if is_moved:
                change = alias_change(document, text, front_matter, relocation)
                if change is None:
                    draft.left.append(Left(file, 1, 1, document.path, _NO_ALIAS))
                else:
                    draft.alias += change.edits
                    if change.added is not None:
                        self._aliases[file] = change.added
                    if change.freed is not None:
                        self._freed[file] = change.freed
        if draft.edits or draft.left:
            self._drafts[file] = draft

    def _may_name(self, text: str) -> bool:
        return self._words is None or self._words.search(text) is not None

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
            alias = self._aliases.get(file)
            if new is None or (alias is not None and alias not in _written_aliases(new)):
                draft.alias, draft.values = [], []
                self._aliases.pop(file, None)
                self._freed.pop(file, None)
                draft.left.append(Left(file, 1, 1, alias or file, _NO_ALIAS))
                is_dropped = True
        return is_dropped

    def _drop_uncertain(self, after: Reading) -> bool:
        """Take back edits after which a document's links would not mean the same."""
        is_dropped = False
        for file, draft in self._drafts.items():
            if file not in self._relocation.before.documents or not draft.links:
                continue
            new = after.documents.get(self._relocation.new_name(file))
            if new is None or self._loses_links(file, new, after, draft):
                place = draft.text.locate(draft.links[0].start)
                draft.links = []
                draft.left.append(Left(file, *place, file, _UNCERTAIN))
                is_dropped = True
        return is_dropped

    def _loses_links(self, file: str, new: Document, after: Reading, draft: _Draft) -> bool:
        """Return True if more links of a document change their meaning than are left alone."""
        relocation = self._relocation
        expected = Counter(_expected(relocation, relocation.before.documents[file]))
        actual = Counter(_meanings(after, new))
        return (expected - actual).total() > len(draft.left)


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


def _is_data(file: str, text: EditableText) -> bool:
    try:
        read_data(suffix_of(file), text.source.text)
    except FrontMatterError:
        return False
    return True


def _words(relocation: Relocation) -> re.Pattern[str] | None:
    """Return the pattern of words of which a text has one if it names what moves.

    None if any text may.
    """
    words: set[str] = set()
    for old in relocation.names:
        target = relocation.before.pages.get(old)
        for name in (old, target.path) if target is not None else (old,):
            last = name.rstrip("/").rpartition("/")[2].partition(".")[0]
            words |= {last, quote(last)}
    if "" in words or len(words) > _MOST_WORDS:
        return None
    return re.compile("|".join(map(re.escape, sorted(words))), re.IGNORECASE)


def _new_problems(
    relocation: Relocation, after: Reading, edits: Mapping[str, Iterable[Edit]]
) -> Iterator[Left]:
    """Yield the errors and warnings that the move would bring, but for files of the site."""
    old_names = {new: old for old, new in relocation.names.items()}
    known = Counter(
        _kind(problem, relocation.names) for problem in relocation.before.library.problems
    )
    rules = {file.name for file in after.listing.rules.files}
    for problem in after.library.problems:
        kind = _kind(problem, {})
        known[kind] -= 1
        if known[kind] >= 0 or problem.severity is Severity.HINT:
            continue
        if problem.file in rules and problem.file in edits:
            continue
        file = old_names.get(problem.file, problem.file)
        yield Left(file, problem.line, problem.column, problem.code, problem.message)


def _other_kinds(relocation: Relocation) -> Iterator[Left]:
    """Yield the documents that are of another kind in their new folder."""
    for old, new in relocation.names.items():
        before = relocation.before.documents.get(old)
        after = relocation.after.documents.get(new)
        if before is None or after is None or before.kind == after.kind:
            continue
        reason = (
            f"it is a {before.kind} by its folder, and a {after.kind} in the new one; "
            f"write type: {before.kind} to keep it"
        )
        yield Left(old, 1, 1, before.title, reason)


def _other_owners(
    aliases: Mapping[str, str], relocation: Relocation, after: Reading
) -> Iterator[Left]:
    """Yield the old addresses at which another page answers after the move."""
    for file in relocation.names:
        document = relocation.before.documents.get(file)
        new = after.pages.get(relocation.new_name(file))
        if document is None or new is None or new.path == document.path:
            continue
        match = after.resolver.addresses.find(document.path)
        owner = match.page if match is not None else None
        if owner is not None and owner.file != new.file:
            yield Left(file, 1, 1, document.path, f"the page {owner.path} answers there then")
        elif owner is None and file in aliases:
            yield Left(file, 1, 1, document.path, "something else answers there then")


def _kind(problem: Problem, names: Mapping[str, str]) -> tuple[str, str]:
    return names.get(problem.file, problem.file), problem.code
