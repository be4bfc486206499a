"""The Markdown that a Jekyll site's bodies are in."""

import pytest

from app.dialects.jekyll.dialect import JekyllDialect
from app.dialects.jekyll.kramdown.reading import KRAMDOWN, KRAMDOWN_PLAIN, Kramdown
from app.markdown import COMMONMARK, HTML, Flavour
from app.site.schema import Site
from tests.dialects.jekyll.recorded import configuration


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("", KRAMDOWN),
        ("kramdown: true", KRAMDOWN),
        ("markdown: CommonMark", COMMONMARK),
        ("kramdown: {input: kramdown}", KRAMDOWN_PLAIN),
        ("kramdown: {auto_ids: true, toc_levels: []}", KRAMDOWN),
        (
            "kramdown: {auto_ids: false, toc_levels: 2..3}",
            Kramdown(options=(("auto_ids", "false"), ("toc_levels", "2..3"))),
        ),
        ("kramdown: {toc_levels: [2, 3]}", Kramdown(options=(("toc_levels", "2,3"),))),
        ("kramdown: {toc_levels: 2}", Kramdown(options=(("toc_levels", "2"),))),
    ],
)
def test_the_configuration_says_how_bodies_are_read(written: str, expected: Flavour) -> None:
    dialect = JekyllDialect(Site(), configuration(written))
    assert dialect.flavour_of("a.md") == expected
    assert dialect.flavour_of("a.html") is HTML
