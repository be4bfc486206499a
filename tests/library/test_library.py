"""The ways to find records of a library."""

from collections.abc import Callable, Mapping

import pytest

from app.library.library import Library

LoadFiles = Callable[[Mapping[str, str | bytes]], Library]


@pytest.fixture
def library(load_files: LoadFiles) -> Library:
    """A site of two languages with a menu in each."""
    return load_files(
        {
            "site.yaml": "language: en\nlanguages: [en, de]\nbase_url: https://www.example.org\n",
            "index.md": "---\nmenu: main\n---\n[a](/a/) [b](/b/)\n",
            "a.md": "---\nmenu: main\nredirect_from: /old/\n---\n",
            "index.de.md": "---\nmenu: main\n---\n",
        }
    )


def test_a_menu_is_found_by_name_and_language(library: Library) -> None:
    assert [(menu.name, menu.language) for menu in library.menus] == [
        ("main", "en"),
        ("main", "de"),
    ]
    for language, expected in ((None, "en"), ("en", "en"), ("de", "de")):
        menu = library.menu("main", language)
        assert menu is not None
        assert menu.language == expected
    assert library.menu("main", "fr") is None
    assert library.menu("footer") is None


def test_an_address_is_resolved_on_the_sites_own_host_only(library: Library) -> None:
    for address in ("/a", "https://example.org/a/?x#y", "/old/"):
        match = library.resolve(address)
        assert match is not None
        assert match.page is not None
        assert match.page.ref.slug == "a"
    assert library.resolve("https://other.example/a/") is None
    assert library.resolve("/nowhere/") is None


def test_near_addresses_are_suggested(library: Library) -> None:
    assert [ref.slug for ref in library.near("/A1/")] == ["a"]


def test_records_and_links_are_counted(library: Library) -> None:
    assert library.counts == {
        "pages": 3,
        "conditions": 0,
        "locations": 0,
        "menus": 2,
        "links": 2,
        "assets": 0,
    }
    assert [(edge.origin.slug, edge.link.href) for edge in library.edges] == [
        ("index", "/a/"),
        ("index", "/b/"),
    ]
    assert library.languages == ("de", "en")
    assert library.errors == ()
