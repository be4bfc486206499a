"""Places in a text, as editors count them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol.types import Position, PositionEncodingKind

from app.cli.language_server.positions import Positions, split_lines
from app.files.text import SourceText, decode

TEXTS = st.text(alphabet="aé→😀\n\r\u2028\f\ud83d ", max_size=30)
ENCODINGS = st.sampled_from(list(PositionEncodingKind))


@pytest.mark.parametrize(("encoding", "character"), [("utf-16", 3), ("utf-8", 6), ("utf-32", 2)])
def test_columns_count_in_units_of_the_encoding(encoding: str, character: int) -> None:
    positions = Positions("one\r\né😀x\r\n", encoding)
    offset = positions.text.index("x")
    assert positions.position_of(offset) == Position(1, character)
    assert positions.offset_of(Position(1, character)) == offset


def test_only_line_ends_of_the_protocol_end_a_line() -> None:
    assert split_lines("a\r\nb\rc\nd\u2028e\ff") == ["a", "b", "c", "d\u2028e\ff"]


@given(TEXTS, ENCODINGS)
def test_every_offset_has_a_position_that_leads_back(
    text: str, encoding: PositionEncodingKind
) -> None:
    positions = Positions(text, encoding)
    for offset in range(len(text) + 1):
        within = text[offset - 1 : offset + 1] == "\r\n"
        expected = offset - 1 if within else offset
        assert positions.offset_of(positions.position_of(offset)) == expected


@given(TEXTS, ENCODINGS, st.integers(0, 9), st.integers(0, 40))
def test_a_position_outside_of_the_text_is_the_nearest_place(
    text: str, encoding: PositionEncodingKind, line: int, character: int
) -> None:
    positions = Positions(text, encoding)
    offset = positions.offset_of(Position(line, character))
    start, end = positions.bounds(line)
    assert start <= offset <= end <= len(text)


@given(st.text(alphabet="aé😀\n\r ", max_size=30), st.booleans())
def test_lines_and_columns_of_problems_are_those_of_the_reader(text: str, marked: bool) -> None:
    text = f"\ufeff{text}" if marked else text
    source = decode("a.md", text.encode())
    assert isinstance(source, SourceText)
    positions = Positions(text)
    for match in re.finditer("[aé😀]", text):
        before = text[: match.start()].removeprefix("\ufeff").replace("\r\n", "\n")
        assert positions.offset_at(*source.locate(len(before))) == match.start()
