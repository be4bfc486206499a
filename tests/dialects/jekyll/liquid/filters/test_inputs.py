"""Filters take any value and any arguments: they answer or report a problem."""

from datetime import UTC

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.dialects.jekyll.liquid.filters import FILTERS
from tests.dialects.jekyll.liquid.sites import rendering

SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(min_value=-(10**300), max_value=10**300),
    st.floats(),
    st.text(max_size=20),
    st.sampled_from(
        [
            "%F",
            "%-10Y",
            "2016-07-26",
            "first",
            "ascii",
            "latin",
            "1.5",
            "a > 1",
            "a.b",
            "[",
            "",
            " ",
        ]
    ),
    st.datetimes(timezones=st.just(UTC)),
    st.datetimes(),
    st.dates(),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["a", "b", "url"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.sampled_from(sorted(FILTERS)), VALUES, st.lists(VALUES, max_size=3))
def test_no_filter_crashes(name: str, value: object, arguments: list[object]) -> None:
    variables = {f"a{number}": argument for number, argument in enumerate(arguments)}
    call = f"{name}: {', '.join(variables)} | {name} | size" if variables else name
    result = rendering(f"[{{{{ v | {call} }}}}]", v=value, **variables)
    assert result.text.text[0] + result.text.text[-1] == "[]" or result.problems
    assert {problem.code for problem in result.problems} <= {
        "liquid-value",
        "liquid-limit",
        "liquid-syntax",
    }


@pytest.mark.parametrize("name", sorted(FILTERS))
def test_a_filter_of_nothing_is_no_crash(name: str) -> None:
    result = rendering(f"a{{{{ nothing | {name} }}}}b{{{{ nil | {name}: nil }}}}c")
    assert result.text.text[0] == "a"
    assert result.text.text[-1] == "c"


def test_named_arguments_reach_no_inner_names() -> None:
    result = rendering("{{ 'a' | append: 'b', context: 1 }}{{ 'a' | upcase: context: 1 }}c")
    assert result.text.text == "c"
    assert [problem.code for problem in result.problems] == ["liquid-value", "liquid-value"]
