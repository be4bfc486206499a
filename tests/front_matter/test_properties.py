"""Whatever is written comes back, and whatever is read is a result or a located refusal."""

import json
import re
from typing import TypeAlias

import yaml
from hypothesis import assume, example, given
from hypothesis import strategies as st

from app.front_matter import (
    FrontMatterError,
    KeyPath,
    Mark,
    plain,
    read_front_matter,
    read_yaml,
)

Data: TypeAlias = "str | bool | int | float | list[Data] | dict[str, Data] | None"

# PyYAML writes YAML 1.1, where some of these need no quotes that 1.2 takes for numbers, and where
# three more characters break lines.
_OTHERWISE_IN_1_1 = re.compile("[-+.0-9].*|.*[\x85\u2028\u2029].*", re.DOTALL)

# An escape of a noncharacter is a fault, and another character is read.
texts = st.text(
    st.characters(
        exclude_categories=["Cs"], exclude_characters="".join(map(chr, range(0xFDD0, 0xFDF0)))
    ),
    max_size=20,
)
keys = st.one_of(
    texts,
    st.sampled_from(["content", "handler", "metadata", "<<", "null", "true", "010", "1", "a.b"]),
)
numbers = st.one_of(
    st.integers(min_value=-(2**63), max_value=2**63),
    st.floats(allow_nan=False, allow_infinity=False),
)


def mappings(
    text: st.SearchStrategy[str], scalar: st.SearchStrategy[Data]
) -> st.SearchStrategy[dict[str, Data]]:
    values: st.SearchStrategy[Data] = st.recursive(
        scalar,
        lambda inner: st.one_of(
            st.lists(inner, max_size=4), st.dictionaries(text, inner, max_size=4)
        ),
        max_leaves=12,
    )
    return st.dictionaries(text, values, max_size=6)


without_null: st.SearchStrategy[Data] = st.one_of(texts, st.booleans(), numbers)
any_scalar: st.SearchStrategy[Data] = st.one_of(without_null, st.none())


