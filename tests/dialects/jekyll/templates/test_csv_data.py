"""Tables are read as Ruby's CSV reads them."""

import pytest

from app.dialects.jekyll.templates.csv_data import TableError, read_rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("", []),
        ("a,b\n,x\n", [["a", "b"], [None, "x"]]),
        ('"",y', [["", "y"]]),
        ("1,\n2,", [["1", None], ["2", None]]),
        ("1,\r\n\r2", [["1", None], [None], ["2"]]),
        (" ,2", [[" ", "2"]]),
        ('"x\ny","q""r"', [["x\ny", 'q"r']]),
        ('"",""""', [["", '"']]),
    ],
)
def test_a_cell_without_text_is_nil_unless_it_is_in_quotes(
    text: str, rows: list[list[str | None]]
) -> None:
    assert list(read_rows(text, ",")) == rows
    assert list(read_rows(text.replace(",", "\t"), "\t")) == rows


@pytest.mark.parametrize("text", ['"x', '"x" ,2', 'a\n"x"y', '"' * 100_001])
def test_a_quote_that_is_not_closed_and_text_behind_one_are_errors(text: str) -> None:
    with pytest.raises(TableError):
        list(read_rows(text, ","))
