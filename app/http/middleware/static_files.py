"""Static files of the content folder: versions, parts, and what browsers may do with them."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import closing
from email.utils import formatdate
from pathlib import Path
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response, StreamingResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from app.files.assets import Asset
from app.http.context import STATIC, RequestContext, context_of
from app.http.errors import RequestError, method_error
from app.http.opened_file import OpenedFile, open_asset
from app.http.preconditions import is_not_modified, require_match
from app.http.ranges import Part, parts_of
from app.views.http_problems import nothing_there

_CACHING: Final = "public, max-age=300, stale-while-revalidate=86400"
# For an address with `?v=` and the digest of the file: other bytes have another address.
_FOREVER: Final = "public, max-age=31536000, immutable"
_VERSION: Final = b"v="
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
        asset = _asset(context)
        if asset is None or context.catalog is None:
            await self._app(scope, receive, send)
            return
        folder, version = context.catalog.library.content, context.catalog.library.version
        # A client that reads slowly must not keep a catalog in memory that has been replaced.
        context.catalog = None
        context.route = STATIC
        if scope["method"] not in {"GET", "HEAD"}:
            raise method_error(scope["method"])
        try:
            file = await run_in_threadpool(_open, asset, folder, context)
        except OSError:
            raise RequestError(404, nothing_there(scope)) from None
        with closing(file):
            headers = {
                "ETag": file.etag,
                "Cache-Control": _FOREVER if _names(scope, file) else _CACHING,
                "Content-Version": version,
            }
            if asset.type == "image/svg+xml":
                headers["Content-Security-Policy"] = _SVG_POLICY
            await _response(asset.type, file, headers, scope)(scope, receive, send)


def _asset(context: RequestContext) -> Asset | None:
    """Return the file at the path of a request, or None."""
    return None if context.catalog is None else context.catalog.library.assets.get(context.path)


def _open(asset: Asset, folder: Path, context: RequestContext) -> OpenedFile:
    """Open a file, and reserve memory for one that is read whole."""
    file = open_asset(asset, folder)
    if file.whole is not None:
        context.reserve(file.size)
    return file


def _names(scope: Scope, file: OpenedFile) -> bool:
    """Return True if the query of a request is the digest of exactly the bytes of this file."""
    query: bytes = scope["query_string"]
    return file.digest is not None and query == _VERSION + file.digest.encode()


def _response(media_type: str, file: OpenedFile, headers: dict[str, str], scope: Scope) -> Response:
    request_headers = context_of(scope).headers
    modified = file.modified_ns // 1_000_000_000
    require_match(request_headers, file.etag, modified)
    headers["Last-Modified"] = formatdate(modified, usegmt=True)
    if is_not_modified(request_headers, file.etag, modified):
        return Response(status_code=304, headers=headers)
    headers["Accept-Ranges"] = "bytes"
    # Parts are for GET alone: RFC 9110, section 14.2.
    is_head = scope["method"] == "HEAD"
    parts = None if is_head else _parts(request_headers, file)
    status = 200 if parts is None else 206
    pieces: Sequence[bytes | Part] = parts or [Part(0, file.size)]
    if parts == ():
        detail = f"the file has {file.size} bytes, and none of those that are asked for"
        raise RequestError(416, detail, headers={"Content-Range": f"bytes */{file.size}"})
    if parts is not None and len(parts) == 1:
        headers["Content-Range"] = _content_range(parts[0], file)
    elif parts is not None:
        # Derived from the version it is equal on every machine, and no file contains its own.
        boundary = file.etag.strip('W/"')
        pieces = _multipart(media_type, file, parts, boundary)
        media_type = f"multipart/byteranges; boundary={boundary}"
    sizes = [
        len(piece) if isinstance(piece, bytes) else piece.end - piece.start for piece in pieces
    ]
    headers["Content-Length"] = str(sum(sizes))
    if is_head or file.whole is not None:
        whole = file.whole or b""
        body = [piece if isinstance(piece, bytes) else whole[slice(*piece)] for piece in pieces]
        return Response(b"".join(body), status, headers, media_type)
    return StreamingResponse(_body(file, pieces), status, headers, media_type)


def _parts(headers: Mapping[bytes, bytes], file: OpenedFile) -> tuple[Part, ...] | None:
    """Return the parts to send; None for the whole file, () if it has none of those asked for."""
    # A date is too coarse to name a version, and a weak tag names more than one.
    condition = headers.get(b"if-range")
    if condition is not None and (
        condition != file.etag.encode("latin-1") or condition.startswith(b"W/")
    ):
        return None
    return parts_of(headers.get(b"range", b"").decode("latin-1"), file.size)


def _multipart(
    media_type: str, file: OpenedFile, parts: Sequence[Part], boundary: str
) -> list[bytes | Part]:
    """Return several parts in one body. Specification: RFC 9110, section 14.6."""
    pieces: list[bytes | Part] = []
    for part in parts:
        head = f"--{boundary}\r\nContent-Type: {media_type}\r\n"
        head += f"Content-Range: {_content_range(part, file)}\r\n\r\n"
        pieces += [head.encode(), part, b"\r\n"]
    return [*pieces, f"--{boundary}--\r\n".encode()]


async def _body(file: OpenedFile, pieces: Sequence[bytes | Part]) -> AsyncIterator[bytes]:
    for piece in pieces:
        if isinstance(piece, bytes):
            yield piece
        else:
            async for data in file.read(piece.start, piece.end):
                yield data


def _content_range(part: Part, file: OpenedFile) -> str:
    return f"bytes {part.start}-{part.end - 1}/{file.size}"
