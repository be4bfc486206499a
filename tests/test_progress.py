"""The bar that is shown while much content is read."""

import io

import pytest
from rich.console import Console

from app.progress import reading


@pytest.mark.parametrize(
    ("terminal", "seconds", "shown"), [(True, 1.5, True), (True, 0.5, False), (False, 1.5, False)]
)
def test_a_bar_is_shown_on_a_terminal_once_reading_takes_long(
    monkeypatch: pytest.MonkeyPatch,
    terminal: bool,
    seconds: float,
    shown: bool,
) -> None:
    clock = [100.0]
    monkeypatch.setattr("app.progress.time.monotonic", lambda: clock[0])
    written = io.StringIO()
    console = Console(file=written, force_terminal=terminal, width=80)
    with reading(console) as tell:
        tell(1, 100)
        clock[0] += seconds
        tell(50, 100)
        tell(100, 100)
    assert ("50/100" in written.getvalue()) == shown
