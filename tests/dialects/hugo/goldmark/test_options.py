"""What a configuration says of how bodies are to be parsed."""

from collections.abc import Callable
from textwrap import indent

import pytest

from app.dialects.hugo.configuration import part_of_whole
from app.dialects.hugo.goldmark.options import GoldmarkOptions, option_faults
from app.front_matter import read_yaml
from app.library.library import Library
from tests.dialects.hugo.reading import configuration

_PARSER = "markup: {goldmark: {parser: {%s}}}"


def faults(text: str, name: str = "hugo.yaml") -> list[tuple[str, str, str]]:
    """What is wrong: the code, the message, and the source from its place on."""
    found, _ = read_yaml(text)
    return [
        (fault.code, fault.message, text[fault.offset :].partition("\n")[0])
        for fault in option_faults(part_of_whole(name, found))
    ]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("attribute: {block: true}", GoldmarkOptions(block_attributes=True)),
        ("Attribute: {Block: true, title: false}", GoldmarkOptions(False, True)),
        ("attribute: {title: off}", GoldmarkOptions(title_attributes=False)),
        ("autoHeadingID: false", GoldmarkOptions(heading_ids=False)),
        ("autodefinitiontermid: 1", GoldmarkOptions(term_ids=True)),
        ("attribute: {block: 'T', title: '0'}", GoldmarkOptions(False, True)),
        ("attribute: {block: '', title: null}", GoldmarkOptions()),
        ("attribute: {block: 0.0}", GoldmarkOptions()),
        ("attribute: {block: perhaps, title: []}", GoldmarkOptions()),
        ("attribute: true", GoldmarkOptions()),
    ],
)
def test_options_are_read_as_hugo_reads_them(written: str, expected: GoldmarkOptions) -> None:
    assert configuration(_PARSER % written).goldmark == expected


def test_bodies_of_a_tree_are_parsed_with_its_options(load_site: Callable[[str], Library]) -> None:
    library = load_site("hugo_attributes")
    home = library.pages_by_slug["index"]
    exercises = library.pages_by_slug["care/exercises"]
    assert home.body.content.unpack().html.startswith('<p id="lead" class="lead">Welcome')
    assert '<ol id="steps" class="ticks">' in exercises.body.content.unpack().html
    assert [entry.title for entry in exercises.body.toc] == ["Steps {#shown}"]
    assert [link.status for link in home.links] == ["ok", "ok"]


def test_a_value_of_another_type_is_told_where_it_stands() -> None:
    assert faults(
        "Markup:\n  goldmark:\n    parser:\n      autoHeadingID: [a]\n"
        "      attribute:\n        block: perhaps\n        title: {a: b}\n"
    ) == [
        (
            "invalid-value",
            "markup.goldmark.parser.attribute.title must be true or false, not a table",
            "{a: b}",
        ),
        (
            "invalid-value",
            'markup.goldmark.parser.attribute.block must be true or false, not "perhaps"',
            "perhaps",
        ),
        (
            "invalid-value",
            "markup.goldmark.parser.autoHeadingID must be true or false, not a list",
            "[a]",
        ),
    ]


@pytest.mark.parametrize("written", ["markup: wide", "markup:\n  goldmark: wide"])
def test_a_value_where_keys_are_to_be_is_told_once(written: str) -> None:
    ((code, message, place),) = faults(written)
    assert (code, place) == ("invalid-value", "wide")
    assert message.endswith('must be a table of keys, not "wide"')


def test_a_file_of_its_own_has_its_keys_below_the_name() -> None:
    text = "goldmark:\n  parser:\n    autoHeadingID: perhaps\n"
    told = 'markup.goldmark.parser.autoHeadingID must be true or false, not "perhaps"'
    assert faults(text, "config/_default/markup.yaml") == [("invalid-value", told, "perhaps")]
    assert faults(text, "config/_default/params.yaml") == []
    whole = f"markup:\n{indent(text, '  ')}"
    assert (
        faults(whole)
        == faults(whole, "config/_default/hugo.yaml")
        == faults(text, "config/_default/markup.yaml")
    )


@pytest.mark.parametrize(
    "written",
    [
        "",
        "markup:\n",
        "markup: {goldmark: }\n",
        "title: a\n",
        _PARSER % "attribute: {block: yes}",
        _PARSER % "attribute: false",
    ],
)
def test_nothing_is_told_of_what_may_be_so(written: str) -> None:
    assert faults(written) == []
