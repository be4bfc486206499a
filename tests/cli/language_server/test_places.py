"""Where in a text an author types."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cli.language_server.places import LinkPlace, MetadataPlace, Place, place_at


def place_in(marked: str, *, is_data: bool = False) -> tuple[Place, str]:
    """The place at the sign `|` of a text, and what is typed there."""
    offset = marked.index("|")
    text = marked.replace("|", "", 1)
    place = place_at(text, offset, is_data=is_data)
    return place, text[place.start : offset] if place is not None else ""


@pytest.mark.parametrize(
    ("marked", "role", "keys", "typed"),
    [
        ("|", "key", (), ""),
        ("ti|", "key", (), "ti"),
        ("title: A\nti|", "key", (), "ti"),
        ("title:|", "value", ("title",), ""),
        ("title: Neck Pa|in", "value", ("title",), "Neck Pa"),
        ('title: "Neck: Pa|', "value", ("title",), '"Neck: Pa'),
        ("image:\n  s|", "key", ("image",), "s"),
        ("image:\n  src: /im|", "value", ("image", "src"), "/im"),
        ("menu:\n  main:\n    weight: 1\n    |", "key", ("menu", "main"), ""),
        ("menu:\n  main:\n    weight: 1\n|", "key", (), ""),
        ("menu:\n  main:\n    weight: 1\n  |", "key", ("menu",), ""),
        ("tags:\n  - a\n  - b|", "item", ("tags", None), "b"),
        ("tags:\n- a\n- |", "item", ("tags", None), ""),
        ("tags:\n- a\nti|", "key", (), "ti"),
        ("tags: [a, b c|", "item", ("tags", None), "b c"),
        ('tags: ["a, b", "c|"]', "item", ("tags", None), '"c'),
        ("tags: [golfer's, b|", "item", ("tags", None), "b"),
        ("image: {s|", "key", ("image",), "s"),
        ("image: {src: /a.jpg, alt: x|", "value", ("image", "alt"), "x"),
        ("exceptions:\n  - date: 2026-12-24\n    op|", "key", ("exceptions", None), "op"),
        ("exceptions:\n  - da|", "item", ("exceptions", None), "da"),
        ("exceptions:\n- date: 2026|", "value", ("exceptions", None, "date"), "2026"),
        ("exceptions: [{date: 2|", "value", ("exceptions", None, "date"), "2"),
        ("a:\n  # note: x\n\n  b|", "key", ("a",), "b"),
        ('"menu":\n  "main": |', "value", ("menu", "main"), ""),
    ],
)
def test_places_in_yaml(marked: str, role: str, keys: tuple[str | None, ...], typed: str) -> None:
    for text in (f"---\n{marked}\n---\nBody\n", f"\ufeff---\r\n{marked}\r\n", f"---\n{marked}"):
        place, what = place_in(text)
        assert isinstance(place, MetadataPlace)
        assert (place.role, place.keys, what.rstrip()) == (role, keys, typed)
    place, what = place_in(marked, is_data=True)
    assert isinstance(place, MetadataPlace)
    assert (place.role, place.keys, what) == (role, keys, typed)


@pytest.mark.parametrize(
    ("marked", "role", "keys", "typed"),
    [
        ("ti|", "key", (), "ti"),
        ('title = "A|"', "value", ("title",), '"A'),
        ('tags = ["a", "b|"]', "item", ("tags", None), '"b'),
        ("[image]\ns|", "key", ("image",), "s"),
        ('[menus.main]\nparent = "|"', "value", ("menus", "main", "parent"), '"'),
        ('image = {src = "/a|"}', "value", ("image", "src"), '"/a'),
    ],
)
def test_places_in_toml(marked: str, role: str, keys: tuple[str | None, ...], typed: str) -> None:
    place, what = place_in(f"+++\n{marked}\n+++\nBody\n")
    assert isinstance(place, MetadataPlace)
    assert (place.role, place.keys, what) == (role, keys, typed)


@pytest.mark.parametrize(
    ("marked", "typed", "is_picture"),
    [
        ("See [a page](/ab|", "/ab", False),
        ("See [a page](/ab|out/) more", "/ab", False),
        ("[one](/a/) and [two](#|)", "#", False),
        ("![a picture](/im|", "/im", True),
        ("[![a](/a.jpg)](|)", "", False),
        ("[a]: /ab|", "/ab", False),
        ('<a href="/ab|">', "/ab", False),
        ("<img src='|'>", "", True),
        ("[a](</ab|>)", "/ab", False),
    ],
)
def test_places_in_links(marked: str, typed: str, is_picture: bool) -> None:
    for before in ("", "---\ntitle: A\n---\n", "+++\r\n+++\r\nText\r\n"):
        place, what = place_in(f"{before}{marked}")
        assert isinstance(place, LinkPlace)
        assert (what, place.is_picture) == (typed, is_picture)


@pytest.mark.parametrize(
    "marked",
    [
        "text|",
        "[a](/b/) c|",
        "[a](/b/ 'title|",
        "ti|\n---\n",
        "---\n# note|\n---\n",
        "-|--\ntitle: A\n---\n",
        "---\ntags: [a] |\n---\n",
        "---\n---\ntags: |\n",
        '{"title": |}\n',
    ],
)
def test_other_places_are_none(marked: str) -> None:
    assert place_in(marked) == (None, "")


PIECES = st.sampled_from(
    [
        "---\n",
        "+++\n",
        "a:",
        " ",
        "- ",
        "\n",
        "\r\n",
        "[",
        "]",
        "{",
        "}",
        '"',
        "'",
        "](",
        "#",
        "😀",
        "x",
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join), st.integers(0, 60), st.booleans())
def test_every_place_begins_before_the_cursor_in_its_line(
    text: str, offset: int, is_data: bool
) -> None:
    offset = min(offset, len(text))
    place = place_at(text, offset, is_data=is_data)
    if place is not None:
        assert place.start <= offset
        assert "\n" not in text[place.start : offset]
