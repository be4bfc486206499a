"""Changes by a move that no edit prevents: problems, kinds, translations, old addresses."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote

from app.library.moves.plan import Left, MoveError
from app.library.moves.reading import Reading
from app.library.moves.relocation import Relocation
from app.markdown.edits import Edit
from app.problems import Problem, Severity


def new_problems(
    relocation: Relocation, after: Reading, edits: Mapping[str, Iterable[Edit]]
) -> Iterator[Left]:
    """Yield the warnings that the move would bring, but for files of the site.

    Raises MoveError for an error, with which the service would not start.
    """
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
        if problem.severity is Severity.ERROR:
            place = f"{problem.file}:{problem.line}:{problem.column}"
            raise MoveError(f"there would be an error, {place}: {problem.message}. {problem.hint}")
        file = old_names.get(problem.file, problem.file)
        yield Left(file, problem.line, problem.column, problem.code, problem.message)


def other_kinds(relocation: Relocation) -> Iterator[Left]:
    """Yield the documents that are of another kind in their new folder, or drafts."""
    for old, new in relocation.names.items():
        before = relocation.before.documents.get(old)
        after = relocation.after.documents.get(new)
        if before is None or after is None:
            continue
        if after.fields.draft and not before.fields.draft:
            yield Left(old, 1, 1, before.title, "it is a draft in the new folder")
        if before.kind == after.kind:
            continue
        reason = (
            f"it is a {before.kind} by its folder, and a {after.kind} in the new one; "
            f"write type: {before.kind} to keep it"
        )
        yield Left(old, 1, 1, before.title, reason)


def lost_translations(relocation: Relocation) -> Iterator[Left]:
    """Yield the documents that are no translations of each other any more."""
    groups: list[Mapping[str, frozenset[str]]] = []
    for reading, names in ((relocation.before, relocation.names), (relocation.after, {})):
        files: dict[str, set[str]] = {}
        for file, target in reading.pages.items():
            if target.translation is not None:
                files.setdefault(target.translation, set()).add(names.get(file, file))
        groups.append({file: frozenset(group) for group in files.values() for file in group})
    before, after = groups
    for old, new in relocation.names.items():
        lost = before.get(new, frozenset()) - after.get(new, frozenset()) - {new}
        if lost:
            reason = f"it is no translation of {', '.join(sorted(lost))} any more; move these too"
            yield Left(old, 1, 1, relocation.before.documents[old].title, reason)


def other_owners(relocation: Relocation, after: Reading) -> Iterator[Left]:
    """Yield the old addresses at which another page answers after the move."""
    for file in relocation.names:
        document = relocation.before.documents.get(file)
        new = after.pages.get(relocation.new_name(file))
        if document is None or new is None or new.path == document.path:
            continue
        match = after.resolver.addresses.find(quote(document.path))
        owner = match.page if match is not None else None
        if owner is not None and owner.file != new.file:
            yield Left(file, 1, 1, document.path, f"the page {owner.path} answers there then")


def _kind(problem: Problem, names: Mapping[str, str]) -> tuple[str, str]:
    return names.get(problem.file, problem.file), problem.code
