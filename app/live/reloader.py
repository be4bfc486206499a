"""Keeps what is served up to date: with the files, and with the clock."""

import asyncio
import datetime as dt
import gc
import logging
import time
from typing import Final

from app.documents.parse_files import Progress
from app.documents.reader import ContentFolderError, ParsedTree, Reader, TreeListing, unwatched
from app.files.watch import Watch, is_being_switched
from app.library.build import LibraryBuilder
from app.library.library import Library
from app.library.load import without_garbage_collection
from app.live.snapshot import Outcome, Reload, Snapshot, SnapshotStore
from app.problems import Problem, Severity, count
from app.settings import Settings
from app.views.catalog import Catalog, build_catalog

_LOG: Final = logging.getLogger(__name__)
_LEVELS: Final = {
    Severity.ERROR: logging.ERROR,
    Severity.WARNING: logging.WARNING,
    Severity.HINT: logging.INFO,
}
# Whoever writes files writes several: they are read once nothing has changed for so long ...
_QUIET_SECONDS: Final = 0.06
# ... or at the latest after so long.
_LATEST_SECONDS: Final = 10.0
# A tree that changes while it is read is read again, but not for ever.
_READINGS: Final = 5
# Clocks are set now and then: nobody waits for a moment longer than this without another look.
_LONGEST_WAIT_SECONDS: Final = 60.0


class RefusedError(Exception):
    """The content has errors and the settings say that it is not to be served with them."""

    def __init__(self, library: Library) -> None:
        told = "\n".join(str(problem) for problem in library.problems)
        super().__init__(f"the content has errors, so it is not served:\n{told}")
        self.library = library


