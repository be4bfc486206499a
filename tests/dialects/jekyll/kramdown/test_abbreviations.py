"""Abbreviations and their titles."""

from app.dialects.jekyll.kramdown.extension import Abbreviations
from tests.dialects.jekyll.kramdown.bodies import html, nodes, text


def test_abbreviations_are_explained_in_html_and_are_text_in_the_tree() -> None:
    markdown = 'The HTML 5, HTML and HTMLx\n\n- HTML\n\n*[HTML]: Hyper "T"\n*[HTML 5]:\n'
    assert html(markdown) == (
        '<p>The <abbr>HTML 5</abbr>, <abbr title="Hyper &quot;T&quot;">HTML</abbr> and HTMLx</p>\n'
        '<ul>\n<li><abbr title="Hyper &quot;T&quot;">HTML</abbr></li>\n</ul>\n'
    )
    assert text(markdown) == "The HTML 5, HTML and HTMLx\n\nHTML"
    assert nodes(markdown)[0]["children"] == [
        {"type": "text", "value": "The HTML 5, HTML and HTMLx"}
    ]


def test_the_longest_name_that_ends_a_word_is_explained() -> None:
    abbreviations = Abbreviations({"A": "1", "A B": "2", "": "3", "c" * 61: "4"})
    explained = abbreviations.explained("A BC & A B, " + "c" * 61)
    assert explained == (
        f'<abbr title="1">A</abbr> BC &amp; <abbr title="2">A B</abbr>, {"c" * 61}'
    )
    assert abbreviations.explained("BA AB") == "BA AB"
