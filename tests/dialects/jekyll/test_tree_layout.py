"""Which files are documents, and what a document is by where it lies."""

import json
from typing import Any

import pytest

from app.dialects.jekyll.tree_layout import ContentFile, TreeLayout
from app.files.tree import Role
from tests.dialects.jekyll.recorded import RECORDED, configuration


def places(text: str = "") -> TreeLayout:
    return TreeLayout(configuration(text))


def role(rules: TreeLayout, name: str) -> Role:
    """What a walk takes the file for: it does not go into folders that are left out."""
    parts = name.split("/")
    folders = ("/".join(parts[:depth]) for depth in range(1, len(parts)))
    if any(rules.role(each, True) is not Role.FOLDER for each in folders):
        return Role.LEFT_OUT
    return rules.role(name, False)


@pytest.mark.parametrize(("written", "expected"), RECORDED["documents"])
def test_the_documents_are_those_that_jekyll_reads(
    written: dict[str, Any], expected: list[str]
) -> None:
    rules = places(json.dumps(written))
    suffixes = tuple(
        f".{each}" for each in written.get("markdown_ext", "md,markdown,mkd").split(",")
    )
    suffixes += (".html", ".htm", ".xhtml")
    found = {
        name
        for name in RECORDED["files"]
        if role(rules, name) is Role.DOCUMENT
        # Drafts are documents of ours always, and shown when they are to be.
        and (not rules.content_file(name).is_draft or written.get("show_drafts"))
        # That they are none is told by what is in them.
        and name != "no_front.md"
    }
    # What is made of a file of another type is no page.
    assert found == {name for name in expected if name.lower().endswith(suffixes)}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a/b.md", ContentFile(None, "a/b.md", (), False, None, "b")),
        ("2024-01-02-a.md", ContentFile(None, "2024-01-02-a.md", (), False, None, "2024-01-02-a")),
        (
            "_posts/2024-1-2-a.b.md",
            ContentFile("posts", "2024-1-2-a.b.md", (), False, "2024-1-2", "a.b"),
        ),
        (
            "x/y/_posts/z/2024-01-02-a.md",
            ContentFile("posts", "z/2024-01-02-a.md", ("x", "y"), False, "2024-01-02", "a"),
        ),
        ("x/_drafts/a...md", ContentFile("posts", "a...md", ("x",), True, None, "a")),
        (
            "_notes/x/2024-01-02-a.md",
            ContentFile("notes", "x/2024-01-02-a.md", (), False, "2024-01-02", "a"),
        ),
    ],
)
def test_a_name_tells_collection_date_and_slug(name: str, expected: ContentFile) -> None:
    assert places("collections: [notes]").content_file(name) == expected


def test_collections_lie_in_a_folder_of_their_own_where_the_configuration_says_so() -> None:
    rules = places("collections_dir: c\ncollections: [notes]\n")
    assert rules.content_file("c/_notes/a.md").label == "notes"
    assert rules.content_file("c/x/_posts/2024-01-02-a.md").above == ("x",)
    assert rules.content_file("_notes/a.md").label is None
    assert rules.role("_posts/2024-01-02-a.md", False) is Role.INCLUDABLE
    assert rules.role("c/_posts", True) is Role.FOLDER


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("_config.yml", Role.DATA),
        ("site.yaml", Role.DATA),
        ("_redirects", Role.DATA),
        ("_data/a/b.csv", Role.DATA),
        ("_data/a.md", Role.LEFT_OUT),
        ("_data/.a.yml", Role.LEFT_OUT),
        ("_includes/deep/a.html", Role.DATA),
        ("_includes/noext", Role.DATA),
        ("_layouts/a.html", Role.DATA),
        ("_site/_a.md", Role.LEFT_OUT),
        ("node_modules/_a.md", Role.LEFT_OUT),
        ("_parts/.a.md", Role.LEFT_OUT),
        ("_parts/a.md", Role.INCLUDABLE),
        ("_parts/deep/a.html", Role.INCLUDABLE),
        ("_parts/a.png", Role.INCLUDABLE),
        ("a/_part.md", Role.INCLUDABLE),
        ("a/#part.md", Role.INCLUDABLE),
        ("_posts/undated.md", Role.INCLUDABLE),
        ("_plugins/a.md", Role.LEFT_OUT),
        ("_plugins/a.rb", Role.DATA),
        ("Gemfile", Role.DATA),
        ("images/a.png", Role.ASSET),
        ("a.rb", Role.BUILT),
        ("a.key", Role.NOT_SERVED),
    ],
)
def test_files_that_are_no_documents(name: str, expected: Role) -> None:
    assert role(places(), name) is expected


def test_pictures_of_a_collection_are_served_with_its_pages_only() -> None:
    text = "collections: {shown: {output: true}, kept: {}}"
    assert role(places(text), "_shown/a.png") is Role.ASSET
    assert role(places(text), "_kept/a.png") is Role.INCLUDABLE
    assert role(places(text), "_posts/a.png") is Role.INCLUDABLE
