"""Pointers of Git LFS in place of files."""

from collections.abc import Callable, Mapping

import pytest

from app.library.library import Library

LoadFiles = Callable[[Mapping[str, str | bytes]], Library]

POINTER = (
    "version https://git-lfs.github.com/spec/v1\n"
    "oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\n"
    "size 12345\n"
)
PAGE = "# Home\n\n![a](b.png) ![c](c.svg) [d](d.pdf)\n"


def reported(library: Library) -> list[tuple[str, str, str]]:
    return [
        (problem.file, problem.code, problem.message)
        for problem in library.problems
        if problem.severity != "hint"
    ]


def test_all_pointers_are_one_problem(load_files: LoadFiles) -> None:
    library = load_files(
        {
            "index.md": PAGE,
            "b.png": POINTER,
            "c.svg": POINTER,
            "d.pdf": POINTER,
            "unused.gif": POINTER,
        }
    )
    message = "4 files are pointers of Git LFS; the files are not here"
    assert reported(library) == [("b.png", "lfs-pointer", message)]
    (problem,) = (problem for problem in library.problems if problem.code == "lfs-pointer")
    assert problem.hint == "Run `git lfs pull` in the repository."


@pytest.mark.parametrize("text", ["version 1\n", POINTER + " " * 2000, ""])
def test_any_other_text_is_no_picture(load_files: LoadFiles, text: str) -> None:
    library = load_files({"index.md": "![a](b.png)\n", "b.png": text})
    message = "this is not a picture of the type .png"
    assert reported(library) == [("b.png", "unreadable-image", message)]


def test_one_pointer_is_named(load_files: LoadFiles) -> None:
    library = load_files({"index.md": "![a](b.png)\n", "b.png": POINTER})
    message = "this is a pointer of Git LFS; the file itself is not here"
    assert reported(library) == [("b.png", "lfs-pointer", message)]
