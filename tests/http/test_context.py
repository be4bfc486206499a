"""The state of one request."""

from typing import Any

import pytest

from app.http.context import RequestContext, request_headers, request_id, route_pattern

TRACE = b"0af7651916cd43dd8448eb211c80319c"


def empty_context() -> RequestContext:
    return RequestContext("/", "", {}, "")


def test_lines_of_one_header_are_one_list() -> None:
    lines = [(b"a", b"1"), (b"b", b"2"), (b"a", b"3")]
    assert request_headers({"headers": lines}) == {b"a": b"1, 3", b"b": b"2"}
    assert request_headers({"headers": lines[:2]}) == {b"a": b"1", b"b": b"2"}


def test_headers_are_added_to_a_response_that_does_not_set_them() -> None:
    context = empty_context()
    context.response_headers = ((b"x", b"default"), (b"y", b"default"))
    context.vary = (b"Origin", b"Accept-Encoding")
    headers = context.complete([(b"x", b"own"), (b"vary", b"Accept-Encoding")])
    assert dict(headers) == {b"x": b"own", b"y": b"default", b"vary": b"Accept-Encoding, Origin"}
    assert context.complete(headers) == headers


def test_without_vary_there_is_no_such_header() -> None:
    assert empty_context().complete([]) == []


def test_the_request_id_is_the_trace_or_a_new_one() -> None:
    traced = {b"traceparent": b"00-" + TRACE + b"-b7ad6b7169203331-01"}
    assert request_id(traced) == TRACE.decode()
    assert len(request_id({})) == 32
    assert request_id({}) != request_id({})


@pytest.mark.parametrize(
    ("path", "pattern"),
    [("/pages/{slug:path}", "/pages/{slug}"), ("/site", "/site"), (None, "none")],
)
def test_the_route_is_a_pattern_of_addresses(path: str | None, pattern: str) -> None:
    class Route:
        def __init__(self) -> None:
            self.path = path

    scope: dict[str, Any] = {} if path is None else {"route": Route()}
    assert route_pattern(scope) == pattern
