"""What is served at this moment: the one thing here that changes."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from typing import Literal, NamedTuple, TypeAlias

from app.problems import Problem
from app.views.catalog import Catalog

Outcome: TypeAlias = Literal["accepted", "refused", "failed"]


class Snapshot(NamedTuple):
    """What readers are shown, and what those are who hold the preview token.

    `preview` is None where there is no such token.
    """

    published: Catalog
    preview: Catalog | None = None

    @property
    def valid_until(self) -> dt.datetime | None:
        """The moment from which on the clock wants another edition; None is never."""
        held = (self.published, self.preview)
        moments = [each.library.valid_until for each in held if each is not None]
        return min((moment for moment in moments if moment is not None), default=None)


class Reload(NamedTuple):
    """An attempt to read the content: what came of it, when it ended, how long it took.

    `problems` are those of the tree that was read, whether it is served or not.
    """

    outcome: Outcome
    at: dt.datetime
    seconds: float
    detail: str
    problems: tuple[Problem, ...]


class SnapshotStore:
    """Holds the edition that is served, and what came of the last attempt to read another.

    A request takes the edition once, so a swap never splits an answer.
    """

    def __init__(self, edition: Snapshot | None = None) -> None:
        self._edition = edition
        self._reload: Reload | None = None
        self._accepted: Reload | None = None
        self._outcomes: Counter[Outcome] = Counter()

    @property
    def edition(self) -> Snapshot | None:
        """What is served; None until something is."""
        return self._edition

    @property
    def reload(self) -> Reload | None:
        """The last attempt to read the content."""
        return self._reload

    @property
    def accepted(self) -> Reload | None:
        """The last attempt whose content was taken."""
        return self._accepted

    @property
    def outcomes(self) -> Mapping[Outcome, int]:
        """How many attempts ended in which way."""
        return self._outcomes

    def put(self, edition: Snapshot) -> None:
        """Serve this from now on."""
        self._edition = edition

    def note(self, reload: Reload) -> None:
        """Remember what came of an attempt."""
        self._reload = reload
        self._outcomes[reload.outcome] += 1
        if reload.outcome == "accepted":
            self._accepted = reload
