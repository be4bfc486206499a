"""Attributes in braces at the end of headings, and at the start of lines."""

import pytest

from app.dialects.hugo.goldmark.attributes import attribute_lines, heading_attributes
from app.markdown.attributes import Attributes


@pytest.mark.parametrize(
    ("line", "attributes"),
    [
        ("A {#b}", Attributes(id="b")),
        ("A {.b .c #d}", Attributes(id="d", classes=("b", "c"))),
        (
            'A {a="b \\"c\\"", D=12.5 e=f}',
            Attributes(others=(("a", 'b "c"'), ("d", "12.5"), ("e", "f"))),
        ),
        ('A {class="a b" id="c"}', Attributes(id="c", classes=("a", "b"))),
        ('A {id="a\\"b"}', Attributes()),
        ("A {}", Attributes()),
        ("A {b {.c}", Attributes(classes=("c",))),
        ("A \\{#b}", None),
        ("A {#b} c", None),
        ("A {b}", None),
        ("A {b=}", None),
        ("A {b=[1]}", None),
        ('A {b="c}', None),
        ("A #b}", None),
    ],
)
def test_attributes_end_a_heading(line: str, attributes: Attributes | None) -> None:
    ending = heading_attributes(line)
    assert (ending.attributes if ending else None) == attributes
    if ending:
        assert line[ending.start] == "{"


def test_attributes_begin_lines_behind_the_markers_of_containers() -> None:
    text = "{.a}\n> - {#b}\n1. {c=d}\n[^e]: {.f}\nx {.g}\n{h}\n"
    assert [line.attributes for line in attribute_lines(text)] == [
        Attributes(classes=("a",)),
        Attributes(id="b"),
        Attributes(others=(("c", "d"),)),
        Attributes(classes=("f",)),
    ]
