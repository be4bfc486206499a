"""Front matter of the three formats: values, places, faults."""

import datetime
import math
from pathlib import Path

import frontmatter
import pytest

from app.front_matter import (
    FrontMatter,
    FrontMatterError,
    Mark,
    Scalar,
    plain,
    read_front_matter,
    read_yaml,
    source_text,
)
from app.front_matter.errors import UnclosedFrontMatterError
from app.front_matter.handlers import Handler, JsonObjectHandler, TomlHandler, YamlHandler
from app.front_matter.values import Metadata
from app.problems import CODES, Fault


def clean(text: str) -> FrontMatter:
    front_matter, faults = read_front_matter(text)
    assert faults == ()
    return front_matter


def data(text: str) -> dict[str, object]:
    """Plain values of a text without faults."""
    return {key: plain(value) for key, value in clean(text).values.items()}


def yaml(block: str) -> FrontMatter:
    return clean(f"---\n{block}\n---\n")


def toml(block: str) -> FrontMatter:
    return clean(f"+++\n{block}\n+++\n")


def refusal(text: str) -> Fault:
    """The one fault of a text that cannot be read."""
    with pytest.raises(FrontMatterError) as caught:
        read_front_matter(text)
    (fault,) = caught.value.faults
    assert fault.code in CODES
    assert 0 <= fault.offset <= len(text)
    assert not fault.message.endswith(".")
    assert fault.hint.endswith(".")
    return fault


def at(text: str, fault: Fault) -> str:
    """What stands at the fault, to the end of its line."""
    return text[fault.offset :].split("\n", 1)[0]


# Blocks


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("---\na: 1\n---\nbody\n", "body\n"),
        ("---  \na: 1\n--- \t\nbody", "body"),
        ("---\na: 1\n...\nbody", "body"),
        ("---\na: 1\n---", ""),
        ("---\na: 1\n---\n\n---\nrule", "\n---\nrule"),
        ("\n  \n---\na: 1\n---\nbody", "body"),
        ("+++\na = 1\n+++ \nbody", "body"),
        (';;;\n{"a": 1}\n;;;\nbody', "body"),
        (';;;\n"a": 1\n;;;\nbody', "body"),
        ('{"a": 1}\nbody', "body"),
        ('\n{\n  "a": 1\n}\n\nbody', "\nbody"),
        ('{"a": 1} body', " body"),
    ],
)
def test_a_body_begins_behind_the_block(text: str, body: str) -> None:
    front_matter = clean(text)
    assert front_matter.values == {"a": Scalar(1, "1")}
    assert text[front_matter.body_start :] == body
    key = front_matter.marks["a",].key
    assert text[key:].lstrip('"').startswith("a")
    assert text[front_matter.marks["a",].value] == "1"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "body",
        "text\n---\na: 1\n---\n",
        " ---\na: 1\n---\n",
        "----\na: 1\n----\n",
        "--- a\n",
        "+++a\n+++",
        "{{< figure >}}",
        "{% if %}",
        "{: .class}",
        "{#id}",
        "{a: 1}",
        "{",
        ' {"a": 1}',
    ],
)
def test_a_text_without_front_matter_is_all_body(text: str) -> None:
    assert read_front_matter(text) == (FrontMatter(None, {}, {}, 0), ())


@pytest.mark.parametrize(
    ("text", "format_"),
    [
        ("---\n---\n", "yaml"),
        ("---\n\n# only a comment\n---\n", "yaml"),
        ("+++\n+++\n", "toml"),
        ("+++\n# only a comment\n+++\n", "toml"),
        (";;;\n;;;\n", "json"),
        ("{}", "json"),
        ("{ \n}\n", "json"),
    ],
)
def test_empty_front_matter_is_an_empty_mapping(text: str, format_: str) -> None:
    assert clean(text) == FrontMatter(format_, {}, {}, len(text))  # type: ignore[arg-type]  # a parameter is str


@pytest.mark.parametrize(
    ("text", "offset"),
    [("---\ntitle: A\n", 0), ("\n---", 1), ("+++\na = 1\n---\n", 0), (';;;\n{"a": 1}', 0)],
)
def test_a_block_that_never_closes_is_told_at_its_opening_line(text: str, offset: int) -> None:
    fault = refusal(text)
    assert (fault.code, fault.offset) == ("front-matter-unclosed", offset)


