"""The Markdown that a Jekyll site's bodies are in."""

import pytest

from app.dialects.jekyll.kramdown.reading import Kramdown, flavour_of
from app.markdown import COMMONMARK, HTML, Flavour
from app.site.schema import Site
from tests.dialects.jekyll.recorded import configuration


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("", Kramdown()),
        ("kramdown: true", Kramdown()),
        ("markdown: CommonMark", COMMONMARK),
        ("kramdown: {input: kramdown}", Kramdown("kramdown", has_tight_headings=True)),
        ("markdown: rdiscount", Kramdown(has_tight_headings=True)),
        ("markdown: redcarpet", Kramdown(has_tight_headings=True)),
        ("kramdown: {auto_ids: true, toc_levels: []}", Kramdown()),
        (
            "kramdown: {auto_ids: false, toc_levels: 2..3}",
            Kramdown(options=(("auto_ids", "false"), ("toc_levels", "2..3"))),
        ),
        ("kramdown: {toc_levels: [2, 3]}", Kramdown(options=(("toc_levels", "2,3"),))),
        ("kramdown: {toc_levels: 2}", Kramdown(options=(("toc_levels", "2"),))),
    ],
)
def test_the_configuration_says_how_bodies_are_read(written: str, expected: Flavour) -> None:
    assert flavour_of("a.md", configuration(written), Site()) == expected
    assert flavour_of("a.html", configuration(written), Site()) is HTML
