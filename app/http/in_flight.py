"""Answers in progress: requests that share one of them."""

import asyncio
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

from app.http.errors import RequestError
from app.http.memory_budget import MemoryBudget, Reservation

Value = TypeVar("Value")


class Flight(Generic[Value]):
    """A value that one task makes and others may wait for; None if it cannot be shared.

    Its memory is reserved until the last of them has sent it.
    """

    def __init__(self, version: str | None, reservation: Reservation) -> None:
        self.version = version
        self.reservation = reservation
        self.users = 0
        self._refusal: RequestError | None = None
        self._value: asyncio.Future[Value | None] = asyncio.get_running_loop().create_future()

    def finish(self, value: Value | None) -> None:
        """Give the value to those who wait."""
        if not self._value.done():
            self._value.set_result(value)

    def refuse(self, error: RequestError) -> None:
        """Give an error to those who wait."""
        self._refusal = error
        self.finish(None)

    async def value(self) -> Value | None:
        """Return the value once it is made. Raises RequestError if it is refused."""
        value = await asyncio.shield(self._value)
        if self._refusal is not None:
            raise self._refusal
        return value


class Flights(Generic[Value]):
    """The values that are being made or sent, by key; `version` is that of their content."""

    def __init__(self, budget: MemoryBudget) -> None:
        self._budget = budget
        self._flights: dict[Hashable, Flight[Value]] = {}

    @contextmanager
    def join(self, key: Hashable, version: str | None) -> Iterator[tuple[Flight[Value], bool]]:
        """Yield the flight of a key, and True for its first user, who has to finish it."""
        flight = self._flights.get(key)
        is_first = flight is None or flight.version != version
        if flight is None or is_first:
            flight = self._flights[key] = Flight(version, Reservation(self._budget))
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
