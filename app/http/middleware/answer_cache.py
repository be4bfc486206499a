"""Content codings, conditional requests, and a cache of the answers that have been sent.

Whatever a route answered once it would answer again until the content changes, so the encoded
response is kept. A first and a later request get the same bytes, because one function makes them.
"""

from functools import partial
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.http.answer_cache import AnswerCache, Key
from app.http.content_coding import Coding, acceptable
from app.http.context import STATIC, RequestContext, context_of, route_pattern
from app.http.encoded_response import EncodedResponse
from app.http.errors import RequestError, not_acceptable_error
from app.http.in_flight import Flight, Flights
from app.http.memory_budget import MemoryBudget, Reservation
from app.http.preconditions import require_match

_METHODS: Final = frozenset({"GET", "HEAD"})
# In bytes. A body of this size takes so long to compress that other requests would wait for it.
_LARGE: Final = 128 * 1024


class AnswerCacheMiddleware:
    """Answer from the cache, or encode what the routes answer."""

    def __init__(
        self, app: ASGIApp, cache: AnswerCache, budget: MemoryBudget | None = None
    ) -> None:
        self._app = app
        self._cache = cache
        self._flights: Flights[EncodedResponse] = Flights(budget or MemoryBudget())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send a response in the coding that the client prefers, or 304, 406 or 412."""
        context: RequestContext = scope["context"]
        codings = acceptable(context.headers.get(b"accept-encoding"))
        key = (
            context.path,
            scope["query_string"],
            codings[0] if codings else None,
            context.allowed_origin,
            context.prefers_markdown,
        )
        is_cacheable = (
            scope["method"] in _METHODS and "identity" in codings and self._bind_cache(context)
        )
        response = self._cache.get(key) if is_cacheable else None
        if response is not None:
            await _send(response, scope, send)
            return
        # Only public answers are shared: without a key the request is answered for itself alone.
        is_answered = is_cacheable and await self._answer_once(scope, receive, send, codings, key)
        if not is_answered:
            await self._answer_once(scope, receive, send, codings, None)

    def _bind_cache(self, context: RequestContext) -> bool:
        """Bind the cache to the catalog of the request; return False if nothing may be kept."""
        if context.catalog is None or context.is_private:
            return False
        if context.catalog is not self._cache.catalog:
            self._cache.use(context.catalog)
        return True

    async def _answer_once(
        self,
        scope: Scope,
        receive: Receive,
        send: Send,
        codings: tuple[Coding, ...],
        key: Key | None,
    ) -> bool:
        """Answer a request; equal ones of that moment get the same answer.

        Return False if the answer to an equal request cannot be shared.
        """
        context = context_of(scope)
        version = None if context.catalog is None else context.catalog.library.version
        with self._flights.join(key or object(), version) as (flight, is_first):
            if not is_first:
                context.catalog = None
                shared = await flight.value()
                context.catalog = context.find_catalog()
                if shared is not None:
                    await _send(shared, scope, send)
                return shared is not None
            context.reserve = flight.reservation.take

            async def send_unshared(message: Message) -> None:
                # Requests that wait go on before it is sent: this client may read slowly.
                flight.finish(None)
                flight.reservation.end_turn()
                await send(message)

            response = await self._with_memory(scope, receive, send_unshared, codings, flight)
            if response is None:
                return True
            if key is not None and response.is_public:
                flight.finish(response)
                if context.catalog is self._cache.catalog:
                    self._cache.put(key, response)
            else:
                flight.finish(None)
            await _send(response, scope, send)
            return True

    async def _with_memory(
        self,
        scope: Scope,
        receive: Receive,
        send: Send,
        codings: tuple[Coding, ...],
        flight: Flight[EncodedResponse],
    ) -> EncodedResponse | None:
        """Return the application's answer, as `_run_app` does, with its memory reserved.

        If there is too little, or another large answer is being made, it is made again in its
        turn: no thread waits for it. Raises RequestError with 503 if that takes too long.
        """
        context, reservation = context_of(scope), flight.reservation
        try:
            response = await self._run_app(scope, receive, send, codings, reservation)
            while reservation.is_refused:
                context.catalog = None
                try:
                    await reservation.release_and_wait()
                except RequestError as error:
                    flight.refuse(error)
                    raise
                context.catalog = context.find_catalog()
                response = await self._run_app(scope, receive, send, codings, reservation)
            if response is not None:
                reservation.grow_to(len(response.full.body))
                reservation.shrink(len(response.full.body))
            return response
        finally:
            reservation.end_turn()

    async def _run_app(
        self,
        scope: Scope,
        receive: Receive,
        send: Send,
        codings: tuple[Coding, ...],
        reservation: Reservation,
    ) -> EncodedResponse | None:
        """Return the application's answer; None if it has been sent as it is, or is refused.

        Errors, redirects, static files and streamed answers are sent as they are.
        """
        context = context_of(scope)
        start: Message | None = None
        chunks: list[bytes] = []

        async def collect(message: Message) -> None:
            nonlocal start
            if reservation.is_refused:
                return
            if start is not None:
                chunks.append(message.get("body", b""))
            elif (
                message.get("status") == 200 and context.route != STATIC and not context.is_streamed
            ):
                start = message
            else:
                await send(message)

        try:
            await self._app(scope, receive, collect)
        except RequestError:
            if not reservation.is_refused:
                raise
        if start is None:
            return None
        # Nearly all are one, which may be long.
        body = chunks[0] if len(chunks) == 1 else b"".join(chunks)
        headers = context.complete(start["headers"])
        encode = partial(
            EncodedResponse.of,
            context.route or route_pattern(scope),
            headers,
            body,
            codings,
            context.effort,
        )
        is_quick = len(body) < _LARGE and context.effort == "fast"
        response = encode() if is_quick else await run_in_threadpool(encode)
        if response is None:
            raise not_acceptable_error()
        return response


async def _send(response: EncodedResponse, scope: Scope, send: Send) -> None:
    context = context_of(scope)
    # A client that reads slowly must not keep a catalog in memory that has been replaced.
    context.catalog = None
    require_match(context.headers, response.etag)
    context.route = response.route
    reply = response.reply(scope["method"], context.headers.get(b"if-none-match"))
    await send({"type": "http.response.start", "status": reply.status, "headers": reply.headers})
    await send({"type": "http.response.body", "body": reply.body})
