"""Text becomes part of an address as Jekyll makes it."""

import pytest

from app.dialects.jekyll.slugify import lowered, slugify
from tests.dialects.jekyll.recorded import RECORDED


@pytest.mark.parametrize(("text", "mode", "lower", "cased"), RECORDED["slugs"])
def test_a_slug_is_jekylls(text: str, mode: str, lower: str, cased: str) -> None:
    is_pretty = mode == "pretty"
    assert slugify(text, is_pretty=is_pretty) == lower
    assert slugify(text, is_pretty=is_pretty, is_cased=True) == cased


def test_ruby_lowers_letter_by_letter() -> None:
    assert lowered("ΟΔΟΣ") == "οδοσ"
    assert lowered("GRÖSSE") == "grösse"
