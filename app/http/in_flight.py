"""Answers in progress: how much memory they take, and requests that share one of them."""

import asyncio
import threading
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from typing import Final, Generic, TypeVar

from app.http.errors import RequestError

Value = TypeVar("Value")
# In bytes. A container of 256 MB has room for them beside the content of 3,000 pages.
BOUND: Final = 48 * 1024 * 1024
_MEGABYTE: Final = 1024 * 1024


class MemoryBudget:
    """The memory of all answers in progress. Threads may share it."""

    def __init__(self, bound: int = BOUND) -> None:
        self.bound = bound
        self._taken = 0
        self._lock = threading.Lock()

    @property
    def taken(self) -> int:
        """The bytes that answers in progress take."""
        return self._taken

    def take(self, size: int) -> bool:
        """Take bytes, or return them if `size` is negative. Return False if too few are left."""
        with self._lock:
            if size > 0 and self._taken + size > self.bound:
                return False
            self._taken += size
            return True


class Reservation:
    """The memory that one answer takes until it has been sent."""

    def __init__(self, budget: MemoryBudget) -> None:
        self._budget = budget
        self._size = 0

    def take(self, size: int) -> None:
        """Take more bytes, or return them if `size` is negative.

        Raises RequestError: 422 if an answer can never be so large, 503 if others take the memory.
        """
        if self._size + size > self._budget.bound:
            limit = self._budget.bound // _MEGABYTE
            detail = f"the answer has more than {limit} MB; ask for fewer items with `limit`"
            raise RequestError(422, detail)
        if not self._budget.take(size):
            detail = "the answers in progress take all memory that there is for them"
            raise RequestError(503, detail, headers={"Retry-After": "1"})
        self._size += size

    def reach(self, size: int) -> None:
        """Take what is lacking to this number of bytes."""
        if size > self._size:
            self.take(size - self._size)

    def shrink(self, size: int) -> None:
        """Keep at most this number of bytes."""
        if size < self._size:
            self._budget.take(size - self._size)
            self._size = size


class Flight(Generic[Value]):
    """A value that one task makes and others may wait for; None if it cannot be shared.

    Its memory is reserved until the last of them has sent it.
    """

    def __init__(self, scope: str | None, reservation: Reservation) -> None:
        self.scope = scope
        self.reservation = reservation
        self.users = 0
        self._value: asyncio.Future[Value | None] = asyncio.get_running_loop().create_future()

    def finish(self, value: Value | None) -> None:
        """Give the value to those who wait."""
        if not self._value.done():
            self._value.set_result(value)

    async def value(self) -> Value | None:
        """Return the value once it is made."""
        return await asyncio.shield(self._value)


class Flights(Generic[Value]):
    """The values that are being made or sent, by key. `scope` names what they are made from."""

    def __init__(self, budget: MemoryBudget) -> None:
        self._budget = budget
        self._flights: dict[Hashable, Flight[Value]] = {}

    @contextmanager
    def join(self, key: Hashable, scope: str | None) -> Iterator[tuple[Flight[Value], bool]]:
        """Yield the flight of a key, and True for its first user, who has to finish it."""
        flight = self._flights.get(key)
        is_first = flight is None or flight.scope != scope
        if flight is None or is_first:
            flight = self._flights[key] = Flight(scope, Reservation(self._budget))
        flight.users += 1
        try:
            yield flight, is_first
        finally:
            flight.users -= 1
            if is_first:
                flight.finish(None)
            if flight.users == 0:
                flight.reservation.shrink(0)
                if self._flights.get(key) is flight:
                    del self._flights[key]
