"""Markdown that readers would see as its signs is reported; what may be meant is not."""

import pytest

from app.files.text import SourceText, decode
from app.markdown import parse_body
from app.problems import Problem

BETWEEN = "the last ones stand between a punctuation mark and a letter"


def problems(markdown: str) -> list[Problem]:
    """The problems of a body in CommonMark."""
    source = decode("a.md", markdown.encode())
    assert isinstance(source, SourceText)
    body = parse_body(source, 0, is_internal=lambda _: True, policy=None)
    return list(body.problems)


@pytest.mark.parametrize(
    ("markdown", "column", "reason"),
    [
        ("[text](/a b.pdf)", 1, "its address contains a space"),
        ("See [text](a b.pdf 'Title').", 5, "its address contains a space"),
        ("![neck](/images/a b.jpg)", 1, "its address contains a space"),
        ("[**bold** text](/a b/)", 1, "its address contains a space"),
        ("[Call](tel:+43 1 234)", 1, "its address contains a space"),
        ("é [text] (/a/)", 3, "a space stands before its address"),
        ("[lost][nowhere]", 1, 'nothing says where "nowhere" leads'),
        ("[запись][form]", 1, 'nothing says where "form" leads'),
        ("[lost][]", 1, 'nothing says where "lost" leads'),
        ("[our form][1]", 1, 'nothing says where "1" leads'),
        ("![neck][picture]", 1, 'nothing says where "picture" leads'),
        ("** bold **", 1, "a space stands inside of them"),
        ("We offer **massage ** here", 10, "a space stands before the last ones"),
        ("We offer ** massage** here", 10, "a space stands inside of them"),
        ("## ** Title **", 4, "a space stands inside of them"),
        ("- ** item **", 3, "a space stands inside of them"),
        ("**Call us\n** today", 1, "it is closed on the next line"),
        ("**Hours: **We open", 1, "a space stands before the last ones"),
        ("**one and\t**two", 1, "a space stands before the last ones"),
        ("**never closed", 1, "it is never closed"),
        ("<code>**nil</code> **never closed", 20, "it is never closed"),
        ("We have **one\n\nand more** here", 9, "it is closed in another paragraph or item"),
        ("- **one\n- two**", 3, "it is closed in another paragraph or item"),
        ("##Title", 1, "no plain space follows them"),
        ("Text\n##Étapes and more", 1, "no plain space follows them"),
        ("###\u00a0Title", 1, "no plain space follows them"),
        ("- ##Title", 3, "no plain space follows them"),
        ("> Text\n>  ######Title\n> text", 4, "no plain space follows them"),
        ("#Title of one sign", 1, "no plain space follows them"),
        ("> #Étapes suivantes !", 3, "no plain space follows them"),
        ("#Title of *one* sign", 1, "no plain space follows them"),
        ("l’(text)[https://a.example/b]", 3, "its brackets are in the wrong order"),
        ("«\u00a0(text)[https://a.example/b]", 3, "its brackets are in the wrong order"),
        ("(text)[https://a.example/b]", 1, "its brackets are in the wrong order"),
        ("See (our *form*)[www.a.example].", 5, "its brackets are in the wrong order"),
        ('An <a href="/b/"title="c">B</a>', 4, "it is not written as HTML asks"),
        ("See <img src=“/a.png”alt=“A”>", 5, "it is not written as HTML asks"),
        ("**„Text“**weiter", 1, BETWEEN),
        ("**要友善。**当", 1, BETWEEN),
        ("- **結論」**次", 3, BETWEEN),
        ("**「注」**次", 1, BETWEEN),
        ("**注\n\n要。**次", 1, "it is closed in another paragraph or item"),
        ("<img src={require('./a.png')} />", 1, "HTML has no values in braces"),
        ('See <div class="a" style={{ margin: 0 }}\n>', 5, "HTML has no values in braces"),
        ('<a href="/b/"title="c">{x={y}</a>', 1, "it is not written as HTML asks"),
    ],
)
def test_signs_that_readers_see_are_reported_with_their_place(
    markdown: str, column: int, reason: str
) -> None:
    (problem,) = problems(markdown)
    line = 2 if "\n##" in markdown or "\n>  ##" in markdown else 1
    assert (problem.code, problem.line, problem.column) == ("stray-markdown", line, column)
    assert problem.message.endswith(f": {reason}")
    assert problem.hint


