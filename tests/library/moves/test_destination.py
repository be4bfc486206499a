"""Where the address of a link stands."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.library.moves.destination import Destination, Destinations, name_in


def find_destination(text: str, at: int, href: str) -> Destination | None:
    """Where the address of the link at an offset stands."""
    return Destinations(text).find(at, href)


@pytest.mark.parametrize(
    ("text", "address", "written"),
    [
        ("[a](b)", "b", "b"),
        ("![a](b 'c')", "b", "b"),
        ("[a]( <b c> )", "b c", "b c"),
        ("[a](b\\(c\\)d)", "b(c)d", "b\\(c\\)d"),
        ("[a](b(c)d)", "b(c)d", "b(c)d"),
        ("[![x](y)](b&amp;c)", "b&c", "b&amp;c"),
        ("[a](b?c&region=d)", "b?c&region=d", "b?c&region=d"),
        ("<a href='b?c&region=d'>", "b?c&region=d", "b?c&region=d"),
        ("[`]`\\]](b)", "b", "b"),
        ("[a][b]\n\n[B]: c", "c", "c"),
        ("[a  b][]\n\n[A b]:\n  <c>", "c", "c"),
        ("[a]\n\n> [a]: c 'd'", "c", "c"),
        ("[a][b\\]c]\n\n[b\\]c]: d", "d", "d"),
        ("[a][Straße]\n\n[STRASSE]: c", "c", "c"),
        ("[a][b]\n\n[b]: c\n[B]: d", "c", "c"),
        ("[a][b]\r\r[b]:\r/c", "/c", "/c"),
        ("<a title='see href=b here' href=\"b\">", "b", "b"),
        ("<a data-href='b' href=\"b\">", "b", "b"),
        ("<https://a.b/c>", "https://a.b/c", "https://a.b/c"),
        ("www.a.b/c", "http://www.a.b/c", "www.a.b/c"),
        ("<a title='>' href=\"b&amp;c\">", "b&c", "b&amp;c"),
        ("<img alt=x SRC = b>", "b", "b"),
        ('{{< figure src="b" >}}', "b", "b"),
        ("how <a href='b'>", "b", "b"),
        ("{% include a.html url='b' %}", "b", "b"),
    ],
)
def test_it_is_found_in_every_form(text: str, address: str, written: str) -> None:
    place = find_destination(text, 0, address)
    assert place is not None
    assert text[place.start : place.end] == written
    assert not place.is_made
    if not text.startswith("www."):
        assert place.address == address


@pytest.mark.parametrize("text", ["[a]({{ b }})", "[a]({{ c | d: '(' }}/b)", '<a href="{% b %}">'])
def test_an_address_that_a_template_makes_is_marked(text: str) -> None:
    place = find_destination(text, 0, "/b")
    assert place is not None
    assert place.is_made


@pytest.mark.parametrize(
    "text",
    [
        "",
        "c (b) (b)\n(b)",
        "c\n(b)",
        "[a",
        "[a][b]",
        "<a>",
        "{{ c }}",
        "text",
        "{{< a b='b' c='b' >}}",
        "<a hr",
    ],
)
def test_nothing_is_found_where_nothing_is(text: str) -> None:
    assert find_destination(text, 0, "b") is None


def test_an_address_may_be_empty() -> None:
    for text in ("[a](", "[a]()"):
        assert find_destination(text, 0, "b") == Destination(4, 4, "")


def test_the_address_of_an_attribute_is_not_that_of_a_quoted_one() -> None:
    text = "<a title='see href=b here' href=\"b\">"
    assert find_destination(text, 0, "b") == Destination(33, 34, "b")


@pytest.mark.parametrize(
    "code", ["```\n[r]: /b/\n```", "`[r]: /b/`", "    [r]: /b/", "<!--\n[r]: /c/\n-->"]
)
def test_a_definition_in_code_or_a_comment_is_none(code: str) -> None:
    text = f"[a][r]\n\n{code}\n\n[r]: /b/\n"
    place = find_destination(text, 0, "/b/")
    assert place is not None
    assert place.start == text.rindex("/b/")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("[a][r]\n" * 4_000 + "\n[r]: /b/\n", 4_000),
        (f"[a]({'{{' * 8_000}", 1),
        (f"[a {'{{' * 8_000}](/b/)", 1),
        (f"[a {'{%' * 8_000}](/b/)", 1),
    ],
)
def test_the_time_grows_with_the_text(text: str, count: int) -> None:
    destinations = Destinations(text)
    start = time.process_time()
    for number in range(count):
        destinations.find(number * 7, "/b/")
    assert time.process_time() - start < 0.3


@given(st.text("[]()<>!\\`{}%ab\n\"'= :/&#", max_size=40), st.integers(0, 40))
def test_no_text_fails(text: str, at: int) -> None:
    place = find_destination(text, min(at, len(text)), "a")
    assert place is None or 0 <= place.start <= place.end <= len(text)


def test_a_name_in_a_tag_is_there_once_and_whole() -> None:
    text = '{{< ref "a/b#c" >}} {{< ref "a/bc" "a" >}}'
    assert name_in(text, 0, 19, "a/b") == (9, 12)
    assert name_in(text, 20, len(text), "a/b") is None
    assert name_in('"a" "a"', 0, 7, "a") is None
