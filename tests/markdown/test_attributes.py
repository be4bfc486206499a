"""Attributes that authors give to nodes."""

from app.markdown.attributes import NO_ATTRIBUTES, Attributes, properties

_FIRST = Attributes("a", ("b",), (("k", "1"), ("l", "1")))
_SECOND = Attributes("c", ("d",), (("k", "2"), ("m", "2")))


def test_extended_attributes_have_the_later_values_and_all_classes() -> None:
    assert _FIRST.extended(_SECOND) == Attributes(
        "c", ("b", "d"), (("k", "2"), ("l", "1"), ("m", "2"))
    )
    assert _FIRST.extended(NO_ATTRIBUTES) == _FIRST


def test_completed_attributes_have_the_first_values() -> None:
    completed = _FIRST.completed(_SECOND)
    assert (completed.id, completed.classes) == ("a", ("b",))
    assert dict(completed.others) == {"k": "1", "l": "1", "m": "2"}
    assert NO_ATTRIBUTES.completed(_SECOND) == _SECOND


def test_mapped_values_make_classes_and_ids_like_written_ones() -> None:
    filled = {"a": "x y", "b": "p q", "1": "z"}
    mapped = _FIRST.mapped(lambda value: filled[value])
    # An id has no space.
    assert mapped == Attributes(None, ("p", "q"), (("k", "z"), ("l", "z")))


def test_an_id_that_would_need_escaping_is_dropped() -> None:
    assert Attributes.of("id", "a<b") == NO_ATTRIBUTES
    assert Attributes.of("id", "é1") == Attributes(id="é1")


def test_properties_have_the_names_of_the_unified_ecosystem() -> None:
    pairs = Attributes("a", ("b", "c"), (("lang", "de"),)).pairs()
    assert properties(pairs) == {"id": "a", "className": ["b", "c"], "lang": "de"}
