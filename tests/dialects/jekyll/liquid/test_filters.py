"""Filters with any value and any arguments: an answer or a problem, never a crash."""

from datetime import UTC, date, datetime

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
    said = ", ".join(f"a{number}" for number in range(len(arguments)))
    template = (
        f"[{{{{ v | {name}: {said} | {name} | size }}}}]" if said else f"[{{{{ v | {name} }}}}]"
    )
    given_values = {f"a{number}": each for number, each in enumerate(arguments)}
    found = rendering(template, v=value, **given_values)
    assert found.text.text[0] + found.text.text[-1] == "[]" or found.problems
    assert {each.code for each in found.problems} <= {
        "liquid-value",
        "liquid-limit",
        "liquid-syntax",
    }


@pytest.mark.parametrize("name", sorted(FILTERS))
def test_a_filter_of_nothing_is_no_crash(name: str) -> None:
    found = rendering(f"a{{{{ nothing | {name} }}}}b{{{{ nil | {name}: nil }}}}c")
    assert found.text.text[0] == "a"
    assert found.text.text[-1] == "c"


def test_dates_without_a_zone_are_the_site_s() -> None:
    found = rendering(
        "{{ a | date_to_xmlschema }} {{ b | date_to_rfc822 }} {{ c | date_to_xmlschema }}",
        a=datetime(2016, 7, 26, 14, 5, 9),  # noqa: DTZ001 - front matter has such
        b=date(2016, 7, 26),
        c=datetime(2016, 7, 26, 14, 5, tzinfo=UTC),
    )
    assert found.text.text == (
        "2016-07-26T14:05:09+00:00 Tue, 26 Jul 2016 00:00:00 +0000 2016-07-26T14:05:00+00:00"
    )


def test_named_arguments_reach_no_inner_names() -> None:
    found = rendering("{{ 'a' | append: 'b', context: 1 }}{{ 'a' | upcase: context: 1 }}c")
    assert found.text.text == "c"
    assert [each.code for each in found.problems] == ["liquid-value", "liquid-value"]
