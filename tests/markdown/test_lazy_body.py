"""A body is kept as its source until it is read."""

import pickle

import pytest
from hypothesis import given

from app.dialects.hugo.goldmark.reading import Goldmark
from app.dialects.jekyll.kramdown.reading import Kramdown
from app.markdown import COMMONMARK, HTML, Flavour, Policy, parse_body
from app.markdown.lazy_body import LazyBody
from tests.markdown.bodies import source_of
from tests.markdown.test_properties import MARKDOWN, PUNCTUATION, sources

_FLAVOURS = (COMMONMARK, HTML, Kramdown(), Goldmark())
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
