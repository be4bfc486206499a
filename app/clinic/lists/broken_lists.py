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
    if sum(len(each.texts) == 1 for each in lists) < _FEWEST:  # as most pages
        return list(lists)
    joined: list[BodyList] = []
    for run in _runs(lists):
        joined += [_joined(run)] if len(run) >= _FEWEST else run
    return joined


def _runs(lists: Sequence[BodyList]) -> Iterator[list[BodyList]]:
    """Yield lists that go on with each other; any other list alone."""
    run: list[BodyList] = []
    for each in lists:
        if run and not _goes_on(run[0], each):
            yield run
            run = []
        run.append(each)
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
        texts=tuple(chain.from_iterable(each.texts for each in lists)),
        links=tuple([each.links[0] if each.links else () for each in lists]),
        lines=tuple([each.lines[0] for each in lists]),
        leads={at: each.leads[0] for at, each in enumerate(lists) if each.leads},
        firsts={at: each.firsts[0] for at, each in enumerate(lists) if each.firsts},
        parts={at: each.parts[0] for at, each in enumerate(lists) if each.parts},
    )
