"""Content codings, conditional requests, and a cache of the answers that have been sent.

Whatever a route answered once it would answer again until the content changes, so the encoded
response is kept. A first and a later request get the same bytes, because one function makes them.
"""

from functools import partial
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.http.content_coding import Coding, acceptable
from app.http.context import STATIC, RequestContext, context_of, route_pattern
from app.http.encoded_response import EncodedResponse
from app.http.errors import RequestError
from app.http.lru_cache import AnswerCache
from app.http.preconditions import require_match

_METHODS: Final = frozenset({"GET", "HEAD"})
# In bytes. A body of this size takes so long to compress that other requests would wait for it.
_LARGE: Final = 128 * 1024
_NOT_ACCEPTABLE: Final = "the Accept-Encoding takes none of identity, br, zstd and gzip"


class AnswerCacheMiddleware:
    """Answer from the cache, or encode what the routes answer. Routes need not know of either."""

    def __init__(self, app: ASGIApp, cache: AnswerCache) -> None:
        self._app = app
        self._cache = cache

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send a response in the coding that the client prefers, or 304, or 406."""
        context: RequestContext = scope["context"]
        catalog = context.catalog
        codings = acceptable(context.headers.get(b"accept-encoding"))
        key = (
            context.path,
            scope["query_string"],
            codings[0] if codings else None,
            context.allowed_origin,
        )
        is_cacheable = (
            catalog is not None
            and not context.is_private
            and scope["method"] in _METHODS
            and "identity" in codings
        )
        if is_cacheable and catalog is not self._cache.catalog:
            self._cache.use(catalog)
        response = self._cache.get(key) if is_cacheable else None
        if response is None:
            response = await self._encoded(scope, receive, send, codings)
            if response is None:
                return
            if is_cacheable and response.is_public and catalog is self._cache.catalog:
                self._cache.put(key, response)
        require_match(context.headers, response.etag)
        context.route = response.route
        reply = response.reply(scope["method"], context.headers.get(b"if-none-match"))
        await send(
            {"type": "http.response.start", "status": reply.status, "headers": reply.headers}
        )
        await send({"type": "http.response.body", "body": reply.body})

    async def _encoded(
        self, scope: Scope, receive: Receive, send: Send, codings: tuple[Coding, ...]
    ) -> EncodedResponse | None:
        """Return the application's answer; None if it has been sent as it is.

        Errors, redirects and static files are sent as they are.
        """
        context = context_of(scope)
        start: Message | None = None
        chunks: list[bytes] = []

        async def collect(message: Message) -> None:
            nonlocal start
            if start is not None:
                chunks.append(message.get("body", b""))
            elif message.get("status") == 200 and context.route != STATIC:
                start = message
            else:
                await send(message)

        await self._app(scope, receive, collect)
        if start is None:
            return None
        body = b"".join(chunks)
        headers = context.complete(start["headers"])
        encode = partial(
            EncodedResponse.of, context.route or route_pattern(scope), headers, body, codings
        )
        response = encode() if len(body) < _LARGE else await run_in_threadpool(encode)
        if response is None:
            raise RequestError(406, _NOT_ACCEPTABLE)
        return response