@pytest.mark.parametrize("text", ['{"a": 1', '{"a"', '\n{"a": [1,\n'])
def test_a_json_object_that_never_closes_is_told_at_its_brace(text: str) -> None:
    fault = refusal(text)
    assert (fault.code, text[fault.offset]) == ("front-matter-unclosed", "{")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("---\n- a\n- b\n---\n", "- a"),
        ("---\n# note\ntext only\n---\n", "text only"),
        ("---\ntitle:A\n---\n", "title:A"),
        ("---\n'quoted'\n---\n", "'quoted'"),
        (";;;\n[1]\n;;;\n", "[1]"),
        (';;;\n"text"\n;;;\n', '"text"'),
    ],
)
def test_what_is_no_mapping_is_told_at_its_place(text: str, place: str) -> None:
    fault = refusal(text)
    assert (fault.code, at(text, fault)) == ("front-matter-not-mapping", place)


def test_a_missing_space_behind_the_only_colon_is_named() -> None:
    assert "space" in refusal("---\ntitle:A\n---\n").hint


def test_the_keys_that_python_frontmatter_stumbles_over_are_ordinary() -> None:
    assert data("---\ncontent: a\nhandler: b\nmetadata: c\n---\n") == {
        "content": "a",
        "handler": "b",
        "metadata": "c",
    }


@pytest.mark.parametrize(
    ("handler", "text", "body"),
    [
        (YamlHandler(), "\n---\na: [x]\n---\nbody\n---\n", "body\n---\n"),
        (YamlHandler(), "---\na: [x]\n...\n\n---\nbody", "\n---\nbody"),
        (TomlHandler(), '+++\na = ["x"]\n+++\nbody', "body"),
        (JsonObjectHandler(), '{"a": ["x"]}\nbody', "body"),
    ],
)
def test_a_handler_works_as_one_of_python_frontmatter(
    handler: Handler, text: str, body: str
) -> None:
    assert handler.detect(text)
    assert not handler.detect("body\n")
    block, content = handler.split(text)
    assert content == body
    metadata = handler.load(block)
    assert isinstance(metadata, Metadata)
    assert metadata.values == {"a": ("x",)}
    # Offsets in the block are those in the text, which the library's own `split` loses.
    assert text[metadata.marks["a", 0].value :].lstrip('"').startswith("x")
    assert handler.load(block.lstrip("\n-+")).values == metadata.values


def test_the_library_reads_unclosed_front_matter_as_body_and_these_handlers_do_not() -> None:
    text = "---\ntitle: A\n"
    assert frontmatter.parse(text)[0] == {}
    with pytest.raises(UnclosedFrontMatterError):
        frontmatter.parse(text, handler=YamlHandler())


# Values in YAML


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("true", True),
        ("False", False),
        ("12", 12),
        ("-12", -12),
        ("+1", 1),
        ("0", 0),
        ("0o17", 15),
        ("0x1F", 31),
        ("1.10", 1.1),
        (".5", 0.5),
        ("5.", 5.0),
        ("1e3", 1000.0),
        ("-.inf", -math.inf),
        (".Inf", math.inf),
        ("", None),
        ("~", None),
        ("null", None),
    ],
)
def test_scalars_are_those_of_yaml_1_2(written: str, value: object) -> None:
    scalar = yaml(f"a: {written}").values["a"]
    assert scalar == Scalar(value, written)  # type: ignore[arg-type]  # a parameter is object
    assert isinstance(scalar, Scalar)
    assert type(scalar.value) is type(value)


def test_not_a_number_is_a_float() -> None:
    scalar = yaml("a: .nan").values["a"]
    assert isinstance(scalar, Scalar)
    assert isinstance(scalar.value, float)
    assert math.isnan(scalar.value)


@pytest.mark.parametrize(
    "written",
    [
        *("yes", "no", "on", "off", "y", "tRUE", "010", "-007", "00", "1_000", "0b1", "12:30:45"),
        *("2024-01-01", "2024-01-01T10:00:00Z", "1.2.3", ".", "+", "0o8", "=", "-0x1", "nan"),
        "9" * 5000,
    ],
)
def test_all_else_is_text(written: str) -> None:
    assert yaml(f"a: {written}").values["a"] == written


