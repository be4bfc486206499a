"""The content that is served at this moment: the only mutable state of the service."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from typing import Literal, NamedTuple, TypeAlias

from app.problems import Problem
from app.views.catalog import Catalog

Outcome: TypeAlias = Literal["accepted", "refused", "failed"]


class Snapshot(NamedTuple):
    """The published content, and the preview for requests with the preview token.

    `preview` is None if there is no such token.
    """

    published: Catalog
    preview: Catalog | None = None

    @property
    def valid_until(self) -> dt.datetime | None:
        """The moment at which a document appears or expires; None for never."""
        catalogs = (self.published, self.preview)
        moments = [catalog.library.valid_until for catalog in catalogs if catalog is not None]
        return min((moment for moment in moments if moment is not None), default=None)


class Reload(NamedTuple):
    """The result of reading the content: when it ended and how long it took.

    `problems` are those of the tree that was read, whether it is served or not.
    """

    outcome: Outcome
    at: dt.datetime
    seconds: float
    detail: str
    problems: tuple[Problem, ...]


class SnapshotStore:
    """Holds the snapshot that is served, and the results of reloads.

    A request reads the snapshot once, so a swap never splits an answer.
    """

    def __init__(self, snapshot: Snapshot | None = None) -> None:
        self._snapshot = snapshot
        self._reload: Reload | None = None
        self._accepted: Reload | None = None
        self._outcomes: Counter[Outcome] = Counter()

    @property
    def snapshot(self) -> Snapshot | None:
        """The snapshot that is served; None before the first."""
        return self._snapshot

    @property
    def reload(self) -> Reload | None:
        """The last reload."""
        return self._reload

    @property
    def accepted(self) -> Reload | None:
        """The last reload whose content was accepted."""
        return self._accepted

    @property
    def outcomes(self) -> Mapping[Outcome, int]:
        """The number of reloads by outcome."""
        return self._outcomes

    def put(self, snapshot: Snapshot) -> None:
        """Serve this snapshot from now on."""
        self._snapshot = snapshot

    def record(self, reload: Reload) -> None:
        """Record the result of a reload."""
        self._reload = reload
        self._outcomes[reload.outcome] += 1
        if reload.outcome == "accepted":
            self._accepted = reload
