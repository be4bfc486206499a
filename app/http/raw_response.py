"""Answers that lie ready are written in one go, past what the server does for any application.

For each answer it looks at every header, joins them, and is told of the body later. Of an answer
that it has sent before, all of that is known.
"""

from starlette.types import Send
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, RequestResponseCycle

from app.http.encoded_response import Reply


def send_whole(send: Send, reply: Reply) -> bool:
    """Write the answer to a request, if this is possible; whether it was.

    `send` must be the server's own. What it sends is what is written here, byte for byte. It is
    left to it where another server is underneath, where the connection ends with this answer or is
    full, and where the server writes a log of its own.
    """
    cycle = getattr(send, "__self__", None)
    if (
        type(cycle) is not RequestResponseCycle
        or not reply.lines
        or not cycle.keep_alive
        or cycle.response_started
        or cycle.disconnected
        or cycle.flow.write_paused
        or cycle.access_log
    ):
        return False
    parts = [STATUS_LINE[reply.status]]
    for name, value in cycle.default_headers:
        parts += (name, b": ", value, b"\r\n")
    parts += (reply.lines, reply.body["body"])
    cycle.response_started = True
    cycle.waiting_for_100_continue = False
    cycle.transport.write(b"".join(parts))
    cycle.response_complete = True
    cycle.message_event.set()
    cycle.on_response()
    return True
