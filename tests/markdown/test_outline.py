"""Ranges of a source."""

from app.markdown.edits import Edit
from app.markdown.outline import Outline, Ranges


def test_ranges_hold_offsets_and_the_first_of_those_that_overlap_counts() -> None:
    ranges = Ranges([(5, 7), (1, 3), (2, 6)])
    assert [offset for offset in range(8) if offset in ranges] == [1, 2, 5, 6]
    assert ranges.around(6) == (5, 7)
    assert ranges.around(3) is None


def test_the_outline_has_code_headings_lists_and_spans() -> None:
    text = "é\n\n# a\n\n- `b` *c*\n\n~~~\nd\n~~~\n\n    e\n"
    outline = Outline(text)
    assert text.index("a") in outline.headings
    assert text.index("c") in outline.lists
    assert [text.index(letter) in outline.code for letter in "abcde"] == [
        False, True, False, True, True,
    ]  # fmt: skip
    assert text.index("e") not in outline.fenced
    assert outline.span_ends == {text.index("`b`") + 3, text.index("*c*") + 3}


def test_edits_change_what_is_parsed_but_not_the_offsets() -> None:
    outline = Outline("<b>\n`a`\n\n# c\n", [Edit(0, 3), Edit(4, 4, "x\n\n")])
    assert [offset in outline.code for offset in (3, 4, 6, 7)] == [False, True, True, False]
    assert 9 in outline.headings


def test_asterisks_of_text_are_listed_by_node() -> None:
    text = "a* *b\n\n`*` *\n\n*c* d* e*\n\n~~~\nf* g*\n~~~\n"
    outline = Outline(text)
    assert outline.asterisks == [[1, 3], [text.index("d*") + 1, text.index("e*") + 1]]
