"""Background work waits while a reload runs, and not much longer than that."""

import threading

from app.live.precedence import Precedence
from tests.conftest import PATIENCE


def test_a_pause_lasts_until_the_first_task_ends() -> None:
    slept = threading.Event()
    precedence = Precedence(lambda _: slept.set())
    ended: list[str] = []

    def work() -> None:
        precedence.pause(0.0)
        ended.append("work")

    thread = threading.Thread(target=work)
    with precedence.first():
        thread.start()
        assert slept.wait(PATIENCE)
        ended.append("first")
    thread.join(PATIENCE)
    assert ended == ["first", "work"]


def test_a_pause_ends_though_the_first_task_hangs() -> None:
    precedence = Precedence(lambda _: None)
    with precedence.first():
        thread = threading.Thread(target=precedence.pause, args=(0.0,))
        thread.start()
        thread.join(PATIENCE)
        assert not thread.is_alive()


def test_without_such_a_task_a_pause_only_sleeps() -> None:
    slept: list[float] = []
    precedence = Precedence(slept.append)
    with precedence.first():
        pass
    precedence.pause(0.25)
    assert slept == [0.25]