class Reloader:
    """Reads the content when it has changed, links it anew when a page appears or expires.

    A reload with errors is refused where what is served has none.
    """

    def __init__(self, settings: Settings) -> None:
        self.shelf = SnapshotStore()
        self._settings = settings
        self._reader = Reader(settings.content, settings.site_file)
        self._published = LibraryBuilder()
        self._preview = LibraryBuilder(preview=True)
        self._asked = asyncio.Event()
        # What is served, before it was linked; and what was read last, served or refused.
        self._tree: ParsedTree | None = None
        self._seen: ParsedTree | None = None
        # The edition of the next moment, made a little ahead so that it is there in time.
        self._next: Snapshot | None = None
        self._linking_seconds = 0.0
        self._told: frozenset[Problem] = frozenset()

    @without_garbage_collection()
    def load(self, progress: Progress = unwatched) -> Library:
        """Read the content for the first time, and serve it.

        Raises ContentFolderError where there is none, RefusedError where it has errors and
        `on_error` is `stop`.
        """
        begun = time.monotonic()
        tree = self._read(progress)
        edition = self._link(tree, dt.datetime.now(dt.UTC))
        library = edition.published.library
        if library.errors and self._settings.on_error == "stop":
            raise RefusedError(library)
        self._accept(tree, edition, begun)
        return library

    def ask(self) -> None:
        """Let the content be read again; to be called where `run` runs."""
        self._asked.set()

    async def run(self) -> None:
        """Renew whenever it is asked for or time, until this is cancelled."""
        while True:
            try:
                await self._run()
            except Exception as error:  # noqa: BLE001 - answers go on, whatever fails in here
                self._fail(error, time.monotonic())
                await asyncio.sleep(1)

    async def _run(self) -> None:
        if self.shelf.edition is None:
            self.ask()
        async with asyncio.TaskGroup() as tasks:
            if self._settings.watch:
                tasks.create_task(Watch(self._settings.content, self._look).run(self.ask))
            while True:
                if await self._wait():
                    await self._until_quiet()
                    await asyncio.to_thread(self.reload)
                elif await asyncio.to_thread(self._turn) and self._is_refusing:
                    # What was refused yesterday may be right today.
                    self._seen = None
                    self.ask()

    @without_garbage_collection()
    def reload(self) -> None:
        """Read the content again. Whatever goes wrong is told, and what is served stays."""
        begun = time.monotonic()
        try:
            tree = self._read()
            if self._seen is not None and self._seen.is_same(tree):
                return
            edition = self._link(tree, dt.datetime.now(dt.UTC))
        except ContentFolderError as error:
            self._seen = None
            self._keep("failed", str(error), begun)
            return
        except Exception as error:  # noqa: BLE001 - what is served stays, whatever fails in here
            self._seen = None
            self._fail(error, begun)
            return
        self._seen = tree
        library = edition.published.library
        served = self.shelf.edition
        if library.errors and served is not None and not served.published.library.errors:
            told = f"the content has {_counted(library, Severity.ERROR)}, so it is not served."
            self._keep("refused", told, begun, library)
            return
        self._accept(tree, edition, begun)

    @property
    def _is_refusing(self) -> bool:
        return self.shelf.reload is not None and self.shelf.reload.outcome == "refused"

    def _look(self) -> TreeListing | None:
        """Return the files as they are now; None while the folder cannot be read."""
        try:
            return self._reader.listing()
        except ContentFolderError:
            return None

    def _read(self, progress: Progress = unwatched) -> ParsedTree:
        """The tree, whole: one that changes meanwhile is read again."""
        snapshot = self._reader.listing()
        tree = self._reader.read(snapshot, progress)
        for _ in range(_READINGS - 1):
            later = self._reader.listing()
            if later == snapshot:
                break
            snapshot = later
            tree = self._reader.read(snapshot)
        return tree

    def _link(self, tree: ParsedTree, at: dt.datetime) -> Snapshot:
        begun = time.monotonic()
        published = build_catalog(self._published.link(tree, at))
        preview: Catalog | None = None
        if self._settings.preview_token is not None:
            waits = published.library.waiting > 0
            preview = build_catalog(self._preview.link(tree, at)) if waits else published
        self._linking_seconds = time.monotonic() - begun
        return Snapshot(published, preview)

    def _accept(self, tree: ParsedTree, edition: Snapshot, begun: float) -> None:
        if self._tree is None:
            # Hardly any of what has been made so far will ever be garbage, and to look through
            # all of a large tree for it would hold up answers.
            gc.freeze()
        self._tree = self._seen = tree
        self._next = None
        self.shelf.put(edition)
        library = edition.published.library
        seconds = time.monotonic() - begun
        told = f"serving {library.counts['pages']} pages of {self._settings.content}"
        self.shelf.note(
            Reload("accepted", dt.datetime.now(dt.UTC), seconds, told, library.problems)
        )
        counted = ", ".join(_counted(library, severity) for severity in Severity)
        _LOG.info("%s, version %s (%s), in %.3f s", told, library.version, counted, seconds)
        self._tell(library.problems)

    def _keep(
        self, outcome: Outcome, told: str, begun: float, library: Library | None = None
    ) -> None:
        before = self.shelf.reload
        if outcome == "failed" and before is not None and before.detail == told:
            # As long as the folder is away there is nothing new to say.
            return
        seconds = time.monotonic() - begun
        problems = library.problems if library is not None else ()
        self.shelf.note(Reload(outcome, dt.datetime.now(dt.UTC), seconds, told, problems))
        stays = " What was served before stays." if self.shelf.edition is not None else ""
        _LOG.error("%s%s", told, stays)
        self._tell(problems)

    def _tell(self, problems: tuple[Problem, ...]) -> None:
        """Log the problems that were not there before: a long list hides what is new in it."""
        for problem in problems:
            if problem not in self._told:
                _LOG.log(_LEVELS[problem.severity], "%s", problem)
        self._told = frozenset(problems)

    def _fail(self, error: Exception, begun: float) -> None:
        self._keep("failed", f"the content could not be renewed: {error!r}.", begun)
        _LOG.error("an error of this program", exc_info=error)

    async def _wait(self) -> bool:
        """Until somebody asks, then True, or until the clock wants something."""
        try:
            await asyncio.wait_for(self._asked.wait(), self._seconds_left())
        except TimeoutError:
            return False
        return True

    async def _until_quiet(self) -> None:
        """Until nobody has written for a while: a branch switch writes thousands of files."""
        latest = time.monotonic() + _LATEST_SECONDS
        while time.monotonic() < latest:
            self._asked.clear()
            try:
                await asyncio.wait_for(self._asked.wait(), _QUIET_SECONDS)
            except TimeoutError:
                if not await asyncio.to_thread(is_being_switched, self._settings.content):
                    return
        self._asked.clear()

    def _seconds_left(self) -> float | None:
        """How long to wait for the clock; None where nothing will appear or expire."""
        moment = self.shelf.edition.valid_until if self.shelf.edition is not None else None
        if moment is None:
            return None
        left = (moment - dt.datetime.now(dt.UTC)).total_seconds()
        if self._next is None:
            left -= self._ahead_seconds
        return min(max(left, 0.0), _LONGEST_WAIT_SECONDS)

    @property
    def _ahead_seconds(self) -> float:
        return 0.5 + 2 * self._linking_seconds

    def _turn(self) -> bool:
        """Serve the next edition if it is time for it, make it if it soon will be.

        Whether it is served now.
        """
        edition = self.shelf.edition
        if edition is None or edition.valid_until is None or self._tree is None:
            return False
        left = (edition.valid_until - dt.datetime.now(dt.UTC)).total_seconds()
        if self._next is None and left <= self._ahead_seconds:
            with without_garbage_collection():
                self._next = self._link(self._tree, edition.valid_until)
        elif self._next is not None and left <= 0:
            # Also with errors, which the clock can hardly bring: what has expired must go.
            self.shelf.put(self._next)
            library = self._next.published.library
            self._next = None
            _LOG.info("the clock turned to version %s", library.version)
            return True
        return False


def _counted(library: Library, severity: Severity) -> str:
    number = count(library.problems, severity)
    return f"{number} {severity}" if number == 1 else f"{number} {severity}s"
