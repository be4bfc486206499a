"""A body is kept as its source until it is read."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.dialects.hugo.goldmark.reading import Goldmark
from app.dialects.jekyll.kramdown.reading import Kramdown
from app.markdown import COMMONMARK, HTML, Flavour, Policy, parse_body
from app.markdown.parser import LazyBody
from app.markdown.sections import plain_text
from tests.markdown.bodies import source_of
from tests.markdown.test_properties import MARKDOWN, PUNCTUATION, sources

_FLAVOURS = (COMMONMARK, HTML, Kramdown(), Goldmark())
TEXTS = st.lists(
    st.sampled_from(
        ["a", "to", " ", "  ", "\n", "\n\n", "\n\n\n", "\t", "\x1c", "\x85", "\u2003", "é"]
    )
).map("".join)
_BODY = "# A\n\nb [c](/d) *e*[^f]\n\n[^f]: g\n\n- [ ] h\n"


def _lazy(markdown: str, flavour: Flavour) -> LazyBody:
    body = parse_body(
        source_of(markdown), 0, is_internal=str.isascii, policy=Policy(), flavour=flavour
    )
    assert isinstance(body.content, LazyBody)
    return body.content


@pytest.mark.parametrize("flavour", _FLAVOURS, ids=lambda flavour: type(flavour).__name__)
def test_a_body_goes_through_another_process(flavour: Flavour) -> None:
    content = _lazy(_BODY, flavour)
    sent = pickle.loads(pickle.dumps(content))
    assert sent == content
    assert sent.unpack() == content.unpack()


@pytest.mark.parametrize("flavour", _FLAVOURS, ids=lambda flavour: type(flavour).__name__)
def test_a_body_keeps_no_more_than_its_source(flavour: Flavour) -> None:
    assert _lazy(_BODY, flavour).data == _BODY.encode()


@given(sources(*MARKDOWN, *PUNCTUATION))
def test_a_body_is_the_same_whenever_it_is_read(markdown: str) -> None:
    for flavour in _FLAVOURS:
        content = _lazy(markdown, flavour)
        assert content.unpack() == content.unpack()
        assert content.unpack().markdown == source_of(markdown).text


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("", ""),
        ("\n\n", ""),
        (" a b \n\n", "a b"),
        ("a\n\n\n\nb\nc\n\n", "a\n\nb\nc"),
        ("a \n  b", "a\n  b"),
        ("a  b", "a  b"),
        ("é\n\n \n\n\nb", "é\n\nb"),
    ],
)
def test_paragraphs_stand_apart_by_one_empty_line(written: str, text: str) -> None:
    assert plain_text(written) == text


@given(TEXTS)
def test_lines_end_in_no_white_space_and_no_word_is_lost(written: str) -> None:
    text = plain_text(written)
    assert text.split() == written.split()
    assert text == text.strip()
    assert "\n\n\n" not in text
    assert all(line == line.rstrip() for line in text.split("\n"))


@given(TEXTS)
def test_lines_are_kept_as_they_are_but_for_their_ends(written: str) -> None:
    kept = [line.rstrip() for line in written.strip().split("\n") if line.strip()]
    assert [line for line in plain_text(written).split("\n") if line] == kept


def test_words_are_what_white_space_parts() -> None:
    assert _lazy("# A b\n\n- c  d\n- é\u2003f\n", COMMONMARK).unpack().word_count == 6
