"""The application: creates the service from its settings."""

import asyncio
import logging
import signal
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any, Final

from anyio import to_thread
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Lifespan, Message, Receive, Scope, Send

from app.documents.reader import ContentFolderError
from app.http.answer_cache import AnswerCache
from app.http.application import Application, create_application
from app.http.hot_path import HotPath
from app.http.metrics import Metrics
from app.http.middleware.answer_cache import AnswerCacheMiddleware
from app.http.middleware.cors import CorsMiddleware
from app.http.middleware.limits import LimitsMiddleware
from app.http.middleware.metrics import MetricsMiddleware
from app.http.middleware.preview import PreviewMiddleware
from app.http.middleware.static_files import StaticFilesMiddleware
from app.library.library import Library
from app.live.reloader import RefusedError, Reloader
from app.live.snapshot import Snapshot, SnapshotStore
from app.live.webhook import Webhook
from app.settings import Settings, SettingsError, read_settings
from app.views.catalog import Catalog
from app.views.explorer.rendering import prepare

_LOG: Final = logging.getLogger(__name__)
_THREADS: Final = 4
_PREPARATION_DELAY: Final = 0.5


def create_app(
    settings: Settings | None = None,
    *,
    library: Library | None = None,
    reloader: Reloader | None = None,
) -> Application:
    """Return the application, which reads its content when it starts and again when it changes.

    A `library` is served as it is and never read again. A `reloader` may have loaded already.
    """
    settings = settings or read_settings()
    if library is not None:
        store = SnapshotStore(Snapshot(Catalog(library)))
    else:
        reloader = reloader or Reloader(settings)
        store = reloader.store
    metrics = Metrics(store)
    cache = AnswerCache()
    # From the top down: the order in which a request passes them.
    middlewares = (
        Middleware(
            MetricsMiddleware,
            metrics,
            root_path=settings.root_path,
            access_log=settings.access_log,
        ),
        Middleware(CorsMiddleware, settings.cors_origins),
        Middleware(LimitsMiddleware, settings.trusted_hosts),
        Middleware(PreviewMiddleware, store, settings.preview_token),
        Middleware(AnswerCacheMiddleware, cache),
        Middleware(StaticFilesMiddleware),
    )
    application = create_application(store, metrics, settings, _lifespan(settings, reloader))
    app: ASGIApp = application.answer
    for middleware, arguments, options in reversed(middlewares):
        app = middleware(app, *arguments, **options)
    application.top = HotPath(app, cache, store, metrics, settings)
    return application


def _lifespan(settings: Settings, reloader: Reloader | None) -> Lifespan[Any]:
    @asynccontextmanager
    async def lifespan(app: object) -> AsyncIterator[None]:
        del app
        # Each thread may hold a list of many whole pages. Thirty such lists of 7 MB, requested at
        # once, took 390 MiB and 2.1 s with four threads, 575 MiB and 3.1 s with forty.
        to_thread.current_default_thread_limiter().total_tokens = _THREADS
        if reloader is None:
            yield
            return
        if reloader.store.snapshot is None and settings.on_error == "stop":
            await asyncio.to_thread(reloader.load)
        tasks = [
            asyncio.create_task(reloader.run()),
            asyncio.create_task(_prepare(reloader.store, settings)),
        ]
        if settings.webhook_url is not None and settings.webhook_secret is not None:
            webhook = Webhook(settings.webhook_url, settings.webhook_secret.get_secret_value())
            store = reloader.store
            tasks.append(asyncio.create_task(webhook.run(store.announcements, store.catalog)))
        with _reload_on_hangup(reloader):
            yield
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    return lifespan


async def _prepare(store: SnapshotStore, settings: Settings) -> None:
    """Prepare the explorer and the search index a little after the start, not to delay it."""
    await asyncio.sleep(_PREPARATION_DELAY)
    if settings.explorer:
        await asyncio.to_thread(prepare)
    if store.snapshot is not None:
        await asyncio.wrap_future(store.snapshot.published.search.start())


@contextmanager
def _reload_on_hangup(reloader: Reloader) -> Iterator[None]:
    """Read the content again on SIGHUP. Signals reach the main thread only."""
    if not hasattr(signal, "SIGHUP") or threading.current_thread() is not threading.main_thread():
        yield
        return
    loop = asyncio.get_running_loop()

    def reload() -> None:
        # If nothing has changed, this is the only line about the signal.
        _LOG.info("SIGHUP: reading the content again")
        reloader.request_reload()

    loop.add_signal_handler(signal.SIGHUP, reload)
    try:
        yield
    finally:
        loop.remove_signal_handler(signal.SIGHUP)


class Startup:
    """The service for a server that imports it, created when the server starts.

    If it cannot start, the server logs the reasons instead of a traceback.
    """

    def __init__(self, create: Callable[[], ASGIApp]) -> None:
        self._create = create
        self._service: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything to the service; report why it does not start."""
        if scope["type"] != "lifespan":
            assert self._service is not None, "the server has not started its application"
            await self._service(scope, receive, send)
            return
        failures: list[Message] = []

        async def send_unless_failed(message: Message) -> None:
            if message["type"] == "lifespan.startup.failed":
                failures.append(message)
            else:
                await send(message)

        try:
            self._service = self._create()
            await self._service(scope, receive, send_unless_failed)
        except (ContentFolderError, RefusedError, SettingsError) as error:
            await send({"type": "lifespan.startup.failed", "message": str(error)})
        except BaseException:
            for message in failures:
                await send(message)
            raise


app = Startup(create_app)
