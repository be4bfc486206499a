"""Comments, options and what is not Markdown."""

import pytest

from app.dialects.jekyll.kramdown.scan import Scan
from app.dialects.jekyll.kramdown.syntax import find_extensions
from app.markdown.edits import EditedText
from app.markdown.outline import Outline, Ranges
from tests.dialects.jekyll.kramdown.bodies import html


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("a {::comment}b *c*{:/comment} d\n", "<p>a  d</p>\n"),
        ("{::comment}\n# a\n\n- b\n{:/}\nc\n", "<p>c</p>\n"),
        ('{::options auto_ids="false" /}\na\n', "<p>a</p>\n"),
        ("{::nomarkdown}\n<b>*a*</b>\n\n<i>b</i>\n{:/}\n*c*\n",
         "<b>*a*</b>\n\n<i>b</i>\n<p><em>c</em></p>\n"),
        ("a {::nomarkdown}<b>*c*</b>{:/} d\n", "<p>a <b>*c*</b> d</p>\n"),
        ('a\n\n{::nomarkdown type="latex"}\n\\b\n{:/}\n', "<p>a</p>\n"),
        ("{::comment}\na {:/} b\n{:/comment}\nc\n", "<p>c</p>\n"),
        ("{::nosuch x='y'}\na\n{:/nosuch}\n", "<p>a</p>\n"),
        ("a {::comment} b {:/nomarkdown}\n", "<p>a  b</p>\n"),
        ("```\n{::comment}\n```\na {:/}\n", "<pre><code>{::comment}\n</code></pre>\n<p>a</p>\n"),
    ],
)  # fmt: skip
def test_extensions_are_never_shown(markdown: str, expected: str) -> None:
    assert html(markdown) == expected


def test_options_in_a_comment_are_not_set() -> None:
    source = "{::options a='1' /}\n{::comment}\n{::options b='2' /}\n{:/comment}\n"
    scan = Scan(source, Outline(source), Ranges())
    assert find_extensions(scan) == {"a": "1"}
    assert EditedText(source, scan.edits).text == ""
