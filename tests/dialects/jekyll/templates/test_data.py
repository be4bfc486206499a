"""Files of `_data` become the values of `site.data`, within limits."""

import datetime as dt
from typing import Any

import pytest

from app.dialects.jekyll.templates.data import read_data
from app.files.text import SourceText, decode


def text_of(name: str, text: str) -> SourceText:
    source = decode(f"_data/{name}", text.encode())
    assert isinstance(source, SourceText)
    return source


def read_one(name: str, text: str) -> Any:
    """Return the value of one file without problems."""
    data, problems = read_data({name: text_of(name, text)})
    assert problems == ()
    (value,) = data.values()
    return value


def read_wrong(name: str, text: str) -> tuple[int, int, str]:
    """Return line, column and message of the problem of one unreadable file."""
    data, (problem,) = read_data({name: text_of(name, text)})
    assert data == {}
    assert (problem.file, problem.code) == (f"_data/{name}", "unreadable-data")
    return problem.line, problem.column, problem.message


def test_json_may_have_what_only_yaml_allows() -> None:
    assert read_one("y.json", "[NaN]") == ["NaN"]
    assert read_one("x.json", '{"a": "x\n  y",\n "b": [1,],\n}\n') == {"a": "x y", "b": [1]}


@pytest.mark.parametrize("rest", [" b: 2\nc: 3\n", "---\nb: 2\n"])
def test_jekyll_reads_the_first_document_of_a_file(rest: str) -> None:
    text = f"  a: 1\n{rest}"
    data, (problem,) = read_data({"x.yml": text_of("x.yml", text)})
    assert data == {"x": {"a": 1}}
    assert (problem.line, problem.code) == (2, "unread-data")


@pytest.mark.parametrize("rest", ["---\n", "...\n", "---\n\n...\n"])
def test_a_line_that_ends_a_document_loses_nothing(rest: str) -> None:
    assert read_data({"x.yml": text_of("x.yml", f"a: &b 1\n{rest}")}) == ({"x": {"a": 1}}, ())


def test_folders_and_names_are_the_way_to_a_file() -> None:
    names = ["a.yml", "people/x y.json", "people/deep/z!.csv", "B.yaml"]
    texts = {name: "[1]" if name.endswith("json") else "n: 1" for name in names}
    data, problems = read_data({name: text_of(name, text) for name, text in texts.items()})
    assert problems == ()
    assert data == {
        "B": {"n": 1},
        "a": {"n": 1},
        "people": {"deep": {"z": []}, "x_y": [1]},
    }


def test_of_a_file_and_a_folder_of_one_name_the_folder_counts() -> None:
    files = {"a.yml": text_of("a.yml", "x: 1"), "a/b.yml": text_of("a/b.yml", "y: 2")}
    assert read_data(files)[0] == {"a": {"b": {"y": 2}}}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: yes\nb: 010\nc: 1:30\n", {"a": True, "b": 8, "c": 90}),
        ("a: 2024-01-02\n", {"a": dt.date(2024, 1, 2)}),
        ("a: 2024-01-02 03:04:05\n", {"a": dt.datetime(2024, 1, 2, 3, 4, 5, tzinfo=dt.UTC)}),
        ("2: a\ntrue: b\n2.5: c\n", {"2": "a", "true": "b", "2.5": "c"}),
        ("!!set {b, a}", ["a", "b"]),
        ("!!binary aGk=", "hi"),
        ("a: &a {x: 1}\nb: {<<: *a, y: 2}\n", {"a": {"x": 1}, "b": {"x": 1, "y": 2}}),
        ("", None),
    ],
)
def test_yaml_is_of_version_1_1_as_ruby_reads_it(text: str, expected: Any) -> None:
    assert read_one("a.yml", text) == expected


def test_tables_are_rows_by_their_heads() -> None:
    assert read_one("a.csv", 'a,b\n1,"2, 3"\n\n4\n5,6,7\n') == [
        {"a": "1", "b": "2, 3"},
        # Of an empty line Ruby makes a row without values.
        {"a": None, "b": None},
        {"a": "4", "b": None},
        {"a": "5", "b": "6"},
    ]
    assert read_one("a.TSV", "a\tb\n1\t2\n") == [{"a": "1", "b": "2"}]
    assert read_one("a.csv", "") == []


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.yml", "a: 1\nb: [\n", (3, 1, "a value is missing here")),
        (
            "a.yml",
            "a: !ruby/object x\n",
            (1, 4, "a value that begins with an exclamation mark is a tag"),
        ),
        ("a.yml", "a: 2024-02-31\n", (1, 1, "a date in this file does not exist")),
        ("a.yml", f"a: {'9' * 5000}\n", (1, 1, "a number in this file has too many digits")),
        ("a.yml", "a: &a [*a]\n", (1, 1, "values nest deeper than 100 levels")),
        ("a.yml", "a: &a {<<: *a}\n", (1, 1, "values nest deeper than 100 levels")),
        ("a.yml", "[" * 100_000, (1, 1, "values nest deeper than 100 levels")),
        ("a.yml", "- " * 100_000, (1, 1, "values nest deeper than 100 levels")),
        ("a.json", '{"a": 1,\n"b" 2}', (2, 5, "a colon was expected here")),
        ("a.json", "[" * 101 + "]" * 101, (1, 1, "values nest deeper than 100 levels")),
        ("a.csv", 'a\n"b" c\n', (1, 1, "a quote in this table is not closed")),
    ],
)
def test_what_does_not_parse_is_told_at_its_place(
    name: str, text: str, expected: tuple[int, int, str]
) -> None:
    line, column, message = read_wrong(name, text)
    assert (line, column) == expected[:2]
    assert message.startswith(expected[2])
    assert len(message) <= 120


@pytest.mark.parametrize(
    "pattern", ["[{}]", "{{<<: [{}]}}"], ids=["values by aliases", "mappings by merging"]
)
def test_a_small_file_does_not_stand_for_billions_of_values(pattern: str) -> None:
    lines = ["a0: &a0 {x: 1}"]
    for level in range(1, 12):
        inner = ", ".join([f"*a{level - 1}"] * 9)
        lines.append(f"a{level}: &a{level} {pattern.format(inner)}")
    message = "aliases stand for more than 100,000 values"
    assert read_wrong("a.yml", "\n".join(lines)) == (1, 1, message)


def test_a_table_of_short_rows_does_not_stand_for_billions_of_cells() -> None:
    head = ",".join(f"c{number}" for number in range(1_000))
    assert len(read_one("a.csv", f"{head}\n" + "1\n" * 100)) == 100
    _, _, message = read_wrong("a.csv", f"{head}\n" + "1\n" * 100_000)
    assert "100,000 cells" in message


def test_the_others_are_read_where_one_is_wrong() -> None:
    files = {"a.yml": text_of("a.yml", "["), "b.yml": text_of("b.yml", "x: 1")}
    data, problems = read_data(files)
    assert data == {"b": {"x": 1}}
    assert [problem.file for problem in problems] == ["_data/a.yml"]
