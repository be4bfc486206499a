"""Errors are the same bytes on every machine, and their addresses are URIs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.views.http_problems import asked_path, http_problem, instance, nothing_there
from tests.conftest import TITLES


@pytest.mark.parametrize(("status", "title"), TITLES.items())
def test_a_status_has_the_title_that_its_specification_gives(status: int, title: str) -> None:
    assert http_problem(status, "x", "/")["title"] == title


def test_an_address_is_told_as_it_was_sent() -> None:
    scope = {"path": "/a b", "raw_path": b"/a%20b/", "query_string": b"c=%C3%A9&d=/?"}
    assert instance(scope) == "/a%20b/?c=%C3%A9&d=/?"
    assert nothing_there(scope) == 'there is nothing at "/a b/"'


def test_a_server_need_not_tell_how_the_path_was_written() -> None:
    assert instance({"path": "/ü b"}) == "/%C3%BC%20b"


@given(st.binary(), st.binary())
def test_any_bytes_make_an_address_of_plain_letters(path: bytes, query: bytes) -> None:
    scope = {"path": "/", "raw_path": path, "query_string": query}
    message = instance(scope)
    assert message.isascii()
    assert message.isprintable()
    assert not set(message) & set(' "<>\\^`{|}#')
    assert asked_path(scope) == message.partition("?")[0]
    nothing_there(scope).encode()
