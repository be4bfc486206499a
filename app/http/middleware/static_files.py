"""Static files of the content folder: versions, parts, and what browsers may do with them."""

from collections.abc import AsyncIterator, Mapping
from email.utils import formatdate
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response, StreamingResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from app.http.context import STATIC, context_of
from app.http.opened_file import OpenedFile, open_asset
from app.http.problem_response import problem_response
from app.http.ranges import Part, parts_of
from app.views.answers import is_fresh
from app.views.http_problems import VALID_METHODS, nothing_there, wrong_method

_CACHING: Final = "public, max-age=300, stale-while-revalidate=86400"
# An SVG may be opened as a document of its own; no script runs in it, and it loads nothing.
_SVG_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"


class StaticFilesMiddleware:
    """Answer requests for static files: whole, in parts, or that the client has it already."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the file at the path, if there is one.

        Raises FileChangedError if the file is written while it is sent.
        """
        context = context_of(scope)
        library = None if context.catalog is None else context.catalog.library
        asset = None if library is None else library.assets.get(context.path)
        if library is None or asset is None:
            await self._app(scope, receive, send)
            return
        context.route = STATIC
        method = scope["method"]
        if method not in {"GET", "HEAD"}:
            headers = {"Allow": VALID_METHODS}
            response = problem_response(scope, 405, wrong_method(method), headers=headers)
            await response(scope, receive, send)
            return
        try:
            file = await run_in_threadpool(open_asset, asset, library.content)
        except OSError:
            response = problem_response(scope, 404, nothing_there(scope))
            await response(scope, receive, send)
            return
        with file:
            headers = {
                "ETag": file.etag,
                "Cache-Control": _CACHING,
                "Content-Version": library.version,
            }
            if asset.type == "image/svg+xml":
                headers["Content-Security-Policy"] = _SVG_POLICY
            await _response(asset.type, file, headers, scope)(scope, receive, send)


def _response(media_type: str, file: OpenedFile, headers: dict[str, str], scope: Scope) -> Response:
    asked = context_of(scope).headers
    if is_fresh(asked.get(b"if-none-match", b"").decode("latin-1"), file.etag):
        return Response(status_code=304, headers=headers)
    headers["Accept-Ranges"] = "bytes"
    headers["Last-Modified"] = formatdate(file.modified_ns // 1_000_000_000, usegmt=True)
    # Parts are for GET alone: RFC 9110, section 14.2.
    parts = None if scope["method"] == "HEAD" else _parts(asked, file)
    if parts is None:
        parts = (Part(0, file.size),)
        status = 200
    elif parts:
        status = 206
    else:
        detail = f"the file has {file.size} bytes, and none of those that are asked for"
        return problem_response(
            scope, 416, detail, headers={"Content-Range": f"bytes */{file.size}"}
        )
    if len(parts) > 1:
        return _several(media_type, file, parts, headers)
    (part,) = parts
    if status == 206:
        headers["Content-Range"] = _content_range(part, file)
    headers["Content-Length"] = str(part.end - part.start)
    if scope["method"] == "HEAD":
        return Response(None, status, headers, media_type)
    if file.whole is not None:
        return Response(file.whole[part.start : part.end], status, headers, media_type)
    return StreamingResponse(file.pieces(part.start, part.end), status, headers, media_type)


def _parts(headers: Mapping[bytes, bytes], file: OpenedFile) -> tuple[Part, ...] | None:
    """Return the parts to send; None for the whole file, () if it has none of those asked for."""
    # A date is too coarse to name a version, and a weak tag names more than one.
    condition = headers.get(b"if-range")
    if condition is not None and (
        condition != file.etag.encode("latin-1") or condition.startswith(b"W/")
    ):
        return None
    return parts_of(headers.get(b"range", b"").decode("latin-1"), file.size)


def _several(
    media_type: str, file: OpenedFile, parts: tuple[Part, ...], headers: dict[str, str]
) -> Response:
    """Return several parts in one body. Specification: RFC 9110, section 14.6."""
    # Derived from the version it is equal on every machine, and no file contains its own.
    boundary = file.etag.strip('W/"')
    heads = [
        f"--{boundary}\r\nContent-Type: {media_type}\r\n"
        f"Content-Range: {_content_range(part, file)}\r\n\r\n".encode()
        for part in parts
    ]
    end = f"--{boundary}--\r\n".encode()

    async def body() -> AsyncIterator[bytes]:
        for head, part in zip(heads, parts, strict=True):
            yield head
            async for piece in file.pieces(part.start, part.end):
                yield piece
            yield b"\r\n"
        yield end

    length = sum(
        len(head) + part.end - part.start + 2 for head, part in zip(heads, parts, strict=True)
    )
    headers["Content-Length"] = str(length + len(end))
    return StreamingResponse(body(), 206, headers, f"multipart/byteranges; boundary={boundary}")


def _content_range(part: Part, file: OpenedFile) -> str:
    return f"bytes {part.start}-{part.end - 1}/{file.size}"