def toml_string(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def toml_value(value: Data) -> str:
    match value:
        case str():
            return toml_string(value)
        case list():
            return f"[{', '.join(map(toml_value, value))}]"
        case dict():
            return (
                f"{{{', '.join(f'{toml_string(k)} = {toml_value(v)}' for k, v in value.items())}}}"
            )
        case _:
            return json.dumps(value)


def toml_document(mapping: dict[str, Data], path: tuple[str, ...] = ()) -> str:
    """Mappings as tables with headers, lists of nothing but mappings as arrays of tables."""
    lines, tables = [], []
    for key, value in mapping.items():
        name = ".".join(map(toml_string, (*path, key)))
        if isinstance(value, dict):
            tables.append(f"[{name}]\n{toml_document(value, (*path, key))}")
        elif isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
            tables += [
                f"[[{name}]] # one\n{toml_document(item, (*path, key))}"
                for item in value
                if isinstance(item, dict)
            ]
        else:
            lines.append(f"{toml_string(key)} = {toml_value(value)} # note\n")
    return "".join(lines + tables)


def read(text: str) -> object:
    front_matter, faults = read_front_matter(text)
    assert faults == ()
    assert text[front_matter.body_start :] == "body\n---\n"
    return plain(front_matter.values)


@given(mappings(keys, any_scalar), st.booleans(), st.sampled_from([None, True, False]))
def test_quoted_yaml_comes_back(mapping: dict[str, Data], unicode: bool, flow: bool | None) -> None:
    block = yaml.safe_dump(
        mapping, default_style='"', allow_unicode=unicode, default_flow_style=flow
    )
    assert read(f"\n---\n{block}---\nbody\n---\n") == mapping


plain_texts = texts.filter(lambda text: not _OTHERWISE_IN_1_1.fullmatch(text))


@given(mappings(plain_texts, st.one_of(plain_texts, st.booleans(), numbers, st.none())))
def test_plain_yaml_comes_back(mapping: dict[str, Data]) -> None:
    block = yaml.safe_dump(mapping, allow_unicode=True, sort_keys=False)
    assert read(f"---\n{block}---\nbody\n---\n") == mapping


# What YAML gives a meaning to, or nearly.
_SIGNS = (
    *(
        "",
        " ",
        "  ",
        ":",
        ": ",
        "#",
        " #",
        "-",
        "- ",
        ",",
        ", ",
        "[",
        "]",
        "{",
        "}",
        "'",
        '"',
        "\\",
    ),
    *(
        "?",
        "!",
        "&",
        "*",
        "|",
        ">",
        "%",
        "@",
        "`",
        "<<",
        "=",
        "~",
        ".",
        "/",
        "(",
        "_",
        "\t",
        "\xa0",
    ),
    *("\x85", "\u2028", "\ufeff", "\ufffe", "\x07", "---", "...", "\n", "\n ", "\n  - ", "\r", "é"),
    *(
        "a",
        "b c",
        "0",
        "010",
        "-1",
        "1.5",
        "1e3",
        "0x1F",
        "2024-01-02",
        "10:30",
        "true",
        "null",
        "’",
    ),
    *("日本", "²", "😀", "http://a.example/b", "[a, b]", "[a b,c ]", "'a'", '"a b"', "it's"),
)
_yaml_texts = st.lists(st.sampled_from(_SIGNS), min_size=1, max_size=5).map("".join)
_indents = st.sampled_from(["", "", "", "  ", "  ", "    ", " "])
_yaml_values = st.one_of(
    st.sampled_from(["a", "b c", "2024-01-02", "[a, b]", "'c: d'"]), _yaml_texts
)
_yaml_lines = st.one_of(
    st.tuples(
        _indents,
        st.one_of(st.sampled_from(["title", "tags", "publish-date", "_x", "no"]), _yaml_texts),
        st.sampled_from([": ", ": ", ": ", ":  ", ":", ":\t", " : "]),
        _yaml_values,
    ).map("".join),
    st.tuples(_indents, st.sampled_from(["menu:", "tags:", "a:", "b: ", "# c", ""])).map("".join),
    st.tuples(_indents, st.just("- "), _yaml_values).map("".join),
)


@given(st.lists(_yaml_lines, max_size=7), st.sampled_from(["", "---\n"]))
@example(["a: b", "c: [d, e f , 1]", "g: 'h'", 'i: "j: k"', "l: 2024-01-02", "m: é’s #n"], "---\n")
@example(["a:", "b: c"], "")
@example(["a:", "- b", "  - c"], "")
@example(["a: b", "  c: d"], "")
@example(["a:", "  b: c", " d: e"], "")
@example(["a:", "  b:", "    c: d", "  e:", "  - f", "  - 'g'", "", "h:", " # i", "- j"], "---\n")
def test_yaml_has_the_keys_items_and_places_of_pyyaml(lines: list[str], before: str) -> None:
    block = "".join(f"{line}\n" for line in lines)
    # What YAML 1.2 or this service reads otherwise: tags, aliases, merges, line breaks of YAML 1.1.
    assume(not re.search("[!&*<?\x85\u2028\ufeff\r]", block))
    try:
        front_matter, faults = read_yaml(f"{before}{block}")
        root = yaml.compose(f"{before}{block}", yaml.CBaseLoader)
    except (FrontMatterError, yaml.YAMLError):
        return
    if not faults:
        assert front_matter.marks == places(root)


def places(node: yaml.Node | None, path: tuple[str | int, ...] = ()) -> dict[KeyPath, Mark]:
    """The marks of all that is below a node."""
    marks: dict[KeyPath, Mark] = {}
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            inner = (*path, key.value)
            marks[inner] = Mark(key.start_mark.index, value.start_mark.index)
            marks |= places(value, inner)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            inner = (*path, index)
            marks[inner] = Mark(value.start_mark.index, value.start_mark.index)
            marks |= places(value, inner)
    return marks


@given(mappings(keys, without_null))
def test_toml_comes_back(mapping: dict[str, Data]) -> None:
    assert read(f"+++\n{toml_document(mapping)}+++\nbody\n---\n") == mapping


@given(mappings(keys, any_scalar), st.booleans(), st.sampled_from([None, 2]))
def test_json_comes_back(mapping: dict[str, Data], ascii_: bool, indent: int | None) -> None:
    block = json.dumps(mapping, ensure_ascii=ascii_, indent=indent)
    assert read(f"\n{block}\nbody\n---\n") == mapping
    assert read(f";;;\n{block}\n;;;\nbody\n---\n") == mapping


def paths(value: Data, path: tuple[str | int, ...] = ()) -> set[tuple[str | int, ...]]:
    """Of every key and list item."""
    items = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    found: set[tuple[str | int, ...]] = set()
    for key, item in items:
        found |= {(*path, key)} | paths(item, (*path, key))
    return found


@given(mappings(texts, without_null), st.sampled_from(["json", "toml", "yaml"]))
def test_every_mark_points_at_its_key_and_its_value(mapping: dict[str, Data], form: str) -> None:
    block = json.dumps(mapping, ensure_ascii=False).replace("\x7f", "\\u007f")
    if form == "toml":
        block = f"+++\n{toml_document(mapping)}\n+++\n"
    elif form == "yaml":
        # JSON is YAML, but for long keys and for white space that only YAML escapes.
        block = json.dumps(mapping, indent=1)
        block = f"---\n{yaml.safe_dump(json.loads(block), default_style=chr(34))}---\n"
    text = f"\n \n{block}\n"
    front_matter, _ = read_front_matter(text)
    assert set(front_matter.marks) == paths(dict(mapping))
    for path, mark in front_matter.marks.items():
        key = path[-1]
        assert 0 < mark.key <= mark.value < len(text)
        if isinstance(key, int):
            assert mark.key == mark.value
        elif form == "yaml":
            written = yaml.safe_dump(key, default_style='"', width=10_000).strip()
            assert text.startswith(written[:10], mark.key)
        else:
            assert text.startswith(toml_string(key), mark.key)


pieces = st.sampled_from(
    [
        *("---\n", "+++\n", ";;;\n", "...\n", "\n", " ", "  ", "\t", "a", "b: ", "- ", "? ", ": "),
        *("[", "]", "{", "}", ",", '"', "'", '"""', "'''", "\\", "#", "&x ", "*x", "!!int ", "!t "),
        *(
            "<<: ",
            "|\n",
            ">-\n",
            "%",
            "@",
            "= ",
            "a = ",
            ".",
            "[[",
            "]]",
            "1",
            "0x1F",
            "010",
            "inf",
        ),
        *(
            "NaN",
            "true",
            "null",
            "2024-01-01",
            "é",
            "😀",
            "\u2028",
            "\x85",
            "\x00",
            "\x07",
            "\ufeff",
        ),
        *("\r", "\r\n", "\ud800", '"a": ', '{"a": ', "\\ud800", "\\u0041", "---", "~", "[a]\n"),
    ]
)
soup = st.one_of(st.text(), st.lists(pieces, max_size=30).map("".join))


@given(st.sampled_from(["---\n{}\n---\n", "+++\n{}\n+++\n", ";;;\n{}\n;;;\n", '{{"{}', "{}"]), soup)
@example("---\n{}\n---\n", "a: \ud800")
@example("+++\n{}\n+++\n", "a = " + "9" * 5000)
@example("+++\n{}\n+++\n", "[[a]]\n[[a.b]]\n[a.b.c]\nd=1")
def test_any_text_is_read_or_refused_with_a_place(template: str, filling: str) -> None:
    text = template.format(filling)
    try:
        front_matter, faults = read_front_matter(text)
    except FrontMatterError as error:
        faults = error.faults
        assert faults
    else:
        assert 0 <= front_matter.body_start <= len(text)
        for mark in front_matter.marks.values():
            assert 0 <= mark.key < len(text)
            assert 0 <= mark.value <= len(text)
        json.dumps(plain(front_matter.values), allow_nan=False)
    for fault in faults:
        assert 0 <= fault.offset <= len(text)
        assert fault.message
        assert not fault.message.endswith(".")


@given(soup)
def test_any_text_is_yaml_or_refused_with_a_place(text: str) -> None:
    try:
        _, faults = read_yaml(text)
    except FrontMatterError as error:
        faults = error.faults
        assert faults
    assert all(0 <= fault.offset <= len(text) for fault in faults)
