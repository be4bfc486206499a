"""Filters of lists."""

from tests.dialects.jekyll.liquid.sites import rendered


def test_a_sample_is_the_first_entry() -> None:
    template = "{{ list | sample }}{{ list | sample: 2 | join }}"
    assert rendered(template, list=["a", "b", "c"]) == "aa b"


def test_lists_are_changed_at_both_ends_but_other_values_are_not() -> None:
    template = "{{ v | push: 'x' | unshift: 'y' | join: ',' }} {{ v | pop | shift | join: ',' }}"
    assert rendered(template, v=["a", "b", "c"]) == "y,a,b,c,x b"
    assert rendered(template, v="abc") == "abc abc"
