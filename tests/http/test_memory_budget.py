"""The memory of answers in progress has a bound, and large ones wait for each other."""

import asyncio
import threading

import pytest

from app.http.errors import RequestError
from app.http.memory_budget import MemoryBudget, Reservation

# Of 96 bytes a small answer has 6 at most, and large ones together 80.
BOUND = 96


def test_what_others_take_is_refused_until_it_is_given_back() -> None:
    budget = MemoryBudget(BOUND)
    others = [Reservation(budget) for _ in range(16)]
    for other in others:
        other.take(6)
    last = Reservation(budget)
    with pytest.raises(RequestError) as caught:
        last.take(1)
    assert caught.value.status == 503
    assert caught.value.headers == {"Retry-After": "5"}
    assert last.is_refused
    others[0].shrink(5)
    Reservation(budget).take(1)
    for other in others:
        other.shrink(0)
    assert budget.taken == 1


def test_an_answer_that_can_never_be_made_is_refused_as_such() -> None:
    reservation = Reservation(MemoryBudget(BOUND))
    reservation.take(60)
    with pytest.raises(RequestError) as caught:
        reservation.take(21)
    assert caught.value.status == 422
    assert not reservation.is_refused


def test_one_large_answer_is_made_at_a_time() -> None:
    budget = MemoryBudget(BOUND)
    first, second = Reservation(budget), Reservation(budget)

    async def make() -> None:
        first.take(30)
        second.take(6)
        with pytest.raises(RequestError):
            second.take(1)
        waiting = asyncio.create_task(second.release_and_wait())
        await asyncio.sleep(0)
        assert budget.taken == 30
        assert not waiting.done()
        first.take(10)
        first.end_turn()
        await waiting
        second.take(40)
        assert budget.taken == 80

    asyncio.run(make())


def test_large_answers_leave_memory_for_small_ones() -> None:
    budget = MemoryBudget(BOUND, patience=0.0)
    large, second, small = Reservation(budget), Reservation(budget), Reservation(budget)
    large.take(80)
    large.end_turn()
    with pytest.raises(RequestError):
        second.take(7)
    small.take(6)
    # What is made and only lacks a little is not refused for that.
    large.grow_to(90)
    assert budget.taken == BOUND


def test_an_answer_in_its_turn_waits_for_what_others_return() -> None:
    budget = MemoryBudget(BOUND)
    sent, made = Reservation(budget), Reservation(budget)
    sent.take(60)
    sent.end_turn()
    made.take(20)
    thread = threading.Thread(target=made.take, args=(30,))
    thread.start()
    sent.shrink(0)
    thread.join()
    assert budget.taken == 50


def test_the_turn_passes_on_in_the_order_of_the_queue() -> None:
    budget = MemoryBudget(BOUND)
    first = Reservation(budget)
    order: list[int] = []

    async def wait(number: int) -> None:
        reservation = Reservation(budget)
        await reservation.release_and_wait()
        order.append(number)
        reservation.end_turn()

    async def make() -> None:
        first.take(30)
        tasks = [asyncio.create_task(wait(number)) for number in range(5)]
        await asyncio.sleep(0)
        # One that is gone does not hold the others up.
        tasks[1].cancel()
        await asyncio.sleep(0)
        first.end_turn()
        await asyncio.gather(*tasks, return_exceptions=True)

    asyncio.run(make())
    assert order == [0, 2, 3, 4]


def test_waiting_has_an_end() -> None:
    budget = MemoryBudget(BOUND, patience=0.05)
    first, second = Reservation(budget), Reservation(budget)

    async def make() -> None:
        first.take(30)
        with pytest.raises(RequestError) as caught:
            await second.release_and_wait()
        assert caught.value.status == 503
        assert caught.value.headers == {"Retry-After": "5"}
        first.end_turn()
        # It waits once, not once more for each attempt.
        with pytest.raises(RequestError):
            await second.release_and_wait()

    asyncio.run(make())
