"""Texts with their own line ends, and the places that the service knows in them."""

from hypothesis import given
from hypothesis import strategies as st

from app.library.moves.editable_text import EditableText


@given(st.text("a\r\n\ufeffäâ€™🙂 ", max_size=30))
def test_places_are_the_same_in_both_texts(written: str) -> None:
    text = EditableText.of("a.md", written.encode())
    assert text is not None
    assert text.encode(text.text) == written.encode()
    if text.source.repairs:
        return
    for offset, sign in enumerate(text.source.text):
        if sign != "\n":
            assert text.text[text.offset_of(offset)] == sign
    for offset in range(len(text.text)):
        if text.text[offset] not in "\r\n":
            assert text.offset(*text.locate(offset)) == offset


def test_places_behind_doubly_encoded_words_are_right() -> None:
    text = EditableText.of("a.md", "\ufeffGolferâ€™s b\r\nâ€™ c".encode())
    assert text is not None
    assert text.text[text.offset_of(text.source.text.index("b"))] == "b"
    assert text.text[text.offset_of(text.source.text.index("c"))] == "c"


def test_what_is_no_text_has_none() -> None:
    assert EditableText.of("a.md", b"\xff") is None
