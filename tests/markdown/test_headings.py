"""Heading ids and the table of contents."""

import pytest

from app.markdown.headings import github_slug
from app.records import TocEntry
from tests.markdown.bodies import nodes, parse


def ids(markdown: str) -> list[str]:
    return [node["data"]["id"] for node in nodes(markdown) if node["type"] == "heading"]


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Hello, World!", "hello-world"),
        ("Tennis & Golfer’s elbow", "tennis--golfers-elbow"),
        ("snake_case and-hyphen", "snake_case-and-hyphen"),
        ("1.2.3 Version", "123-version"),
        ("Über uns", "über-uns"),
        ("Привет, мир", "привет-мир"),
        ("日本語 です。", "日本語-です"),
        ("مرحبا", "مرحبا"),
        ("हिन्दी", "हिन्दी"),
        ("👍 thumbs", "-thumbs"),
        ("a — b", "a--b"),
    ],
)
def test_ids_are_made_as_github_makes_them(title: str, slug: str) -> None:
    assert github_slug(title) == slug
    assert ids(f"# {title}") == [slug]


def test_ids_are_unique_whatever_the_headings_are_called() -> None:
    assert ids("# a\n# a\n# a\n# a-1\n# A\n") == ["a", "a-1", "a-2", "a-1-1", "a-3"]
    assert ids("# a-1\n# a\n# a\n") == ["a-1", "a", "a-2"]


def test_a_heading_without_letters_has_an_id_too() -> None:
    assert ids("# !!!\n#\n# ***\n") == ["section", "section-1", "section-2"]


def test_marks_links_and_pictures_are_left_out_of_ids() -> None:
    assert ids("# *One* [two](/2/) `three` ![four](/4.png) <b>five</b>") == ["one-two-three-five"]


def test_html_tree_and_contents_have_the_same_ids() -> None:
    body = parse("# a\n\nSetext\n---\n\n> # a\n")
    assert body.content.unpack().html == (
        '<h1 id="a">a</h1>\n<h2 id="setext">Setext</h2>\n'
        '<blockquote>\n<h1 id="a-1">a</h1>\n</blockquote>\n'
    )
    assert body.anchors == {"a", "setext", "a-1"}
    assert body.first_heading == "a"


def test_contents_nest_by_depth_also_where_depths_are_skipped() -> None:
    body = parse("### c\n# a\n### b\n## d\n#### e\n# f\n")
    assert body.toc == (
        TocEntry(3, "c", "c", ()),
        TocEntry(
            1,
            "a",
            "a",
            (
                TocEntry(3, "b", "b", ()),
                TocEntry(2, "d", "d", (TocEntry(4, "e", "e", ()),)),
            ),
        ),
        TocEntry(1, "f", "f", ()),
    )
