"""The verdicts on labels of lists that the site file states."""

from collections.abc import Sequence
from typing import NamedTuple

from app.clinic.lists.label_kinds import LabelKind
from app.clinic.lists.label_scores import deciding_label, score_label
from app.site.patterns import any_case
from app.site.schema import ConditionLists


class Override(NamedTuple):
    """The nearest label of a list that the site file names, by its index, and its verdict."""

    label: int
    counts: bool


class LabelOverrides:
    """The labels whose lists name conditions, or do not, by the patterns of the site file."""

    def __init__(self, lists: ConditionLists) -> None:
        self._include = any_case(*lists.include) if lists.include else None
        self._exclude = any_case(*lists.exclude) if lists.exclude else None

    def find(self, labels: Sequence[str]) -> Override | None:
        """Return what the site file says of the nearest label that it names, None if of none.

        A pattern matches a label with or without the colon at its end. To exclude wins.
        """
        if not (self._include or self._exclude):  # as on most sites
            return None
        for index, label in enumerate(labels):
            texts = {label, label.rstrip(" :\uff1a")}
            for counts, patterns in ((False, self._exclude), (True, self._include)):
                if patterns is not None and any(map(patterns.is_in, texts)):
                    return Override(index, counts)
        return None

    def kind_of(self, label: str) -> LabelKind:
        """Return the meaning of a label: as the site file has it, else by its words."""
        override = self.find([label])
        if override is None:
            return score_label(label).kind
        return LabelKind.TREATED if override.counts else LabelKind.OTHER

    def announce(self, labels: Sequence[str]) -> bool:
        """Return True if labels say that conditions follow, or the site file names one of them.

        One that it excludes has a verdict too, which says so.
        """
        return self.find(labels) is not None or deciding_label(labels).score.kind.names_conditions
