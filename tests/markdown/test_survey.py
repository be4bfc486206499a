"""What is known of a body before it is read is what a walk over it finds."""

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.markdown import Policy
from app.markdown.events import events
from app.markdown.offsets import character_offsets
from app.markdown.rendering import Unrendered, rendered
from app.markdown.state import WalkState
from app.markdown.survey import Survey, survey_of
from app.markdown.walk import Walk
from tests.markdown.bodies import is_internal, parse, source_of
from tests.markdown.test_walk_properties import MARKDOWN, PUNCTUATION, sources

_POLICY = Policy(("player.example.org",))
_BLOCKS = (
    *(
        "- ",
        "1. ",
        "  - ",
        "   1) ",
        "* ",
        "    ",
        "> ",
        "# ",
        "\n",
        "\n\n",
        "***\n",
        "  \n",
        "\\\n",
    ),
    *("**a**", "**b:**", "c:", "d?", "Ü", "*e*", "`f:`", " ", "&#32;", "&nbsp;", "~~g~~", "\t"),
    *("[x](/x)", "[y](/y#z)", "![p](q.png)", "[![r](s.png)](/t)", "![*u* `v` [w](/w)](x)", "[](/)"),
    *("```\ncode:\n```\n", "| a | b |\n|---|---|\n| [x](/x) | **c** |\n", "<a@b.example>"),
)
# What nothing is known of but by a walk.
_WALKED = {
    "raw HTML in a line": "a <b>c</b>",
    "raw HTML": "<div>\n\na\n\n</div>",
    "a comment": "a <!-- b --> c",
    "a footnote": "a[^b]\n\n[^b]: c",
    "a task": "- [ ] a",
    "a bare address": "at www.example.org",
    "a bare address that begins with an escape": "\\https://example.org",
    "a bare address with an entity": "a&#64;b.example",
    "a nest": "> " * 50 + "a",
}


def _walk(markdown: str) -> tuple[WalkState, Survey | None]:
    """The walk over a text and, where there is one, its survey."""
    source = source_of(markdown)
    data = source.text.encode()
    offset_of = character_offsets(data, 0, ascii_only=False)
    survey = survey_of(source.text, source, offset_of)
    walk = Walk(source.text, data, source, offset_of, is_internal, _POLICY)
    walk.run(events(source.text))
    return walk, survey


def _facts(found: WalkState | Survey) -> tuple[Any, ...]:
    lists = [(each.title, each.items) for each in found.lists]
    return (
        *(found.headings, found.contents, set(found.anchors), found.anchor_endings),
        *(found.links, found.images, lists, found.first_paragraph, tuple(found.problems)),
    )


@given(
    st.one_of(
        sources(*MARKDOWN), sources(*MARKDOWN, *PUNCTUATION), sources(*_BLOCKS), sources(*_BLOCKS)
    )
)
@settings(max_examples=300)
@example("**a**&#32;\n\n- b\n")
@example("- a:\n  - b [c](/c)\n  - d\n\n  e\n- f\n")
@example("- **a**\n  1. b\n\n     c\n  2. d\n")
@example("a:\n\n- b\n  - c\n- d\n\n> e?\n> * f\n")
@example("- ***\n  a\n")
@example("![a [b](/c) `d`](/e) [![f](/g)](/h)")
def test_a_survey_finds_what_a_walk_finds(markdown: str) -> None:
    walk, survey = _walk(markdown)
    if survey is not None:
        assert _facts(survey) == _facts(walk)


@given(sources(*MARKDOWN, *PUNCTUATION))
def test_a_body_is_rendered_late_as_it_would_be_early(markdown: str) -> None:
    body = parse(markdown)
    walk, _ = _walk(markdown)
    assert body.content.unpack() == rendered(walk, source_of(markdown).text, _POLICY)


@pytest.mark.parametrize("markdown", _WALKED.values(), ids=_WALKED)
def test_what_only_a_walk_can_take_is_left_to_one(markdown: str) -> None:
    assert _walk(markdown)[1] is None
    assert not isinstance(parse(markdown).content, Unrendered)


@pytest.mark.parametrize(
    "markdown",
    [
        "# A\n\nb *c* **d** `e` ~~f~~ [g](/g) ![h](/h.png) i\\\nj\n\n---\n\n> k\n",
        "| a | b |\n|---|:-:|\n| c | **d** |\n\n```\nx\n```\n\n    e\n",
        "AT&amp;T \\* 1 < 2 > 0 [a](https://example.org/b)\n\n- c\n  1. d\n\n     e\n",
    ],
)
def test_plain_markdown_takes_no_walk(markdown: str) -> None:
    assert isinstance(parse(markdown).content, Unrendered)
