"""Lets reloads go before work in the background."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

# A reload takes less, unless the volume does not answer; then nothing is gained by waiting.
_MAX_SECONDS: Final = 2.0


class ReloadPriority:
    """Lets a reload run before the work of other threads.

    Threads share one interpreter lock: at 10,000 pages an edit that is made while the search index
    is being built is served after 1.1 s if the build goes on, and after 0.42 to 0.48 s if it waits
    (medians of `make bench ROWS=edit`).
    """

    def __init__(self, sleep: Callable[[float], object] = time.sleep) -> None:
        self._sleep = sleep
        self._is_idle = threading.Event()
        self._is_idle.set()
        self._until = 0.0

    @contextmanager
    def reloading(self) -> Iterator[None]:
        """While the block runs, `yield_to_reload` blocks other threads, for two seconds at most."""
        self._until = time.monotonic() + _MAX_SECONDS
        self._is_idle.clear()
        try:
            yield
        finally:
            self._is_idle.set()

    def yield_to_reload(self, seconds: float) -> None:
        """Sleep for some seconds, and then while a reload runs."""
        self._sleep(seconds)
        if not self._is_idle.is_set():
            self._is_idle.wait(max(0.0, self._until - time.monotonic()))
