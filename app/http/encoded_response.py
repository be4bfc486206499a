"""An answer as some clients get it: in one coding, ready to be sent."""

import re
from collections.abc import Iterable
from typing import Final, NamedTuple, Self, TypeAlias

from starlette.types import Message

from app.http.content_coding import Coding, encoded
from app.views.answers import is_fresh

RawHeaders: TypeAlias = tuple[tuple[bytes, bytes], ...]

# In bytes: what fits into one packet anyway gains nothing.
_SMALL: Final = 1024
_TEXTUAL: Final = (b"application/json", b"text/", b"image/svg+xml")
# What a 304 does not repeat, for it has no body. Specification: RFC 9110, section 15.4.5.
_OF_THE_BODY: Final = frozenset({b"content-length", b"content-type", b"content-encoding"})
# The messages and headers beside a body, roughly, in bytes.
_AROUND: Final = 4096


# What no header may hold; the server refuses it.
_CONTROLS: Final = re.compile(b"[\x00-\x08\x0a-\x1f\x7f]")


class Reply(NamedTuple):
    """Two messages to send, and what is counted of them.

    `lines` are the headers as they are written, with the empty line behind them; nothing where
    that is the server's to do.
    """

    status: int
    coding: Coding
    start: Message
    body: Message
    lines: bytes = b""


class EncodedResponse(NamedTuple):
    """One answer of one route in one coding: whole, as its head, and as the news that it is known.

    `etag` is None for answers that have no version.
    """

    route: str
    etag: str | None
    whole: Reply
    head: Reply
    known: Reply
    size: int

    @classmethod
    def of(
        cls,
        route: str,
        headers: Iterable[tuple[bytes, bytes]],
        body: bytes,
        acceptable: tuple[Coding, ...],
    ) -> Self | None:
        """The variant for a client that takes these codings; None where it takes none of ours.

        What is small, or no text, is sent as it is.
        """
        held = {name: value for name, value in headers if name != b"content-length"}
        textual = held.get(b"content-type", b"").startswith(_TEXTUAL)
        coding: Coding = "identity"
        if textual and (len(body) >= _SMALL or "identity" not in acceptable):
            if not acceptable:
                return None
            coding = acceptable[0]
        packed = encoded(body, coding)
        etag = held[b"etag"].decode("latin-1") if b"etag" in held else None
        if textual:
            vary = held.get(b"vary")
            held[b"vary"] = b"Accept-Encoding" + (b", " + vary if vary else b"")
        if coding != "identity":
            held[b"content-encoding"] = coding.encode()
            if etag is not None:
                # Other bytes, so another version. Specification: RFC 9110, section 8.8.3.3.
                etag = f'{etag[:-1]}-{coding}"'
                held[b"etag"] = etag.encode("latin-1")
        known = [(name, value) for name, value in held.items() if name not in _OF_THE_BODY]
        length = (b"content-length", str(len(packed)).encode())
        start: Message = {
            "type": "http.response.start",
            "status": 200,
            "headers": [*held.items(), length],
        }
        nothing: Message = {"type": "http.response.body", "body": b""}
        lines = _lines(start["headers"])
        return cls(
            route,
            etag,
            whole=Reply(200, coding, start, {"type": "http.response.body", "body": packed}, lines),
            head=Reply(200, coding, start, nothing, lines),
            known=Reply(
                304,
                "identity",
                {"type": "http.response.start", "status": 304, "headers": known},
                nothing,
                _lines(known),
            ),
            size=len(packed) + _AROUND,
        )

    def reply(self, method: str, if_none_match: str | None) -> Reply:
        """What is sent to a GET or HEAD with these entity tags."""
        if if_none_match and self.etag is not None and is_fresh(if_none_match, self.etag):
            return self.known
        return self.head if method == "HEAD" else self.whole


def _lines(headers: Iterable[tuple[bytes, bytes]]) -> bytes:
    """The headers as they are written; nothing where the server will not write them."""
    written = []
    for name, value in headers:
        if _CONTROLS.search(name) or _CONTROLS.search(value):
            return b""
        written += [name.lower(), b": ", value, b"\r\n"]
    return b"".join([*written, b"\r\n"])
