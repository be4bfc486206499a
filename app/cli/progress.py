"""A progress bar for what takes long."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, Final, TextIO

import typer

# What ends before this needs no bar.
_DELAY_SECONDS: Final = 1.0


@contextmanager
def progress_bar(label: str, stream: TextIO | None = None) -> Iterator[Callable[[int, int], None]]:
    """Yield a callback for the number of files that are done and the number of all files.

    It shows a bar on `stream`, by default standard error, if that is a terminal and it takes long.
    """
    stream = stream or sys.stderr
    began = time.monotonic()
    with ExitStack() as stack:
        bar: Any = None

        def update(done: int, total: int) -> None:
            nonlocal bar
            is_late = done < total and time.monotonic() - began >= _DELAY_SECONDS
            if bar is None and is_late and stream.isatty():
                bar = stack.enter_context(
                    typer.progressbar(length=total, label=label, show_pos=True, file=stream)
                )
            if bar is not None:
                bar.update(done - bar.pos)

        yield update
