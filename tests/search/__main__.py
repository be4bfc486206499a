"""Print how many labelled queries find the right answer first and in the first three, by kind.

With an argument, print each query that does not find it first, too.
"""

import sys
from collections.abc import Callable, Iterator, Sequence

from tests.search.labelled_queries import Outcome, outcomes


def main(arguments: Sequence[str]) -> None:
    """Print the report."""
    every = outcomes()
    for line in report(every):
        print(line)  # noqa: T201 - the report is the purpose of the command
    if arguments:
        for outcome in every:
            if not outcome.is_first:
                query = outcome.query
                print(f"{query.site}, {query.kind}: {query.text!r} finds {outcome.found}")  # noqa: T201


def report(every: Sequence[Outcome]) -> Iterator[str]:
    """Yield the lines of the tables."""
    yield f"{'':20} queries  first  in three"
    yield _row("all", every)
    yield "by kind"
    yield from _rows(every, lambda outcome: outcome.query.kind)
    yield "by site"
    yield from _rows(every, lambda outcome: outcome.query.site)


def _rows(every: Sequence[Outcome], key: Callable[[Outcome], str]) -> Iterator[str]:
    for name in dict.fromkeys(map(key, every)):
        yield _row(name, [outcome for outcome in every if key(outcome) == name])


def _row(name: str, some: Sequence[Outcome]) -> str:
    first = sum(outcome.is_first for outcome in some) / len(some)
    three = sum(outcome.is_in_three for outcome in some) / len(some)
    return f"  {name:18} {len(some):7} {first:6.1%} {three:9.1%}"


if __name__ == "__main__":
    main(sys.argv[1:])
