"""Where the address of a link stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.library.moves.destination import find_destination, name_in


@pytest.mark.parametrize(
    ("text", "address", "written"),
    [
        ("[a](b)", "b", "b"),
        ("![a](b 'c')", "b", "b"),
        ("[a]( <b c> )", "b c", "b c"),
        ("[a](b\\(c\\)d)", "b(c)d", "b\\(c\\)d"),
        ("[a](b(c)d)", "b(c)d", "b(c)d"),
        ("[![x](y)](b&amp;c)", "b&c", "b&amp;c"),
        ("[`]`\\]](b)", "b", "b"),
        ("[a][b]\n\n[B]: c", "c", "c"),
        ("[a  b][]\n\n[A b]:\n  <c>", "c", "c"),
        ("[a]\n\n> [a]: c 'd'", "c", "c"),
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
        "[a](",
        "[a][b]",
        "<a>",
        "{{ c }}",
        "text",
        "{{< a b='b' c='b' >}}",
        "<a hr",
    ],
)
def test_nothing_is_found_where_nothing_is(text: str) -> None:
    place = find_destination(text, 0, "b")
    assert place is None or text[place.start : place.end] == ""


@given(st.text("[]()<>!\\`{}%ab\n\"'= :/&#", max_size=40), st.integers(0, 40))
def test_no_text_fails(text: str, at: int) -> None:
    place = find_destination(text, min(at, len(text)), "a")
    assert place is None or 0 <= place.start <= place.end <= len(text)


def test_a_name_in_a_tag_is_there_once_and_whole() -> None:
    text = '{{< ref "a/b#c" >}} {{< ref "a/bc" "a" >}}'
    assert name_in(text, 0, 19, "a/b") == (9, 12)
    assert name_in(text, 20, len(text), "a/b") is None
    assert name_in('"a" "a"', 0, 7, "a") is None
