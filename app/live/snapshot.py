"""The content that is served at this moment: the only mutable state of the service."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

from app.live.announcements import Announcements
from app.problems import Problem
from app.views.catalog import Catalog
from app.views.listing import Listing
from app.views.problems import problem_list

Outcome: TypeAlias = Literal["accepted", "refused", "failed"]


class Snapshot(NamedTuple):
    """The published content, and the preview for requests with the preview token.

    `preview` is None if there is no such token.
    """

    published: Catalog
    preview: Catalog | None = None

    @property
    def valid_from(self) -> dt.datetime | None:
        """The moment at which a document last appeared or expired; None for never."""
        catalogs = (self.published, self.preview)
        moments = [catalog.library.valid_from for catalog in catalogs if catalog is not None]
        return max((moment for moment in moments if moment is not None), default=None)

    @property
    def valid_until(self) -> dt.datetime | None:
        """The moment at which a document appears or expires; None for never."""
        catalogs = (self.published, self.preview)
        moments = [catalog.library.valid_until for catalog in catalogs if catalog is not None]
        return min((moment for moment in moments if moment is not None), default=None)


class Reload(NamedTuple):
    """The result of reading the content: when it ended and how long it took.

    `problems` are those of the tree that was read last, whether it is served or not.
    """

    outcome: Outcome
    at: dt.datetime
    seconds: float
    detail: str
    problems: tuple[Problem, ...]


@dataclass(eq=False)
class SnapshotStore:
    """The snapshot that is served, None before the first, and the results of reloads.

    A request reads the snapshot once, so a swap never splits an answer. `accepted` is the last
    reload whose content was accepted, `outcomes` counts all of them. `overdue_since` is when a
    reload began that is going on and should have ended.
    """

    snapshot: Snapshot | None = None
    overdue_since: dt.datetime | None = None
    reload: Reload | None = field(default=None, init=False)
    accepted: Reload | None = field(default=None, init=False)
    outcomes: Counter[Outcome] = field(default_factory=Counter, init=False)
    announcements: Announcements = field(default_factory=Announcements, init=False)
    _refused: Listing[Problem] | None = field(default=None, init=False)

    def catalog(self, *, is_private: bool = False) -> Catalog | None:
        """Return the catalog that is served, or for a private request the preview."""
        if self.snapshot is None:
            return None
        return (self.snapshot.preview if is_private else None) or self.snapshot.published

    @property
    def is_refusing(self) -> bool:
        """True if the tree that was read last is not served, because of its errors."""
        return self.reload is not None and self.reload.outcome == "refused"

    def problems(self, catalog: Catalog) -> Listing[Problem]:
        """Return the problems of the content: if it was refused, those that have to be mended."""
        if self.reload is None or not self.is_refusing:
            return catalog.problems
        if self._refused is None:
            self._refused = problem_list(self.reload.problems, catalog.library)
        return self._refused

    def record(self, reload: Reload) -> None:
        """Record the result of a reload."""
        self.reload = reload
        self._refused = None
        self.outcomes[reload.outcome] += 1
        if reload.outcome == "accepted":
            self.accepted = reload
