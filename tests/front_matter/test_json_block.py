"""JSON: values, places, errors."""

import pytest

from app.front_matter import Mark, Scalar, read_json
from tests.front_matter.blocks import at, clean, data, refusal


def test_json_values_keep_source_and_place() -> None:
    text = '\n{"é": 1.10, "b": [true, null, {"\\"c": "\\u00e9"}], "d": -1e2}\n'
    front_matter = clean(text)
    assert front_matter.values == {
        "é": Scalar(1.1, "1.10"),
        "b": (Scalar(True, "true"), Scalar(None, "null"), {'"c': "é"}),
        "d": Scalar(-100.0, "-1e2"),
    }
    found = {
        path: (text[mark.key :][:3], text[mark.value :][:3])
        for path, mark in front_matter.marks.items()
    }
    assert found == {
        ("é",): ('"é"', "1.1"),
        ("b",): ('"b"', "[tr"),
        ("b", 0): ("tru", "tru"),
        ("b", 1): ("nul", "nul"),
        ("b", 2): ('{"\\', '{"\\'),
        ("b", 2, '"c'): ('"\\"', '"\\u'),
        ("d",): ('"d"', "-1e"),
    }


@pytest.mark.parametrize(
    ("text", "place", "word"),
    [
        ('{"é": 1,}', "}", "key"),
        ('{"a": 1 "b": 2}', '"b": 2}', "comma"),
        ('{"a" 1}', "1}", "colon"),
        ('{"a": b}', "b}", "value"),
        ('{"a": "x\ny"}', "", "line break"),
        ('{"a": NaN}', "NaN}", "NaN"),
        ('{"a": [-Infinity]}', "-Infinity]}", "-Infinity"),
        ('{"a": "\\d"}', '\\d"}', "backslash"),
        ('{"a": "\\ud800"}', '"\\ud800"}', "half"),
        ('{"a": "x}', '"x}', "quote"),
        (';;;\n{"a": 1} x\n;;;\n', "x", "follows"),
        (';;;\n"a": 1,\n"b" 2\n;;;\n', "2", "colon"),
    ],
)
def test_json_errors_are_told_in_plain_words_at_their_place(
    text: str, place: str, word: str
) -> None:
    fault = refusal(text)
    assert fault.code == "front-matter-syntax"
    assert at(text, fault) == place
    assert word in fault.message


def test_escaped_backslashes_and_pairs_are_no_half_characters() -> None:
    assert data('{"a": "\\\\ud800 \\ud83d\\ude00"}') == {"a": "\\ud800 😀"}


def test_a_json_number_too_long_for_an_integer_is_text() -> None:
    assert clean('{"a": ' + "9" * 5000 + "}").values == {"a": "9" * 5000}


def test_the_first_of_two_equal_keys_keeps_its_value_and_place() -> None:
    front_matter, (fault, inner) = read_json('{"a": 1, "a": {"b": 2, "b": [3]}}')
    assert front_matter.values == {"a": Scalar(1, "1")}
    assert front_matter.marks == {("a",): Mark(1, 6)}
    assert (fault.code, fault.offset) == ("duplicate-key", 9)
    assert (inner.code, inner.offset) == ("duplicate-key", 23)


@pytest.mark.parametrize("levels", [101, 5000])
def test_json_brackets_beyond_the_limit_are_refused_at_their_place(levels: int) -> None:
    fault = refusal(f'{{"a": {"[" * levels}')
    assert (fault.code, fault.offset) == ("nested-too-deep", 6 + 99)
    assert data(f'{{"a": {"[" * 99}"{"[" * 101}"{"]" * 99}}}')


def test_many_keys_that_stand_twice_are_read_in_linear_time() -> None:
    # It took minutes when all that was read was looked through for each.
    keys = ",".join(f'"k{number}":[{number}]' for number in range(20_000))
    front_matter, faults = read_json(f"{{{keys},{keys}}}", keep_last=True)
    assert len(faults) == len(front_matter.values) == 20_000


def test_the_last_of_equal_keys_counts_where_that_is_wanted() -> None:
    text = '{"a": {"b": 1}, "c": 2, "a": {"d": [3]}}\n'
    front_matter, (fault,) = read_json(text, keep_last=True)
    assert front_matter.values == {"a": {"d": (Scalar(3, "3"),)}, "c": Scalar(2, "2")}
    assert set(front_matter.marks) == {("a",), ("a", "d"), ("a", "d", 0), ("c",)}
    assert (fault.code, fault.offset) == ("repeated-key", text.index('"a": {"d"'))
