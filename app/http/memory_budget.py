"""The memory of answers in progress, and the order in which large ones are made."""

import asyncio
import threading
import time
from collections import deque
from typing import Final

from app.http.errors import RequestError

# In bytes. A container of 256 MB has room for them beside the content of 3,000 pages.
BOUND: Final = 48 * 1024 * 1024
# In seconds. A large answer of 22 MB takes two; proxies wait for sixty.
PATIENCE: Final = 30.0
_MEGABYTE: Final = 1024 * 1024
_RETRY_SECONDS: Final = 5


class MemoryBudget:
    """The memory of all answers in progress. Threads may share it.

    At most one answer larger than `small_limit` is made at a time, so that several do not block
    each other half-made. Large answers together take at most `large_limit`; the rest is for small
    ones.
    """

    def __init__(self, bound: int = BOUND, patience: float = PATIENCE) -> None:
        self.bound = bound
        self.small_limit = bound // 16
        self.large_limit = bound - bound // 6
        self.patience = patience
        self._taken = 0
        self._has_changed = threading.Condition()
        self._maker: Reservation | None = None
        self._queue: deque[tuple[Reservation, asyncio.Future[None]]] = deque()

    @property
    def taken(self) -> int:
        """The bytes that answers in progress take."""
        return self._taken

    def take(self, size: int, limit: int, seconds: float = 0.0) -> bool:
        """Take bytes if all answers then have at most `limit`; return False if they do not soon."""
        with self._has_changed:
            if not self._has_changed.wait_for(lambda: self._taken + size <= limit, seconds):
                return False
            self._taken += size
            return True

    def give_back(self, size: int) -> None:
        """Return bytes that have been taken."""
        with self._has_changed:
            self._taken -= size
            self._has_changed.notify_all()

    def try_turn(self, reservation: "Reservation") -> bool:
        """Take the turn if it is free; return True if this answer has it."""
        with self._has_changed:
            if self._maker is None:
                self._maker = reservation
            return self._maker is reservation

    async def wait_for_turn(self, reservation: "Reservation", seconds: float) -> bool:
        """Wait for so many seconds for the turn of an answer; return True if it has it."""
        future = asyncio.get_running_loop().create_future()
        entry = (reservation, future)
        with self._has_changed:
            if self._maker is None:
                self._maker = reservation
            if self._maker is reservation:
                return True
            self._queue.append(entry)
        try:
            async with asyncio.timeout(seconds):
                await future
        except TimeoutError:
            pass
        finally:
            with self._has_changed:
                if entry in self._queue:
                    self._queue.remove(entry)
        return self._maker is reservation

    def end_turn(self, reservation: "Reservation") -> None:
        """Pass the turn on, if it is that of this answer."""
        with self._has_changed:
            if self._maker is reservation:
                self._maker = None
                if self._queue:
                    self._maker, future = self._queue.popleft()
                    future.get_loop().call_soon_threadsafe(_wake, future)


class Reservation:
    """The memory that one answer takes until it has been sent.

    `is_refused` is True if there was too little, or if it was not its turn: then it can be made
    again after `release_and_wait`.
    """

    def __init__(self, budget: MemoryBudget) -> None:
        self._budget = budget
        self._size = 0
        self._deadline: float | None = None
        self.is_refused = False

    def take(self, size: int) -> None:
        """Take more bytes, or return them if `size` is negative.

        Waits for others to return theirs if it is the turn of this answer, so it must not be
        called by the event loop. Raises RequestError: 422 if an answer can never be so large, 503
        if others take the memory.
        """
        budget = self._budget
        total = self._size + size
        if total > budget.large_limit:
            detail = (
                f"the answer has more than {budget.large_limit // _MEGABYTE} MB; "
                "ask for fewer items with `limit`"
            )
            raise RequestError(422, detail)
        if size < 0:
            self.shrink(total)
            return
        is_small = total <= budget.small_limit
        if self._deadline is not None or not is_small:
            is_free = budget.try_turn(self) and budget.take(
                size, budget.bound if is_small else budget.large_limit, self._seconds()
            )
        else:
            is_free = budget.take(size, budget.bound)
        if not is_free:
            self.is_refused = True
            raise _busy_error()
        self._size = total

    def grow_to(self, size: int) -> None:
        """Take what is lacking to this number of bytes, for an answer that is made.

        Raises RequestError with 503 if others take the memory.
        """
        lacking = size - self._size
        if lacking > 0:
            if not self._budget.take(lacking, self._budget.bound):
                raise _busy_error()
            self._size = size

    def shrink(self, size: int) -> None:
        """Keep at most this number of bytes."""
        if size < self._size:
            self._budget.give_back(self._size - size)
            self._size = size

    async def release_and_wait(self) -> None:
        """Return all bytes, and wait until it is the turn of this answer.

        Raises RequestError with 503 if that takes too long.
        """
        self.shrink(0)
        self.is_refused = False
        if not await self._budget.wait_for_turn(self, self._seconds()) or not self._seconds():
            raise _busy_error()

    def end_turn(self) -> None:
        """Let the next large answer be made."""
        self._budget.end_turn(self)

    def _seconds(self) -> float:
        """Return the seconds that this answer may still wait. They begin with the first wait."""
        now = time.monotonic()
        if self._deadline is None:
            self._deadline = now + self._budget.patience
        return max(0.0, self._deadline - now)


def _busy_error() -> RequestError:
    detail = "the answers in progress take all memory that there is for them"
    return RequestError(503, detail, headers={"Retry-After": str(_RETRY_SECONDS)})


def _wake(future: asyncio.Future[None]) -> None:
    if not future.done():
        future.set_result(None)
