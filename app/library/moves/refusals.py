"""Reasons for which a move is refused before it is planned."""

from collections.abc import Callable, Container, Iterator, Mapping
from typing import Final

from app.dialects.document import Document
from app.files.tree import suffix_of
from app.front_matter import FrontMatterError
from app.front_matter.data_file import DATA_SUFFIXES, read_data
from app.library.moves.plan import MoveError
from app.library.moves.reading import Reading
from app.library.moves.relocation import Relocation
from app.problems import Problem, Severity, shorten

_SAME: Final = (
    frozenset({".md", ".markdown"}),
    frozenset({".html", ".htm"}),
    frozenset({".jpg", ".jpeg"}),
)

# The body of such a document is served empty.
_NOT_READ: Final = frozenset({"file-too-large", "internal-error"})


def refuse_files(before: Reading, names: Mapping[str, str]) -> None:
    """Raise MoveError if one of these files cannot be moved, or its new name is taken."""
    tree = before.listing.tree
    rules = {file.name for file in before.listing.rules.files}
    support = {file.name for file in tree.data_files} | rules
    linked: dict[str, set[str]] = {}
    for name, file in before.files.items():
        linked.setdefault(file.path, set()).add(name)
    for old, new in names.items():
        if old not in before.files:
            raise MoveError(f'there is no file "{shorten(old)}" in the content. Name one that is.')
        if old in support:
            raise MoveError(
                f"{old} is a part of the site's templates, data or configuration, whose users "
                "cannot be found for certain. Move documents, pictures and folders of these."
            )
        if new in before.files and new not in names:
            raise MoveError(f"{new} exists already. Choose another name, or move that file first.")
        if (path := before.files[old].path) in linked and linked[path] - names.keys():
            other = min(linked[path] - {old})
            raise MoveError(
                f"{old} has the name {other} too, through a symbolic link. "
                "Replace the link by a file of its own, or remove it."
            )
        kinds = {suffix_of(old), suffix_of(new)}
        if len(kinds) > 1 and not any(kinds <= same for same in _SAME):
            raise MoveError(
                f"{new} would be another kind of file than {old}. Keep the ending {suffix_of(old)}."
            )
    if len(set(names.values())) < len(names):
        raise MoveError("two files would have the same name. Give each a name of its own.")


def refuse_roles(relocation: Relocation) -> None:
    """Raise MoveError if a file would be something else under its new name."""
    reasons = {
        item.document.file: f"{item.reason}; {item.remedy}"
        for item in relocation.after.build.context.published.unpublished
    }
    for old, new in relocation.names.items():
        if old in relocation.before.pages and new in reasons:
            raise MoveError(
                f"{new} would have no page: it {reasons[new]}, or choose another folder."
            )
    for old, new in relocation.names.items():
        if old in relocation.before.documents and new not in relocation.after.documents:
            hint = "Choose a name in a folder of documents, with the same ending."
            if problems := relocation.after.unreadable.get(new):
                hint = f"There {problems[0].message}. {problems[0].hint}"
            raise MoveError(f"{new} would be no document of the site, which {old} is. {hint}")
    assets = {asset.file for asset in relocation.after.tree.assets}
    for asset in relocation.before.tree.assets:
        name = relocation.new_name(asset.file)
        if asset.file in relocation.names and name not in assets:
            raise MoveError(
                f"{name} would not be served, as {asset.file} is. Choose a folder that is served."
            )


def refuse_unreadable(relocation: Relocation) -> None:
    """Raise MoveError if a file that cannot be read whole moves, or may name what moves.

    An error in the site file or a configuration refuses every move: addresses depend on them.
    """
    before = relocation.before
    rules = {file.name for file in before.listing.rules.files}
    words = {_stem(old) for old in relocation.names} - {"index", "_index", ""}
    words |= {
        target.path.rstrip("/")
        for old in relocation.names
        if (target := before.pages.get(old)) is not None and target.path != "/"
    }

    def may_name(name: str) -> bool:
        file = before.files.get(name)
        data = before.read_file(file) if file is not None else b""
        return isinstance(data, Problem) or any(word.encode() in data for word in words)

    for problem in _reading_errors(before, rules, may_name):
        if problem.file in rules or problem.file in relocation.names or may_name(problem.file):
            place = f"{problem.file}:{problem.line}:{problem.column}"
            raise MoveError(
                f"{place}: {problem.message}, so its links cannot be rewritten for certain. "
                f"{problem.hint} Then move again."
            )


def _reading_errors(
    before: Reading, rules: Container[str], may_name: Callable[[str], bool]
) -> Iterator[Problem]:
    """Yield the errors of documents that are not read whole, of rules, and of data files.

    Of data files only those that may name what moves are read.
    """
    for document, problems in before.tree.parsed:
        for problem in problems:
            is_read = isinstance(document, Document) and problem.code not in _NOT_READ
            if problem.severity is Severity.ERROR and not is_read:
                yield problem
    for problem in before.library.problems:
        if problem.file in rules and problem.severity is Severity.ERROR:
            yield problem
    for file in before.listing.tree.data_files:
        suffix = suffix_of(file.name)
        is_data = suffix in DATA_SUFFIXES and may_name(file.name)
        text = before.text(file.name) if is_data else None
        if text is not None:
            try:
                read_data(suffix, text.source.text)
            except FrontMatterError as error:
                yield text.source.problem(error.faults[0])


def _stem(file: str) -> str:
    return file.rpartition("/")[2].partition(".")[0]
