"""Filters of text that Jekyll adds."""

from tests.dialects.jekyll.liquid.sites import rendered, rendering


def test_markdown_becomes_html() -> None:
    assert rendering("{{ 'a' | markdownify }}").text.text == "<p>a</p>\n"


def test_typography_leaves_tags_alone() -> None:
    text = '<a href="x--y">"It\'s" -- \'90s...</a>'
    expected = '<a href="x--y">“It’s” – ’90s…</a>'
    assert rendered("{{ text | smartify }}", text=text) == expected


def test_a_slug_has_a_mode() -> None:
    template = "{{ t | slugify }} {{ t | slugify: 'latin' }} {{ t | slugify: 'ascii' }}"
    assert rendered(template, t="Łódź, 2 ŋ") == "łódź-2-ŋ lodz-2-ng d-2"
