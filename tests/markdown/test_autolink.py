"""Bare addresses in running text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.markdown.autolink import autolinks
from tests.markdown.bodies import parse, spans, text


def found(words: str) -> list[str]:
    """The addresses as they are shown."""
    return [words[each.start : each.end] for each in autolinks(words)]


@pytest.mark.parametrize(
    ("words", "shown", "url"),
    [
        ("see https://a.example/b?c=d#e now", "https://a.example/b?c=d#e", None),
        ("HTTP://localhost:80/", "HTTP://localhost:80/", None),
        ("(www.a.example)", "www.a.example", "http://www.a.example"),
        ("WWW.A.example", "WWW.A.example", "http://WWW.A.example"),
        ("“www.a.example/b” ", "www.a.example/b”", "http://www.a.example/b”"),
        ("a.b+c_d-e@f-g.example", "a.b+c_d-e@f-g.example", "mailto:a.b+c_d-e@f-g.example"),
        ("www.a@b.example", "www.a@b.example", "mailto:www.a@b.example"),
        ("https://müller.example/ä", "https://müller.example/ä", None),
    ],
)
def test_what_is_an_address(words: str, shown: str, url: str | None) -> None:
    (each,) = autolinks(words)
    assert words[each.start : each.end] == shown
    assert each.url == (url or shown)


@pytest.mark.parametrize(
    "words",
    [
        *("https://", "http://.", "https://-a.example", "https://.example", "ahttps://b.example"),
        *("www", "www.", "xwww.a.example", "/www.a.example", "ftp://a.example"),
        *("a@b", "a@b.example1", "a@b.example-", "a@b.c_", "/a@b.example", "@b.example"),
        *("https://a_b.example", "https://a.b_c", "https//a.example", "javascript:alert(1)"),
    ],
)
def test_what_is_none(words: str) -> None:
    assert found(words) == []


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("https://a.example/b. End", "https://a.example/b"),
        ("https://a.example/b?!,:;'\"*_~ End", "https://a.example/b"),
        ("https://a.example/b,c;d End", "https://a.example/b,c;d"),
        ("(https://a.example/b)", "https://a.example/b"),
        ("https://a.example/(b)", "https://a.example/(b)"),
        ("(https://a.example/(b))", "https://a.example/(b)"),
        ("[https://a.example/b]", "https://a.example/b"),
        ("https://a.example/b<c", "https://a.example/b"),
        ("https://a.example/?b=c&d;", "https://a.example/?b=c"),
        ("https://a.example/?b=c&d", "https://a.example/?b=c&d"),
        ("https://a.example...", "https://a.example"),
        ("a@b.example.", "a@b.example"),
        ("www.a.example.", "www.a.example"),
    ],
)
def test_punctuation_at_the_end_is_the_sentences(words: str, shown: str) -> None:
    assert found(words) == [shown]


def test_an_entity_at_the_end_is_the_sentences() -> None:
    address, rest = spans("https://a.example/b&copy; c")
    assert (address["url"], rest) == ("https://a.example/b", text("© c"))
    (address,) = spans("https://a.example/b&amp;c=d")
    assert address["url"] == "https://a.example/b&c=d"


def test_addresses_stand_in_any_running_text_but_not_in_links_and_code() -> None:
    markdown = "# www.a.example\n\n- *www.b.example*\n\n| www.c.example |\n|---|\n"
    assert [link.text for link in parse(markdown).links] == [
        "www.a.example",
        "www.b.example",
        "www.c.example",
    ]
    hrefs = parse('[www.a.example](/b/) `www.c.example` <a href="/d/">www.e.example</a>').links
    assert [link.href for link in hrefs] == ["/b/", "/d/"]


def test_an_address_goes_on_over_escapes() -> None:
    (address,) = spans("https://a.example/b\\_c")
    assert address["url"] == "https://a.example/b_c"


@given(st.text(st.sampled_from("aw.:/@-_()[]<>&;,!?*~'\" \n1é’"), max_size=40))
def test_addresses_never_overlap_and_hold_no_space(words: str) -> None:
    end = 0
    for each in autolinks(f"https://{words} www.{words}"):
        assert each.start >= end
        assert each.end > each.start
        assert not set(each.url) & set(" \n<")
        end = each.end
