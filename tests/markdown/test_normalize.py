"""Corrections to events."""

from typing import Any

import pyromark
import pytest

from app.markdown.normalize import normalize_events

_OPTIONS = pyromark.Options.ENABLE_DEFINITION_LIST | pyromark.Options.ENABLE_STRIKETHROUGH


def _normalized(text: str) -> list[Any]:
    events = list(pyromark.events_with_range(text, options=_OPTIONS))
    return [event for event, _ in normalize_events(events, text, text.encode())]


def test_text_straight_in_a_definition_is_a_bare_paragraph() -> None:
    assert _normalized("a\n: *b*\n") == [
        {"Start": "DefinitionList"},
        {"Start": "DefinitionListTitle"},
        {"Text": "a"},
        {"End": "DefinitionListTitle"},
        {"Start": "DefinitionListDefinition"},
        {"Start": "BareParagraph"},
        {"Start": "Emphasis"},
        {"Text": "b"},
        {"End": "Emphasis"},
        {"End": "Paragraph"},
        {"End": "DefinitionListDefinition"},
        {"End": "DefinitionList"},
    ]


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("a\n: b\n\n  c\n", ["BareParagraph", "Paragraph"]),
        ("a\n\n: b\n", ["Paragraph"]),
    ],
)
def test_the_first_paragraph_of_a_definition_is_bare_without_an_empty_line_above(
    text: str, starts: list[str]
) -> None:
    paragraphs = [
        event["Start"]
        for event in _normalized(text)
        if "Start" in event and "Paragraph" in event["Start"]
    ]
    assert paragraphs == starts


def test_each_line_of_a_term_is_a_term() -> None:
    assert _normalized("a\nb\n: c\n").count({"Start": "DefinitionListTitle"}) == 2


def test_a_single_tilde_is_text() -> None:
    texts = [event["Text"] for event in _normalized("~a~ ~~b~~\n") if "Text" in event]
    assert "".join(texts) == "~a~ b"


@pytest.mark.parametrize(
    ("text", "shown"), [("~a~", "~a~"), ("\\~~a~", "~~a~"), ("~a \\~~b~", "~a ~~b~")]
)
def test_single_tildes_are_text_beside_escaped_ones_too(text: str, shown: str) -> None:
    events = _normalized(f"{text}\n")
    assert "".join(event["Text"] for event in events if "Text" in event) == shown
    assert not any("Start" in event and event["Start"] == "Strikethrough" for event in events)


@pytest.mark.parametrize("text", ["a ~~b~~ ~", "~~~\na: b\n~~~", "a b:\nc", "https://a.example/~b"])
def test_other_texts_keep_their_events(text: str) -> None:
    events = list(pyromark.events_with_range(text, options=_OPTIONS))
    assert normalize_events(events, text, text.encode()) is events


def test_a_definition_needs_no_white_space_behind_its_colon() -> None:
    assert {"Start": "BareParagraph"} in _normalized("a\n:b\n")


def test_info_strings_have_no_noncharacters() -> None:
    assert _normalized("``` &#xfdd0;\n```\n")[0] == {"Start": {"CodeBlock": {"Fenced": "\ufffd"}}}
