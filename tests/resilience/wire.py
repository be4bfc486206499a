"""Requests and answers as bytes on a connection: nothing is decoded, retried or hidden.

Specification: RFC 9112. An ordinary client library would mend or refuse what is to be seen here.
"""

import asyncio
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Self

from tests.loopback import HOST

ANSWER_SECONDS: Final = 30.0
_HEAD_BYTES: Final = 1 << 20
_WITHOUT_BODY: Final = frozenset({204, 304})


class NotConnectedError(Exception):
    """No connection could be made: nobody listens."""


class UnansweredError(Exception):
    """The connection ended, or nothing came in time, before the first byte of an answer."""


class CutError(Exception):
    """The connection ended, or nothing more came in time, in the middle of an answer."""


class NoHttpError(Exception):
    """What came is no HTTP: bytes beyond the last answer's length look so too."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked."""

    target: str
    method: str = "GET"
    headers: tuple[tuple[str, str], ...] = ()

    def encode(self) -> bytes:
        """The bytes on the wire."""
        lines = [f"{self.method} {self.target} HTTP/1.1", "Host: localhost"]
        lines += [f"{name}: {value}" for name, value in self.headers]
        return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")

    def header(self, name: str) -> str:
        """A header's value; empty where it is not sent."""
        return next((value for each, value in self.headers if each == name), "")

    def __str__(self) -> str:
        sent = "".join(f' -H "{name}: {value}"' for name, value in self.headers)
        return f"{self.method} {self.target}{sent}"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came: names of headers in lower case, the body as it was sent."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def header(self, name: str) -> str:
        """A header's value; empty where it did not come."""
        return self.headers.get(name, "")


class Connection:
    """One connection, for one request after another."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer
        self.asked = 0

    @classmethod
    async def open(cls, port: int, receive_buffer: int | None = None) -> Self:
        """Connect; a small receive buffer (bytes) makes a slow reader. NotConnectedError."""
        sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        sock.setblocking(False)
        if receive_buffer is not None:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                await asyncio.get_running_loop().sock_connect(sock, (HOST, port))
        except OSError as error:
            sock.close()
            raise NotConnectedError(str(error)) from error
        # The stream's own buffer is as small, or it would read on for the slow reader.
        limit = _HEAD_BYTES if receive_buffer is None else receive_buffer
        return cls(*await asyncio.open_connection(sock=sock, limit=limit))

    async def send(self, data: bytes) -> None:
        """Send bytes. Raises UnansweredError where the other side has hung up."""
        try:
            self.writer.write(data)
            await self.writer.drain()
        except OSError as error:
            raise UnansweredError(str(error)) from error

    async def ask(self, request: Request) -> Answer:
        """Send a request and read its answer. Raises UnansweredError, CutError, NoHttpError."""
        await self.send(request.encode())
        self.asked += 1
        return await self.answer(request)

    async def answer(self, request: Request) -> Answer:
        """Read the answer of a request that was sent."""
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                return await self._answer(request)
        except TimeoutError:
            raise CutError(f"no whole answer in {ANSWER_SECONDS:.0f} s") from None

    async def _answer(self, request: Request) -> Answer:
        try:
            first = await self.reader.read(1)
        except OSError as error:
            raise UnansweredError(str(error)) from error
        if not first:
            raise UnansweredError("closed before a byte of an answer")
        try:
            head = first + await self.reader.readuntil(b"\r\n\r\n")
            status, headers = parse_head(head)
            if request.method == "HEAD" or status in _WITHOUT_BODY:
                return Answer(status, headers, b"")
            return Answer(status, headers, await self._body(headers))
        except asyncio.LimitOverrunError as error:
            raise NoHttpError(f"no end of the headers in {_HEAD_BYTES} bytes") from error
        except asyncio.IncompleteReadError as error:
            told = f"{len(error.partial)} bytes of {error.expected or 'the head'} came"
            raise CutError(told) from error
        except OSError as error:
            raise CutError(str(error)) from error

    async def _body(self, headers: Mapping[str, str]) -> bytes:
        if headers.get("transfer-encoding") == "chunked":
            parts = []
            while size := int((await self.reader.readuntil(b"\r\n")).split(b";")[0], 16):
                parts.append((await self.reader.readexactly(size + 2))[:-2])
            await self.reader.readexactly(2)
            return b"".join(parts)
        if "content-length" not in headers:
            return await self.reader.read()
        body = await self.reader.readexactly(int(headers["content-length"]))
        if headers.get("connection") == "close":
            # To the end of the connection, so that bytes beyond the length are seen.
            body += await self.reader.read()
        return body

    def close(self) -> None:
        """Hang up."""
        self.writer.close()


def parse_head(head: bytes) -> tuple[int, Mapping[str, str]]:
    """Status and headers. Raises NoHttpError."""
    line, *fields = head.decode("latin-1").removesuffix("\r\n\r\n").split("\r\n")
    version, _, rest = line.partition(" ")
    if version not in {"HTTP/1.1", "HTTP/1.0"} or not rest[:3].isdigit():
        raise NoHttpError(f"an answer begins with {line[:80]!r}")
    named = [field.partition(":")[::2] for field in fields]
    return int(rest[:3]), {name.lower(): value.strip() for name, value in named}
