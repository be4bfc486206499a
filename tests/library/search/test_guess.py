"""The language of a site that does not say it, or names a wrong one."""

from pathlib import Path

import pytest

from app.library.load import load
from app.library.search.guess import guessed_language, wrong_languages
from app.library.search.query import parse_query
from tests.conftest import site_at
from tests.library.search.site import found, index_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("We treat pain that comes from the neck, and we listen to what you say.", "en"),
        ("Wir behandeln Schmerzen, die vom Nacken kommen, und hören Ihnen zu.", "de"),
        ("Nous traitons les douleurs du cou, et nous sommes à votre écoute.", "fr"),
        ("Tratamos el dolor de cuello y escuchamos lo que nos dice.", "es"),
        ("Zzz.", "en"),
        ("", "en"),
    ],
)
def test_a_language_is_known_by_its_small_words(tmp_path: Path, text: str, language: str) -> None:
    assert guessed_language(load(site_at(tmp_path, {"a.md": text})).pages) == language


@pytest.mark.parametrize(
    ("code", "text", "wrong"),
    [
        (
            "en-us",
            "Wir behandeln Schmerzen, die vom Nacken kommen, und hören Ihnen zu. ",
            {"en": "de"},
        ),
        ("de", "Wir behandeln Schmerzen, die vom Nacken kommen, und hören Ihnen zu. ", {}),
        # Too little to tell.
        ("en", "Wir behandeln Schmerzen.", {}),
        # A language without small words that are known.
        ("cy", "We treat pain that comes from the neck, and we listen to what you say. ", {}),
    ],
)
def test_a_language_is_wrong_where_most_words_are_of_another(
    tmp_path: Path, code: str, text: str, wrong: dict[str, str]
) -> None:
    times = 10 if text.endswith(" ") else 1
    pages = {f"{number}.md": text for number in range(times)}
    files = {"site.yaml": f"language: {code}\n"} | pages
    assert wrong_languages(load(site_at(tmp_path, files)).pages) == wrong


def test_a_page_is_found_by_words_of_the_language_that_it_is_in(tmp_path: Path) -> None:
    text = "Wir behandeln Schmerzen, die vom Nacken kommen, und hören Ihnen zu.\n"
    pages = {f"{number}.md": text for number in range(10)}
    files = {"site.yaml": "language: en\n", "a.md": "Zahnschmerzen.\n"} | pages
    index = index_of(tmp_path, files)
    assert tuple(index.vocabularies) == ("de",)
    assert found(index, "Zahnweh") == ["a"]
    assert parse_query("Zahnweh", index, ["en"]).terms
