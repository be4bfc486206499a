"""A progress bar while much content is read."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Final, TextIO

# Reading that ends before this needs no bar.
_DELAY_SECONDS: Final = 1.0


@contextmanager
def reading(stream: TextIO | None = None) -> Iterator[Callable[[int, int], None]]:
    """Yield a callback for the number of files read and the number of all files.

    It shows a bar on `stream`, by default standard error, if that is a terminal and reading takes
    long. The bar disappears at the end.
    """
    stream = stream or sys.stderr
    began = time.monotonic()
    with ExitStack() as stack:
        bars: list[Callable[[int, int], None]] = []

        def update(done: int, total: int) -> None:
            if done == total or not stream.isatty() or time.monotonic() - began < _DELAY_SECONDS:
                return
            if not bars:
                bars.append(stack.enter_context(_bar(stream)))
            bars[0](done, total)

        yield update


@contextmanager
def _bar(stream: TextIO) -> Iterator[Callable[[int, int], None]]:
    # Imported here: most starts show no bar.
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415

    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TextColumn("files"))
    console = Console(file=stream)
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("reading")
        yield lambda done, total: bar.update(task, completed=done, total=total)
