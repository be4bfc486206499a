"""Scripts that build a website, and the addresses that they name."""

from pathlib import Path

import pytest

from app.files.build_scripts import is_build_folder, is_build_script, read_build_scripts
from app.files.tree import SourceFile
from tests.conftest import site_at


@pytest.mark.parametrize(
    ("name", "is_script"),
    [
        ("build.sh", True),
        ("Makefile", True),
        ("package.json", True),
        ("hack/gen-content.sh", True),
        ("external-sources/a/community", True),
        ("scripts/deep/pages.csv", True),
        ("scripts/a.png", False),
        ("README.md", False),
        ("content/build.sh", False),
        ("hacks/a.sh", False),
    ],
)
def test_scripts_are_known_by_their_names(name: str, is_script: bool) -> None:
    assert is_build_script(name) is is_script


def test_folders_of_scripts_are_known_with_all_in_them() -> None:
    assert [is_build_folder(name) for name in ("hack", "bin/a", "hacks", "content/bin")] == [
        *[True] * 2,
        *[False] * 2,
    ]
    assert not is_build_folder("scripts/node_modules")


def addresses_in(root: Path, text: str | bytes) -> frozenset[str]:
    site_at(root, {"build.sh": text})
    file = SourceFile("build.sh", str(root / "build.sh"))
    return read_build_scripts([file], {}, 0)[file]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("mv public/a/index.xml public/all.xml\n", "/all.xml"),
        ('"/guide/README.md","/docs/guide/_index.md"\n', "/docs/guide"),
        ("cp x content/en/events/meet.md\n", "/events/meet"),
        ("curl -o static/data/prices.json $URL\n", "/data/prices.json"),
    ],
)
def test_a_path_is_an_address_by_its_end(tmp_path: Path, text: str, address: str) -> None:
    assert address in addresses_in(tmp_path, text)


@pytest.mark.parametrize(
    "text",
    [
        "hugo --minify\n",
        "cp about.md x\n",
        "# about and contact\n",
        b"\0 /a/b.xml",
        b"/a/b " * 60_000,
    ],
)
def test_a_word_is_none_nor_is_anything_in_a_program_or_a_large_file(
    tmp_path: Path, text: str | bytes
) -> None:
    assert addresses_in(tmp_path, text).isdisjoint({"/about", "/contact", "/minify", "/a/b"})


@pytest.mark.parametrize("text", ["a" * 49_000, "a/" * 24_000, "a." * 24_000])
def test_long_words_take_no_time(tmp_path: Path, text: str) -> None:
    assert addresses_in(tmp_path, text) == frozenset()


def test_only_the_last_parts_of_a_path_are_an_address(tmp_path: Path) -> None:
    addresses = addresses_in(tmp_path, "a/b/c/d/e/f/g/h/i/j\n")
    assert max(addresses, key=len) == "/c/d/e/f/g/h/i/j"
    assert len(addresses) == 7


def test_a_file_that_has_gone_names_none(tmp_path: Path) -> None:
    file = SourceFile("build.sh", str(tmp_path / "build.sh"))
    assert read_build_scripts([file], {}, 0) == {file: frozenset()}
