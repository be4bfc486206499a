"""Regular expressions of a configuration: what they match, in time linear in the text."""

import pytest

from app.site.patterns import PatternError, Re2Pattern, any_case

# Python's engine would still be busy with any of these when the tests are stopped.
SLOW = ["(a+)+$", "^(a|a)*$", "(.*a){20}$", "a*a*a*a*a*a*a*a*b"]


def test_a_pattern_matches_anywhere_and_in_any_case() -> None:
    assert any_case("helps with").is_in("What IASTM Helps With")
    assert not any_case("^helps with").is_in("What it helps with")
    assert any_case("STRASSE|größe").is_in("Die Größe")


@pytest.mark.parametrize("pattern", SLOW)
def test_time_is_linear_in_the_text(pattern: str) -> None:
    text = "a" * 50_000 + "!"
    assert not any_case(pattern).is_in(text)
    assert not Re2Pattern(pattern).is_in(text)


def test_several_patterns_match_what_any_of_them_does() -> None:
    # The second cannot stand before others: its comment would go on.
    written = ["^a$", "(?x) b # c", "[d-f]", *(f"g{number}$" for number in range(5_000))]
    patterns = any_case(*written)
    for text in ("A", "ab", "E", "g4999", "g5000", "x", ""):
        assert patterns.is_in(text) == any(any_case(each).is_in(text) for each in written)
    assert not any_case().is_in("a")


def test_words_of_a_label_have_letters_of_every_script() -> None:
    assert any_case(r"\büberlastung").is_in("Bei Überlastung")


def test_re2_has_the_syntax_of_go() -> None:
    assert Re2Pattern(r"\.foo$").is_in("a.foo")
    assert Re2Pattern(r"\Qa.b\E").is_in("xa.b")
    assert not Re2Pattern("^a").is_in("ba")
    # A name that is not UTF-8 has lone surrogates.
    assert Re2Pattern(r"^a.b$").is_in("a\udcffb")


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("(", "unclosed group"),
        ("(?<!a)b", "look-around, including look-ahead and look-behind, is not supported"),
        (r"(a)\1", "backreferences are not supported"),
        ("(a{1000}){1000}", "Compiled regex exceeds size limit of 10485760 bytes."),
    ],
)
def test_an_invalid_pattern_is_an_error(pattern: str, message: str) -> None:
    with pytest.raises(PatternError) as failed:
        any_case(pattern)
    assert str(failed.value) == message


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("(", "missing ): ("),
        ("(?<!a)b", "invalid perl operator: (?<!"),
        (r"(a)\1", r"invalid escape sequence: \1"),
        ("(a{1000}){1000}", "invalid repetition size: {1000}"),
    ],
)
def test_an_invalid_re2_pattern_is_an_error(
    capfd: pytest.CaptureFixture[str], pattern: str, message: str
) -> None:
    with pytest.raises(PatternError) as failed:
        Re2Pattern(pattern)
    assert str(failed.value) == message
    assert capfd.readouterr().err == ""