@pytest.mark.parametrize(
    "markdown",
    [
        "[text](/a%20b.pdf) [text](</a b.pdf>) [text](/a 'a title') [text](/a)",
        '[text](/a "a title")',
        "**要友善**。当 **要友善。** 当 **要友善。**、当",
        "**bold**, __bold__, **bold\nin two lines**, ***both***",
        "[x] [1] [sic] [A][B] [1][2] [^1] [x][y] [ ][ ]",
        "[see](below or above) [sic](see note)",
        "[NAME][DATE] [_____][____] [Your name][Your address]",
        "a[i][j] = b[first][second]",
        "[Report 7][Patch by a reader] [Report#7][Report#8] [,options][, callback]",
        "#health #physio\n#knee",
        "#physio in Basel\n\n#Knee\n\n#MeToo and we\n\n#Physio #Knee\n\n#Spine_care for all",
        "#Yoga is good for all.\n\n- #Title in an item\n\n# #Title of two\n\nText\n#Title in it",
        "#1 of all\n\n`#Title of code`\n\n\\\\#Title of one\n\n#Title\nof two lines",
        "##",
        "##1 of ## in C##D, a ##b",
        r"\##Title",
        "`##a`\n\n```\n##a\n```\n\n<pre>\n##a\n</pre>",
        "(text)[note] (a)[1] f(x)[https://a.example] é(x)[https://a.example] (a)[^1]\n\n[^1]: b",
        "[a](/b)[https://a.example] `(a)[https://a.example]`",
        "(text)[https://a.example](/b)",
        "2 ** 3 and 4 ** 5, x ** 2 is y ** 2",
        "Mon ** Tue ** Wed ** Thu",
        "60 €** a session\n\n**without VAT",
        "*with VAT\n\n**without VAT",
        "call f(**options) with **kwargs",
        "src/**/*.js and **",
        "`** code **` and `[a](b c.pdf)` and `[some][text]`",
        "    ** code **\n    [text](/a b.pdf)",
        "Write <code>**nil</code> or <kbd>[a](b c.pdf)</kbd> here",
        "```\n** code **\n[lost][nowhere]\n```",
        "<div>\n** text ** [text](/a b.pdf)\n</div>",
        r"\*\* no \*\* and \[text\](/a b.pdf) and \[lost\]\[nowhere\]",
        "[lost][nowhere]\n\n[nowhere]: /a/",
        "Write `<a href=x>` or \\<a href=x>, if a < b = c or <your name=…>",
        '<a href=\'/b/\' title="c">B</a> and <B C="d"e>',
        "****",
        "Hours: 9 - 12 * 14 - 18 *",
    ],
)
def test_what_may_be_meant_is_not_reported(markdown: str) -> None:
    assert problems(markdown) == []


@pytest.mark.parametrize(
    ("row", "column", "lost"),
    [("| 1 | 2 | three |", 10, "three"), ("1 | 2 | 3 | 4", 8, "3 | 4"), ("|a|`b|c`|", 7, "c`")],
)
def test_a_row_with_more_cells_than_the_head_is_reported(row: str, column: int, lost: str) -> None:
    (problem,) = problems(f"| a | b |\n|---|---|\n| 1 | 2 |\n{row}\n")
    assert (problem.code, problem.line, problem.column) == ("cut-row", 4, column)
    assert problem.message.endswith(f': "{lost}"')


@pytest.mark.parametrize("row", ["| 1 | 2 |  |", r"| 1 \| 2 | 3 |", "| 1 |", "text\n\na | b | c"])
def test_a_row_of_which_nothing_is_lost_is_not_reported(row: str) -> None:
    assert problems(f"| a | b |\n|---|---|\n{row}\n") == []


def test_places_are_those_of_the_file_below_its_front_matter() -> None:
    source = decode("a.md", "---\na: b\n---\n\nä ** bold **\n".encode())
    assert isinstance(source, SourceText)
    body = parse_body(source, 13, is_internal=lambda _: True, policy=None)
    assert [(problem.line, problem.column) for problem in body.problems] == [(5, 3)]


def test_raw_code_ends_with_its_block() -> None:
    (problem,) = problems("<code>open\n\n**never closed")
    assert (problem.line, problem.column) == (3, 1)


CONFLICT = "<<<<<<< HEAD\nOurs.\n=======\nTheirs.\n>>>>>>> main\n"


@pytest.mark.parametrize(
    ("markdown", "lines"),
    [
        (CONFLICT, [1]),
        (f"Text.\n\n{CONFLICT}\n\nText.\n\n{CONFLICT}", [3, 12]),
        (CONFLICT.replace("=======", "||||||| base\nOld.\n======="), [1]),
        (CONFLICT.replace("\n", "\r\n"), [1]),
        (f"```\n{CONFLICT}```\n", []),
        (f"<pre>\n{CONFLICT}</pre>\n", []),
        ("".join(f"    {line}\n" for line in CONFLICT.splitlines()), []),
        ("Title\n=======\n\n>>>>>>> deep quote\n", []),
        ("<<<<<<< HEAD\n\n>>>>>>> main\n", []),
        ("Look at <<<<<<< HEAD\n=======\n>>>>>>> main\n", []),
    ],
)
def test_a_conflict_of_git_is_reported_where_it_begins(markdown: str, lines: list[int]) -> None:
    found = problems(markdown)
    assert [(problem.code, problem.line, problem.column) for problem in found] == [
        ("merge-conflict", line, 1) for line in lines
    ]
    assert all('"<<<<<<< HEAD"' in problem.message for problem in found)