@pytest.mark.parametrize("written", ['"12"', "'true'", '""', "'~'", "|-\n  12", ">-\n  12"])
def test_quoted_and_block_scalars_are_text(written: str) -> None:
    assert isinstance(yaml(f"a: {written}").values["a"], str)


def test_collections_nest() -> None:
    assert data("---\na: [1, {b: c}]\nd:\n- e\n- - f\n---\n") == {
        "a": [1, {"b": "c"}],
        "d": ["e", ["f"]],
    }


def test_keys_that_are_no_strings_are_their_source() -> None:
    text = "---\n2024: a\n1.10: b\ntrue: c\nnull: d\n~: e\n010: f\n'g h': i\n? j\n: k\n---\n"
    assert list(clean(text).values) == ["2024", "1.10", "true", "null", "~", "010", "g h", "j"]


def test_a_key_that_is_a_collection_is_left_out_and_told() -> None:
    text = "---\na: 1\n? [x, y]\n: 2\nb: 3\n---\n"
    front_matter, (fault,) = read_front_matter(text)
    assert list(front_matter.values) == ["a", "b"]
    assert set(front_matter.marks) == {("a",), ("b",)}
    assert (fault.code, at(text, fault)) == ("front-matter-syntax", "[x, y]")


def test_a_template_without_quotes_is_told_with_the_remedy() -> None:
    _, (fault,) = read_front_matter("---\na: {{ page.title }}\n---\n")
    assert "quotes" in fault.hint


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("!!str 12", "12"),
        ("!!str", ""),
        ("! 12", "12"),
        ("!!int 010", Scalar(10, "010")),
        ('!!int "7"', Scalar(7, "7")),
        ("!!float 1", Scalar(1.0, "1")),
        ("!!bool true", Scalar(True, "true")),
        ("!!null ''", Scalar(None, "")),
        ("!!seq [a]", ("a",)),
        ("!!map {a: b}", {"a": "b"}),
        ("!<tag:yaml.org,2002:int> 1", Scalar(1, "1")),
    ],
)
def test_tags_of_the_core_schema_are_obeyed(written: str, value: object) -> None:
    found = yaml(f"a: {written}").values["a"]
    assert found == value
    if isinstance(found, Scalar) and isinstance(value, Scalar):
        assert type(found.value) is type(value.value)  # 1 equals True and 1.0


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("!foo 12", Scalar(12, "12")),
        ("!foo [x]", ("x",)),
        ("!!set {x: y}", {"x": "y"}),
        ("!!timestamp 2024-01-01", "2024-01-01"),
        ("!!int x", "x"),
        ("!!bool yes", "yes"),
        ("!!seq {x: y}", {"x": "y"}),
    ],
)
def test_other_tags_are_faults_and_the_value_stays(written: str, value: object) -> None:
    text = f"---\na: {written}\n---\n"
    front_matter, (fault,) = read_front_matter(text)
    assert front_matter.values == {"a": value}
    assert (fault.code, at(text, fault)) == ("front-matter-syntax", written)


def test_merges_take_over_what_is_not_there() -> None:
    text = "---\nx: &x {a: 1, b: [2]}\ny: &y {a: 3, c: 4}\nz:\n  a: 0\n  <<: [*x, *y]\n---\n"
    front_matter = clean(text)
    assert plain(front_matter.values["z"]) == {"a": 0, "b": [2], "c": 4}
    assert front_matter.marks["z", "b"] == front_matter.marks["x", "b"]
    assert front_matter.marks["z", "b", 0] == front_matter.marks["x", "b", 0]
    assert front_matter.marks["z", "c"] == front_matter.marks["y", "c"]
    assert ("z", "<<") not in front_matter.marks
    assert text[front_matter.marks["z", "a"].value] == "0"


def test_a_merge_comes_after_the_keys_however_it_is_placed() -> None:
    assert data("---\nx: &x {a: 1}\n<<: *x\na: 2\n---\n") == {"x": {"a": 1}, "a": 2}


def test_a_merge_of_no_mapping_is_told_and_left_out() -> None:
    text = "---\na: 1\n<<: text\n---\n"
    front_matter, (fault,) = read_front_matter(text)
    assert list(front_matter.values) == ["a"]
    assert at(text, fault) == "text"


