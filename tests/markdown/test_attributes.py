"""Attribute lists: what they say."""

import pytest

from app.markdown.attributes import Attributes, properties, read_attributes


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
def test_a_list_is_ids_classes_values_and_references(content: str, expected: Attributes) -> None:
    assert read_attributes(content) == expected


def test_what_a_list_says_itself_counts_before_what_it_refers_to() -> None:
    definitions = {"d": Attributes("a", ("b",), (("k", "1"), ("l", "1")))}
    found = read_attributes("d #c .e k='2'").resolved(definitions)
    assert (found.id, found.classes) == ("c", ("b", "e"))
    assert found.others == (("k", "2"), ("l", "1"))
    assert read_attributes("nosuch .e").resolved(definitions).pairs() == [("class", "e")]


def test_properties_have_the_names_of_the_unified_ecosystem() -> None:
    pairs = Attributes("a", ("b", "c"), (("lang", "de"),)).pairs()
    assert properties(pairs) == {"id": "a", "className": ["b", "c"], "lang": "de"}
