"""Markdown that kramdown 2.4 reads and CommonMark would show as its own signs."""

import pytest

from app.dialects.jekyll.kramdown.leniency import may_be_lenient
from tests.dialects.jekyll.kramdown.bodies import html as html_of

NESTED = "<ol><li>a<ul><li>b</li></ul></li></ol>"


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        (
            '[Form](/pdf/a b.pdf){: target="_blank"}',
            '<p><a href="/pdf/a%20b.pdf">Form</a></p>',
        ),
        ("[Call](tel:+1 303 444)", '<p><a href="tel:+1%20303%20444">Call</a></p>'),
        ("![x]( /a  (1) b.jpg )", '<p><img src="/a%20%20(1)%20b.jpg" alt="x"></p>'),
        ('[x](/a b.pdf "T")', '<p><a href="/a%20b.pdf" title="T">x</a></p>'),
        ("[x](/a b.pdf 'T')", '<p><a href="/a%20b.pdf" title="T">x</a></p>'),
        ("[x]\n\n[x]: /a b.pdf", '<p><a href="/a%20b.pdf">x</a></p>'),
        ("`[x](/a b)`", "<p><code>[x](/a b)</code></p>"),
        ("lit](x y)", "<p>lit](x y)</p>"),
        ("[a\n\nb](x y)", "<p>[a</p><p>b](x y)</p>"),
        ("a\\\\\nb", "<p>a<br>b</p>"),
        ("a\\\\\n\nb", "<p>a\\</p><p>b</p>"),
        ("`a\\\\\nb`", "<p><code>a\\\\ b</code></p>"),
        ("<<text>> and << a >>", "<p>«text» and «&nbsp;a&nbsp;»</p>"),
        ("<b><<c>></b> `<<b>>`", "<p><b>«c»</b> <code>&lt;&lt;b&gt;&gt;</code></p>"),
        ("a>>b", "<p>a&gt;&gt;b</p>"),
        ('[a](/b "c "d" e")', '<p><a href="/b" title="c &quot;d&quot; e">a</a></p>'),
        ("[a](/b 'c's') 'd'", '<p><a href="/b" title="c\'s">a</a> \'d\'</p>'),
        ('[a](/b "c\\"d")', '<p><a href="/b" title="c&quot;d">a</a></p>'),
        ("<mailto:a.b@c-d.org>", '<p><a href="mailto:a.b@c-d.org">a.b@c-d.org</a></p>'),
        ("`<mailto:a@b.org>`", "<p><code>&lt;mailto:a@b.org&gt;</code></p>"),
        ("a:\n2. b\n3. c", '<p>a:</p><ol start="2"><li>b</li><li>c</li></ol>'),
        ("# a\nb\n 10. c", '<h1 id="a">a</h1><p>b</p><ol start="10"><li>c</li></ol>'),
        ("1. a\nb\n2. c", "<ol><li>a b</li><li>c</li></ol>"),
        ("a\n\n~~~\nb\n2. c\n~~~", "<p>a</p><pre><code>b 2. c</code></pre>"),
        ("1. a\n * b", NESTED),
        ("1. a\n* b", NESTED),
        ("10. a\n  - b", NESTED.replace("<ol>", '<ol start="10">')),
        ("* a\n 1. b", "<ul><li>a<ol><li>b</li></ol></li></ul>"),
        ("1. a\n  text\n * b", NESTED.replace("a<ul>", "a text<ul>")),
        ("- a\n3. b", '<ul><li><p>a</p><ol start="3"><li>b</li></ol></li></ul>'),
        (
            "1. a\n> b\n- c",
            "<ol><li>a</li></ol><blockquote><p>b</p></blockquote><ul><li>c</li></ul>",
        ),
        ("1. a\n\n * b", "<ol><li>a</li></ol><ul><li>b</li></ul>"),
        ("- a\n - b", "<ul><li>a</li><li>b</li></ul>"),
        ("1. a\u2028* b\n\n- c", "<ol><li>a\u2028* b</li></ol><ul><li>c</li></ul>"),
        (
            "1. a\n * b\n * c\n2. d",
            "<ol><li>a<ul><li>b</li><li>c</li></ul></li><li>d</li></ol>",
        ),
    ],
)
def test_it_is_read_as_kramdown_reads_it(markdown: str, html: str) -> None:
    written = html_of(markdown)
    for mark in (">\n<", ">\n", "\n<"):
        written = written.replace(mark, mark.replace("\n", ""))
    assert written.replace("\n", " ").strip() == html


@pytest.mark.parametrize(
    ("below", "is_link"),
    [
        ("[x]: /u", True),
        ("  [x]: /u", True),
        ("[^b]: two\n[x]: /u", True),
        ("[y]: /v\n[^b]: two\n[x]: /u", True),
        ("    [x]: /u", False),
        ("\t[x]: /u", False),
        ("    more\n[x]: /u", False),
        ("lazy\n[x]: /u", False),
        ("{: .note}\n[x]: /u", True),
    ],
)
def test_a_definition_directly_below_a_footnote_is_one_of_a_link(below: str, is_link: bool) -> None:
    written = html_of(f"See[^a] [x].\n\n[^a]: one\n{below}\n")
    assert ('<a href="/u">x</a>' in written) is is_link


@pytest.mark.parametrize(
    ("markdown", "after"),
    [
        ("See[^a].\n\n[^a]: one\ntwo\n", "<p>two</p>"),
        ("# See[^a]\n[^a]: one\ntwo\n", "<p>two</p>"),
        ("See[^a].\n\n[^a]: one\n    two\n", ""),
        ("- See[^a].\n\n  [^a]: one\n  two\n", "<p>two</p>"),
        ("See[^a].\n\n```\n[^a]: one\ntwo\n```\n", "[^a]: one\ntwo"),
    ],
)
def test_text_directly_below_a_footnote_is_a_paragraph_of_its_own(
    markdown: str, after: str
) -> None:
    body, _, notes = html_of(markdown).partition('<div class="footnotes"')
    assert after in body
    assert ("two" in notes) is (not after)


@pytest.mark.parametrize(
    "markdown",
    ['[x](/a "T") [y](/b)', "[^1]: a note of words", "- a\n- b", "1. a\n2. b\n\n- c", "\\\\"],
)
def test_other_bodies_are_read_quickly(markdown: str) -> None:
    assert not may_be_lenient(markdown)


@pytest.mark.parametrize(
    ("heading", "identity"),
    [
        ("<span>Inline</span> heading", "inline-heading"),
        ("![alt](/x.png) Picture", "-picture"),
        ("Picture ![alt](/x.png)", "picture-"),
        ('<i class="fa"></i> Icon', "-icon"),
        ("<br>Break", "break"),
        ("![alt](/x.png)", "section"),
    ],
)
def test_a_heading_keeps_the_space_beside_html_and_pictures_in_its_id(
    heading: str, identity: str
) -> None:
    assert f'<h2 id="{identity}">' in html_of(f"## {heading}\n")
