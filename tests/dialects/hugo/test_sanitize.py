"""What becomes of the signs of a name in an address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.dialects.hugo.addresses import sanitize_path


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("About Us", "about-us"),
        ("Rücken & Hüfte", "rücken-hüfte"),
        ("a_b+c~d@e", "a_b+c~d@e"),
        ("what, why (and how)!", "what-why-and-how"),
        ("- dash -  dash", "-dash-dash"),
        ("  blank  ", "blank"),
        ("日本語", "日本語"),
        ("100%", "100"),
        ("50%25off", "50%25off"),
        ("v1.2/Plan", "v1.2/plan"),
        ("\u0939\u093f\u0928\u094d\u0926\u0940", "\u0939\u093f\u0928\u094d\u0926\u0940"),
    ],
)
def test_signs_that_no_address_has_are_left_out(text: str, expected: str) -> None:
    assert sanitize_path(text) == expected


def test_case_is_kept_where_the_configuration_says_so() -> None:
    assert sanitize_path("MRI Scan", keep_case=True) == "MRI-Scan"


@given(st.text())
def test_a_path_name_is_its_own(text: str) -> None:
    once = sanitize_path(text, keep_case=True)
    assert sanitize_path(once, keep_case=True) == once
    assert not any(sign.isspace() for sign in once)
