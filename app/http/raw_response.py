"""Write a prepared response to the connection, past what uvicorn does for any application.

uvicorn checks and joins each header again for every response. Writing a prepared one makes the hot
page @RATIO@ (`make bench ROWS=hot`). This file can be deleted, together with its one call.
"""

from starlette.types import Send
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, RequestResponseCycle

from app.http.encoded_response import Reply
from app.http.response_sender import ResponseSender


def send_raw(send: Send, reply: Reply) -> bool:
    """Write the bytes that uvicorn would write; return False if uvicorn has to do it.

    It has to if `send` is wrapped or another server's, if the connection ends with this response
    or is congested, and if uvicorn writes an access log.
    """
    if type(send) is not ResponseSender:
        return False
    cycle = getattr(send.server_send, "__self__", None)
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
    send.context.status, send.context.coding = reply.status, reply.coding
    parts = [STATUS_LINE[reply.status]]
    for name, value in cycle.default_headers:
        parts += (name, b": ", value, b"\r\n")
    parts += (reply.lines, reply.body)
    cycle.response_started = True
    cycle.waiting_for_100_continue = False
    cycle.transport.write(b"".join(parts))
    cycle.response_complete = True
    cycle.message_event.set()
    cycle.on_response()
    return True
