"""Errors of YAML in plain words, at their places."""

import pytest

from tests.front_matter.blocks import at, refusal


@pytest.mark.parametrize(
    ("block", "place", "word"),
    [
        ("title: a: b", ": b", "title"),
        ("title: A\nsubtitle B\nc: d", "subtitle B", "colon"),
        ("title: A\n\tb: c", "\tb: c", "tab"),
        ("a:\n\tb: c", "\tb: c", "tab"),
        ("a: |\n\tb", "\tb", "tab"),
        ('a: "x\nb: c', '"x', "quote"),
        ("a: 'x\nb: c", "'x", "quote"),
        ('a: "x\nb: c\nd: "e"', '"x', "quote"),
        ("a: 'x'\nb: 'c\nd: 'e'", "'c", "quote"),
        ("a: 'it's'", "s'", "more text"),
        ("a: 'x'\nb: ''c'", "c'", "more text"),
        ("a:\n    b: c\n  d: e", "d: e", "column"),
        ("a: b\n  c: d", ": d", "key"),
        ("x: y\ntitle:A\nb: c", "title:A", "colon"),
        ("a: [b, c\nd: e", "[b, c", "bracket"),
        ("a: {b: c\nd: e", "{b: c", "brace"),
        ("a: *b* c", "*b* c", "*"),
        ('a: "\\d"', '\\d"', "backslash"),
        ("a: - b", "- b", "list"),
        ("a: @b", "@b", "@"),
        ("a: `b`", "`b`", "`"),
        ("a: > b", "b", ">"),
        ("%YAML 1.2\na: b", "a: b", "%"),
        ("%x: b", "%x: b", "%"),
        ("a: !x!y z", "!x!y z", "exclamation"),
        ("a:\n  - b\n  c: d", "c: d", "item"),
        ("a: ]", "]", "]"),
        ("é: 😀\x07b", "\x07b", "U+0007"),
        ("é: 😀\x00b", "\x00b", "U+0000"),
        ("é: 😀\udc80b", "\udc80b", "U+DC80"),
        ("é😀: 😀\u2028\nb: 😀: c", ": c", "colon"),
    ],
)
def test_yaml_errors_are_told_in_plain_words_at_their_place(
    block: str, place: str, word: str
) -> None:
    text = f"\n---\n{block}\n---\nbody: [\n"
    fault = refusal(text)
    assert fault.code == "front-matter-syntax"
    assert at(text, fault) == place
    assert word in fault.message


def test_tabs_and_colons_come_with_their_remedy() -> None:
    assert "spaces" in refusal("---\na:\n\tb: c\n---\n").hint
    assert "quotes" in refusal("---\na: b: c\n---\n").hint
