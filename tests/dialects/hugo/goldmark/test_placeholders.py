"""Placeholders for shortcodes and lines."""

from app.dialects.hugo.goldmark.placeholders import (
    GUARD,
    PAD,
    Piece,
    is_placeholders,
    line_number,
    line_placeholder,
    pieces,
    placeholder,
    without_guards,
)


def test_pieces_are_text_and_placeholders_with_their_bytes() -> None:
    first, second = placeholder(0), placeholder(12)
    length, longer = len(first.encode()), len(second.encode())
    assert list(pieces(f"é{first}{second}b", 5)) == [
        Piece("é", None, 0, 5, 7),
        Piece(first, 0, 1, 7, 7 + length),
        Piece(second, 12, 4, 7 + length, 7 + length + longer),
        Piece("b", None, 8, 7 + length + longer, 8 + length + longer),
    ]
    assert list(pieces("", 0)) == []


def test_text_of_nothing_but_placeholders_may_have_white_space() -> None:
    assert is_placeholders(f" {placeholder(1)}\n{placeholder(2)}")
    assert not is_placeholders(f"{placeholder(1)}.")
    assert not is_placeholders(" ")


def test_a_line_is_known_by_its_number() -> None:
    assert line_number(f"  {line_placeholder(3)}\n") == 3
    assert line_number(f"<b>{line_placeholder(3)}") is None


def test_guards_leave_the_text_as_it_is_written() -> None:
    assert without_guards(f"a{GUARD}:b{PAD}{PAD[::-1]}|") == "a:b|"
