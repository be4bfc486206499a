"""Text becomes part of an address as Jekyll makes it."""

from typing import Literal

import pytest

from app.dialects.jekyll.slugify import lowered, slugify
from tests.dialects.jekyll.recorded import RECORDED


@pytest.mark.parametrize(("text", "mode", "lower", "cased"), RECORDED["slugs"])
def test_a_slug_is_jekylls(
    text: str, mode: Literal["default", "pretty"], lower: str, cased: str
) -> None:
    assert slugify(text, mode) == lower
    assert slugify(text, mode, cased=True) == cased


def test_ruby_lowers_letter_by_letter() -> None:
    assert lowered("ΟΔΟΣ") == "οδοσ"
    assert lowered("GRÖSSE") == "grösse"
