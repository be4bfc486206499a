"""Groups of documents, by folder, menu, category, tag or layout, and what they hold."""

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from app.clinic.lists.item_scores import is_medical
from app.dialects.document import Document
from app.library.proposals.office_keys import is_office
from app.library.proposals.site_file_text import quoted, scalar
from app.library.proposals.survey import values_of
from app.records import Kind
from app.regex import regex

_CONDITION_NAMES: Final = regex(
    r"condition|symptom|ailment|disorder|diagnos|injur|problem|pathologi|complaint|what.we.treat"
    r"|krankheit|beschwerde|indikation|motif|trouble|afeccion|dolencia|patolog",
    re.IGNORECASE,
)
_OFFICE_NAMES: Final = regex(
    r"location|office|clinic|branch|standort|praxis|praxen|cabinet|sede|consultorio|filiale"
    r"|contact|kontakt",
    re.IGNORECASE,
)
_INDEX_STEMS: Final = frozenset({"index", "_index"})


class Group(NamedTuple):
    """Documents that one entry of a collection's `match` takes, and its entry in YAML.

    `place` names the group to people, `name` is what its author called it.
    """

    entry: str
    place: str
    name: str
    documents: tuple[Document, ...]
    # The pages that stand for the group's folders.
    indexes: tuple[Document, ...] = ()


class Match(NamedTuple):
    """A group that holds records of one kind, with the reason; `is_named` if its name says so."""

    group: Group
    reason: str
    is_certain: bool
    is_named: bool


def condition_groups(documents: Sequence[Document]) -> tuple[Match, ...]:
    """Return the groups that hold conditions: by their names and the titles in them."""

    medical = {document.file for document in documents if is_medical(document.title)}

    def judge(group: Group) -> Match | None:
        total = len(group.documents)
        number = sum(document.file in medical for document in group.documents)
        share, named = number / total, _CONDITION_NAMES.search(group.name) is not None
        dated = all(document.fields.date is not None for document in group.documents)
        enough = total > 1 and (share >= 0.2 if named else share >= 0.6 and not dated)
        if not enough or (not named and total < 3):
            return None
        reason = f"{number} of the {total} titles in {group.place} are medical"
        return Match(group, reason, share >= (0.5 if named else 0.8), named)

    return _best(documents, judge, "condition")


def office_groups(documents: Sequence[Document]) -> tuple[Match, ...]:
    """Return the groups that hold offices: by the keys of their documents."""
    offices = {document.file for document in documents if is_office(values_of(document))}
    # Defaults of a configuration give every document an office's number.
    if not offices or len(offices) > max(3, len(documents) / 2):
        return ()

    def judge(group: Group) -> Match | None:
        number = sum(document.file in offices for document in group.documents)
        total = len(group.documents)
        named = _OFFICE_NAMES.search(group.name) is not None
        if number / total < (0.5 if named else 0.8) or (total == 1 and group.entry[0] == "{"):
            return None
        one = "the document" if total == 1 else f"{number} of the {total} documents"
        reason = f"{one} in {group.place} has" if total == 1 else f"{one} in {group.place} have"
        return Match(group, f"{reason} an address", named or number > 1, named)

    return _best(documents, judge, "location")


def groups_of_kind(documents: Sequence[Document], kind: Kind) -> tuple[Group, ...]:
    """Return the folders whose documents are of a kind already, without those within others.

    A folder counts if all that it holds, but for its own page, is of the kind.
    """
    chosen: list[Group] = []
    covered: set[str] = set()
    for group in sorted(_folders(documents), key=lambda group: group.entry.count("/")):
        files = {document.file for document in group.documents}
        if all(document.kind == kind for document in group.documents) and not covered & files:
            covered |= files
            indexes = tuple(page for page in group.indexes if page.kind != kind)
            chosen.append(group._replace(indexes=indexes))
    return tuple(chosen)


def _best(
    documents: Sequence[Document], judge: Callable[[Group], Match | None], kind: Kind
) -> tuple[Match, ...]:
    """Return the best groups, without those whose documents better ones have already."""
    matches = [match for group in _groups(documents) if (match := judge(group)) is not None]
    matches.sort(
        key=lambda match: (not match.is_certain, not match.is_named, -len(match.group.documents))
    )
    chosen: list[Match] = []
    covered = {document.file for document in documents if document.kind == kind}
    for match in matches:
        files = {document.file for document in match.group.documents}
        if len(files - covered) * 2 > len(files):
            chosen.append(match)
            covered |= files
    return tuple(chosen)


def _groups(documents: Sequence[Document]) -> Iterator[Group]:
    yield from _folders(documents)
    for key, of in _KEYS.items():
        groups: dict[str, list[Document]] = {}
        for document in documents:
            for name in of(document):
                groups.setdefault(name, []).append(document)
        for name, members in groups.items():
            entry = f"{{{key}: {_flow(name)}}}"
            yield Group(entry, f'the {key} "{name}"', name, tuple(members))


def _folders(documents: Sequence[Document]) -> Iterator[Group]:
    folders: dict[str, list[Document]] = {}
    for document in documents:
        folder = posixpath.dirname(document.file)
        while folder:
            folders.setdefault(folder, []).append(document)
            folder = posixpath.dirname(folder)
    for folder, members in folders.items():
        indexes = tuple(document for document in members if _is_index_of(document, folder))
        others = tuple(document for document in members if document not in indexes)
        if others:
            name = folder.rpartition("/")[2]
            yield Group(_flow(f"{folder}/**"), f"the folder {folder}", name, others, indexes)
    for document in documents:
        yield Group(_flow(document.file), document.file, document.file, (document,))


def _is_index_of(document: Document, folder: str) -> bool:
    stem = posixpath.basename(document.file).partition(".")[0]
    return posixpath.dirname(document.file) == folder and stem in _INDEX_STEMS


def _layout(document: Document) -> Iterable[str]:
    return (document.fields.layout,) if document.fields.layout else ()


def _types(document: Document) -> Iterable[str]:
    value: Any = document.params.get("type")
    return (value,) if isinstance(value, str) else ()


_KEYS: Final[Mapping[str, Callable[[Document], Iterable[str]]]] = {
    "menu": lambda document: document.fields.menus,
    "category": lambda document: document.fields.categories,
    "tags": lambda document: document.fields.tags,
    "layout": _layout,
    "type": _types,
}


def _flow(text: str) -> str:
    """Return a text as a value in a list or mapping of YAML in one line."""
    return scalar(text) if re.fullmatch(r"[A-Za-z][\w-]*", text) else quoted(text)
