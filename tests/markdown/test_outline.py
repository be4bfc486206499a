"""Ranges of a source."""

import pyromark

from app.markdown.offsets import character_offsets
from app.markdown.outline import Outline, Ranges


def _outline(text: str) -> Outline:
    offset_of = character_offsets(text.encode(), 0, ascii_only=False)
    return Outline(pyromark.events_with_range(text), offset_of)


def test_ranges_hold_offsets_and_the_first_of_those_that_overlap_counts() -> None:
    ranges = Ranges([(5, 7), (1, 3), (2, 6)])
    assert [offset for offset in range(8) if offset in ranges] == [1, 2, 5, 6]
    assert ranges.around(6) == (5, 7)
    assert ranges.around(3) is None


def test_the_outline_has_code_headings_lists_and_spans() -> None:
    text = "é\n\n# a\n\n- `b` *c*\n\n~~~\nd\n~~~\n\n    e\n"
    outline = _outline(text)
    assert text.index("a") in outline.headings
    assert text.index("c") in outline.lists
    assert [text.index(letter) in outline.code for letter in "abcde"] == [
        False, True, False, True, True,
    ]  # fmt: skip
    assert text.index("e") not in outline.fenced
    assert outline.span_ends == {text.index("`b`") + 3, text.index("*c*") + 3}


def test_asterisks_of_text_are_listed_by_node() -> None:
    text = "a* *b\n\n`*` *\n\n*c* d* e*\n"
    outline = _outline(text)
    assert outline.asterisks == [[1, 3], [text.index("d*") + 1, text.index("e*") + 1]]
