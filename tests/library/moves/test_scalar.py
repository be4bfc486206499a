"""Values of YAML, TOML and JSON where they stand."""

import pytest

from app.library.moves.scalar import scalar_span


@pytest.mark.parametrize(
    ("text", "at", "value"),
    [
        ("a: /b/ # c", 3, "/b/"),
        ("a: /b/", 3, "/b/"),
        ("a: '/b/'", 3, "/b/"),
        ('a = "/b/"', 4, "/b/"),
        ('a = """/b/"""', 4, "/b/"),
        ("[/b/, c]", 1, "/b/"),
        ("{a: /b/}", 4, "/b/"),
    ],
)
def test_a_plain_value_is_found(text: str, at: int, value: str) -> None:
    span = scalar_span(text, at, value)
    assert span is not None
    assert text[slice(*span)] == value


@pytest.mark.parametrize(
    ("text", "at", "value"),
    [
        ("a: /b/c", 3, "/b/"),
        ("a: /b/ c", 3, "/b/"),
        ("a: >\n  /b/", 3, "/b/"),
        ('a: "\\x2fb"', 3, "/b"),
        ("a: '/b/", 3, "/b/"),
        ("a: ''", 3, ""),
    ],
)
def test_any_other_form_is_not(text: str, at: int, value: str) -> None:
    assert scalar_span(text, at, value) is None
