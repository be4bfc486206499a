"""Missing pictures in lists of pages, reported at the page whose front matter names each."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple
from urllib.parse import unquote

from app.dialects.document import Document
from app.front_matter import KeyPath
from app.front_matter.values import texts_in
from app.library.link_problems import MEND_PICTURE, missing_picture
from app.library.links import split_address
from app.problems import Problem, counted

_CODE: Final = "missing-image"


class _Owner(NamedTuple):
    """The first document whose front matter names a picture, and the keys there.

    `pages` is the number of documents that do.
    """

    document: Document
    path: KeyPath
    pages: int


def move_to_listed_pages(
    problems: set[Problem], documents: Iterable[Document], base_path: str
) -> set[Problem]:
    """Return the problems, those of pictures that templates list once for each picture.

    They are at the page whose front matter names the picture: only there it can be mended.
    """
    files = {problem.file for problem in problems if problem.code == _CODE}
    if not files:
        return problems
    documents = list(documents)
    listed = [
        (problem, src)
        for document in documents
        if document.file in files
        for problem, src in _of_templates(document)
        if problem in problems
    ]
    if not listed:
        return problems
    owners = _owners(documents, {_name(src, base_path) for _, src in listed})
    reported = {(problem.file, problem.message) for problem in problems}
    result = set(problems)
    for problem, src in listed:
        owner = owners.get(_name(src, base_path))
        if owner is None or owner.document.file == problem.file:
            continue
        result.discard(problem)
        if (owner.document.file, problem.message) not in reported:
            result.add(_at_owner(owner, src, problem))
    return result


def _of_templates(document: Document) -> Iterator[tuple[Problem, str]]:
    """Yield the possible problems of the pictures that a document's template makes."""
    raw = document.template_source
    if raw is None or raw.template is None:
        return
    for image in document.body.images:
        if image.src.strip() and image.src not in raw.template.text:
            fault = (_CODE, missing_picture(image.src), MEND_PICTURE)
            yield Problem(document.file, image.line, image.column, *fault), image.src


def _owners(documents: Iterable[Document], names: set[str]) -> Mapping[str, _Owner]:
    """Return by its name the documents whose front matter has a picture."""
    owners: dict[str, _Owner] = {}
    for document in documents:
        raw = document.template_source
        keys: dict[str, KeyPath] = {}
        for path, text in texts_in(raw.data if raw is not None else {}):
            if (name := _name(text)) in names:
                keys.setdefault(name, path)
        for name, path in keys.items():
            known = owners.get(name)
            owners[name] = (
                _Owner(document, path, 1)
                if known is None
                else known._replace(pages=known.pages + 1)
            )
    return owners


def _at_owner(owner: _Owner, src: str, problem: Problem) -> Problem:
    others = f", as {counted(owner.pages - 1, 'other page')} do" if owner.pages > 1 else ""
    key = ".".join(map(str, owner.path))
    message = f"{missing_picture(src)}; {key} names it{others}"
    return owner.document.problem(owner.path, _CODE, message, problem.hint)


def _name(address: str, base_path: str = "") -> str:
    """Return the path of a picture as it may be compared: decoded, without the site's folder."""
    path, _ = split_address(address)
    return unquote(path).removeprefix(base_path).lstrip("/")
