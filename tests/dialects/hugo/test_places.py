"""Which files are documents, and what a document is by where it lies."""

import pytest

from app.dialects.hugo.places import Place, Places, is_configuration
from app.files.tree import Role
from tests.dialects.hugo.reading import configuration

TONGUES = "languages: {en: {weight: 1}, pt-BR: {weight: 2}, de: {contentDir: inhalt}}"


def role(rules: Places, name: str) -> Role:
    """What a walk takes the file for: it does not go into folders that are left out."""
    parts = name.split("/")
    folders = ("/".join(parts[:depth]) for depth in range(1, len(parts)))
    if any(rules.role(each, True) is not Role.FOLDER for each in folders):
        return Role.LEFT_OUT
    return rules.role(name, False)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("content/a.md", Role.DOCUMENT),
        ("content/a.markdown", Role.DOCUMENT),
        ("content/a.html", Role.DOCUMENT),
        ("content/_common/a.md", Role.DOCUMENT),
        ("content/a.png", Role.ASSET),
        ("content/a.adoc", Role.NOT_SERVED),
        ("content/.a.md", Role.LEFT_OUT),
        ("content/a.md~", Role.LEFT_OUT),
        ("content/gym/index.md", Role.DOCUMENT),
        ("content/gym/index.es.md", Role.LEFT_OUT),
        ("content/gym/rules.md", Role.LEFT_OUT),
        ("content/gym/deep/rules.md", Role.LEFT_OUT),
        ("content/gym/deep/gym.png", Role.ASSET),
        ("content/gymnastics/a.md", Role.DOCUMENT),
        ("static/a.png", Role.ASSET),
        ("static/a.md", Role.NOT_SERVED),
        ("site.yaml", Role.SUPPORT),
        ("README.md", Role.LEFT_OUT),
        ("public/a.md", Role.LEFT_OUT),
        ("public/a.png", Role.LEFT_OUT),
        ("themes/plain/content/a.md", Role.LEFT_OUT),
        ("layouts/index.html", Role.LEFT_OUT),
        ("archetypes/default.md", Role.LEFT_OUT),
        ("hugo.toml", Role.LEFT_OUT),
    ],
)
def test_documents_are_what_lies_in_the_content(name: str, expected: Role) -> None:
    rules = Places(configuration(), frozenset({"content/gym"}))
    assert role(rules, name) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("content/a.draft.md", Role.LEFT_OUT),
        ("content/attic/a.md", Role.LEFT_OUT),
        ("content/attics/a.md", Role.DOCUMENT),
    ],
)
def test_ignored_files_are_left_out(name: str, expected: Role) -> None:
    text = "ignoreFiles: ['\\.draft\\.md$', '/content/attic/', '(never closed']"
    assert role(Places(configuration(text)), name) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("content/a/b.md", Place("en", "a", "b", "page")),
        ("content/a/b.pt-br.md", Place("pt-br", "a", "b", "page")),
        ("content/a/b.v2.md", Place("en", "a", "b.v2", "page")),
        ("content/a/_index.pt-BR.md", Place("pt-br", "a", "_index", "branch")),
        ("content/a/index.md", Place("en", "a", "index", "leaf")),
        ("inhalt/a/b.md", Place("de", "a", "b", "page")),
        ("inhalt/_index.md", Place("de", "", "_index", "branch")),
    ],
)
def test_a_name_tells_language_folder_and_node(name: str, expected: Place) -> None:
    assert Places(configuration(TONGUES)).place(name) == expected


@pytest.mark.parametrize(
    ("place", "logical", "kind"),
    [
        (Place("en", "", "_index", "branch"), "/", "home"),
        (Place("en", "A", "_index", "branch"), "/a", "section"),
        (Place("en", "A/B", "index", "leaf"), "/a/b", "page"),
        (Place("en", "", "About", "page"), "/about", "page"),
    ],
)
def test_a_place_has_a_logical_path_and_a_kind(place: Place, logical: str, kind: str) -> None:
    assert (place.logical, place.kind) == (logical, kind)


def test_leaves_are_folders_with_an_index_in_any_language() -> None:
    names = ["content/a/index.pt-br.md", "content/b/_index.md", "content/c/index.png"]
    assert Places(configuration(TONGUES)).leaves(names) == {"content/a"}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("hugo.toml", True),
        ("config.yml", True),
        ("config", True),
        ("config/_default/hugo.toml", True),
        ("content/hugo.toml", False),
        ("configure", False),
    ],
)
def test_files_of_the_configuration_are_known(name: str, expected: bool) -> None:
    assert is_configuration(name) is expected
