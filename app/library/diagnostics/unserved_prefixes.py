"""Links to another program on the site's own domain: one hint for a prefix of addresses.

On a host of GitHub Pages each repository has its site in a folder. On a domain of one's own it may
too, but there a whole URL of an unknown folder is nearly always a dead one.

Several broken links on several pages to several addresses below one prefix, for which the content
has nothing at all and no address is alike, hardly are mistakes. Nor are links to many files below
one folder, below a folder that a build makes, to files of a type that git ignores, or to an
address that a script of the build names. What the site file names in `routes` is no problem in the
first place.
"""

from collections import defaultdict
from collections.abc import Callable, Generator, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple, TypeVar

from app.library.addresses import clean_path
from app.library.link_context import LinkContext
from app.library.link_problems import BrokenLink, write_route
from app.library.links import split_address
from app.problems import Problem, counted, shorten
from app.site.urls import own_host

_MIN_LINKS: Final = 3
_MIN_ADDRESSES: Final = 2
_MIN_PAGES: Final = 2
# So many folders that only whole URLs name are sites of their own on the domain.
_MIN_SITES: Final = 5
_Key = TypeVar("_Key", bound=Hashable)
# That one picture, document or the like is missing is a mistake, unless so many files of a folder
# are, or the folder is another program's. A picture is part of the content.
_MIN_FILES: Final = 10
_OF_FILES: Final = frozenset(
    (
        *("css", "csv", "doc", "docx", "ics", "js", "mov", "mp3", "mp4", "odt", "ogg", "pdf"),
        *("ppt", "pptx", "txt", "vcf", "wav", "webm", "xls", "xlsx", "zip"),
    )
)
_OF_PICTURES: Final = frozenset(
    ("avif", "eps", "gif", "ico", "jpeg", "jpg", "png", "svg", "tif", "tiff", "webp")
)


class _Address(NamedTuple):
    """The address of a broken link on the site.

    `is_moved`: a page at that address redirects to `path`.
    """

    link: BrokenLink
    path: str
    is_moved: bool


def group_by_prefix(links: Iterable[BrokenLink], context: LinkContext) -> Iterator[Problem]:
    """Yield the problems of broken links, of which those below such a prefix are one."""
    base = context.tree.dialect.base_path
    moved = _moved(context)
    addresses: list[_Address] = []
    for link in links:
        path = _path(link.href, base)
        to = moved.get(path.rstrip("/"))
        addresses.append(_Address(link, to or path, is_moved=to is not None))
    if addresses:
        others = yield from _named_in_scripts(addresses, context.tree.script_addresses)
        others = yield from _in_built_folders(others, context.tree.built_folders)
        others = yield from _ignored_files(others, context.tree.ignored_suffixes)
        known = _known_prefixes(context)
        host = own_host(context.tree.site.settings.base_url) or ""
        if host.endswith(".github.io") or _is_of_several_sites(others, known):
            others = yield from _of_other_repositories(others, known)
        yield from _grouped(others, known)


def _named_in_scripts(
    addresses: Iterable[_Address], scripts: Mapping[str, frozenset[str]]
) -> Generator[Problem, None, Sequence[_Address]]:
    """Yield a problem for each address that a script of the build names; return the others."""

    def naming(item: _Address) -> tuple[str, str] | None:
        path = item.path.rstrip("/").removesuffix(".html")
        return next(((path, name) for name, paths in scripts.items() if path in paths), None)

    named, others = _parted(addresses, naming)
    for (path, script), items in named.items():
        first = min(item.link.problem for item in items)
        message = (
            f"{_links_in(items)} to {shorten(path)}, where the content has nothing; "
            f"{shorten(script)} names it"
        )
        hint = f"If a build makes it, {write_route(path)}; else mend the link."
        yield Problem(first.file, first.line, first.column, "missing-route", message, hint)
    return others


def _in_built_folders(
    addresses: Iterable[_Address], folders: tuple[str, ...]
) -> Generator[Problem, None, Sequence[_Address]]:
    """Yield a problem for each folder that a build makes; return the other addresses."""

    def folder_of(item: _Address) -> str | None:
        path = item.path.removesuffix(".html").removesuffix(".md")
        return next(filter(f"{path}/".startswith, folders), None)

    by_folder, others = _parted(addresses, folder_of)
    for folder, items in by_folder.items():
        reason = "where the content has nothing; git ignores the folder"
        yield _problem(folder.rstrip("/"), items, "If a build makes it", reason)
    return others


