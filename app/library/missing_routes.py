"""Links to another program on the site's own domain: one hint for a prefix of addresses.

Several broken links on several pages to several addresses below one prefix, for which the content
has nothing at all and no address is alike, hardly are mistakes. What the site file names in
`routes` is no problem in the first place.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from app.library.addresses import clean_path
from app.library.link_context import LinkContext
from app.library.link_problems import BROKEN, leads_nowhere
from app.library.links import split_address
from app.problems import Problem, counted, shorten
from app.records import Link

_MIN_LINKS: Final = 3
_MIN_ADDRESSES: Final = 2
_MIN_PAGES: Final = 2
# Pictures, documents and the like are files: that one is missing is a mistake.
_OF_FILES: Final = frozenset(
    (
        *("avif", "css", "csv", "doc", "docx", "eps", "gif", "ico", "ics", "jpeg", "jpg", "js"),
        *("mov", "mp3", "mp4", "odt", "ogg", "pdf", "png", "ppt", "pptx", "svg", "tif", "tiff"),
        *("txt", "vcf", "wav", "webm", "webp", "xls", "xlsx", "zip"),
    )
)
_NO_ALIKE: Final = "Mend it"


class _Broken(NamedTuple):
    """A problem of a broken link, and its address on the site.

    `is_moved`: a page at that address redirects to `path`.
    """

    problem: Problem
    path: str
    is_moved: bool


def grouped_by_prefix(
    pages: Iterable[tuple[Sequence[Problem], Sequence[Link]]], context: LinkContext
) -> Iterator[Problem]:
    """Yield the problems of pages, of which those of links below such a prefix are one.

    `pages` are the problems and the links of each page.
    """
    broken: list[_Broken] = []
    base = context.tree.dialect.base_path
    moved = _moved(context)
    for problems, links in pages:
        if not any(problem.code == BROKEN for problem in problems):
            yield from problems
            continue
        paths = {
            leads_nowhere(link.href): _path(link.href, base)
            for link in links
            if link.status == "broken" and link.href.startswith(("/", "http"))
        }
        for problem in problems:
            path = paths.get(problem.message) if problem.code == BROKEN else None
            if path is None:
                yield problem
            else:
                to = moved.get(path.rstrip("/"))
                broken.append(_Broken(problem, to or path, is_moved=to is not None))
    if broken:
        yield from _grouped(broken, _known_prefixes(context))


def _grouped(broken: Iterable[_Broken], known: frozenset[str]) -> Iterator[Problem]:
    by_prefix: dict[str | None, list[_Broken]] = defaultdict(list)
    for item in broken:
        by_prefix[_unknown_prefix(item.path, known)].append(item)
    for prefix, items in by_prefix.items():
        if prefix is not None and _is_another_program(items):
            yield _problem(prefix, items)
        else:
            yield from (item.problem for item in items)


def _is_another_program(items: Sequence[_Broken]) -> bool:
    return (
        len(items) >= _MIN_LINKS
        and len({item.path.rstrip("/") for item in items}) >= _MIN_ADDRESSES
        and len({item.problem.file for item in items}) >= _MIN_PAGES
        and all(item.is_moved or item.problem.hint.startswith(_NO_ALIKE) for item in items)
    )


def _problem(prefix: str, items: Sequence[_Broken]) -> Problem:
    first = min(item.problem for item in items)
    files = counted(len({item.problem.file for item in items}), "file")
    message = (
        f"{counted(len(items), 'link')} in {files} lead below {shorten(prefix)}/, "
        "where the content has nothing"
    )
    route = f'`routes: ["{shorten(prefix)}/**"]`'
    hint = f"If another program serves it, write {route} into site.yaml; else mend the links."
    return Problem(first.file, first.line, first.column, "missing-route", message, hint)


def _moved(context: LinkContext) -> Mapping[str, str]:
    """Return where pages redirect to on the site itself, by their paths."""
    return {
        item.document.path.rstrip("/"): item.document.moved_to
        for item in context.published.unpublished
        if item.document.moved_to is not None and item.document.moved_to.startswith("/")
    }


def _unknown_prefix(path: str, known: frozenset[str]) -> str | None:
    """Return the shortest beginning of a path at or below which the content has nothing."""
    if path.rpartition("/")[2].rpartition(".")[2].lower() in _OF_FILES:
        return None
    parts = path.strip("/").split("/")
    for number in range(1, len(parts) + 1):
        prefix = "/" + "/".join(parts[:number])
        if prefix.casefold() not in known:
            return prefix
    return None


def _known_prefixes(context: LinkContext) -> frozenset[str]:
    """Return the addresses of the website and of all folders above them, in lower case."""
    paths = {
        *(target.path for target in context.targets),
        *(asset.path for asset in context.published.assets),
        *context.resolver.unserved,
        *(redirect.source for redirect in context.addresses.redirects),
    }
    known: set[str] = set()
    for path in paths:
        parts = path.casefold().removesuffix(".html").strip("/*").split("/")
        for number in range(len(parts), 0, -1):
            prefix = "/" + "/".join(parts[:number])
            if prefix in known:
                break
            known.add(prefix)
    return frozenset(known)


def _path(href: str, base: str) -> str:
    path = clean_path(split_address(href)[0])
    return path.removeprefix(base) if base and path.startswith(f"{base}/") else path
