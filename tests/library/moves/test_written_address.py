"""New addresses in the style of old ones."""

import pytest

from app.library.moves.written_address import WrittenAddress, in_style, relative_paths


@pytest.mark.parametrize(
    ("written", "path", "new"),
    [
        ("/a/b/?c#d", "/e/", "/e/?c#d"),
        ("https://h/a", "/e", "https://h/e"),
        ("//h", "/e/", "//h/e/"),
        ("../a%20b/c.md", "../a b/d e.md", "../a%20b/d%20e.md"),
        ("/Größe/a", "/Größe/ä b", "/Größe/ä%20b"),
        ("/a/b", "/ä/b", "/%C3%A4/b"),
        ("/a", "/b(c)", "/b%28c%29"),
        ("a", "b:c", "b%3Ac"),
        ("/a?b", "/100%", "/100%25?b"),
    ],
)
def test_only_the_path_changes_and_its_old_parts_stay(written: str, path: str, new: str) -> None:
    assert WrittenAddress.of(written).with_path(path) == new


@pytest.mark.parametrize(
    ("path", "written", "old", "new"),
    [
        ("/new/", "/old/", "/old/", "/new/"),
        ("/new/", "/old", "/old/", "/new"),
        ("/new/", "/old.html", "/old/", "/new.html"),
        ("/new/", "/old/index.html", "/old/", "/new/index.html"),
        ("/", "/old", "/old/", "/"),
        ("/", "/old.html", "/old/", "/"),
        ("/new.html", "/old.html", "/old.html", "/new.html"),
        ("/new.html", "/old", "/old.html", "/new"),
        ("/new.html", "/old/", "/old.html", "/new/"),
        ("/new", "/old", "/old", "/new"),
    ],
)
def test_the_ending_is_as_it_was(path: str, written: str, old: str, new: str) -> None:
    assert in_style(path, written, old) == new


@pytest.mark.parametrize(
    ("path", "base", "written", "new"),
    [
        ("/a/b/", "/a/", "x/", "b/"),
        ("/a/b", "/a/c/", "../x", "../b"),
        ("/a/b", "/a/", "./x", "./b"),
        ("/b", "/a/", "./x", "../b"),
        ("/b", "/a/", "./../x", "./../b"),
        ("/", "/a/", "x/", "../"),
        ("/a/", "/a/", "../a/", "./"),
    ],
)
def test_relative_paths_are_the_shortest(path: str, base: str, written: str, new: str) -> None:
    assert next(relative_paths(path, base, written)) == new
