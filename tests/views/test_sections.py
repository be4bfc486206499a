"""The sections of a body as they are sent."""

from collections.abc import Callable, Mapping

from app.library.library import Library
from app.views.sections import body_sections

LoadFiles = Callable[[Mapping[str, str | bytes]], Library]


def test_sections_have_their_lines_aspects_and_html(load_files: LoadFiles) -> None:
    text = "---\ntitle: A\n---\n\nLead [b](b.md).\n\n## Symptoms\n\nPain.\n\n### At night\n"
    page = load_files({"a.md": text, "b.md": "B"}).pages_by_slug["a"]
    sections = body_sections(page.body, page.body.content.unpack().html)
    assert [(each.id, each.depth, each.aspect, each.line) for each in sections] == [
        (None, 0, None, 5),
        ("symptoms", 2, "symptoms", 7),
        ("at-night", 3, None, 11),
    ]
    assert sections[0].html == '<p>Lead <a href="/b/">b</a>.</p>'
    assert sections[1].html == "<p>Pain.</p>"
    assert [each.text for each in sections] == ["Lead b.", "Pain.", ""]


def test_a_picture_before_the_first_heading_is_not_lost(load_files: LoadFiles) -> None:
    page = load_files({"a.md": "***\n\n## A\n"}).pages_by_slug["a"]
    sections = body_sections(page.body, page.body.content.unpack().html)
    assert [each.depth for each in sections] == [0, 2]
    assert sections[0].html.startswith("<hr")


def test_an_empty_body_has_no_sections(load_files: LoadFiles) -> None:
    page = load_files({"a.md": ""}).pages_by_slug["a"]
    assert body_sections(page.body, page.body.content.unpack().html) == ()
