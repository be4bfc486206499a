"""A tree of our own: files are where their pages are."""

import pytest

from app.dialects.document import Document, Placement
from app.dialects.native import NativeDialect
from app.documents.parse import Parser
from app.files.tree import Role
from app.front_matter import FrontMatter
from app.markdown import COMMONMARK
from app.site.schema import Site

RULES = NativeDialect(Site(base_url="https://clinic.example/below"))


def document(file: str, text: str, rules: NativeDialect = RULES) -> Document:
    found = Parser(rules).parse(file, text.encode()).document
    assert isinstance(found, Document)
    return found


def told(file: str, text: str) -> list[tuple[int, str]]:
    return [(each.line, each.code) for each in Parser(RULES).parse(file, text.encode()).problems]


@pytest.mark.parametrize(
    ("name", "is_folder", "expected"),
    [
        ("a.md", False, Role.DOCUMENT),
        ("a.MARKDOWN", False, Role.DOCUMENT),
        ("a.html", False, Role.NOT_SERVED),
        ("a.png", False, Role.ASSET),
        ("a", True, Role.FOLDER),
        (".git", True, Role.LEFT_OUT),
        ("a/.b.md", False, Role.LEFT_OUT),
        ("a/node_modules", True, Role.LEFT_OUT),
        ("site.yaml", False, Role.DATA),
        ("a/site.yaml", False, Role.NOT_SERVED),
        # The walk tells of it.
        ("a.md", True, Role.DOCUMENT),
    ],
)
def test_a_file_is_what_its_name_says(name: str, is_folder: bool, expected: Role) -> None:
    assert RULES.role(name, is_folder) is expected


@pytest.mark.parametrize(
    ("file", "text", "path"),
    [
        ("a/b.md", "", "/a/b/"),
        ("a/index.md", "", "/a/"),
        ("a/b.md", "---\nslug: c\n---\n", "/a/c/"),
        ("a/b.md", "---\npermalink: /x/y/\n---\n", "/x/y/"),
        ("a/b.md", "---\npermalink: https://www.clinic.example/x/\n---\n", "/x/"),
        ("a/b.md", "---\npermalink: ' '\nslug: ' '\n---\n", "/a/b/"),
    ],
)
def test_a_path_is_the_permalink_else_the_name_with_the_slug_for_its_end(
    file: str, text: str, path: str
) -> None:
    assert document(file, text).path == path
    assert told(file, text) == []


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        ("---\nslug: A b\n---\n", "/a-b/", [(2, "changed-slug")]),
        ("---\nslug: a/b\n---\n", "/x/", [(2, "invalid-slug")]),
        ("---\npermalink: ../x\n---\n", "/x/", [(2, "invalid-slug")]),
        ("---\npermalink: https://other.example/x/\n---\n", "/x/", [(2, "invalid-slug")]),
        ("---\npermalink: /a b/\n---\n", "/a-b/", [(2, "changed-slug")]),
    ],
)
def test_what_is_no_address_is_told_and_another_is_found(
    text: str, path: str, expected: list[tuple[int, str]]
) -> None:
    assert document("x.md", text).path == path
    assert told("x.md", text) == expected


@pytest.mark.parametrize("key", ["src", "url"])
def test_a_pictures_path_has_one_of_two_names(key: str) -> None:
    text = f"---\nimage:\n  {key}: /a.jpg\n  alt: A\n---\n"
    image = document("x.md", text).fields.image
    assert image is not None
    assert (image.src, image.alt) == ("/a.jpg", "A")
    assert told("x.md", text) == []


def test_a_name_of_which_no_address_can_be_made_has_one_all_the_same() -> None:
    assert document("!!.md", "").path.startswith("/untitled-")
    assert told("!!.md", "") == [(1, "invalid-slug")]
    assert RULES.possible_slugs("!!.md") == {"!!"}


def test_a_collections_permalink_is_filled_or_told_of() -> None:
    rules = NativeDialect(
        Site.model_validate(
            {"collections": {"news": {"match": ("**",), "permalink": "/:year/:slug/"}}}
        )
    )
    assert document("a.md", "---\ndate: 2024-01-02\n---\n", rules).path == "/2024/a/"
    found = Parser(rules).parse("a.md", b"A")
    assert [each.code for each in found.problems] == ["invalid-slug"]
    assert isinstance(found.document, Document)
    assert found.document.path == "/a/"


def _kind_of(file: str) -> str:
    return RULES.kind_of(file, RULES.placement(file))


def test_a_file_stands_in_its_folder() -> None:
    assert RULES.placement("a/b/c.md") == Placement("a/b", "a", "c")
    assert RULES.placement("a/b/index.md") == Placement("a/b", "a", "b")
    assert RULES.placement("c.md") == Placement("", None, "c")
    assert [_kind_of(f"{each}/a.md") for each in ("conditions", "locations", "x")] == [
        *("condition", "location", "page")
    ]
    assert _kind_of("conditions.md") == "page"
    assert RULES.possible_slugs("a/b.md") == {"b", "a/b"}


def test_nothing_is_a_template_and_files_are_served_as_they_are() -> None:
    assert document("a.md", "{{ x }}").template_source is None
    assert RULES.flavour("a.md", FrontMatter({}, {})) is COMMONMARK
    assert RULES.asset_path("a/b.png", {}) == "/a/b.png"
    assert not RULES.is_generated("a.txt", b"---\n---\n")
    assert RULES.base_path == "/below"
