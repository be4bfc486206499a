"""Filters of lists."""

import pytest

from tests.dialects.jekyll.liquid.sites import rendered, rendering

ROWS = [{"k": "b", "w": "10"}, {"k": "a", "w": 9}, {"k": "b", "w": None}]


def test_a_sample_is_the_first_entry() -> None:
    template = "{{ list | sample }}{{ list | sample: 2 | join }}"
    assert rendered(template, list=["a", "b", "c"]) == "aa b"


def test_lists_are_changed_at_both_ends_but_other_values_are_not() -> None:
    template = "{{ v | push: 'x' | unshift: 'y' | join: ',' }} {{ v | pop | shift | join: ',' }}"
    assert rendered(template, v=["a", "b", "c"]) == "y,a,b,c,x b"
    assert rendered(template, v="abc") == "abc abc"


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("where: 'w', 9 | map: 'k'", "a"),
        ("where_exp: 'x', 'x.w == nil' | map: 'k'", "b"),
        ("find: 'k', 'b' | map: 'w'", "10"),
        ("find_exp: 'x', 'x.k == \"a\"' | map: 'w'", "9"),
        ("sort: 'w' | map: 'w' | join: ','", ",9,10"),
        ("sort: 'w', 'last' | map: 'w' | join: ','", "9,10,"),
        ("group_by: 'k' | map: 'size' | join: ','", "2,1"),
        ("group_by_exp: 'x', 'x.k | upcase' | map: 'name' | join: ','", "B,A"),
    ],
)
def test_rows_are_selected_by_a_property_or_an_expression(call: str, expected: str) -> None:
    assert rendered(f"{{{{ rows | {call} }}}}", rows=ROWS) == expected


def test_a_value_without_rows_stays_as_it_is() -> None:
    assert rendered("{{ 'x' | where: 'k', 1 }}{{ 'x' | group_by: 'k' }}") == "xx"


def test_values_without_an_order_are_a_problem() -> None:
    (problem,) = rendering("{{ rows | sort }}", rows=[1, "a"]).problems
    assert problem.code == "liquid-value"
    assert problem.message.endswith("have no order")


def test_a_single_entry_is_sorted_without_making_its_text() -> None:
    by_tag = {"a": ["x" * 600_000, "y" * 600_000]}
    assert rendered("{{ v | sort_natural | size }}", v=by_tag) == "1"
    (problem,) = rendering("{{ v | sort_natural | size }}", v=[by_tag, by_tag]).problems
    assert problem.code == "liquid-limit"
