"""Blocks as running text."""

from app.dialects.hugo.goldmark.directives import (
    flattened,
    is_running_text,
    node_events,
    span_of,
    text_event,
)
from app.markdown.events import Event

_SPAN = span_of(0, 1)


def _text(value: str) -> Event:
    return text_event(value, _SPAN)


def _paragraph(*content: Event) -> list[Event]:
    return node_events("Paragraph", _SPAN, list(content))


def _link(*content: Event) -> list[Event]:
    return node_events("Link", _SPAN, list(content), {"dest_url": "/a/"})


def test_blocks_are_separated_by_spaces() -> None:
    events = [*_paragraph(_text("a")), *_paragraph(_text("b"))]
    assert flattened(events) == [_text("a"), _text(" "), _text("b")]


def test_code_is_code_in_one_line_and_notes_are_left_out() -> None:
    code = node_events("CodeBlock", _SPAN, [_text("a\n  b\n")], {"Fenced": "go"})
    note = node_events("FootnoteDefinition", _SPAN, _paragraph(_text("c")), "1")
    assert flattened([*code, *note]) == [({"Code": "a b"}, _SPAN)]


def test_a_link_has_no_other_links_in_it() -> None:
    events = [*_link(_text("a")), ({"FootnoteReference": "1"}, _SPAN), ({"Html": "<b>"}, _SPAN)]
    assert flattened(events, in_link=True) == [_text("a"), ({"InlineHtml": "<b>"}, _SPAN)]
    assert flattened(events)[:3] == _link(_text("a"))


def test_running_text_is_one_paragraph_at_most() -> None:
    assert is_running_text(_paragraph(*_link(_text("a"))))
    assert not is_running_text([*_paragraph(_text("a")), *_paragraph(_text("b"))])
    assert not is_running_text(node_events("List", _SPAN, []))
    assert not is_running_text([("Rule", _SPAN)])
