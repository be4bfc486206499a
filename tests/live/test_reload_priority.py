"""Background work waits while a reload runs, and not much longer than that."""

import threading

from app.live.reload_priority import ReloadPriority
from tests.conftest import PATIENCE


def test_a_pause_lasts_until_the_first_task_ends() -> None:
    slept = threading.Event()
    priority = ReloadPriority(lambda _: slept.set())
    ended: list[str] = []

    def work() -> None:
        priority.yield_to_reload(0.0)
        ended.append("work")

    thread = threading.Thread(target=work)
    with priority.reloading():
        thread.start()
        assert slept.wait(PATIENCE)
        ended.append("first")
    thread.join(PATIENCE)
    assert ended == ["first", "work"]


def test_a_pause_ends_though_the_first_task_hangs() -> None:
    priority = ReloadPriority(lambda _: None)
    with priority.reloading():
        thread = threading.Thread(target=priority.yield_to_reload, args=(0.0,))
        thread.start()
        thread.join(PATIENCE)
        assert not thread.is_alive()


def test_without_such_a_task_a_pause_only_sleeps() -> None:
    slept: list[float] = []
    priority = ReloadPriority(slept.append)
    with priority.reloading():
        pass
    priority.yield_to_reload(0.25)
    assert slept == [0.25]
