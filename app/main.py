"""The application: settings in, a service that keeps its content up to date out."""

import asyncio
import contextlib
import logging
import signal
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from typing import TYPE_CHECKING, Any, Final

from anyio import to_thread
from starlette.concurrency import run_in_threadpool
from starlette.routing import Router
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.documents.reader import ContentFolderError
from app.http.metrics import Metrics
from app.http.middleware.answer_cache import AnswerCache
from app.http.middleware.cors import CorsMiddleware
from app.http.middleware.encoding import EncodingMiddleware
from app.http.middleware.gateway import Gateway
from app.http.middleware.limits import HostLimits
from app.http.middleware.metrics import MetricsMiddleware
from app.library.library import Library
from app.live.reloader import RefusedError, Reloader
from app.live.snapshot import Snapshot, SnapshotStore
from app.settings import Settings, WrongSettingsError, read_settings
from app.views.catalog import build_catalog

if TYPE_CHECKING:
    from app.http.application import Routes

_LOG: Final = logging.getLogger(__name__)
_THREADS: Final = 4


class Service:
    """The routes behind all that every request passes.

    They are made when one is asked for or, at the latest, once the service listens: most requests
    need none.
    """

    def __init__(
        self,
        shelf: SnapshotStore,
        settings: Settings,
        lifespan: Callable[["Service"], AbstractAsyncContextManager[None]],
    ) -> None:
        self.shelf = shelf
        self._metrics = Metrics(shelf)
        admission = HostLimits(settings.trusted_hosts)
        cross_origin = CorsMiddleware(settings.cors_origins)
        table = AnswerCache(shelf, admission, any_origin=cross_origin.is_open)
        gateway = Gateway(self._route, shelf, settings, admission, cross_origin)
        self._front = MetricsMiddleware(
            EncodingMiddleware(gateway, table), table, self._metrics, access_log=settings.access_log
        )
        self._life = Router(lifespan=lambda _: lifespan(self))
        self._routes: Routes | None = None
        self._making = threading.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request. The routes see those of which the answer is not known before."""
        if scope["type"] == "lifespan":
            await self._life.lifespan(scope, receive, send)
        else:
            await self._front(scope, receive, send)

    @property
    def routes(self) -> "Routes":
        """The routes, made the first time."""
        with self._making:
            if self._routes is None:
                # FastAPI takes half as long to import as all the rest takes to start.
                from app.http.application import create_routes  # noqa: PLC0415

                self._routes = create_routes(self.shelf, self._metrics)
            return self._routes

    def openapi(self) -> dict[str, Any]:
        """The description of the API."""
        return self.routes.openapi()

    async def prepare(self) -> None:
        """Make the routes, while others are answered that need none."""
        await run_in_threadpool(lambda: self.routes)

    async def _route(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._routes is None:
            await self.prepare()
        await self.routes(scope, receive, send)


def create_app(
    settings: Settings | None = None,
    *,
    library: Library | None = None,
    renewal: Reloader | None = None,
) -> Service:
    """The service. It reads its content when it starts, and again when it changes.

    A library that is handed over is served as it is, for ever; a renewal may have read already.
    """
    settings = settings or read_settings()
    if library is not None:
        shelf = SnapshotStore(Snapshot(build_catalog(library)))
    else:
        renewal = renewal or Reloader(settings)
        shelf = renewal.store

    @asynccontextmanager
    async def lifespan(service: Service) -> AsyncIterator[None]:
        # Each thread holds what may be a list of many whole pages. Thirty such lists of 7 MB, asked
        # for at once, took 390 MiB and 2.1 s with four, 575 and 3.1 with forty.
        to_thread.current_default_thread_limiter().total_tokens = _THREADS
        if shelf.snapshot is None and settings.on_error == "stop":
            assert renewal is not None, "what has no renewal has its library"
            await asyncio.to_thread(renewal.load)
        if shelf.snapshot is None:
            # Nothing else will be known for long enough.
            await service.prepare()
        preparing = asyncio.create_task(service.prepare())
        if renewal is None:
            yield
        else:
            renewing = asyncio.create_task(renewal.run())
            with _on_hangup(renewal):
                yield
            renewing.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await renewing
        await preparing

    return Service(shelf, settings, lifespan)


@contextmanager
def _on_hangup(renewal: Reloader) -> Iterator[None]:
    """Read the content again on SIGHUP, as servers do; only the main thread hears signals."""
    hears = hasattr(signal, "SIGHUP") and threading.current_thread() is threading.main_thread()
    if not hears:
        yield
        return
    loop = asyncio.get_running_loop()

    def ask() -> None:
        # Where nothing has changed, nothing else will tell that the signal was heard.
        _LOG.info("SIGHUP: the content is read again")
        renewal.request_reload()

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
