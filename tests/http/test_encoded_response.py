"""A response in one coding, with the lines that are written to a connection."""

import pytest

from app.http.content_coding import Coding
from app.http.encoded_response import EncodedResponse

JSON = (b"content-type", b"application/json")
ETAG = (b"etag", b'"1"')


def test_the_lines_are_the_headers_as_http_writes_them() -> None:
    response = EncodedResponse.of("/", [ETAG], b"a", ("identity",))
    assert response is not None
    assert response.full.lines == b'etag: "1"\r\ncontent-length: 1\r\n\r\n'
    assert response.not_modified.lines == b'etag: "1"\r\n\r\n'


def test_headers_that_the_server_refuses_have_no_lines() -> None:
    response = EncodedResponse.of("/", [ETAG, (b"x", b"a\r\nb: c")], b"a", ("identity",))
    assert response is not None
    assert response.full.lines == response.not_modified.lines == b""


@pytest.mark.parametrize(
    ("body", "codings", "coding"),
    [
        (b"x" * 3000, ("br", "identity"), "br"),
        (b"x", ("br", "identity"), "identity"),
        (b"x", ("br",), "br"),
        (b"x" * 3000, ("identity", "br"), "identity"),
    ],
)
def test_long_text_is_encoded(body: bytes, codings: tuple[Coding, ...], coding: str) -> None:
    response = EncodedResponse.of("/", [JSON, ETAG, (b"vary", b"Origin")], body, codings)
    assert response is not None
    assert response.full.coding == coding
    headers = dict(response.full.headers)
    assert headers[b"vary"] == b"Accept-Encoding, Origin"
    assert response.etag == ('"1"' if coding == "identity" else f'"1-{coding}"')
    assert int(headers[b"content-length"]) == len(response.full.body)


def test_a_client_that_accepts_no_coding_gets_none() -> None:
    assert EncodedResponse.of("/", [JSON], b"x", ()) is None
    assert EncodedResponse.of("/", [(b"content-type", b"image/png")], b"x", ()) is not None


@pytest.mark.parametrize(
    ("method", "tags", "status", "length"),
    [("GET", None, 200, 1), ("HEAD", None, 200, 0), ("GET", b'"2", "1"', 304, 0)],
)
def test_the_reply_depends_on_the_method_and_the_tags(
    method: str, tags: bytes | None, status: int, length: int
) -> None:
    response = EncodedResponse.of("/", [ETAG], b"a", ("identity",))
    assert response is not None
    reply = response.reply(method, tags)
    assert (reply.status, len(reply.body)) == (status, length)
    assert b"content-length" not in dict(response.not_modified.headers)
