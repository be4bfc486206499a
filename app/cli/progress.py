"""A bar for whoever watches a terminal while much content is read."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Final, TextIO

# What takes no longer needs no bar.
_PATIENCE_SECONDS: Final = 1.0


@contextmanager
def reading(stream: TextIO | None = None) -> Iterator[Callable[[int, int], None]]:
    """Shows how many files are read, of how many, once that takes long; on a terminal alone.

    `stream` is where it is shown, standard error without it. The bar goes when all is read, and
    what is printed next stands in its place.
    """
    shown = stream or sys.stderr
    begun = time.monotonic()
    with ExitStack() as stack:
        bars: list[Callable[[int, int], None]] = []

        def tell(done: int, total: int) -> None:
            if done == total or not shown.isatty() or time.monotonic() - begun < _PATIENCE_SECONDS:
                return
            if not bars:
                bars.append(stack.enter_context(_bar(shown)))
            bars[0](done, total)

        yield tell


@contextmanager
def _bar(stream: TextIO) -> Iterator[Callable[[int, int], None]]:
    # Most starts show none, and each of them would wait for these.
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415

    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TextColumn("files"))
    console = Console(file=stream)
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("reading")
        yield lambda done, total: bar.update(task, completed=done, total=total)
