"""Tokens of templates: what is not closed is reported and its content remains."""

import pytest

from app.dialects.jekyll.liquid.lexer import Lexer
from app.dialects.jekyll.liquid.limits import Meter
from tests.dialects.jekyll.liquid.sites import places, rendering


def tokens(text: str, start: int = 0) -> list[tuple[str, int]]:
    """Return the value and offset of each token of a template without problems."""
    problems: list[str] = []
    lexer = Lexer(text, start, len(text), Meter(), lambda message, _: problems.append(message))
    result = [(token.value, token.start_index) for token in lexer.tokens()]
    assert problems == []
    return result


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a{{ b }}c", [("a", 0), ("{{ b }}", 1), ("b", 4), ("c", 8)]),
        ("a {{- b -}} c", [("a", 0), ("{{- b -}}", 2), ("b", 6), ("c", 12)]),
        ("{% if a %}", [("if", 0), ("a", 6)]),
        ("{% raw %}{{ a }}{% endraw %}b", [("{{ a }}", 9), ("b", 28)]),
        ("a{% comment %}{% comment %}b{% endcomment %}{% endcomment %}c", [("a", 0), ("c", 60)]),
        ("{{ }}", [("{{ }}", 0), ("nil", 3)]),
    ],
)
def test_tokens_have_their_offsets(text: str, expected: list[tuple[str, int]]) -> None:
    assert tokens(text) == expected


def test_a_part_is_read_from_its_start() -> None:
    assert tokens("{{ a }}{{ b }}", 7) == [("{{ b }}", 7), ("b", 10)]


@pytest.mark.parametrize(
    ("template", "expected", "place"),
    [
        ("a{% if b %}c", "ac", (1, 2)),
        ("{% if true %}{% for x in y %}{% endif %}z", "z", (1, 14)),
        ("a{% endif %}b", "ab", (1, 2)),
        ("a{% else %}b", "ab", (1, 2)),
        ("a{% comment %}b", "ab", (1, 2)),
        ("a{% raw %}b", "ab", (1, 2)),
        ("a\n{{ b", "a\n{{ b", (2, 1)),
        ("a\n{% b", "a\n{% b", (2, 1)),
        ("a{% %}b", "ab", (1, 2)),
        ("a{% if %}b{% endif %}c", "ac", (1, 2)),
        ("a{% break %}b", "ab", (1, 2)),
        ("a{% assign x %}b", "ab", (1, 2)),
    ],
)
def test_a_syntax_error_has_its_place(template: str, expected: str, place: tuple[int, int]) -> None:
    result = rendering(template)
    assert result.text.text == expected
    assert places(result) == [("page.md", *place, "liquid-syntax")]
