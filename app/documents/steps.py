"""Work on several things at once, step by step, in one thread."""

from collections.abc import Generator, Iterable
from typing import TypeAlias, TypeVar

Result = TypeVar("Result")
# Work that pauses between its steps, and ends with a result.
Steps: TypeAlias = Generator[None, None, Result]


def in_step(work: Iterable[Steps[Result]]) -> list[Result]:
    """Return the results of pieces of work, in their order: all take a step before one goes on.

    The code of a step then stays in the processor's caches. To parse a page is many small steps of
    much code: one page after the other takes 470 µs of processor time each, 64 in step 350 µs.
    """
    running = dict(enumerate(work))
    results: dict[int, Result] = {}
    while running:
        for number, steps in tuple(running.items()):
            try:
                next(steps)
            except StopIteration as end:
                results[number] = end.value
                del running[number]
    return [results[number] for number in sorted(results)]
