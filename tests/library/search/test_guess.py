"""The language of a site that does not say it."""

from pathlib import Path

import pytest

from app.library.load import load
from app.library.search.guess import guessed_language
from tests.conftest import site_at


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
