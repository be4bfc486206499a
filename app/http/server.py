"""The uvicorn server, configured from the settings."""

import asyncio
import logging
import socket
import sys
from typing import Final

import uvicorn
from starlette.types import ASGIApp

from app.http.protocol import BoundedProtocol, OpenProtocol
from app.settings import Settings

_LOG: Final = logging.getLogger(__name__)
# Python switches threads this often, so that answers need not wait long for a reload.
_SWITCH_SECONDS: Final = 0.001
# The time between the signal to stop and the end of accepting connections.
_DRAIN_SECONDS: Final = 1.0


class Server(uvicorn.Server):
    """A server that accepts connections for a moment longer, so that none is refused."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Wait for requests that are on their way, then stop."""
        _LOG.info("stopping, once the requests in progress are answered")
        await asyncio.sleep(_DRAIN_SECONDS)
        await super().shutdown(sockets)


def server_config(app: ASGIApp, settings: Settings) -> uvicorn.Config:
    """Return the configuration of uvicorn."""
    return uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        http=OpenProtocol if "*" in settings.cors_origins else BoundedProtocol,
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
    """Serve until a signal stops the process; requests in progress are finished."""
    sys.setswitchinterval(_SWITCH_SECONDS)
    Server(server_config(app, settings)).run()
