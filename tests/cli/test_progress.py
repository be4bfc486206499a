"""The bar that is shown while much content is read."""

import io

import pytest

from app.cli.progress import progress_bar


class Terminal(io.StringIO):
    """What is written to a terminal."""

    def isatty(self) -> bool:
        """It is one."""
        return True


@pytest.mark.parametrize(
    ("stream", "seconds", "shown"),
    [(Terminal(), 1.5, True), (Terminal(), 0.5, False), (io.StringIO(), 1.5, False)],
)
def test_a_bar_is_shown_on_a_terminal_once_reading_takes_long(
    monkeypatch: pytest.MonkeyPatch,
    stream: io.StringIO,
    seconds: float,
    shown: bool,
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    clock = [100.0]
    monkeypatch.setattr("app.cli.progress.time.monotonic", lambda: clock[0])
    with progress_bar("reading", stream) as tell:
        tell(1, 100)
        clock[0] += seconds
        tell(50, 100)
        tell(100, 100)
    assert ("50/100" in stream.getvalue()) == shown
    assert bool(stream.getvalue()) == shown
