"""A response in one content coding, ready to be sent."""

from collections.abc import Iterable
from typing import Final, NamedTuple, Self

from app.http.content_coding import Coding, Effort, encoded
from app.http.context import Header
from app.regex import regex
from app.views.answers import is_fresh

# In bytes. Compressing what fits into one packet gains nothing.
_SMALL: Final = 1024
_TEXTUAL: Final = (
    b"application/json",
    b"application/x-ndjson",
    b"application/xml",
    b"text/",
    b"image/svg+xml",
)
# A 304 has no body and leaves these out. Specification: RFC 9110, section 15.4.5.
_BODY_HEADERS: Final = frozenset({b"content-length", b"content-type", b"content-encoding"})
# In bytes. A longer body is sent in pieces of this size.
PIECE: Final = 64 * 1024
# Bytes of memory that the objects of a response take beside its texts, at most.
_OVERHEAD: Final = 4096
# The server refuses header names and values with these bytes.
_CONTROLS: Final = regex(b"[\x00-\x08\x0a-\x1f\x7f]")


def tag_in(etag: str, coding: Coding) -> str:
    """Return the entity tag of a body in a coding, from that of the body itself."""
    return etag if coding == "identity" else f'{etag[:-1]}-{coding}"'


class Reply(NamedTuple):
    """Status, headers and body to send.

    `lines` are the headers as HTTP/1.1 writes them, the empty line included; b"" if they hold
    bytes that the server refuses.
    """

    status: int
    coding: Coding
    headers: list[Header]
    body: bytes | memoryview
    lines: bytes


class EncodedResponse(NamedTuple):
    """A route's response in one coding. `etag` is None for one without a version.

    `size` is the memory that it takes, in bytes.
    """

    route: str
    etag: str | None
    full: Reply
    not_modified: Reply
    is_public: bool
    size: int

    @classmethod
    def of(
        cls,
        route: str,
        headers: Iterable[Header],
        body: bytes | memoryview,
        codings: tuple[Coding, ...],
        effort: Effort = "fast",
    ) -> Self | None:
        """Encode a response of status 200 for a client that accepts `codings`, the best first.

        Short bodies and bodies that are not text are left as they are. Return None if the client
        accepts no coding that there is.
        """
        fields = {name: value for name, value in headers if name != b"content-length"}
        is_textual = fields.get(b"content-type", b"").startswith(_TEXTUAL)
        coding: Coding = "identity"
        if is_textual and (len(body) >= _SMALL or "identity" not in codings):
            if not codings:
                return None
            coding = codings[0]
        body = encoded(body, coding, effort)
        etag = fields[b"etag"].decode("latin-1") if b"etag" in fields else None
        if is_textual:
            vary = fields.get(b"vary")
            fields[b"vary"] = b"Accept-Encoding" + (b", " + vary if vary else b"")
        if coding != "identity":
            fields[b"content-encoding"] = coding.encode()
            if etag is not None:
                # Other bytes are another version. Specification: RFC 9110, section 8.8.3.3.
                etag = tag_in(etag, coding)
                fields[b"etag"] = etag.encode("latin-1")
        unchanged = [(name, value) for name, value in fields.items() if name not in _BODY_HEADERS]
        whole = [*fields.items(), (b"content-length", str(len(body)).encode())]
        full = Reply(200, coding, whole, body, _lines(whole))
        not_modified = Reply(304, "identity", unchanged, b"", _lines(unchanged))
        # Both have the same values, and each its own lines.
        texts = (body, full.lines, not_modified.lines, *fields, *fields.values())
        return cls(
            route,
            etag,
            full,
            not_modified,
            etag is not None and fields.get(b"cache-control", b"").startswith(b"public"),
            sum(map(len, texts)) + _OVERHEAD,
        )

    def reply(self, method: str, if_none_match: bytes | None) -> Reply:
        """Return what to send to a GET or HEAD with this If-None-Match header."""
        if (
            if_none_match
            and self.etag is not None
            and is_fresh(if_none_match.decode("latin-1"), self.etag)
        ):
            return self.not_modified
        return self.full._replace(body=b"") if method == "HEAD" else self.full


def _lines(headers: Iterable[Header]) -> bytes:
    lines = []
    for name, value in headers:
        if _CONTROLS.search(name) or _CONTROLS.search(value):
            return b""
        lines += [name.lower(), b": ", value, b"\r\n"]
    return b"".join([*lines, b"\r\n"])