def test_a_quoted_merge_key_is_a_key() -> None:
    assert data('---\n"<<": {a: 1}\n---\n') == {"<<": {"a": 1}}


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


# Duplicate keys


@pytest.mark.parametrize(
    "text",
    [
        "---\nx: y\nk: [1]\nz: w\nk: {a: [2]}\nk: 3\n---\n",
        '{"x": "y",\n"k": [1],\n\n"k": {"a": [2]},\n"k": 3}',
    ],
)
def test_the_first_of_duplicate_keys_is_kept_and_each_later_one_told(text: str) -> None:
    front_matter, faults = read_front_matter(text)
    assert plain(front_matter.values["k"]) == [1]
    assert {path for path in front_matter.marks if path[0] == "k"} == {("k",), ("k", 0)}
    first = text.index("k")
    assert front_matter.marks["k",].key in (first, first - 1)
    assert [fault.code for fault in faults] == ["duplicate-key"] * 2
    line = text.count("\n", 0, first) + 1
    for fault in faults:
        assert at(text, fault).lstrip('"').startswith("k")
        assert fault.offset > first
        assert f"line {line})" in fault.message


def test_keys_are_duplicates_after_they_became_text_and_at_any_depth() -> None:
    text = "---\n1: a\n'1': b\nm:\n  n: 1\n  n: 2\nl: [{o: 1, o: 2}]\n---\n"
    front_matter, faults = read_front_matter(text)
    assert [at(text, fault) for fault in faults] == ["'1': b", "n: 2", "o: 2}]"]
    assert front_matter.values["1"] == "a"


@pytest.mark.parametrize(
    ("block", "place", "line"),
    [
        ("a = 1\na = 2", "a = 2", 2),
        ("a = 1\na = '''\n\n'''", "a = '''", 2),
        ("[a]\nb = 1\n[a]", "a]", 2),
        ("x = {a = 1, a = 2}", "a = 2}", 2),
        ("a.b = 1\na.b = 2", "b = 2", 2),
    ],
)
def test_a_duplicate_key_in_toml_is_told_at_its_place(block: str, place: str, line: int) -> None:
    text = f"+++\n{block}\n+++\n"
    fault = refusal(text)
    assert (fault.code, at(text, fault)) == ("duplicate-key", place)
    assert f"line {line})" in fault.message


@pytest.mark.parametrize("block", ["a = {b = 1}\na.c = 2", "[[a]]\n[a]", "a = [1]\n[[a]]"])
def test_a_toml_value_that_is_written_to_again_is_a_duplicate_key(block: str) -> None:
    assert refusal(f"+++\n{block}\n+++\n").code == "duplicate-key"


# Bounds

DEEP = 100_000


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


def test_many_values_without_aliases_are_no_bomb() -> None:
    assert len(yaml("a: [" + "x, " * 20_000 + "]").marks) == 20_001


# Errors of YAML


@pytest.mark.parametrize(
    ("block", "place", "word"),
    [
        ("title: a: b", ": b", "title"),
        ("title: A\nsubtitle B\nc: d", "subtitle B", "colon"),
        ("title: A\n\tb: c", "\tb: c", "tab"),
        ("a:\n\tb: c", "\tb: c", "tab"),
        ("a: |\n\tb", "\tb", "tab"),
        ('a: "x\nb: c', '"x', "quote"),
        ("a: 'x\nb: c", "'x", "quote"),
        ("a: 'it's'", "s'", "more text"),
        ("a:\n    b: c\n  d: e", "d: e", "column"),
        ("a: b\n  c: d", ": d", "key"),
        ("x: y\ntitle:A\nb: c", "title:A", "colon"),
        ("a: [b, c\nd: e", "[b, c", "bracket"),
        ("a: {b: c\nd: e", "{b: c", "brace"),
        ("a: *b* c", "*b* c", "*"),
        ('a: "\\d"', '\\d"', "backslash"),
        ("a: - b", "- b", "list"),
        ("a: @b", "@b", "@"),
        ("a: `b`", "`b`", "`"),
        ("a: > b", "b", ">"),
        ("%YAML 1.2\na: b", "a: b", "%"),
        ("%x: b", "%x: b", "%"),
        ("a: !x!y z", "!x!y z", "exclamation"),
        ("a:\n  - b\n  c: d", "c: d", "item"),
        ("a: ]", "]", "]"),
        ("é: 😀\x07b", "\x07b", "U+0007"),
        ("é: 😀\x00b", "\x00b", "U+0000"),
        ("é: 😀\udc80b", "\udc80b", "U+DC80"),
        ("é😀: 😀\u2028\nb: 😀: c", ": c", "colon"),
    ],
)
def test_yaml_errors_are_told_in_plain_words_at_their_place(
    block: str, place: str, word: str
) -> None:
    text = f"\n---\n{block}\n---\nbody: [\n"
    fault = refusal(text)
    assert fault.code == "front-matter-syntax"
    assert at(text, fault) == place
    assert word in fault.message


