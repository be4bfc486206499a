"""Errors of the Liquid library are told in an author's words."""

import re

import pytest
from liquid import Environment
from liquid.exceptions import LiquidError

from app.dialects.jekyll.liquid.explanations import explain

_PARSER = re.compile(r"expected|primitive|infix|token|eof|expression|[A-Z]\w+Error|\w+\(\)")


@pytest.mark.parametrize(
    ("template", "explanation"),
    [
        ("{{ }}", "a value is missing here"),
        ("{{ a b }}", "a name stands where the tag should end"),
        ("{{ a | }}", "the name of a filter is missing after |"),
        ("{% if %}x{% endif %}", "the tag needs a value"),
        ("{% if a == %}x{% endif %}", "a value is missing here"),
        ("{% if (a %}x{% endif %}", "a condition cannot have parentheses"),
        (
            "{% for x of y %}{% endfor %}",
            'a loop is written "for item in list", and "in" is missing',
        ),
        ("{% assign x %}", 'a value is assigned with "=", which is missing'),
        ("{{ a. }}", "a name is missing here"),
        ("{{ a[ }}", "a name or a closing ] is missing here"),
        ("{{ 'x }}", "the sign ' cannot stand here, or is not closed"),
        ("{{ a && b }}", "the sign & cannot stand here, or is not closed"),
        ("{% for x in (1..) %}{% endfor %}", "a value should stand where ) is"),
        ("{{ 1 | nothing }}", 'unknown filter "nothing"'),
        ("{{ 1 | divided_by: 0 }}", "a number is divided by zero"),
        ("{{ 1 | plus: 1, 2 }}", 'the filter "plus" has too few or too many values'),
    ],
)
def test_errors_of_the_library_have_no_words_of_parsers(template: str, explanation: str) -> None:
    with pytest.raises(LiquidError) as caught:
        Environment().from_string(template).render()
    message = explain(str(caught.value.message))
    assert message == explanation
    assert not _PARSER.search(message)


@pytest.mark.parametrize(
    "message", ["expected X", "unexpected end", "missing thing", "FooError", "slice: oh"]
)
def test_an_unknown_error_of_the_library_is_not_shown_raw(message: str) -> None:
    assert not _PARSER.search(explain(message))


def test_messages_of_ours_stay() -> None:
    assert explain('"a" is not a whole number') == '"a" is not a whole number'
