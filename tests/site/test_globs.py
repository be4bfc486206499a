"""Globs: what they match, in time linear in the name."""

import re
from fnmatch import translate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.site.globs import brace_glob, glob, globs, scope_glob, shell_glob
from app.site.patterns import PatternError


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


@pytest.mark.parametrize(
    ("written", "path", "fits"),
    [
        ("/news/**", "/news/a/b", True),
        ("/news/*", "/news/a/b", False),
        ("/**/paint", "/a/b/paint", True),
        ("/**/paint", "/paint", False),
        ("/{rooms,news}/p*", "/news/paint", True),
        ("/{a,{b,c}}", "/c", True),
        ("/{rooms/paint", "/rooms/paint", True),
        ("/a}", "/a}", True),
        ("/a,b", "/a,b", True),
        ("/a", "/a/", True),
    ],
)
def test_a_brace_glob_has_alternatives(written: str, path: str, fits: bool) -> None:
    assert brace_glob(written).is_in(path) is fits


@pytest.mark.parametrize(
    ("written", "path", "fits"),
    [
        ("a/*", "a/b/c", True),
        ("a/*", "a/.b", False),
        ("a/*", "a/", True),
        ("*.md", ".md", False),
        ("*.md", "a.md.txt", True),
        ("*?b", ".ab", False),
        ("*?b", "xab", True),
        ("a*.md", "a.md", True),
        ("**/b", "a/c/b", True),
        ("**/b", ".a/b", False),
        ("?b", ".b", True),
        ("a[b]", "a[b]", True),
    ],
)
def test_a_scope_is_the_beginning_of_paths_without_hidden_names(
    written: str, path: str, fits: bool
) -> None:
    assert scope_glob(written).is_in(path) is fits


def lookahead_scope(path: str) -> re.Pattern[str]:
    """The meaning of a scope, with the look-ahead that a linear engine lacks."""
    pattern = ""
    start = True
    for token in re.findall(r"\*\*/|\*+|[^*]", path):
        if token == "**/":
            pattern += r"(?:(?!\.)[^/]+/)*"
        elif token[0] == "*":
            pattern += r"(?!\.)[^/]*" if start else "[^/]*"
        else:
            pattern += "[^/]" if token == "?" else re.escape(token)
        start = token[-1] == "/"
    return re.compile(pattern)


@given(
    st.text("ab./*?", max_size=7),
    st.lists(st.text("ab.", min_size=1, max_size=3), max_size=3).map("/".join),
)
def test_a_scope_means_what_the_look_ahead_means(written: str, path: str) -> None:
    assert scope_glob(written).is_in(path) is bool(lookahead_scope(written).match(path))


@given(st.text("ab.*?[]!-&~", max_size=7), st.text("ab.-/[]", max_size=5))
def test_a_shell_glob_means_what_fnmatch_means(written: str, name: str) -> None:
    try:
        pattern = shell_glob(written)
    except PatternError as error:
        assert "invalid character class range" in str(error)  # noqa: PT017 - fnmatch has none
    else:
        assert pattern.is_in(name) is bool(re.match(translate(written), name))


def test_time_is_linear_in_the_name() -> None:
    name = "a" * 250
    assert not glob("*a" * 40 + "b").is_in(name)
    assert not glob("**/" * 20 + "b").is_in("a/" * 2000)
    assert not brace_glob("**a" * 40 + "b").is_in(name)
    assert not scope_glob("*a" * 40 + "b").is_in(name)
    assert not shell_glob("*a" * 40 + "b").is_in(name)


@pytest.mark.parametrize("compiled", [glob, brace_glob, scope_glob, shell_glob])
def test_a_glob_that_is_far_too_long_is_an_error(compiled: object) -> None:
    with pytest.raises(PatternError):
        compiled("**/?" * 100_000)  # type: ignore[operator]


@pytest.mark.parametrize("size", [0, 1, 3, 20_000])
def test_several_globs_match_what_any_of_them_does(size: int) -> None:
    written = [f"/a{number}|/*.md" for number in range(size)]
    patterns = globs(written)
    for name in ("a0|/b.md", f"a{size - 1}|/b.md", f"a{size}|/b.md", "a1|/b/c.md", "", "b.md"):
        assert patterns.is_in(name) == any(
            glob(each).is_in(name) for each in written[:1] + written[-1:]
        )