def test_tabs_and_colons_come_with_their_remedy() -> None:
    assert "spaces" in refusal("---\na:\n\tb: c\n---\n").hint
    assert "quotes" in refusal("---\na: b: c\n---\n").hint


# YAML as a whole


def test_a_text_may_be_yaml_as_a_whole() -> None:
    text = "%YAML 1.2\n---\ntitle: A # note\n"
    front_matter, faults = read_yaml(text)
    assert faults == ()
    assert front_matter.format == "yaml"
    assert front_matter.values == {"title": "A"}
    assert front_matter.body_start == len(text)
    assert text[front_matter.marks["title",].value] == "A"


@pytest.mark.parametrize("text", ["", "\n# nothing\n", "---\n", "---\n# nothing\n", "\ufeff"])
def test_yaml_without_values_is_an_empty_mapping(text: str) -> None:
    assert read_yaml(text) == (FrontMatter("yaml", {}, {}, len(text)), ())


def test_a_byte_order_mark_does_not_move_places() -> None:
    front_matter, _ = read_yaml("\ufeffa: b")
    assert front_matter.marks == {("a",): Mark(1, 4)}


# TOML


def test_toml_scalars_keep_their_source() -> None:
    block = "\n".join(
        [
            "a = 0x1F # comment",
            "b = 1.10",
            "c = true",
            "d = 1979-05-27 07:32:00Z",
            "e = 1979-05-27",
            "f = 07:32:00",
            "g = [ 1_000, # first, [second]",
            "  -inf ]",
            "h.i = { j = +1, k.l = 2e3 }",
        ]
    )
    values = toml(block).values
    assert values["a"] == Scalar(31, "0x1F")
    assert values["b"] == Scalar(1.1, "1.10")
    assert values["c"] == Scalar(True, "true")
    moment = datetime.datetime(1979, 5, 27, 7, 32, tzinfo=datetime.UTC)
    assert values["d"] == Scalar(moment, "1979-05-27 07:32:00Z")
    assert values["e"] == Scalar(datetime.date(1979, 5, 27), "1979-05-27")
    assert values["f"] == Scalar(datetime.time(7, 32), "07:32:00")
    assert values["g"] == (Scalar(1000, "1_000"), Scalar(-math.inf, "-inf"))
    assert values["h"] == {"i": {"j": Scalar(1, "+1"), "k": {"l": Scalar(2000.0, "2e3")}}}


def test_toml_strings_of_all_kinds_are_passed() -> None:
    block = (
        'a = """x\\"\n"y" """""\nb = \'\'\'it\'s # "\'\'\'\nc = "\\\\"\nd = \'\\\'\ne = ""\nf = 1'
    )
    assert toml(block).values == {
        "a": 'x"\n"y" ""',
        "b": "it's # \"",
        "c": "\\",
        "d": "\\",
        "e": "",
        "f": Scalar(1, "1"),
    }


