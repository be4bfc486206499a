"""A body by section: its text from the facts, its HTML from what is rendered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.markdown.flavour import COMMONMARK
from app.markdown.parser import LazyBody
from app.markdown.sanitise import Policy
from app.markdown.sections import section_htmls
from app.records import SectionText


def body(markdown: str) -> LazyBody:
    return LazyBody(markdown.encode(), COMMONMARK, str.isspace, Policy())


def test_text_is_parted_at_headings() -> None:
    text = "Lead\n\n# One *two*\n\nFirst.\n\n- a\n- b\n\n### Deep\n\n## Last\n"
    assert body(text).section_texts() == (
        SectionText(None, 0, None, "Lead"),
        SectionText("one-two", 1, "One two", "First.\n\na\nb"),
        SectionText("deep", 3, "Deep", ""),
        SectionText("last", 2, "Last", ""),
    )


def test_a_body_without_text_has_no_sections() -> None:
    assert body("").section_texts() == ()


@pytest.mark.parametrize(
    ("html", "lead", "htmls"),
    [
        ('<p>x</p>\n<h2 id="a">A</h2>\n<p>y</p>\n', "<p>x</p>", ["<p>y</p>", ""]),
        (
            '<div class="c"><p>x</p><h2 id="a"><em>A</em></h2><p>y</p></div><h3 id="b">B</h3>z',
            '<div class="c"><p>x</p></div>',
            ['<div class="c"><p>y</p></div>', "z"],
        ),
        ('<h2 id="o">O</h2><h3 id="b">B</h3><p>z</p>', '<h2 id="o">O</h2>', ["", "<p>z</p>"]),
        ("", "", ["", ""]),
    ],
)
def test_html_is_parted_at_the_same_headings(html: str, lead: str, htmls: list[str]) -> None:
    sections = [SectionText("a", 2, "A", ""), SectionText("b", 3, "B", "")]
    assert section_htmls(html, sections) == (lead, htmls)


@given(st.lists(st.sampled_from(["# A", "## B", "> ## Q", "- # L", "text", "<b>x</b>", "***"])))
def test_every_heading_of_the_body_has_its_section(lines: list[str]) -> None:
    lazy = body("\n\n".join(lines))
    texts = [text for text in lazy.section_texts() if text.depth]
    lead, htmls = section_htmls(lazy.unpack().html, texts)
    assert len(htmls) == len(texts)
    assert sum("text" in html for html in (lead, *htmls)) >= ("text" in lines)
    assert not any("<h1" in html or "<h2" in html for html in (lead, *htmls))
