"""Requests that no good client sends. An error or a closed connection is a right answer to them."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from tests.resilience.wire import NoHttpError, parse_head


@dataclass(frozen=True, slots=True)
class BadRequest:
    """Bytes to send; to those that end in the middle of a request, silence is an answer too."""

    name: str
    data: bytes
    is_whole: bool = True


Maker = Callable[[random.Random], bytes]


def _request(line: str, *headers: str, body: bytes = b"") -> bytes:
    lines = "\r\n".join((line, "Host: localhost", "Connection: close", *headers))
    return f"{lines}\r\n\r\n".encode("latin-1") + body


def _get(target: str, *headers: str) -> bytes:
    return _request(f"GET {target} HTTP/1.1", *headers)


def _garbage(chance: random.Random) -> bytes:
    return chance.randbytes(chance.randint(1, 2000)) + b"\r\n\r\n"


def _long_line(chance: random.Random) -> bytes:
    return _get("/pages?q=" + "a" * chance.choice((9_000, 70_000, 200_000)))


def _large_headers(chance: random.Random) -> bytes:
    return _get("/pages", "X-Large: " + "b" * chance.choice((20_000, 70_000, 200_000)))


def _many_headers(chance: random.Random) -> bytes:
    return _get("/pages", *(f"X-{n}: {n}" for n in range(chance.choice((150, 5_000)))))


def _wrong_method(chance: random.Random) -> bytes:
    method = chance.choice(("DELETE", "PATCH", "PUT", "POST", "BREW", "get", "TRACE", "CONNECT"))
    target = chance.choice(("/pages", "/pages/iastm", "/images/faqs.svg", "/readyz", "/nothing"))
    return _request(f"{method} {target} HTTP/1.1")


def _wrong_escape(chance: random.Random) -> bytes:
    odd = ("%zz", "%", "%f", "%ff%fe", "%00", "%c0%af", "..%2f..%2fetc%2fpasswd", "%ed%a0%80")
    prefix = chance.choice(("/pages/", "/images/", "/", "/resolve?path=/", "/pages?tag="))
    return _get(prefix + chance.choice(odd))


def _wrong_range(chance: random.Random) -> bytes:
    many = ",".join(f"{n}-{n}" for n in range(2_000))
    ranges = ("bytes=9999999-", "bytes=5-2", "bytes=-0", "bytes=a-b", "lines=1-2", "bytes=")
    value = chance.choice((*ranges, f"bytes={many}", "bytes=0-0,0-0,0-0", f"bytes={'9' * 400}-"))
    return _get("/images/iastm.jpg", f"Range: {value}")


def _wrong_query(chance: random.Random) -> bytes:
    queries = (
        *("limit=0", "limit=-1", "limit=abc", "limit=99999999999999999999999", "offset=-5"),
        *(
            "fields=,",
            "fields=body.no",
            "fields=" + "a." * 2_000,
            "sort=nothing",
            "limit=1&limit=2",
        ),
        *("unknown=1", "kind=", "kind=%00", "&&&=&", "slug=" + "," * 3_000, "offset=1e9"),
    )
    return _get(f"/{chance.choice(('pages', 'conditions', 'links'))}?{chance.choice(queries)}")


def _wrong_place(chance: random.Random) -> bytes:
    values = ("near=a,b", "near=999,999", "near=nan,inf", "near=1", "open_at=then", "open_at=9999")
    return _get(f"/locations?{chance.choice(values)}")


def _absurd_encodings(chance: random.Random) -> bytes:
    lists = (
        "identity;q=0, *;q=0",
        "gzip;q=" + "9" * 500,
        ", ".join(f"x{n};q=0.{n}" for n in range(900)),
        ",,,;;;q=,",
        "gzip;q=nan, br;q=-1, zstd;q=1e400",
        "\xff\xfe",
    )
    return _get("/pages/iastm", f"Accept-Encoding: {chance.choice(lists)}")


def _absurd_tags(chance: random.Random) -> bytes:
    lists = (
        ", ".join(f'"{n}"' for n in range(1_500)),
        '"',
        "W/",
        "*, *",
        ",,,,",
        '"\xff"',
        "x" * 9_000,
    )
    return _get("/pages/iastm", f"If-None-Match: {chance.choice(lists)}")


def _body_on_get(chance: random.Random) -> bytes:
    if chance.random() < 0.5:
        return _request(
            "GET /pages/iastm HTTP/1.1", "Content-Length: 5000", body=chance.randbytes(5_000)
        )
    chunks = b"5\r\nhello\r\n0\r\n\r\n"
    return _request("GET /pages/iastm HTTP/1.1", "Transfer-Encoding: chunked", body=chunks)


def _short_body(_: random.Random) -> bytes:
    return _request("POST /pages HTTP/1.1", "Content-Length: 5000", body=b"a few")


def _wrong_length(chance: random.Random) -> bytes:
    value = chance.choice(("-1", "abc", "99999999999999999999999", "1, 2", ""))
    return _request("GET /site HTTP/1.1", f"Content-Length: {value}")


def _smuggling(_: random.Random) -> bytes:
    headers = ("Content-Length: 6", "Transfer-Encoding: chunked")
    return _request("GET /site HTTP/1.1", *headers, body=b"0\r\n\r\nG")


def _wrong_chunks(chance: random.Random) -> bytes:
    body = chance.choice((b"zz\r\nhello\r\n", b"FFFFFFFFFFFFFFFFFF\r\n", b"-1\r\n\r\n"))
    return _request("GET /site HTTP/1.1", "Transfer-Encoding: chunked", body=body)


def _old_http(chance: random.Random) -> bytes:
    lines = ("GET /site HTTP/1.0\r\n\r\n", "GET /site\r\n\r\n", "GET /site HTTP/0.9\r\n\r\n")
    return chance.choice(lines).encode()


def _pipelined(chance: random.Random) -> bytes:
    targets = ("/site", "/pages/iastm", "/nothing", "/images/faqs.svg", "/pages?limit=0")
    many = [f"GET {chance.choice(targets)} HTTP/1.1\r\nHost: a\r\n\r\n" for _ in range(20)]
    return "".join(many).encode() + _get("/site")


def _other_protocol(chance: random.Random) -> bytes:
    tls = bytes.fromhex("160301020001000001fc0303") + chance.randbytes(400)
    http2 = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
    return chance.choice((tls, http2, b"HELO example.org\r\n", b"\x00" * 100, b"SSH-2.0-x\r\n"))


def _upgrade(chance: random.Random) -> bytes:
    key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
    protocol = chance.choice(("websocket", "h2c"))
    headers = (f"Upgrade: {protocol}", key, "Sec-WebSocket-Version: 13")
    lines = ("GET /site HTTP/1.1", "Host: localhost", "Connection: Upgrade", *headers)
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def _wrong_target(chance: random.Random) -> bytes:
    targets = (
        "*",
        "site",
        "http://[::1/site",
        "//",
        "/" + "/" * 5_000,
        "http://other.example/site",
    )
    return _get(chance.choice((*targets, "/pages/" + "../" * 500, "/pages/\xff", "/a b")))


def _wrong_header(chance: random.Random) -> bytes:
    headers = (": no name", "No colon", "A: b\x00c", "A: b\rc", " folded: x", "Content-Length : 5")
    return _get("/site", chance.choice(headers))


def _many_hosts(_: random.Random) -> bytes:
    return b"GET /site HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n"


MAKERS: Final[Mapping[str, Maker]] = {
    "garbage": _garbage,
    "oversize request line": _long_line,
    "oversize header": _large_headers,
    "too many headers": _many_headers,
    "wrong method": _wrong_method,
    "bad percent-encoding": _wrong_escape,
    "bad range": _wrong_range,
    "bad query": _wrong_query,
    "bad place or time": _wrong_place,
    "absurd Accept-Encoding": _absurd_encodings,
    "absurd If-None-Match": _absurd_tags,
    "body on GET": _body_on_get,
    "body that never comes": _short_body,
    "bad Content-Length": _wrong_length,
    "two lengths": _smuggling,
    "bad chunks": _wrong_chunks,
    "old HTTP": _old_http,
    "pipelined": _pipelined,
    "another protocol": _other_protocol,
    "upgrade": _upgrade,
    "bad target": _wrong_target,
    "bad header": _wrong_header,
    "two hosts": _many_hosts,
}
# What comes may look like the beginning of something longer.
_MAY_WAIT: Final = frozenset(
    {
        "garbage",
        "body that never comes",
        "another protocol",
        "bad chunks",
        "two lengths",
        "upgrade",
        "old HTTP",
        "bad Content-Length",
    }
)


def bad_request(chance: random.Random) -> BadRequest:
    """One of them, by chance."""
    name = chance.choice(tuple(MAKERS))
    return BadRequest(name, MAKERS[name](chance), name not in _MAY_WAIT)


def statuses(received: bytes) -> tuple[int, ...]:
    """The statuses of all answers on a connection. Raises NoHttpError where it is no HTTP."""
    found = []
    while received:
        head, end, received = received.partition(b"\r\n\r\n")
        if not end:
            raise NoHttpError(f"an answer without an end: {head[:80]!r}")
        status, headers = parse_head(head + end)
        found.append(status)
        if status >= 200 and status not in {204, 304}:
            received = received[int(headers.get("content-length", len(received))) :]
    return tuple(found)
