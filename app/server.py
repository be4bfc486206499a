"""The server that the service runs on, set up as the settings say."""

import sys
from typing import Final

import uvicorn
from starlette.types import ASGIApp

from app.delivery.protocol import BoundedProtocol
from app.settings import Settings

# While content is read in one thread, the one that answers waits for its turn: not long.
_TURN_SECONDS: Final = 0.001


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
    uvicorn.Server(server_config(app, settings)).run()
