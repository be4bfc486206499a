"""The files of the tree that are served as they are: versions, parts, what browsers may do."""

from collections.abc import AsyncIterator
from email.utils import formatdate
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from app.files.assets import Asset
from app.http.opened_file import OpenedFile, open_asset
from app.http.problem_response import refusal
from app.http.ranges import Part, parts_of
from app.library.library import Library
from app.views.answers import is_fresh
from app.views.http_problems import VALID_METHODS, nothing_there, wrong_method

_CACHING: Final = "public, max-age=300, stale-while-revalidate=86400"
# A document of its own in a browser's tab; no script runs in it, and it loads nothing.
_SVG_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"


async def serve_asset(
    asset: Asset, library: Library, scope: Scope, receive: Receive, send: Send
) -> None:
    """Answer a request for a static file: whole, in part, or that the client has it already.

    Raises FileChangedError where the file is written while it is sent.
    """
    method = scope["method"]
    if method not in {"GET", "HEAD"}:
        refused = refusal(scope, 405, wrong_method(method), {"Allow": VALID_METHODS})
        await refused(scope, receive, send)
        return
    try:
        opened = await run_in_threadpool(open_asset, asset, library.content)
    except OSError:
        refused = refusal(scope, 404, nothing_there(scope))
        await refused(scope, receive, send)
        return
    with opened:
        held = {
            "ETag": opened.etag,
            "Cache-Control": _CACHING,
            "Content-Version": library.version,
            "X-Content-Type-Options": "nosniff",
        }
        if asset.type == "image/svg+xml":
            held["Content-Security-Policy"] = _SVG_POLICY
        await _answer(asset.type, opened, held, scope)(scope, receive, send)


def _answer(media_type: str, opened: OpenedFile, held: dict[str, str], scope: Scope) -> Response:
    headers = Headers(scope=scope)
    if is_fresh(", ".join(headers.getlist("if-none-match")), opened.etag):
        return Response(status_code=304, headers=held)
    held["Accept-Ranges"] = "bytes"
    held["Last-Modified"] = formatdate(opened.modified_ns // 1_000_000_000, usegmt=True)
    # Parts are for GET alone: RFC 9110, section 14.2.
    parts = None if scope["method"] == "HEAD" else _parts(headers, opened)
    if parts is None:
        parts = (Part(0, opened.size),)
        status = 200
    elif parts:
        status = 206
    else:
        told = f"the file has {opened.size} bytes, and none of those that are asked for"
        return refusal(scope, 416, told, {"Content-Range": f"bytes */{opened.size}"})
    if len(parts) > 1:
        return _several(media_type, opened, parts, held)
    (part,) = parts
    if status == 206:
        held["Content-Range"] = _content_range(part, opened)
    held["Content-Length"] = str(part.end - part.start)
    if scope["method"] == "HEAD":
        return Response(None, status, held, media_type)
    if opened.whole is not None:
        return Response(opened.whole[part.start : part.end], status, held, media_type)
    return StreamingResponse(opened.pieces(part.start, part.end), status, held, media_type)


def _parts(headers: Headers, opened: OpenedFile) -> tuple[Part, ...] | None:
    """The parts to send; None for all of it, none where the file does not have what is asked."""
    asked = headers.getlist("range")
    if len(asked) != 1:
        return None
    # A date is too coarse to name a version, and a weak tag names more than one.
    condition = headers.get("if-range")
    if condition is not None and (condition != opened.etag or condition.startswith("W/")):
        return None
    return parts_of(asked[0], opened.size)


def _several(
    media_type: str, opened: OpenedFile, parts: tuple[Part, ...], held: dict[str, str]
) -> Response:
    """Several parts in one body. Specification: RFC 9110, section 14.6."""
    # Made of the version, it is the same on every machine, and no file holds its own.
    boundary = opened.etag.strip('W/"')
    heads = [
        f"--{boundary}\r\nContent-Type: {media_type}\r\n"
        f"Content-Range: {_content_range(part, opened)}\r\n\r\n".encode()
        for part in parts
    ]
    end = f"--{boundary}--\r\n".encode()

    async def body() -> AsyncIterator[bytes]:
        for head, part in zip(heads, parts, strict=True):
            yield head
            async for piece in opened.pieces(part.start, part.end):
                yield piece
            yield b"\r\n"
        yield end

    length = sum(
        len(head) + part.end - part.start + 2 for head, part in zip(heads, parts, strict=True)
    )
    held["Content-Length"] = str(length + len(end))
    return StreamingResponse(body(), 206, held, f"multipart/byteranges; boundary={boundary}")


def _content_range(part: Part, opened: OpenedFile) -> str:
    return f"bytes {part.start}-{part.end - 1}/{opened.size}"
