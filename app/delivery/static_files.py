"""The files of the tree that are served as they are: versions, parts, what browsers may do."""

import stat
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import FileResponse, Response
from starlette.types import Message, Receive, Scope, Send

from app.content.assets import Asset
from app.content.library import Library
from app.delivery.refusal import refusal
from app.views.answers import is_fresh
from app.views.http_problems import VALID_METHODS, nothing_there, wrong_method

_CACHING: Final = "public, max-age=300, stale-while-revalidate=86400"
# A document of its own in a browser's tab; no script runs in it, and it loads nothing.
_SVG_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"


async def serve_asset(
    asset: Asset, library: Library, scope: Scope, receive: Receive, send: Send
) -> None:
    """Answer a request for a static file: whole, in part, or that the client has it already."""
    method = scope["method"]
    if method not in {"GET", "HEAD"}:
        refused = refusal(scope, 405, wrong_method(method), {"Allow": VALID_METHODS})
        await refused(scope, receive, send)
        return
    try:
        status = await run_in_threadpool(asset.location.stat)
    except OSError:
        status = None
    if status is None or not stat.S_ISREG(status.st_mode):
        refused = refusal(scope, 404, nothing_there(scope))
        await refused(scope, receive, send)
        return
    etag = f'"{asset.fingerprint}"'
    if max(status.st_mtime, status.st_ctime) > library.loaded_at.timestamp():
        # Written since it was read: its bytes are no longer those that the fingerprint names.
        etag = f'"{asset.fingerprint}-{status.st_mtime_ns:x}-{status.st_size:x}"'
    held = {
        "ETag": etag,
        "Cache-Control": _CACHING,
        "Content-Version": library.version,
        "X-Content-Type-Options": "nosniff",
    }
    if asset.type == "image/svg+xml":
        held["Content-Security-Policy"] = _SVG_POLICY
    response: Response
    if is_fresh(", ".join(Headers(scope=scope).getlist("if-none-match")), etag):
        response = Response(status_code=304, headers=held)
    else:
        response = _File(asset.location, headers=held, media_type=asset.type, stat_result=status)
    await response(scope, receive, send)


class _File(FileResponse):
    """A file, or a part of it. Specification: RFC 9110, section 14."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it; a part that it does not have is an error in the one shape of all."""
        refused: list[Message] = []

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] >= 400:
                refused.append(message)
            elif not refused:
                await send(message)

        await super().__call__(scope, receive, sending)
        if not refused:
            return
        if refused[0]["status"] == 416:
            size = self.headers["content-length"]
            told = f"the file has {size} bytes, and none of those that are asked for"
            response: Response = refusal(scope, 416, told, {"Content-Range": f"bytes */{size}"})
            await response(scope, receive, send)
            return
        # What is no range, or one of another unit, is as if it were not there.
        kept = [(name, value) for name, value in scope["headers"] if name != b"range"]
        await super().__call__({**scope, "headers": kept}, receive, send)
