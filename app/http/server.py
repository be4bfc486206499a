"""The uvicorn server, configured from the settings."""

import asyncio
import logging
import socket
import sys
from collections.abc import Callable
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
# Addresses that stand for all of a machine, and what to open there.
_LOOPBACK: Final = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - shown, not listened on


class Server(uvicorn.Server):
    """A server that says where to look, and accepts connections for a moment longer at its end.

    `end_streams` ends the answers that would go on until the client has enough.
    """

    def __init__(
        self, config: uvicorn.Config, settings: Settings, end_streams: Callable[[], None]
    ) -> None:
        super().__init__(config)
        self._settings = settings
        self._end_streams = end_streams

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start to listen, and log the addresses to open."""
        await super().startup(sockets)
        if self.started:
            port = self.servers[0].sockets[0].getsockname()[1]
            for line in addresses(self._settings, port):
                _LOG.info("%s", line)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Wait for requests that are on their way, then stop."""
        _LOG.info("stopping, once the requests in progress are answered")
        await asyncio.sleep(_DRAIN_SECONDS)
        self._end_streams()
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


def addresses(settings: Settings, port: int) -> list[str]:
    """Return the addresses of a service that listens on a port, to be opened on this machine."""
    host = _LOOPBACK.get(settings.host, settings.host)
    host = f"[{host}]" if ":" in host else host
    base = f"http://{host}:{port}{settings.root_path}"
    switched_off = "off (BODYWISE_EXPLORER=true switches it on)"
    explorer = f"{base}/explore" if settings.explorer else switched_off
    return [f"API       {base}", f"Explorer  {explorer}", f"Docs      {base}/docs"]


def run(app: ASGIApp, settings: Settings, end_streams: Callable[[], None]) -> None:
    """Serve until a signal stops the process; requests in progress are finished."""
    sys.setswitchinterval(_SWITCH_SECONDS)
    Server(server_config(app, settings), settings, end_streams).run()
