"""The application: settings in, a service that keeps its content up to date out."""

import asyncio
import contextlib
import logging
import signal
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any, Final

from anyio import to_thread
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app import __version__
from app.api import (
    conditions,
    docs,
    health,
    links,
    locations,
    menus,
    pages,
    problems,
    schemas,
    site,
)
from app.api.contract import exact
from app.api.routing import written_out
from app.content.library import Library
from app.content.reader import ContentFolderError
from app.delivery.admission import Admission
from app.delivery.cross_origin import CrossOrigin
from app.delivery.gateway import Gateway
from app.delivery.lookup_table import LookupTable
from app.delivery.metrics import Metrics
from app.delivery.negotiator import Negotiator
from app.delivery.observer import Observer
from app.renewal import RefusedError, Renewal
from app.settings import Settings, WrongSettingsError, read_settings
from app.shelf import Edition, Shelf
from app.views.catalog import build_catalog

_LOG: Final = logging.getLogger(__name__)
_THREADS: Final = 4


class Service(FastAPI):
    """FastAPI behind all that every request passes, its handler of unforeseen errors included."""

    def __init__(self, shelf: Shelf, settings: Settings, **given: Any) -> None:
        super().__init__(**given)
        self.state.shelf = shelf
        self.state.metrics = Metrics(shelf)
        admission = Admission(settings.trusted_hosts)
        cross_origin = CrossOrigin(settings.cors_origins)
        table = LookupTable(shelf, admission, any_origin=cross_origin.is_open)
        gateway = Gateway(super().__call__, shelf, settings, admission, cross_origin)
        self._front = Observer(
            Negotiator(gateway, table), table, self.state.metrics, access_log=settings.access_log
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request. FastAPI sees those of which the answer does not lie ready."""
        await self._front(scope, receive, send)

    def openapi(self) -> dict[str, Any]:
        """The description of the API, made once."""
        if self.openapi_schema is None:
            described = get_openapi(
                title=self.title,
                version=self.version,
                summary=self.summary,
                routes=written_out(self.routes),
            )
            self.openapi_schema = exact(described)
        return self.openapi_schema


def create_app(
    settings: Settings | None = None,
    *,
    library: Library | None = None,
    renewal: Renewal | None = None,
) -> Service:
    """The service. It reads its content when it starts, and again when it changes.

    A library that is handed over is served as it is, for ever; a renewal may have read already.
    """
    settings = settings or read_settings()
    if library is not None:
        shelf = Shelf(Edition(build_catalog(library)))
    else:
        renewal = renewal or Renewal(settings)
        shelf = renewal.shelf

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        del app
        # Each thread holds what may be a list of many whole pages. Thirty such lists of 7 MB, asked
        # for at once, took 390 MiB and 2.1 s with four, 575 and 3.1 with forty.
        to_thread.current_default_thread_limiter().total_tokens = _THREADS
        if renewal is None:
            yield
            return
        if shelf.edition is None and settings.on_error == "stop":
            await asyncio.to_thread(renewal.load)
        renewing = asyncio.create_task(renewal.run())
        with _on_hangup(renewal):
            yield
        renewing.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await renewing

    service = Service(
        shelf,
        settings,
        title="Clinic content API",
        version=__version__,
        summary="A clinic's Markdown, served as typed, cross-linked JSON.",
        lifespan=lifespan,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    problems.install(service)
    for module in (site, pages, conditions, locations, links, menus, schemas, health, docs):
        # To include a router makes all its routes anew.
        service.router.routes.extend(module.router.routes)
    return service


@contextmanager
def _on_hangup(renewal: Renewal) -> Iterator[None]:
    """Read the content again on SIGHUP, as servers do; only the main thread hears signals."""
    hears = hasattr(signal, "SIGHUP") and threading.current_thread() is threading.main_thread()
    if not hears:
        yield
        return
    loop = asyncio.get_running_loop()

    def ask() -> None:
        # Where nothing has changed, nothing else will tell that the signal was heard.
        _LOG.info("SIGHUP: the content is read again")
        renewal.ask()

    loop.add_signal_handler(signal.SIGHUP, ask)
    try:
        yield
    finally:
        loop.remove_signal_handler(signal.SIGHUP)


class Startup:
    """The service for a server that imports it: made when the server starts, not before.

    A start that is refused ends with the reasons, not with a traceback.
    """

    def __init__(self, create: Callable[[], ASGIApp]) -> None:
        self._create = create
        self._service: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass all on but a refusal to start."""
        if scope["type"] != "lifespan":
            assert self._service is not None, "the server has not started its application"
            await self._service(scope, receive, send)
            return
        failed: list[Message] = []

        async def sending(message: Message) -> None:
            if message["type"] == "lifespan.startup.failed":
                failed.append(message)
            else:
                await send(message)

        try:
            self._service = self._create()
            await self._service(scope, receive, sending)
        except (ContentFolderError, RefusedError, WrongSettingsError) as error:
            await send({"type": "lifespan.startup.failed", "message": str(error)})
        except BaseException:
            for message in failed:
                await send(message)
            raise


app = Startup(create_app)
