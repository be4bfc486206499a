"""Folders that a build makes: those that git ignores and that are not in a tree."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Final

from app.files.gitignore import PATTERN_SIGNS
from app.files.submodules import is_empty
from app.problems import Problem

_MAX_FOLDERS: Final = 200


def built_folders(
    root: Path, ignored: Iterable[str], problems: Iterable[Problem]
) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """Return the folders that a build makes and that hold nothing, and the problems of the tree.

    They are those that the lines `ignored` of the `.gitignore` at the top name, without wildcards,
    and symbolic links into them, which are hints only. Never raises.
    """
    named = islice(_named_folders(dict.fromkeys(ignored)), _MAX_FOLDERS)
    folders = tuple(folder for folder in named if is_empty(root / folder))
    links: list[str] = []
    after: list[Problem] = []
    for problem in problems:
        if problem.code == "symlink-loop" and _leads_into(root, problem.file, folders):
            links.append(problem.file)
            after.append(_hint(problem))
        else:
            after.append(problem)
    return (*folders, *links), tuple(after)


def _named_folders(lines: Mapping[str, None]) -> Iterator[str]:
    for line in lines:
        folder = posixpath.normpath(line.strip("/"))
        if (
            PATTERN_SIGNS.isdisjoint(line)
            and f"!{line}" not in lines
            and folder not in {".", ".."}
            and not folder.startswith("../")
        ):
            yield folder


def _leads_into(root: Path, name: str, folders: tuple[str, ...]) -> bool:
    """Return True if a symbolic link names a path in one of these folders, or one of them."""
    try:
        target = (root / name).readlink()
    except (OSError, ValueError):
        return False
    path = posixpath.normpath(posixpath.join(posixpath.dirname(name), target))
    return f"{path}/".startswith(tuple(f"{folder}/" for folder in folders))


def _hint(problem: Problem) -> Problem:
    message = "the symbolic link leads into a folder that git ignores and that is not here"
    hint = "A build may make the folder; correct the link if not."
    return Problem(problem.file, 1, 1, "not-served", message, hint)
