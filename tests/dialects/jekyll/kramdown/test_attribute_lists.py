"""Attribute lists: their attributes, and those of spans."""

import pytest

from app.dialects.jekyll.kramdown.attribute_lists import read_attributes, resolved
from app.markdown.attributes import Attributes
from tests.dialects.jekyll.kramdown.bodies import html, nodes, text


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("#a .b .c", Attributes("a", ("b", "c"))),
        (".b#a.c", Attributes("a", ("b", "c"))),
        ("key=\"a 'b'\" k2='c \"d\"'", Attributes(others=(("key", "a 'b'"), ("k2", 'c "d"')))),
        (r'key="a \} \" b"', Attributes(others=(("key", 'a } " b'),))),
        ('id="a" class="b c" .d', Attributes("a", ("b", "c", "d"))),
        ("toc .b", Attributes(classes=("b",), references=("toc",))),
        ("#a #b k='1' k='2'", Attributes("b", others=(("k", "2"),))),
        ("key=value = ! #1a", Attributes()),
        ('id="<a b>"', Attributes()),
        ("", Attributes()),
    ],
)
def test_a_list_has_ids_classes_values_and_references(content: str, expected: Attributes) -> None:
    assert read_attributes(content) == expected


def test_a_lists_own_attributes_replace_those_of_the_definitions_it_names() -> None:
    definitions = {"d": Attributes("a", ("b",), (("k", "1"), ("l", "1")))}
    attributes = resolved(read_attributes("d #c .e k='2'"), definitions)
    assert (attributes.id, attributes.classes) == ("c", ("b", "e"))
    assert attributes.others == (("k", "2"), ("l", "1"))
    assert resolved(read_attributes("nosuch .e"), definitions).pairs() == [("class", "e")]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("*a*{: .x}.", '<em class="x">a</em>.'),
        ("**a**{:.x}{:.y}", '<strong class="x y">a</strong>'),
        ("`a`{: .x}", '<code class="x">a</code>'),
        ("~~a~~{: .x}", '<del class="x">a</del>'),
        ('[a](/b){:target="_blank" .x}', '<a class="x" href="/b">a</a>'),
        ("[a](/b){: href='/c' title='_*t*_'}", '<a title="_*t*_" href="/b">a</a>'),
        ("[a]{: .x}\n\n[a]: /b\n", '<a class="x" href="/b">a</a>'),
        ("<https://a.b>{: .x}", '<a class="x" href="https://a.b">https://a.b</a>'),
        ('![a](/b.png){: width="50"}', '<img width="50" src="/b.png" alt="a">'),
        ("*a **b**{: .x}*{: .y}", '<em class="y">a <strong class="x">b</strong></em>'),
    ],
)
def test_a_list_behind_a_span_gives_it_attributes(markdown: str, expected: str) -> None:
    assert html(markdown) == f"<p>{expected}</p>\n"


def test_attributes_are_properties_of_the_node() -> None:
    (paragraph,) = nodes("*a*{: .x}[b](https://b.example){: .y}![c](/c.png){: .z}`d`{: .w}")
    assert [node["data"]["hProperties"] for node in paragraph["children"]] == [
        {"className": [name]} for name in "xyzw"
    ]
    # The data of a link always has its target.
    assert paragraph["children"][1]["data"]["target"] is None


def test_an_address_is_never_given_by_an_attribute_list() -> None:
    (paragraph,) = nodes('[a](/b){: href="javascript:x" .y}![c](/c.png){: src="data:x" .y}')
    for node in paragraph["children"]:
        assert node["data"]["hProperties"] == {"className": ["y"]}


def test_what_is_no_attribute_list_is_text() -> None:
    assert text("a {b} {: = } {:}") == "a {b} {: = } {:}"