def test_toml_keys_have_their_places() -> None:
    text = (
        '+++\n"a b" = 1\n\'c\' = 2\n"\\u00e9" = 3\n[menu . main]\nweight = 4\n'
        "[[list]]\nx = 5\n[[list]]\nx = 6\n[list.sub]\ny.z = [7, {w = 8}]\n+++\n"
    )
    marks = clean(text).marks
    found = {path: (text[mark.key], text[mark.value]) for path, mark in marks.items()}
    assert found == {
        ("a b",): ('"', "1"),
        ("c",): ("'", "2"),
        ("é",): ('"', "3"),
        ("menu",): ("m", "m"),
        ("menu", "main"): ("m", "m"),
        ("menu", "main", "weight"): ("w", "4"),
        ("list",): ("l", "l"),
        ("list", 0): ("[", "["),
        ("list", 0, "x"): ("x", "5"),
        ("list", 1): ("[", "["),
        ("list", 1, "x"): ("x", "6"),
        ("list", 1, "sub"): ("s", "s"),
        ("list", 1, "sub", "y"): ("y", "z"),
        ("list", 1, "sub", "y", "z"): ("z", "["),
        ("list", 1, "sub", "y", "z", 0): ("7", "7"),
        ("list", 1, "sub", "y", "z", 1): ("{", "{"),
        ("list", 1, "sub", "y", "z", 1, "w"): ("w", "8"),
    }
    assert marks["list", 1].key > marks["list", 0, "x"].key


@pytest.mark.parametrize(
    ("block", "place", "word"),
    [
        ("a = b", "b", "value"),
        ("é = 1", "é = 1", "key"),
        ("a", "", "equals"),
        ('a = "x', "", "quotes"),
        ("a = [1,", "+++", "ends"),
        ("a = 1 2", "2", "more text"),
        ("= 1", "= 1", "key"),
        ("[a", "", "table"),
        ('b = "é😀" x', "x", "more text"),
        ('b = "é\x01"', '\x01"', "U+0001"),
        ("a = " + "9" * 5000, "9" * 5000, "digits"),
    ],
)
def test_toml_errors_are_told_in_plain_words_at_their_place(
    block: str, place: str, word: str
) -> None:
    text = f"\n+++\nx = 1\n{block}\n+++\nbody\n"
    fault = refusal(text)
    assert fault.code == "front-matter-syntax"
    assert at(text, fault) == place
    assert word in fault.message


# JSON


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


# Values


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("text", "text"),
        (Scalar(True, "true"), True),
        (Scalar(None, ""), None),
        (Scalar(1.1, "1.10"), 1.1),
        (Scalar(math.inf, ".inf"), ".inf"),
        (Scalar(math.nan, ".NaN"), ".NaN"),
        (Scalar(2**64 - 1, "x"), 2**64 - 1),
        (Scalar(2**64, "18446744073709551616"), "18446744073709551616"),
        (Scalar(datetime.date(2024, 1, 2), "2024-01-02"), "2024-01-02"),
        (Scalar(datetime.time(7, 32), "07:32:00"), "07:32:00"),
        (
            Scalar(datetime.datetime(2024, 1, 2, 3, tzinfo=datetime.UTC), "x"),
            "2024-01-02T03:00:00+00:00",
        ),
        (("a", {"b": ("c",)}), ["a", {"b": ["c"]}]),
    ],
)
def test_plain_is_ready_for_json(value: object, expected: object) -> None:
    assert plain(value) == expected  # type: ignore[arg-type]  # a parameter is object


def test_source_text_is_what_the_author_wrote() -> None:
    assert source_text("010") == "010"
    assert source_text(Scalar(1.1, "1.10")) == "1.10"
    assert source_text(Scalar(False, "false")) == "false"
    assert source_text(Scalar(None, "~")) is None
    assert source_text(("a",)) is None
    assert source_text({"a": "b"}) is None


def test_a_page_of_the_clinic_is_read(tmp_path: Path) -> None:
    page = tmp_path / "iastm.md"
    page.write_text(
        "---\ntitle: IASTM\nlayout: page\ndescription: The therapists at Bodywise in Boulder,\n"
        '  and Westminster use IASTM.\nsidebar: false\nimage: "/images/iastm.jpg"\nmenu:\n'
        "  specialties:\n    weight: 3\n\n---\n## What is IASTM?\n",
        encoding="utf-8",
    )
    assert data(page.read_text(encoding="utf-8")) == {
        "title": "IASTM",
        "layout": "page",
        "description": "The therapists at Bodywise in Boulder, and Westminster use IASTM.",
        "sidebar": False,
        "image": "/images/iastm.jpg",
        "menu": {"specialties": {"weight": 3}},
    }
