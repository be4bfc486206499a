"""Patterns of a site file: what they match, and that none of them takes for ever."""

import pytest

from app.site.globs import PatternError, any_case, glob


@pytest.mark.parametrize(
    ("written", "file", "fits"),
    [
        ("*", "a.md", True),
        ("*", "a/b.md", False),
        ("**", "a/b.md", True),
        ("**", "a.md", True),
        ("a/**", "a/b/c.md", True),
        ("a/**", "a.md", False),
        ("a/**", "ab/c.md", False),
        ("**/c.md", "c.md", True),
        ("**/c.md", "a/b/c.md", True),
        ("a/**/c.md", "a/c.md", True),
        ("/a/*.md", "a/b.md", True),
        ("a?.md", "ab.md", True),
        ("a?.md", "a/.md", False),
        ("a.md", "aXmd", False),
        ("[ab].md", "a.md", False),
        ("größe*", "größe.md", True),
    ],
)
def test_globs(written: str, file: str, fits: bool) -> None:
    assert glob(written).is_in(file) is fits


def test_a_pattern_matches_anywhere_and_in_any_case() -> None:
    assert any_case("helps with").is_in("What IASTM Helps With")
    assert not any_case("^helps with").is_in("What it helps with")
    assert any_case("STRASSE|größe").is_in("Die Größe")


@pytest.mark.parametrize("pattern", ["(a+)+$", "^(a|a)*$", "(.*a){20}$", "a*a*a*a*a*a*a*a*b"])
def test_no_pattern_is_tried_for_ever(pattern: str) -> None:
    # Python's engine would not come back from any of these before the tests are given up.
    assert not any_case(pattern).is_in("a" * 50_000 + "!")


def test_no_glob_is_tried_for_ever() -> None:
    assert not glob("*a" * 40 + "b").is_in("a" * 250)
    assert not glob("**/" * 20 + "b").is_in("a/" * 2000)


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        ("(", "unclosed group"),
        ("(?<!a)b", "look-around, including look-ahead and look-behind, is not supported"),
        (r"(a)\1", "backreferences are not supported"),
        ("(a{1000}){1000}", "Compiled regex exceeds size limit of 10485760 bytes."),
    ],
)
def test_what_is_no_pattern_is_told(pattern: str, told: str) -> None:
    with pytest.raises(PatternError) as failed:
        any_case(pattern)
    assert str(failed.value) == told
