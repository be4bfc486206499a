"""The Markdown that a Jekyll site's bodies are in."""

import pytest

from app.dialects.jekyll.dialect import JekyllDialect
from app.markdown import COMMONMARK, HTML, KRAMDOWN, KRAMDOWN_PLAIN, Flavour
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
            Flavour("kramdown", options=(("auto_ids", "false"), ("toc_levels", "2..3"))),
        ),
        ("kramdown: {toc_levels: [2, 3]}", Flavour("kramdown", options=(("toc_levels", "2,3"),))),
        ("kramdown: {toc_levels: 2}", Flavour("kramdown", options=(("toc_levels", "2"),))),
    ],
)
def test_the_configuration_says_how_bodies_are_read(written: str, expected: Flavour) -> None:
    dialect = JekyllDialect(Site(), configuration(written))
    assert dialect.flavour("a.md") == expected
    assert dialect.flavour("a.html") is HTML
