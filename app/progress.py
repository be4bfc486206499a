"""A bar for whoever watches a terminal while much content is read."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

# What takes no longer needs no bar.
_PATIENCE_SECONDS: Final = 1.0


@contextmanager
def reading(console: Console) -> Iterator[Callable[[int, int], None]]:
    """Shows how many files are read, of how many, once that takes long; on a terminal alone.

    The bar goes when all is read, and what is printed next stands in its place.
    """
    begun = time.monotonic()
    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TextColumn("files"))
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        bar.stop()
        task = bar.add_task("reading", visible=False)

        def tell(done: int, total: int) -> None:
            if time.monotonic() - begun > _PATIENCE_SECONDS and done < total:
                bar.start()
                bar.update(task, completed=done, total=total, visible=True)

        yield tell
