"""Edits of a source, and the mapping of offsets."""

from hypothesis import given
from hypothesis import strategies as st

from app.markdown.edits import Edit, EditedText
from app.markdown.offsets import byte_offsets, character_offsets


def test_edits_are_made_in_order_and_the_first_of_those_that_overlap() -> None:
    edited = EditedText(
        "0123456789", [Edit(5, 7, "x"), Edit(2, 4), Edit(3, 6, "y"), Edit(9, 9, "z")]
    )
    assert edited.text == "014x78z9"


@given(
    st.text(max_size=12),
    st.lists(
        st.builds(
            lambda start, length, text: Edit(start, start + length, text),
            st.integers(0, 12),
            st.integers(0, 4),
            st.text("é-", max_size=3),
        ),
        max_size=5,
    ),
)
def test_offsets_of_kept_text_map_both_ways(source: str, edits: list[Edit]) -> None:
    edited = EditedText(source, [edit for edit in edits if edit.end <= len(source)])
    origins = [edited.origin(offset) for offset in range(len(edited.text) + 1)]
    assert origins == sorted(origins)
    assert all(0 <= origin <= len(source) for origin in origins)
    kept = [offset for offset in range(len(source)) if origins[edited.place(offset)] == offset]
    for offset in kept:
        place = edited.place(offset)
        assert 0 <= place <= len(edited.text)
    assert EditedText(source, []).text == source


@given(st.text(), st.lists(st.integers(0, 40)))
def test_bytes_and_characters_are_the_same_places(source: str, asked: list[int]) -> None:
    byte_of = byte_offsets(source)
    data = source.encode()
    character_of = character_offsets(data)
    for offset in asked:
        if offset <= len(source):
            assert byte_of(offset) == len(source[:offset].encode())
            assert character_of(byte_of(offset)) == offset
