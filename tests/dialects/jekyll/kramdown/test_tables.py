"""Tables as kramdown takes them."""

import pytest

from tests.dialects.jekyll.kramdown.bodies import html, nodes, text


def rows(markdown: str) -> list[list[str]]:
    (table,) = nodes(markdown)
    assert table["type"] == "table"
    return [
        ["".join(span["value"] for span in cell["children"]) for cell in row["children"]]
        for row in table["children"]
    ]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("| a | b |\n|---|---|\n| c | d |\n", [["a", "b"], ["c", "d"]]),
        ("| a | b |\n|---\n| c | d |\n", [["a", "b"], ["c", "d"]]),
        ("|a|b\n|-+-|\n|c|d\n", [["a", "b"], ["c", "d"]]),
        ("a | b\n", [["", ""], ["a", "b"]]),
        ("| a | b |\n| c | d |\n", [["", ""], ["a", "b"], ["c", "d"]]),
        ("|---|---|\n| a | b |\n", [["", ""], ["a", "b"]]),
        ("| a |\n|---|\n| b | c |\n", [["a", ""], ["b", "c"]]),
        ("| a |\n|---|\n| b |\n|---|\n| c |\n|===|\n| d |\n", [["a"], ["b"], ["c"], ["d"]]),
        ("| a \\| b |\n|---|\n| `c|d` |\n", [["a | b"], ["c|d"]]),
    ],
)
def test_rows_are_found_whatever_parts_them(markdown: str, expected: list[list[str]]) -> None:
    assert rows(markdown) == expected


def test_columns_are_aligned_as_the_line_between_says() -> None:
    assert nodes("| a | b | c | d |\n|:--+:-:+--:|\n")[0]["align"] == [
        "left",
        "center",
        "right",
        None,
    ]


def test_a_table_without_a_head_has_none_in_html() -> None:
    assert html("| a |\n| b |\n") == (
        "<table>\n<tbody>\n<tr>\n<td>a</td>\n</tr>\n<tr>\n<td>b</td>\n</tr>\n</tbody>\n</table>\n"
    )
    assert text("x\n\n| a | b |\n\ny\n") == "x\n\na b\n\ny"


@pytest.mark.parametrize(
    "markdown",
    [
        "a | b\nc\n",
        "# c\na | b\n",
        "- a | b\n",
        "# a | b\n",
        "a | b\n---\n",
        "`a | b`\n",
        "    a | b\n",
    ],
)
def test_other_lines_with_pipes_are_what_they_are(markdown: str) -> None:
    assert "<table" not in html(markdown)
    assert "a | b" in text(markdown)
