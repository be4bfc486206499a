"""The language of a query."""

from pathlib import Path

from app.library.search.query import parse_query
from tests.library.search.site import index_of


def test_the_language_of_a_query_is_that_of_its_words(tmp_path: Path) -> None:
    files = {
        "site.yaml": "languages: [en, es]\n",
        "a.md": "---\ntitle: The knee\n---\n",
        "b.es.md": "---\ntitle: La rodilla\n---\n",
    }
    index = index_of(tmp_path, files)
    assert parse_query("la", index).language == "es"
    assert parse_query("rodilla", index).language == "es"
    # Daily language, of which the site has nothing.
    assert parse_query("jaqueca", index).language == "es"
    # That of the site.
    assert parse_query("qwertz", index).language == "en"
    # The beginning of a word.
    assert parse_query("rodil ", index).language == "es"


def test_a_site_in_one_language_has_nothing_to_tell_apart(tmp_path: Path) -> None:
    index = index_of(tmp_path, {"site.yaml": "language: es\n", "b.md": "# La rodilla\n"})
    assert parse_query("la rodilla", index).language == ""
