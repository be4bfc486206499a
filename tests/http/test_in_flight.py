"""Answers in progress: equal ones are made once."""

import asyncio

import pytest

from app.http.errors import RequestError
from app.http.in_flight import Flights
from app.http.memory_budget import MemoryBudget


def test_an_answer_takes_its_memory_until_the_last_one_has_sent_it() -> None:
    budget = MemoryBudget(100)
    flights: Flights[str] = Flights(budget)

    async def use() -> None:
        with flights.join("key", None) as (first, is_first):
            assert is_first
            first.reservation.take(10)
            with flights.join("key", None) as (second, is_second_first):
                assert not is_second_first
                waiting = asyncio.create_task(second.value())
                first.finish("value")
                assert await waiting == "value"
            assert budget.taken == 10
        assert budget.taken == 0
        with flights.join("key", None) as (_, is_first):
            assert is_first

    asyncio.run(use())


def test_who_fails_leaves_nobody_waiting() -> None:
    flights: Flights[str] = Flights(MemoryBudget())

    async def use() -> None:
        # The first one leaves without a value.
        with flights.join("key", None), flights.join("key", None) as (second, _):
            waiting = asyncio.create_task(second.value())
        assert await waiting is None

    asyncio.run(use())


def test_what_is_refused_is_refused_to_all_who_wait_for_it() -> None:
    flights: Flights[str] = Flights(MemoryBudget())

    async def use() -> None:
        with (
            flights.join("key", None) as (first, _),
            flights.join("key", None) as (second, _),
        ):
            waiting = asyncio.create_task(second.value())
            first.refuse(RequestError(503, "too much"))
            with pytest.raises(RequestError, match="too much"):
                await waiting

    asyncio.run(use())


def test_answers_from_other_content_are_not_shared() -> None:
    flights: Flights[str] = Flights(MemoryBudget())

    async def use() -> None:
        with flights.join("key", "old"), flights.join("key", "new") as (_, is_first):
            assert is_first

    asyncio.run(use())
