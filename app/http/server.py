"""The server that the service runs on, set up as the settings say."""

import asyncio
import logging
import socket
import sys
from typing import Final

import uvicorn
from starlette.types import ASGIApp

from app.http.protocol import BoundedProtocol
from app.settings import Settings

_LOG: Final = logging.getLogger(__name__)
# While content is read in one thread, the one that answers waits for its turn: not long.
_TURN_SECONDS: Final = 0.001
# Between the signal to stop and the end of accepting.
_LAST_SECONDS: Final = 1.0


class Server(uvicorn.Server):
    """Goes on for a moment when it is told to stop: what is on its way to it is answered yet."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let those in who were at the door, then stop as servers do."""
        _LOG.info("stopping, once what is on its way is answered")
        await asyncio.sleep(_LAST_SECONDS)
        await super().shutdown(sockets)


def server_config(app: ASGIApp, settings: Settings) -> uvicorn.Config:
    """How to serve the application."""
    return uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        http=BoundedProtocol,
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=list(settings.trusted_proxies),
        timeout_graceful_shutdown=settings.stop_timeout,
    )


def run(app: ASGIApp, settings: Settings) -> None:
    """Serve until a signal ends it; requests in flight are finished."""
    sys.setswitchinterval(_TURN_SECONDS)
    Server(server_config(app, settings)).run()