def _ignored_files(
    addresses: Iterable[_Address], suffixes: frozenset[str]
) -> Generator[Problem, None, Sequence[_Address]]:
    """Yield a problem for the files of a folder and a type that git ignores; return the others."""

    def files_of(item: _Address) -> str | None:
        suffix = _suffix(item.path)
        is_ignored = suffix in _OF_FILES and suffix in suffixes
        return f"{item.path.rpartition('/')[0]}/*.{suffix}" if is_ignored else None

    by_files, others = _parted(addresses, files_of)
    for files, items in by_files.items():
        first = min(item.link.problem for item in items)
        message = (
            f"{_links_in(items)} to {shorten(files)}, where the content has nothing; "
            "git ignores files of that type"
        )
        hint = f"If a build makes them, {write_route(files)}; else mend the links."
        yield Problem(first.file, first.line, first.column, "missing-route", message, hint)
    return others


def _of_other_repositories(
    addresses: Iterable[_Address], known: frozenset[str]
) -> Generator[Problem, None, Sequence[_Address]]:
    """Yield a problem for each folder that only whole URLs name; return the other addresses."""

    by_folder, others = _parted(addresses, lambda item: _other_folder(item, known))
    for folder, items in by_folder.items():
        yield _problem(folder, items, "If it is the site of another repository")
    return others


def _is_of_several_sites(addresses: Iterable[_Address], known: frozenset[str]) -> bool:
    """Return True if so many unknown folders are named by whole URLs that they are sites."""
    folders = {
        folder
        for item in addresses
        if "/" in item.path[1:] and (folder := _other_folder(item, known)) is not None
    }
    return len(folders) >= _MIN_SITES


def _other_folder(item: _Address, known: frozenset[str]) -> str | None:
    """Return the first folder of a whole URL, if the content has nothing there."""
    folder = "/" + item.path.split("/")[1]
    is_known = folder == "/" or folder.casefold() in known
    return folder if item.link.href.startswith("http") and not is_known else None


def _parted(
    addresses: Iterable[_Address], key_of: Callable[[_Address], _Key | None]
) -> tuple[Mapping[_Key, list[_Address]], Sequence[_Address]]:
    """Return addresses by their keys, and those without one."""
    by_key: dict[_Key, list[_Address]] = defaultdict(list)
    others: list[_Address] = []
    for item in addresses:
        key = key_of(item)
        (others if key is None else by_key[key]).append(item)
    return by_key, others


def _grouped(addresses: Iterable[_Address], known: frozenset[str]) -> Iterator[Problem]:
    by_prefix: dict[str | None, list[_Address]] = defaultdict(list)
    for item in addresses:
        by_prefix[_unknown_prefix(item.path, known)].append(item)
    for prefix, items in by_prefix.items():
        files = [item for item in items if _suffix(item.path) in _OF_FILES]
        pages = [item for item in items if _suffix(item.path) not in _OF_FILES]
        if prefix is not None and (_is_another_program(pages) or _is_of_files(prefix, files)):
            yield _problem(prefix, items, "If another program serves it")
        else:
            yield from (item.link.problem for item in items)


def _is_another_program(items: Sequence[_Address]) -> bool:
    return (
        len(items) >= _MIN_LINKS
        and len({item.path.rstrip("/") for item in items}) >= _MIN_ADDRESSES
        and len({item.link.problem.file for item in items}) >= _MIN_PAGES
        and all(item.is_moved or item.link.is_alone for item in items)
    )


def _is_of_files(prefix: str, items: Sequence[_Address]) -> bool:
    """Return True if files that are not in the content, and so many, lie below a first folder."""
    return (
        prefix.count("/") == 1
        and len({item.path for item in items}) >= _MIN_FILES
        and all(item.is_moved or item.link.is_alone for item in items)
    )


def _problem(
    prefix: str,
    items: Sequence[_Address],
    condition: str,
    reason: str = "where the content has nothing",
) -> Problem:
    first = min(item.link.problem for item in items)
    message = f"{_links_in(items)} below {shorten(prefix)}/, {reason}"
    hint = f"{condition}, {write_route(f'{prefix}/**')}; else mend the links."
    return Problem(first.file, first.line, first.column, "missing-route", message, hint)


def _links_in(items: Sequence[_Address]) -> str:
    """Return how many links of how many files lead somewhere, as far as the verb."""
    files = counted(len({item.link.problem.file for item in items}), "file")
    return f"{counted(len(items), 'link')} in {files} lead{'s' if len(items) == 1 else ''}"


def _moved(context: LinkContext) -> Mapping[str, str]:
    """Return where pages redirect to on the site itself, by their paths."""
    return {
        item.document.path.rstrip("/"): item.document.moved_to
        for item in context.published.unpublished
        if item.document.moved_to is not None and item.document.moved_to.startswith("/")
    }


def _unknown_prefix(path: str, known: frozenset[str]) -> str | None:
    """Return the shortest beginning of a path at or below which the content has nothing."""
    if _suffix(path) in _OF_PICTURES:
        return None
    parts = path.strip("/").split("/")
    for number in range(1, len(parts) + 1):
        prefix = "/" + "/".join(parts[:number])
        if prefix.casefold() not in known:
            return prefix
    return None


def _suffix(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[2].lower()


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
