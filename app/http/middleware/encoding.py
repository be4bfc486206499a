"""Makes of what a route answered what the client may have of it: a coding, its head, or a 304.

Routes answer whole and know nothing of the client's coding or of what it has already.
"""

from dataclasses import dataclass, field
from functools import partial
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.http.content_coding import Coding, acceptable
from app.http.context import STATIC, RequestContext, context_of
from app.http.encoded_response import EncodedResponse, RawHeaders, Reply
from app.http.middleware.answer_cache import AnswerCache
from app.http.problem_response import refusal

# What belongs to an answer that cannot be sent, and not to the refusal in its place.
_OF_THE_ANSWER: Final = frozenset(
    {
        b"cache-control",
        b"content-length",
        b"content-type",
        b"content-version",
        b"etag",
        b"link",
        b"surrogate-key",
    }
)
# In bytes. To pack so many takes so long that others would wait for their answers.
_LARGE: Final = 128 * 1024
_NOT_ACCEPTABLE: Final = "the Accept-Encoding takes none of identity, br, zstd and gzip"


@dataclass(slots=True)
class _Whole:
    """An answer of which the body may come in pieces."""

    headers: RawHeaders
    pieces: list[bytes] = field(default_factory=list)


class EncodingMiddleware:
    """Wraps the application, and lets the table keep what it answered."""

    def __init__(self, app: ASGIApp, table: AnswerCache) -> None:
        self._app = app
        self._table = table

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the application answer, and send what the client may have."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        account = context_of(scope)
        without_body = scope["method"] == "HEAD"
        held: _Whole | None = None

        async def sending(message: Message) -> None:
            nonlocal held
            if message["type"] == "http.response.start":
                if message["status"] == 200 and account.named != STATIC:
                    held = _Whole(tuple(message["headers"]))
                    return
            elif held is not None:
                held.pieces.append(message.get("body", b""))
                if not message.get("more_body", False):
                    reply = await self._negotiated(scope, account, held)
                    await send(reply.start)
                    await send(reply.body)
                return
            elif without_body:
                message = {**message, "body": b""}
            await send(message)

        await self._app(scope, receive, sending)

    async def _negotiated(self, scope: Scope, account: RequestContext, whole: _Whole) -> Reply:
        codings = acceptable(_header(scope, "accept-encoding"))
        body = b"".join(whole.pieces)
        made = partial(EncodedResponse.of, account.route, whole.headers, body, codings)
        variant = made() if len(body) < _LARGE else await run_in_threadpool(made)
        if variant is None:
            return _not_acceptable(scope, whole.headers)
        if _is_public(account, variant, codings):
            self._table.keep(scope, account, variant, codings[0])
        return variant.reply(scope["method"], _header(scope, "if-none-match"))


def _is_public(
    account: RequestContext, variant: EncodedResponse, codings: tuple[Coding, ...]
) -> bool:
    """Whether whoever else asks gets the same, as long as the content is the same."""
    return (
        not account.private
        and variant.etag is not None
        and "identity" in codings
        and any(
            name == b"cache-control" and value.startswith(b"public")
            for name, value in variant.whole.start["headers"]
        )
    )


def _header(scope: Scope, name: str) -> str | None:
    """A header's value; several lines are one list. Specification: RFC 9110, section 5.3."""
    values = Headers(scope=scope).getlist(name)
    return ", ".join(values) if values else None


def _not_acceptable(scope: Scope, headers: RawHeaders) -> Reply:
    refused = refusal(scope, 406, _NOT_ACCEPTABLE)
    kept = [(name, value) for name, value in headers if name not in _OF_THE_ANSWER]
    start: Message = {
        "type": "http.response.start",
        "status": refused.status_code,
        "headers": [*kept, *refused.raw_headers],
    }
    body = b"" if scope["method"] == "HEAD" else refused.body
    sent: Message = {"type": "http.response.body", "body": body}
    return Reply(refused.status_code, "identity", start, sent)
