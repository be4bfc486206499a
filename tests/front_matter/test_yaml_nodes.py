"""Anchors, aliases and nesting, with their bounds."""

import pytest

from app.front_matter import (
    plain,
    read_front_matter,
)
from tests.front_matter.blocks import at, clean, data, refusal, yaml

DEEP = 100_000


def test_aliases_repeat_values_with_the_places_where_they_are_written() -> None:
    text = "---\na: &x [1, {b: 2}]\nc: *x\nd: &y t\n*y : e\n---\n"
    front_matter = clean(text)
    assert front_matter.values["c"] == front_matter.values["a"]
    assert text[front_matter.marks["c",].value :].startswith("*x")
    assert front_matter.marks["c", 1, "b"] == front_matter.marks["a", 1, "b"]
    assert front_matter.values["t"] == "e"


def test_an_anchor_may_be_set_again() -> None:
    assert data("---\na: &x 1\nb: &x 2\nc: *x\n---\n") == {"a": 1, "b": 2, "c": 2}


def test_an_unknown_alias_stays_as_written_and_is_told() -> None:
    text = "---\na: *b\n---\n"
    front_matter, (fault,) = read_front_matter(text)
    assert front_matter.values == {"a": "*b"}
    assert at(text, fault) == "*b"


def test_characters_that_were_line_breaks_in_yaml_1_1_are_ordinary() -> None:
    text = '---\na: x\u2028y\x85z\n\u2029b: "\ue000\u2029"\nc: d\n---\n'
    front_matter = clean(text)
    assert front_matter.values == {"a": "x\u2028y\x85z", "\u2029b": "\ue000\u2029", "c": "d"}
    assert text[front_matter.marks["c",].key] == "c"


def test_a_second_document_is_told_and_not_read() -> None:
    text = "---\na: 1\n--- # next\nb: 2\n---\n"
    front_matter, (fault,) = read_front_matter(text)
    assert list(front_matter.values) == ["a"]
    assert at(text, fault) == "--- # next"


@pytest.mark.parametrize(
    "text",
    [
        f"---\na: {'[' * DEEP}\n---\n",
        f"---\na: {'{a: ' * DEEP}\n---\n",
        f"---\na:\n  {'- ' * DEEP}\n---\n",
        f"---\n{'? ' * DEEP}\n---\n",
        "---\n" + "".join(" " * depth + "a:\n" for depth in range(1000)) + "---\n",
        f"---\na: {'[' * 100}{']' * 100}\n---\n",
        f"+++\na = {'[' * DEEP}\n+++\n",
        f"+++\na = {'{a = ' * DEEP}\n+++\n",
        f"+++\n{'a.' * DEEP}b = 1\n+++\n",
        f"+++\n{'a.' * 100}b = 1\n+++\n",
        f"+++\n[{'a.' * 100}b]\n+++\n",
        f"+++\n[{'a.' * 60}b]\nc = {'[' * 60}{']' * 60}\n+++\n",
        f"+++\na = {'[' * 100}{']' * 100}\n+++\n",
        '{"a":' + "[" * DEEP,
        '{"a":' * DEEP,
        '{"a":' + "[" * 100 + "]" * 100 + "}",
        "---\n" + "".join(f"{' ' * level}a:\n" for level in range(150)) + f"{' ' * 150}a: b\n---\n",
        "---\na0: &a0 [x]\n"
        + "".join(f"a{i}: &a{i} [*a{i - 1}]\n" for i in range(1, 150))
        + "---\n",
    ],
)
def test_values_nest_a_hundred_levels_and_no_more(text: str) -> None:
    assert refusal(text).code == "nested-too-deep"


@pytest.mark.parametrize(
    "text",
    [
        f"---\na: {'[' * 99}{']' * 99}\n---\n",
        f"+++\na = {'[' * 99}{']' * 99}\n+++\n",
        f"+++\n{'a.' * 99}a = 1\n+++\n",
        '{"a":' + "[" * 99 + "]" * 99 + "}",
        '{"a": "' + "[" * 200 + '"}' + "[" * 200,
        "+++\na = '" + "[" * 200 + "' # " + "{" * 200 + "\n+++\n",
        "---\na: '" + "[" * 200 + "'\nb:\n" + "- x\n" * 200 + "---\n",
    ],
)
def test_a_hundred_levels_are_read(text: str) -> None:
    value: object = plain(clean(text).values["a"])
    depth = 1
    while isinstance(value, list | dict):
        depth += 1
        value = next(iter(value.values() if isinstance(value, dict) else value), None)
    assert depth in (1, 100)


@pytest.mark.parametrize(
    "block",
    [
        "a: &a [" + "x, " * 99 + "]\nb: &b [" + "*a, " * 99 + "]\nc: [*b, *b]",
        "a: &a {"
        + "".join(f"k{i}: v, " for i in range(100))
        + "}\nb:\n"
        + "".join(f"  - {{<<: *a, k: {i}}}\n" for i in range(100)),
        "\n".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}' if i else 'x'] * 9)}]" for i in range(9)),
        "a: &a [*a]",
        "a: &a {b: *a}",
        "a: &a {<<: *a}",
        "&a\nb: *a",
        "&a b: c\nd: &d {e: [*d]}",
    ],
)
def test_aliases_that_expand_without_measure_are_refused(block: str) -> None:
    text = f"---\n{block}\n---\n"
    fault = refusal(text)
    assert fault.code == "alias-bomb"
    assert text[fault.offset] == "*"


def test_aliases_may_expand_to_ten_thousand_values() -> None:
    block = "s: &s x\na: &a [" + "x, " * 99 + "]\nb: [" + "*a, " * 100 + "]"
    assert len(yaml(block).marks) == 3 + 99 + 100 * 100
    assert refusal(f"---\n{block}\nc: *s\n---\n").code == "alias-bomb"


@pytest.mark.parametrize("opening", ["---\na: ", "+++\na = ", '{"a": '])
def test_too_deep_a_value_is_told_at_the_first_bracket_too_many(opening: str) -> None:
    closing = opening[:3] if opening[0] != "{" else "}"
    text = f"{opening}{'[' * 300}{']' * 300}\n{closing}\n"
    assert refusal(text).offset == text.index("[") + 99


def test_collections_side_by_side_are_not_deep() -> None:
    assert len(yaml("a:\n" + "- []\n- {}\n" * 200).marks) == 401


@pytest.mark.parametrize(
    "repeated", ["- *a", "- {*a : 1}", "- {<<: *b}", "- *b"], ids=["text", "key", "merge", "value"]
)
def test_aliases_may_repeat_so_many_characters(repeated: str) -> None:
    long = "x" * 900
    block = f"a: &a {long}\nb: &b {{k: {long}}}\nc:\n"
    assert plain(clean(f"---\n{block}{repeated}\n---\n").values["c"])
    fault = refusal(f"---\n{block}" + f"{repeated}\n" * 1_200 + "---\n")
    assert fault.code == "alias-bomb"
    assert "1,000,000 characters" in fault.message


def test_many_values_without_aliases_are_no_bomb() -> None:
    assert len(yaml("a: [" + "x, " * 20_000 + "]").marks) == 20_001
