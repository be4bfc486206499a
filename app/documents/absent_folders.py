"""Folders of the website whose files are not here: submodules, and what a build makes."""

import posixpath
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from app.dialects.base import Dialect, Homes
from app.files.ignored_pages import IgnoredPage
from app.files.submodules import GITMODULES, MissingSubmodule
from app.files.tree import Role
from app.problems import Problem, shorten

_A_PICTURE: Final = "x.png"
# What these hold builds the website: no page leads there.
_OF_PROGRAMS: Final = frozenset({"lib", "libs", "node_modules", "plugins", "themes", "vendor"})
_HINT: Final = "Run `git submodule update --init`; a build may have a setting that does."


class AbsentFolder(NamedTuple):
    """The address of a folder without its files, with slashes at both ends, and its problem."""

    address: str
    problem: Problem


def absent_folders(
    submodules: Iterable[MissingSubmodule], dialect: Dialect, homes: Homes
) -> tuple[AbsentFolder, ...]:
    """Return the submodules whose files would be on the website: no theme, for one."""
    return tuple(
        AbsentFolder(address, _problem(submodule, address))
        for submodule in submodules
        if _is_on_website(submodule.folder, dialect)
        for address in (_address(submodule.folder, dialect, homes),)
    )


def built_addresses(folders: Iterable[str], dialect: Dialect, homes: Homes) -> tuple[str, ...]:
    """Return the addresses of the folders whose files a build puts on the website."""
    on_website = (folder for folder in folders if _is_on_website(folder, dialect))
    return tuple(_address(folder, dialect, homes) for folder in on_website)


def ignored_addresses(
    pages: Iterable[IgnoredPage], dialect: Dialect, homes: Homes
) -> tuple[str, ...]:
    """Return the beginnings of the addresses of pages that git ignores and a build makes."""
    return tuple(
        address.rstrip("/") if page.is_beginning else address
        for page in pages
        if page.name and _is_on_website(posixpath.dirname(page.name), dialect)
        for address in (_address(page.name, dialect, homes),)
    )


def _address(folder: str, dialect: Dialect, homes: Homes) -> str:
    return dialect.asset_path(f"{folder}/{_A_PICTURE}", homes).removesuffix(_A_PICTURE)


def _is_on_website(folder: str, dialect: Dialect) -> bool:
    return (
        _OF_PROGRAMS.isdisjoint(folder.split("/"))
        and all(dialect.role(name, True) is Role.FOLDER for name in _with_those_above(folder))
        and dialect.role(posixpath.join(folder, _A_PICTURE), False) is Role.ASSET
    )


def _with_those_above(folder: str) -> Iterator[str]:
    parts = folder.split("/") if folder else []
    return ("/".join(parts[:number]) for number in range(1, len(parts) + 1))


def _problem(submodule: MissingSubmodule, address: str) -> Problem:
    message = (
        f'the folder "{shorten(submodule.folder)}" is a submodule of git without its files; '
        f"links and pictures below {shorten(address)} are not served, and not checked"
    )
    return Problem(GITMODULES, submodule.line, 1, "missing-submodule", message, _HINT)
