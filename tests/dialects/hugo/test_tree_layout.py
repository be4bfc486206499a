"""Which files are documents, and what a document is by where it lies."""

import pytest

from app.dialects.hugo.tree_layout import ContentFile, TreeLayout
from app.files.tree import Role
from tests.dialects.hugo.reading import configuration

TONGUES = "languages: {en: {weight: 1}, pt-BR: {weight: 2}, de: {contentDir: inhalt}}"


def role(rules: TreeLayout, name: str) -> Role:
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
        ("site.yaml", Role.DATA),
        ("README.md", Role.LEFT_OUT),
        ("public/a.md", Role.LEFT_OUT),
        ("public/a.png", Role.LEFT_OUT),
        ("themes/plain/content/a.md", Role.LEFT_OUT),
        ("layouts/index.html", Role.DATA),
        ("archetypes/default.md", Role.LEFT_OUT),
        ("hugo.toml", Role.LEFT_OUT),
    ],
)
def test_documents_are_what_lies_in_the_content(name: str, expected: Role) -> None:
    rules = TreeLayout(configuration(), frozenset({"content/gym"}))
    assert role(rules, name) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("content/a.draft.md", Role.LEFT_OUT),
        ("content/attic/a.md", Role.LEFT_OUT),
        ("content/attics/a.md", Role.DOCUMENT),
        ("content/a_files/plot.png", Role.LEFT_OUT),
        ("static/a_files/plot.png", Role.ASSET),
        ("static/attic_files/a.draft.md", Role.NOT_SERVED),
        ("layouts/a_files/plot.html", Role.DATA),
    ],
)
def test_ignored_content_is_left_out(name: str, expected: Role) -> None:
    text = "ignoreFiles: ['\\.draft\\.md$', '/content/attic/', '_files$', '(never closed']"
    assert role(TreeLayout(configuration(text)), name) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("content/a/b.md", ContentFile("en", "a", "b", "page")),
        ("content/a/b.pt-br.md", ContentFile("pt-br", "a", "b", "page")),
        ("content/a/b.v2.md", ContentFile("en", "a", "b.v2", "page")),
        ("content/a/_index.pt-BR.md", ContentFile("pt-br", "a", "_index", "branch")),
        ("content/a/index.md", ContentFile("en", "a", "index", "leaf")),
        ("inhalt/a/b.md", ContentFile("de", "a", "b", "page")),
        ("inhalt/_index.md", ContentFile("de", "", "_index", "branch")),
    ],
)
def test_a_name_tells_language_folder_and_node(name: str, expected: ContentFile) -> None:
    assert TreeLayout(configuration(TONGUES)).content_file(name) == expected


@pytest.mark.parametrize(
    ("place", "logical", "kind"),
    [
        (ContentFile("en", "", "_index", "branch"), "/", "home"),
        (ContentFile("en", "A", "_index", "branch"), "/a", "section"),
        (ContentFile("en", "A/B", "index", "leaf"), "/a/b", "page"),
        (ContentFile("en", "", "About", "page"), "/about", "page"),
    ],
)
def test_a_place_has_a_logical_path_and_a_kind(place: ContentFile, logical: str, kind: str) -> None:
    assert (place.logical, place.kind) == (logical, kind)


def test_leaves_are_folders_with_an_index_in_any_language() -> None:
    names = ["content/a/index.pt-br.md", "content/b/_index.md", "content/c/index.png"]
    assert TreeLayout(configuration(TONGUES)).leaves(names) == {"content/a"}
