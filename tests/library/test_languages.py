"""A tree of our own in several languages, by the names of files and by folders."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.library.library import Library
from app.library.load import load
from tests.conftest import site_at

LoadSite = Callable[[str], Library]
Places = Callable[[Library], list[tuple[str, int, int, str]]]


@pytest.fixture
def library(load_site: LoadSite) -> Library:
    """The site of three languages and a fourth that nobody writes in."""
    return load_site("languages")


def links(library: Library, slug: str) -> dict[str, tuple[str, str | None]]:
    """By what is written, where the links of a page lead."""
    return {
        link.href: (link.status, link.target.path if link.target else None)
        for link in library.pages_by_slug[slug].links
    }


def test_a_language_is_the_end_of_a_name_or_the_topmost_folder(library: Library) -> None:
    found = {page.source.file: (page.path, page.language) for page in library.pages}
    assert found["team.md"] == ("/team/", "en")
    assert found["team.es.md"] == ("/es/team/", "es")
    assert found["index.de.md"] == ("/de/", "de")
    assert found["es/rooms/index.md"] == ("/es/rooms/", "es")
    assert found["conditions/neck.es.md"] == ("/es/conditions/neck/", "es")


def test_translations_know_each_other_by_name_or_key_in_the_order_of_the_site(
    library: Library,
) -> None:
    known = {page.slug: [each.path for each in page.translations] for page in library.pages}
    assert known["index"] == ["/es/", "/de/"]
    assert known["de"] == ["/", "/es/"]
    assert known["rooms"] == ["/es/rooms/"]
    assert known["rooms/gym"] == ["/es/rooms/gimnasio/"]
    assert known["es/rooms/gimnasio"] == ["/rooms/gym/"]
    assert known["about"] == []


def test_a_link_to_a_file_stays_in_its_language(library: Library) -> None:
    assert links(library, "es") == {
        "team.md": ("ok", "/es/team/"),
        # Its Spanish is in another folder.
        "rooms/index.md": ("ok", "/es/rooms/"),
        # An address is an address.
        "/about/": ("ok", "/about/"),
    }
    assert links(library, "team")["index.md"] == ("ok", "/")
    assert links(library, "es/rooms")["/team.md"] == ("ok", "/es/team/")
    assert links(library, "about")["/team.md"] == ("ok", "/team/")


def test_a_name_with_a_language_is_the_page_in_that_language(library: Library) -> None:
    assert links(library, "about")["team.es.md"] == ("ok", "/es/team/")
    assert links(library, "about")["es/rooms/index.md"] == ("ok", "/es/rooms/")


def test_the_sites_own_language_may_be_named_too(tmp_path: Path) -> None:
    files = {
        "site.yaml": "languages: [en, es]\n",
        "index.en.md": "[inicio](index.es.md)",
        "index.es.md": "[home](index.en.md), [inicio](index.md)",
    }
    library = load(site_at(tmp_path, files))
    assert library.problems == ()
    assert links(library, "es") == {"index.en.md": ("ok", "/"), "index.md": ("ok", "/es/")}


def test_what_is_missing_in_a_language_is_told_and_nothing_takes_its_place(
    library: Library, places: Places
) -> None:
    assert [place for place in places(library) if place[3] != "orphan"] == [
        ("conditions/neck.md", 1, 1, "shared-slug"),
        ("conditions/shoulder.md", 3, 5, "shared-slug"),
        ("es/rooms/index.md", 4, 40, "broken-link"),
        ("index.de.md", 5, 14, "other-language"),
        ("site.yaml", 4, 25, "empty-language"),
        ("team.es.md", 7, 4, "missing-anchor"),
        ("team.es.md", 7, 34, "other-language"),
    ]


def test_a_translation_is_reached_where_the_page_is_in_any_language(library: Library) -> None:
    orphans = {each.file for each in library.problems if each.code == "orphan"}
    assert orphans >= {
        "conditions/espalda.es.md",
        "conditions/neck.es.md",
        "conditions/neck.md",
        "conditions/shoulder.md",
    }
    assert not {"rooms/gym.md", "es/rooms/gimnasio.md", "rooms/hall.de.md"} & orphans
    # Nothing else leads to it.
    assert library.pages_by_slug["de/rooms/hall"].backlinks == ()


def test_a_condition_in_another_language_has_a_slug_of_that_language(library: Library) -> None:
    slugs = {each.name: each.slug for each in library.conditions}
    assert slugs["Back pain"] == "espalda"
    assert slugs["Dolor de cuello"] == "es-neck"
    assert slugs["Neck pain"] == "conditions-neck"
    assert slugs["Shoulder"] == "conditions-shoulder"


def test_each_language_has_its_own_menu(library: Library) -> None:
    assert {menu.language: [item.path for item in menu.items] for menu in library.menus} == {
        "de": ["/de/"],
        "en": ["/team/", "/"],
        "es": ["/es/", "/es/team/"],
    }
