"""Print recall and precision on the labelled pages, by language and by shape.

With an argument, print the names that are missing or wrong too: `misses`, or a part of a page's
name.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from tests.conditions.figures import PageResult, compare, grouped
from tests.conditions.labelled_page import LabelledPage, labelled_pages


def results() -> list[PageResult]:
    """Return the result of every labelled page."""
    return [compare(page) for page in labelled_pages()]


def main(arguments: Sequence[str]) -> None:
    """Print the report."""
    every = results()
    for line in report(every):
        print(line)  # noqa: T201 - the report is the purpose of the command
    if arguments:
        for line in differences(every):
            print(line)  # noqa: T201


def report(every: Sequence[PageResult]) -> Iterator[str]:
    """Yield the lines of the tables."""
    yield f"{'':32} pages right missed wrong  recall precision"
    yield from _rows(every, lambda _: "all")
    yield "by language"
    yield from _rows(every, lambda page: page.language)
    yield "by shape"
    yield from _rows(every, lambda page: page.shape)


def _rows(every: Sequence[PageResult], key: Callable[[LabelledPage], str]) -> Iterator[str]:
    pages = Counter(key(result.page) for result in every)
    for name, row in grouped(every, key).items():
        yield (
            f"  {name:30} {pages[name]:5} {row.right:5} {row.missed:6} {row.wrong:5} "
            f"{row.recall:7.1%} {row.precision:9.1%}"
        )


def differences(every: Sequence[PageResult]) -> Iterator[str]:
    """Yield a line for every name that is missing or wrong."""
    for result in every:
        for name in result.missed:
            yield f"{result.page.name}: missing: {name}"
        for name in result.wrong:
            yield f"{result.page.name}: wrong: {name}"


if __name__ == "__main__":
    main(sys.argv[1:])
