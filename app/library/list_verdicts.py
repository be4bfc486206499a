"""The verdicts on the lists of all pages."""

from collections.abc import Sequence
from typing import NamedTuple

from app.clinic.conditions import known_names
from app.clinic.lists.judge import ListJudge
from app.clinic.lists.judged_list import JudgedList, PageVerdicts
from app.dialects.document import Document, with_lists
from app.library.linked_page import LinkedPage


class TreeVerdicts(NamedTuple):
    """The verdicts by document, and the search keys of all names of conditions."""

    verdicts: list[PageVerdicts]
    known_names: frozenset[str]


def judge_lists(
    judge: ListJudge,
    documents: Sequence[Document],
    before: Sequence[LinkedPage] = (),
    known_before: frozenset[str] = frozenset(),
) -> TreeVerdicts:
    """Return the verdicts on the lists of documents, in their order.

    A list that is undecided counts if other documents have its items as conditions. `before` are
    the pages of the same documents in the previous build, if there was one.
    """
    changed = [
        index
        for index, (document, page) in enumerate(zip(documents, before, strict=False))
        if page.document is not document
    ]
    first = [page.verdicts.first for page in before]
    if not before:
        first = [_first_verdicts(judge, document) for document in documents]
    for index in changed:
        first[index] = _first_verdicts(judge, documents[index])
    if before and all(
        known_names([documents[index]], [first[index]])
        == known_names([before[index].document], [before[index].verdicts.first])
        for index in changed
    ):
        # Looking for the names of all documents again takes 50 ms at 10,000 pages.
        verdicts = [page.verdicts for page in before]
        for index in changed:
            verdicts[index] = _with_names(judge, documents[index], first[index], known_before)
        return TreeVerdicts(verdicts, known_before)
    known = known_names(documents, first)
    verdicts = [
        _with_names(judge, document, judged, known)
        for document, judged in zip(documents, first, strict=True)
    ]
    return TreeVerdicts(verdicts, known)


def _first_verdicts(judge: ListJudge, document: Document) -> tuple[JudgedList, ...]:
    """Return the verdicts by the page alone: those of the parser, if it judges lists."""
    if document.verdicts is not None:
        return document.verdicts
    return judge.judge(with_lists(document.body, document.data_lists), document.title)


def _with_names(
    judge: ListJudge, document: Document, first: tuple[JudgedList, ...], known: frozenset[str]
) -> PageVerdicts:
    if not first:
        return PageVerdicts()
    return PageVerdicts(first, judge.judge_again(document.body, first, document.title, known))
