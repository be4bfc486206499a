"""Lists that paragraphs between their items break into lists of one item each."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final

from app.markdown import BodyList
from app.markdown.labels import is_label

# Fewer are no list, but paragraphs that begin with a bullet.
_FEWEST: Final = 3


def joined_lists(lists: Sequence[BodyList]) -> list[BodyList]:
    """Return the lists, those of one item that follow each other under the same labels as one.

    A description that is not indented ends its list: "- Gout", a paragraph, "- Bursitis".
    """
    if sum(len(parsed.texts) == 1 for parsed in lists) < _FEWEST:  # as most pages
        return list(lists)
    joined: list[BodyList] = []
    for run in _runs(lists):
        joined += [_joined(run)] if len(run) >= _FEWEST else run
    return joined


def _runs(lists: Sequence[BodyList]) -> Iterator[list[BodyList]]:
    """Yield lists that go on with each other; any other list alone."""
    run: list[BodyList] = []
    for parsed in lists:
        if run and not _goes_on(run[0], parsed):
            yield run
            run = []
        run.append(parsed)
    if run:
        yield run


def _goes_on(first: BodyList, following: BodyList) -> bool:
    """Return True if a list of one item goes on with another, after a description of that."""
    return (
        first.kind == following.kind == "list"
        and len(first.texts) == len(following.texts) == 1
        and _headings(following) == first.labels[1 if first.has_sentence else 0 :]
    )


def _headings(parsed: BodyList) -> tuple[str, ...]:
    """Return the labels of a list without a line directly before it, such as "Read more"."""
    has_line = parsed.has_sentence and not is_label(parsed.labels[0])
    return parsed.labels[1:] if has_line else parsed.labels


def _joined(lists: Sequence[BodyList]) -> BodyList:
    first = lists[0]
    return first._replace(
        texts=tuple(chain.from_iterable(parsed.texts for parsed in lists)),
        links=tuple([parsed.links[0] if parsed.links else () for parsed in lists]),
        lines=tuple([parsed.lines[0] for parsed in lists]),
        leads={at: parsed.leads[0] for at, parsed in enumerate(lists) if parsed.leads},
        firsts={at: parsed.firsts[0] for at, parsed in enumerate(lists) if parsed.firsts},
        parts={at: parsed.parts[0] for at, parsed in enumerate(lists) if parsed.parts},
    )
