"""Tables whose rows are not of one length, and what only looks like a definition."""

import pytest

from tests.dialects.hugo.goldmark.bodies import html, nodes, parse, text


def _rows(markdown: str) -> list[list[str]]:
    (table,) = nodes(markdown)
    assert table["type"] == "table"
    return [
        ["".join(child["value"] for child in cell["children"]) for cell in row["children"]]
        for row in table["children"]
    ]


@pytest.mark.parametrize(
    "markdown",
    [
        "A|B\n:--|:--|:--\nx|y\n",
        "|A|B|\n|:--|:--|:--|\n|x|y|\n",
        "A | B \n-|-|-\nx|y\n",
        "A|B|\n:-:|--|--:\nx|y|\n",
    ],
)
def test_a_first_row_that_is_too_short_is_filled_up(markdown: str) -> None:
    assert _rows(markdown) == [["A", "B", ""], ["x", "y", ""]]
    assert text(markdown) == "A B\nx y"


def test_one_that_lacks_several_cells_and_one_with_an_escaped_pipe() -> None:
    assert _rows("A\\|B\n:-|-|-|-\n") == [["A|B", "", "", ""]]
    assert _rows("A|B\\|\n:-|-|-\n") == [["A", "B|", ""]]


def test_tables_stand_in_quotes_lists_and_components() -> None:
    table = "A|B\n:-|-|-\nx|y\n"
    for markdown in (
        "> " + table.replace("\n", "\n> ").removesuffix("> "),
        "- " + table.replace("\n", "\n  ").removesuffix("  "),
        "term\n: " + table.replace("\n", "\n  ").removesuffix("  "),
        "{{< a >}}\n" + table + "{{< /a >}}\n",
    ):
        assert html(markdown).count("<th") == 4, markdown


def test_a_first_row_that_is_too_long_makes_a_text() -> None:
    assert html("A|B|C\n:-|:-\nx|y|z\n") == "<p>A|B|C\n:-|:-\nx|y|z</p>\n"


@pytest.mark.parametrize("markdown", ["term\n:- x\n", "term\n:--\n", "term\n:x\n"])
def test_what_has_no_space_behind_its_colon_defines_nothing(markdown: str) -> None:
    assert html(markdown) == f"<p>{markdown.rstrip()}</p>\n"


def test_code_stays_as_it_is_written() -> None:
    code = "A|B\n:--|:--|:--\nA|B|\n--|--|--\nA|B|C\n:-|:-\n"
    assert html(f"```\n{code}```\n") == f"<pre><code>{code}</code></pre>\n"
    assert parse(f"```\n{code}```\n").content.unpack().markdown == f"```\n{code}```\n"
    shown = '{{< highlight md >}}\n[x]({{< ref "/a b" >}})\n{{< /highlight >}}\n'
    assert "[x](/a b)" in html(shown)


def test_places_behind_a_table_are_those_of_the_file() -> None:
    (link,) = parse("A|B\n:-|-|-\nx|y\n\n[a](/b/)\n").links
    assert (link.line, link.column) == (5, 1)
    (link,) = parse("A|[a](/b/)\n:-|-|-\nx|y\n").links
    assert (link.line, link.column) == (1, 3)
