"""The search index of one library, built in a thread when it is first wanted."""

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, wait
from typing import Final

from app.library.library import Library
from app.library.load import without_garbage_collection
from app.library.search.index import SearchIndex, build_index

_LOG: Final = logging.getLogger(__name__)


class LazyIndex:
    """The index of a library; what an index before it has in common with it is kept.

    Building takes one thread, however many wait for it.
    """

    def __init__(
        self,
        library: Library,
        before: "LazyIndex | None" = None,
        pause: Callable[[float], object] = time.sleep,
    ) -> None:
        self._library = library
        self._pause = pause
        self._before: LazyIndex | None = before.latest if before is not None else None
        self._starting = threading.Lock()
        self._index: Future[SearchIndex] = Future()
        self._is_started = False
        self._seconds: float | None = None

    @property
    def latest(self) -> "LazyIndex | None":
        """This index, or the one before it where this one was never wanted."""
        return self if self._is_started else self._before

    @property
    def ready(self) -> SearchIndex | None:
        """The index; None until it is built."""
        if not self._index.done() or self._index.exception() is not None:
            return None
        return self._index.result()

    @property
    def seconds(self) -> float | None:
        """The seconds that building took; None until the index is built."""
        return self._seconds

    def start(self) -> "Future[SearchIndex]":
        """Build the index in a thread of its own, unless that was begun; return its future."""
        if self._begin():
            threading.Thread(target=self._build, name="search-index", daemon=True).start()
        return self._index

    def get(self) -> SearchIndex:
        """Return the index. Build it in this thread, or wait for the one that does."""
        if self._begin():
            self._build()
        return self._index.result()

    def _begin(self) -> bool:
        with self._starting:
            if self._is_started:
                return False
            self._is_started = True
            # A request that is cancelled must not cancel the build.
            self._index.set_running_or_notify_cancel()
            return True

    def _build(self) -> None:
        before, self._before = self._before, None
        try:
            base: SearchIndex | None = None
            if before is not None:
                wait([before.start()])
                base = before.ready
            began = time.perf_counter()
            if base is None:
                with without_garbage_collection():
                    index = build_index(self._library, None, self._pause)
            else:
                index = build_index(self._library, base, self._pause)
            self._seconds = time.perf_counter() - began
        except BaseException as error:  # noqa: BLE001 - those who wait get it
            _LOG.exception("the search index could not be built")
            self._index.set_exception(error)
        else:
            self._index.set_result(index)
