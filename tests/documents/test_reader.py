"""A folder that is read again and again gives what one gives that is read for the first time."""

import resource
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.documents.reader import ContentFolderError, Reader
from tests.conftest import site_at


def test_what_has_not_changed_is_not_parsed_again(tmp_path: Path) -> None:
    reader = Reader(site_at(tmp_path, {"a.md": "A\n", "b.md": "B\n"}))
    first = reader.read(reader.listing())
    (tmp_path / "a.md").write_text("C\n")
    second = reader.read(reader.listing())
    assert second.parsed[1] is first.parsed[1]
    assert second.parsed[0] is not first.parsed[0]
    assert second.inputs != first.inputs
    assert reader.read(reader.listing()).inputs == second.inputs


@pytest.mark.parametrize(
    ("key", "is_parsed_again"),
    [
        ("title: New\n", False),
        ("menus: {main: [{title: A, path: /a/}]}\n", False),
        ("iframe_hosts: [maps.example.org]\n", True),
        ("collections: {conditions: {match: [a.md]}}\n", True),
        ("base_url: https://example.org/clinic\n", True),
    ],
)
def test_documents_are_parsed_again_by_another_site_file_if_they_depend_on_it(
    tmp_path: Path, key: str, is_parsed_again: bool
) -> None:
    reader = Reader(site_at(tmp_path, {"a.md": "A\n"}))
    first = reader.read(reader.listing())
    (tmp_path / "site.yaml").write_text(key)
    second = reader.read(reader.listing())
    assert (second.parsed[0] is not first.parsed[0]) == is_parsed_again
    assert second.inputs != first.inputs
    assert second.site != first.site


@pytest.mark.parametrize("system", ["_config.yml", "hugo.yaml"])
def test_another_configuration_has_all_documents_parsed_again(tmp_path: Path, system: str) -> None:
    page = "---\ntitle: A\n---\n"
    files = {system: "title: A\n", "a.md": page, "content/a.md": page}
    reader = Reader(site_at(tmp_path, files))
    first = reader.read(reader.listing())
    (tmp_path / system).write_text("title: New\n")
    assert reader.read(reader.listing()).parsed[0] is not first.parsed[0]


def test_documents_that_are_away_for_a_time_are_not_parsed_again(tmp_path: Path) -> None:
    root = site_at(tmp_path / "content", {"docs/a.md": "A\n", "site.yaml": "language: fr\n"})
    reader = Reader(root)
    first = reader.read(reader.listing())
    away = [(root / name, tmp_path / name) for name in ("docs", "site.yaml")]
    for place, beside in away:
        place.rename(beside)
    assert reader.read(reader.listing()).parsed == ()
    for place, beside in away:
        beside.rename(place)
    again = reader.read(reader.listing())
    assert again.parsed[0] is first.parsed[0]
    assert again.inputs == first.inputs


def test_snapshots_are_equal_as_long_as_no_file_is_another(tmp_path: Path) -> None:
    reader = Reader(site_at(tmp_path, {"a.md": "A\n", "b.txt": "B"}))
    first = reader.listing()
    assert first == reader.listing()
    assert not first.settled
    (tmp_path / "b.txt").write_text("BB")
    assert first != reader.listing()


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    reader = Reader(site_at(tmp_path / "content", {"a.md": "A\n"}))
    reader.listing()
    shutil.rmtree(tmp_path / "content")
    with pytest.raises(ContentFolderError, match="BODYWISE_CONTENT"):
        reader.listing()


EVERYWHERE = {
    "_config.yml": "title: A\n",
    "site.yaml": "title: B\n",
    "index.md": "---\n---\n{% include_relative _part.txt %}\n",
    "_part.txt": "a part",
    "_data/a.yml": "a: 1\n",
    "_includes/b.html": "b",
    "c.txt": "c",
}


@contextmanager
def no_more_files() -> Iterator[None]:
    """Let this process open no further file."""
    limits = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, limits)


def test_a_file_that_could_not_be_read_is_read_again_although_it_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = Reader(site_at(tmp_path, EVERYWHERE))
    # An hour later the stamps of the files can be relied on.
    now = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: now() + 3600 * 10**9)
    assert reader.listing().settled
    expected = reader.read(reader.listing())
    assert expected.problems == ()
    again = Reader(tmp_path)
    listing = again.listing()
    with no_more_files():
        failed = again.read(listing)
    assert failed.inputs != expected.inputs
    unreadable = {each.file for each in failed.problems if each.code == "unreadable"}
    assert unreadable >= {"_data/a.yml", "_includes/b.html", "c.txt"}
    assert not again.listing().settled
    tree = again.read(again.listing())
    assert (tree.inputs, tree.problems) == (expected.inputs, ())


def test_a_site_that_appears_in_a_folder_is_another_tree(tmp_path: Path) -> None:
    reader = Reader(site_at(tmp_path, {"README.md": "A\n"}))
    first = reader.listing()
    assert reader.read(first).problems == ()
    site_at(tmp_path, {"docs/_config.yml": "title: A\n"})
    second = reader.listing()
    assert second != first
    assert [problem.code for problem in reader.read(second).problems][:1] == ["site-in-subfolder"]
