"""A submodule is missing while its folder has no files."""

from pathlib import Path

import pytest

from app.files.submodules import MissingSubmodule, missing_submodules
from tests.conftest import site_at

MODULES = '[submodule "pictures"]\n\tpath = static/pictures\n\turl = https://x.test/p.git\n'


def test_a_folder_without_files_or_none_at_all_is_missing(tmp_path: Path) -> None:
    site_at(tmp_path, {".gitmodules": MODULES})
    missing = (MissingSubmodule("static/pictures", 2),)
    assert missing_submodules(tmp_path) == missing
    (tmp_path / "static/pictures").mkdir(parents=True)
    assert missing_submodules(tmp_path) == missing


def test_a_folder_with_a_file_is_there(tmp_path: Path) -> None:
    site_at(tmp_path, {".gitmodules": MODULES, "static/pictures/a.png": ""})
    assert missing_submodules(tmp_path) == ()


def test_a_tree_without_the_file_has_none(tmp_path: Path) -> None:
    assert missing_submodules(tmp_path) == ()


@pytest.mark.parametrize("path", ["..", "../a", ".", "/", "a/../.."])
def test_a_path_that_is_no_folder_of_the_tree_is_left_out(tmp_path: Path, path: str) -> None:
    site_at(tmp_path, {".gitmodules": f"[submodule]\n path = {path}\n"})
    assert missing_submodules(tmp_path) == ()


def test_any_bytes_and_quotes_are_read(tmp_path: Path) -> None:
    site_at(tmp_path, {".gitmodules": b'\xff\r\npath = "a b"\r\n'})
    assert missing_submodules(tmp_path) == (MissingSubmodule("a b", 2),)


def test_a_name_that_no_file_can_have_is_missing(tmp_path: Path) -> None:
    names = ("a" * 5_000, "a\0b", f"a{' ' * 1_000_000}b")
    site_at(tmp_path, {".gitmodules": "".join(f"path = {name}\n" for name in names)})
    assert [module.line for module in missing_submodules(tmp_path)] == [1, 2, 3]


def test_of_very_many_the_first_hundred_count(tmp_path: Path) -> None:
    modules = "".join(f"path = m{number}\n" for number in range(10_000))
    site_at(tmp_path, {".gitmodules": modules})
    assert len(missing_submodules(tmp_path)) == 100
