"""The edits of one document, before they are proved by reading the new text."""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote

from app.dialects.document import Document
from app.library.moves.editable_text import EditableText
from app.library.moves.front_matter_edits import alias_change, front_matter_of, value_edits
from app.library.moves.link_edits import LinkEdit, MadeLink, body_edits, written_links
from app.library.moves.plan import Left
from app.library.moves.relocation import Meaning, Relocation
from app.markdown.edits import Edit, EditedText

NO_ALIAS: Final = "the old address cannot be added here for certain"
_MOST_WORDS: Final = 500


@dataclass(slots=True)
class Draft:
    """The edits of one file so far."""

    text: EditableText
    links: list[LinkEdit] = field(default_factory=list)
    values: list[Edit] = field(default_factory=list)
    alias: list[Edit] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    # The meanings of the links of `left`.
    given_up: Counter[Meaning] = field(default_factory=Counter)
    # Links whose addresses templates make.
    made_links: list[MadeLink] = field(default_factory=list)
    # The old address that the document gets, and the alias that it loses.
    added: str | None = None
    freed: str | None = None

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits in the order of the text, without those that overlap another."""
        edits: list[Edit] = []
        for edit in sorted(self._all, key=lambda edit: edit[:2]):
            if not edits or edit.start >= edits[-1].end:
                edits.append(edit)
        return tuple(edits)

    @property
    def has_anything(self) -> bool:
        """True if something changes or is left."""
        return bool(self._all or self.left or self.made_links)

    @property
    def _all(self) -> tuple[Edit, ...]:
        """All edits once, in the order in which they count if they overlap."""
        of_links = (link.edit for link in self.links)
        of_made = (link.edit for link in self.made_links if link.edit is not None)
        return tuple(dict.fromkeys((*of_links, *self.values, *self.alias, *of_made)))

    def leave(self, left: Left, meaning: Meaning | None) -> None:
        """Leave a link as it is, which then need not mean what it must."""
        self.left.append(left)
        if meaning is not None:
            self.given_up[meaning] += 1

    @property
    def changed(self) -> str:
        """The text after the edits."""
        return EditedText(self.text.text, self.edits).text


def draft_of(
    relocation: Relocation, document: Document, words: re.Pattern[str] | None
) -> Draft | None:
    """Return the edits of a document; None if nothing in it names what moves.

    `words` are those of which its text has one if it does.
    """
    file = document.file
    text = relocation.before.text(file)
    if text is None:
        return None
    is_moved = file in relocation.names
    has_changes = any(
        relocation.new_address(link.href, file, link.reference)
        != (link.href if link.reference is None else link.reference.path)
        for link in written_links(document)
    )
    if not (is_moved or has_changes or words is None or words.search(text.text)):
        return None
    draft = Draft(text)
    tags = relocation.before.tree.dialect.tag_edits(text.text, relocation.names)
    draft.links += (LinkEdit(edit, None) for edit in tags)
    if has_changes:
        _add_links(draft, document, relocation)
    _add_front_matter(draft, document, relocation)
    return draft


def _add_links(draft: Draft, document: Document, relocation: Relocation) -> None:
    for item in body_edits(document, draft.text, relocation):
        if isinstance(item, LinkEdit):
            draft.links.append(item)
        elif isinstance(item, MadeLink):
            draft.made_links.append(item)
        else:
            draft.leave(item.left, item.meaning)


def _add_front_matter(draft: Draft, document: Document, relocation: Relocation) -> None:
    front_matter = front_matter_of(relocation, draft.text)
    if front_matter is None:
        return
    for item in value_edits(document, draft.text, front_matter, relocation):
        if isinstance(item, Edit):
            draft.values.append(item)
        else:
            draft.left.append(item)
    if document.file not in relocation.names:
        return
    change = alias_change(document, draft.text, front_matter, relocation)
    if change is None:
        draft.left.append(Left(document.file, 1, 1, document.path, NO_ALIAS))
    else:
        draft.alias += change.edits
        draft.added, draft.freed = change.added, change.freed


def words_of(relocation: Relocation) -> re.Pattern[str] | None:
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
