"""A list of a page with its verdict."""

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from app.clinic.lists.label_kinds import LabelKind
from app.clinic.lists.list_scores import ListVerdict
from app.markdown import BodyList
from app.records import ListRole
from app.regex import regex

# These stand in front matter.
OF_DATA: Final = frozenset({"data", "slugs"})
_INDICATIONS: Final = regex(r"\bindications?\b", re.IGNORECASE)


class JudgedList(NamedTuple):
    """A list with its verdict.

    `labels` end with the page's title where no first-level heading reaches the list. `title` is
    the label that decides, `group` the lower heading or bold line between it and the list.
    `names` has the names of conditions that each item gives: none if it is left out.
    """

    parsed: BodyList
    labels: tuple[str, ...]
    verdict: ListVerdict
    title: str
    group: str | None
    role: ListRole | None
    names: tuple[tuple[str, ...], ...]

    @property
    def is_shown(self) -> bool:
        """Return True if the list is one of the page's record."""
        if self.parsed.kind in OF_DATA:
            return False
        return self.role is not None or self.parsed.kind == "list"

    @property
    def left_out(self) -> tuple[str, ...]:
        """The items of a list that counts that name no condition."""
        if not self.verdict.counts:
            return ()
        pairs = zip(self.parsed.texts, self.names, strict=True)
        return tuple([text for text, names in pairs if not names])


class PageVerdicts(NamedTuple):
    """The lists of a page, judged: by the page alone, and with names of other pages."""

    first: tuple[JudgedList, ...] = ()
    final: tuple[JudgedList, ...] = ()


def judged_list(
    parsed: BodyList,
    labels: tuple[str, ...],
    verdict: ListVerdict,
    names: Iterable[tuple[str, ...]],
) -> JudgedList:
    """Return a list with its verdict and the names of each of its items."""
    title = labels[verdict.label] if labels else ""
    role: ListRole | None = "conditions" if verdict.counts else None
    is_of_indications = verdict.kind is LabelKind.INDICATIONS or _INDICATIONS.search(title)
    if role is None and is_of_indications and verdict.kind is not LabelKind.NOT_TREATED:
        role = "indications"
    return JudgedList(parsed, labels, verdict, title, _group(parsed, verdict), role, tuple(names))


def refused(judged: JudgedList, why: str) -> JudgedList:
    """Return a list with the verdict that it does not count, and why."""
    verdict = judged.verdict._replace(counts=False, reason=f"{judged.verdict.reason}; but {why}")
    return judged_list(judged.parsed, judged.labels, verdict, judged.names)


def _group(parsed: BodyList, verdict: ListVerdict) -> str | None:
    """Return the lower heading or bold line between the label that decides and the list."""
    between = parsed.labels[1 if parsed.has_sentence else 0 : verdict.label]
    return between[0] if between else None
