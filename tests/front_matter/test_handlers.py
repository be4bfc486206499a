"""Where front matter begins and ends."""

import frontmatter
import pytest

from app.front_matter import FrontMatter, Scalar, plain, read_front_matter
from app.front_matter.errors import UnclosedFrontMatterError
from app.front_matter.handlers import TOML_HANDLER, YAML_HANDLER, Handler, JsonObjectHandler
from tests.front_matter.blocks import clean, data, refusal


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
        "---\n---\n",
        "---\n\n# only a comment\n---\n",
        "+++\n+++\n",
        "+++\n# only a comment\n+++\n",
        ";;;\n;;;\n",
        "{}",
        "{ \n}\n",
    ],
)
def test_empty_front_matter_is_an_empty_mapping(text: str) -> None:
    assert clean(text) == FrontMatter({}, {}, len(text))


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


def test_the_keys_that_python_frontmatter_stumbles_over_are_ordinary() -> None:
    assert data("---\ncontent: a\nhandler: b\nmetadata: c\n---\n") == {
        "content": "a",
        "handler": "b",
        "metadata": "c",
    }


@pytest.mark.parametrize(
    ("handler", "text", "body"),
    [
        (YAML_HANDLER, "\n---\na: [x]\n---\nbody\n---\n", "body\n---\n"),
        (YAML_HANDLER, "---\na: [x]\n...\n\n---\nbody", "\n---\nbody"),
        (TOML_HANDLER, '+++\na = ["x"]\n+++\nbody', "body"),
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
    metadata, _ = handler.load(block)
    assert metadata.values == {"a": ("x",)}
    # Offsets in the block are those in the text, which the library's own `split` loses.
    assert text[metadata.marks["a", 0].value :].lstrip('"').startswith("x")
    assert handler.load(block.lstrip("\n-+"))[0].values == metadata.values


def test_the_library_reads_unclosed_front_matter_as_body_and_these_handlers_do_not() -> None:
    text = "---\ntitle: A\n"
    assert frontmatter.parse(text)[0] == {}
    with pytest.raises(UnclosedFrontMatterError):
        frontmatter.parse(text, handler=YAML_HANDLER)


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("---\na: [" + "1," * 150_000 + "]\n---\n", 0),
        ("\n---\n" + "- 1\n" * 150_000 + "---\n", 1),
        ("+++\na = [" + "1," * 150_000 + "]\n+++\n", 0),
        ('{"a": [' + "1," * 150_001 + "1]}\n", 0),
    ],
)
def test_front_matter_with_very_many_values_is_not_read(text: str, offset: int) -> None:
    fault = refusal(text)
    assert (fault.code, fault.offset) == ("file-too-large", offset)
    assert "150,000 lines and commas" in fault.message


def test_front_matter_with_many_values_is_read() -> None:
    values = data("---\na: [" + "1," * 10_000 + "]\n---\n")["a"]
    assert isinstance(values, list)
    assert len(values) == 10_000


@pytest.mark.parametrize(
    "text",
    [
        '+++ title = "A"\nweight = 1\n+++\nbody',
        '+++title = "A"\n weight = 1\n+++\nbody',
        '\n+++\t \ntitle = "A"\nweight = 1\n+++\nbody',
        "---  title: A\nweight: 1\n---\nbody",
        "---title: A\nweight: 1\n---\nbody",
        "--- # of a page\ntitle: A\nweight: 1\n---\nbody",
        "--- {title: A, weight: 1}\n---\nbody",
        "---\ntitle: A\nweight: 1\n---\nbody",
        '{"title": "A", "weight": 1}\nbody',
    ],
)
def test_front_matter_may_begin_on_the_line_of_its_delimiter(text: str) -> None:
    front_matter, faults = read_front_matter(text, in_line=True)
    assert not faults
    assert plain(front_matter.values) == {"title": "A", "weight": 1}
    assert text[front_matter.body_start :] == "body"
    assert text[front_matter.marks["title",].key :].lstrip('"').startswith("title")


@pytest.mark.parametrize("text", ["--- a\n\nb\n", "+++ a = 1\n"])
def test_a_line_that_begins_front_matter_needs_another_that_ends_it(text: str) -> None:
    with pytest.raises(UnclosedFrontMatterError):
        read_front_matter(text, in_line=True)
    assert read_front_matter(text)[0].values == {}


@pytest.mark.parametrize("text", ["----\na: 1\n---\n", "++++\na = 1\n+++\n", "-- a\n", "***\n"])
def test_a_rule_of_more_signs_begins_no_front_matter(text: str) -> None:
    assert read_front_matter(text, in_line=True)[0].values == {}
