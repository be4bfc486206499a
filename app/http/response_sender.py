"""The `send` of one request, between the server and all middlewares."""

from starlette.types import Message, Send

from app.http.context import RequestContext


class ResponseSender:
    """Complete the headers of a response and note its status in the request's context."""

    def __init__(self, server_send: Send, method: str, context: RequestContext) -> None:
        self._server_send = server_send
        self._context = context
        self._method = method

    async def __call__(self, message: Message) -> None:
        """Send a message. The response to HEAD has no body, whatever the server would do."""
        if message["type"] == "http.response.start":
            context = self._context
            headers = context.complete(message["headers"])
            status = message["status"]
            context.status = status
            context.coding = dict(headers).get(b"content-encoding", b"identity").decode("latin-1")
            if status >= 400:
                # A client that reports an error can be found in the log.
                headers.append((b"x-request-id", context.request_id.encode()))
            message = {**message, "headers": headers}
        elif self._method == "HEAD":
            message = {**message, "body": b""}
        await self._server_send(message)
