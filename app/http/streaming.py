"""Long answers in pieces: packed while they are made, never whole in memory."""

from collections.abc import Iterable, Iterator
from typing import Final

from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from app.http.content_coding import Coding, acceptable, compressor
from app.http.context import context_of
from app.http.encoded_response import tag_in
from app.http.errors import not_acceptable_error
from app.http.preconditions import is_not_modified, require_match
from app.http.slots import slot, version_slot

# In bytes, before packing.
_PIECE: Final = 64 * 1024
# Long answers are made from so many versions of the content at once.
_MAX_VERSIONS: Final = 3
_RETRY_SECONDS: Final = 5


class _LongResponse(StreamingResponse):
    """A streamed answer that takes one of the slots for long answers until it has been sent.

    Those that are sent at once are from a few versions of the content.

    The parts of all of them are made in the threads that also make the short answers.
    """

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the answer. Raises RequestError with 503 if there is no slot."""
        state, version = scope["app"].state, self.headers["content-version"]
        with (
            slot(state.long_slots, self, "long answers", _RETRY_SECONDS),
            version_slot(state.long_versions, version, _MAX_VERSIONS, _RETRY_SECONDS),
        ):
            await super().__call__(scope, receive, send)


def streamed_response(scope: Scope, whole: Response, parts: Iterable[bytes]) -> Response:
    """Return a response with the headers of a `whole` one, and the parts as its body.

    Raises RequestError with 406 if the client accepts no coding.
    """
    context = context_of(scope)
    context.is_streamed = True
    codings = acceptable(context.headers.get(b"accept-encoding"))
    if not codings:
        raise not_acceptable_error()
    headers = {name: value for name, value in whole.headers.items() if name != "content-length"}
    headers["etag"] = tag_in(headers["etag"], codings[0])
    headers["vary"] = "Accept-Encoding"
    require_match(context.headers, headers["etag"])
    if is_not_modified(context.headers, headers["etag"]):
        del headers["content-type"]
        return Response(status_code=304, headers=headers)
    if codings[0] != "identity":
        headers["content-encoding"] = codings[0]
    # The parts hold the content that they are made from, if any.
    context.catalog = None
    # Nothing is made for HEAD.
    body = () if scope["method"] == "HEAD" else packed(parts, codings[0])
    return _LongResponse(body, headers=headers)


def packed(parts: Iterable[bytes], coding: Coding) -> Iterator[bytes]:
    """Yield the parts in a coding, in pieces of some size; equal parts give equal bytes."""
    packer = compressor(coding)
    for piece in _joined(parts):
        if compressed := packer.compress(piece):
            yield compressed
    if rest := packer.flush():
        yield rest


def _joined(parts: Iterable[bytes]) -> Iterator[bytes]:
    waiting: list[bytes] = []
    size = 0
    for part in parts:
        waiting.append(part)
        size += len(part)
        if size >= _PIECE:
            yield b"".join(waiting)
            waiting, size = [], 0
    if waiting:
        yield b"".join(waiting)
