"""Pointers of Git LFS: what a checkout has in place of files that are not fetched."""

from collections.abc import Iterable
from typing import BinaryIO, Final

from app.problems import Problem, counted

LFS_POINTER: Final = "lfs-pointer"
# Specification: https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md
_START: Final = b"version https://git-lfs"
_MAX_BYTES: Final = 1024
_HINT: Final = "Run `git lfs pull` in the repository."


def pointer_problem(name: str, file: BinaryIO, size: int) -> Problem | None:
    """Return the problem of an open file of so many bytes that is a pointer; None for another."""
    if size >= _MAX_BYTES:
        return None
    file.seek(0)
    if file.read(len(_START)) != _START:
        return None
    message = "this is a pointer of Git LFS; the file itself is not here"
    return Problem(name, 1, 1, LFS_POINTER, message, _HINT)


def with_one_for_pointers(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems, those of all pointers as one, at the first of their files."""
    others: list[Problem] = []
    pointers: list[Problem] = []
    for problem in problems:
        (pointers if problem.code == LFS_POINTER else others).append(problem)
    if len(pointers) < 2:
        return [*others, *pointers]
    message = f"{counted(len(pointers), 'file')} are pointers of Git LFS; the files are not here"
    first = min(pointers)
    return [*others, Problem(first.file, 1, 1, LFS_POINTER, message, _HINT)]
