"""Keeps what is served up to date: with the files, and with the clock."""

import asyncio
import datetime as dt
import logging
import time
from typing import Final

from app.clinic.lists.judge import judge_for
from app.documents.parse_files import Progress
from app.documents.reader import ContentFolderError, ParsedTree, Reader, TreeListing, no_progress
from app.files.watch import Watch, is_being_switched
from app.library.build import LibraryBuilder
from app.library.library import Library
from app.library.load import without_garbage_collection
from app.live.allocator import return_free_memory
from app.live.reload_priority import ReloadPriority
from app.live.snapshot import Outcome, Reload, Snapshot, SnapshotStore
from app.problems import CodeCount, Problem, Severity, count_codes, counted, summary, table
from app.settings import Settings
from app.views.catalog import Catalog

_LOG: Final = logging.getLogger(__name__)
_LEVELS: Final = {Severity.ERROR: logging.ERROR, Severity.WARNING: logging.WARNING}
# A branch switch writes thousands of files: they are read once none has changed for so long ...
_QUIET_SECONDS: Final = 0.06
# ... or at the latest after so long.
_MAX_WAIT_FOR_QUIET_SECONDS: Final = 10.0
# The number of times that a tree which changes while it is read is read. A volume may be switched
# several times in a row, and a mixture of two states must not be served; a file that is written
# all the time must not stop edits from being seen.
_MAX_READS: Final = 12
# The system's clock may be set, also back: a wait for a moment is never longer than this.
_MAX_WAIT_SECONDS: Final = 3.0
# A reload that takes longer is reported: a volume may have stopped answering. Nothing can end it.
_DEADLINE_SECONDS: Final = 60.0
_RESTART_SECONDS: Final = 1.0


class RefusedError(Exception):
    """The content has errors, and the settings forbid serving it with them."""

    def __init__(self, library: Library) -> None:
        errors = "\n".join(map(str, library.errors))
        super().__init__(f"the content has errors, so it is not served:\n{errors}")
        self.library = library


class Reloader:
    """Reads the content when it has changed, and rebuilds it when a page appears or expires.

    Content with errors is refused if the content that is served has none; so is a folder without
    a document if what is served has some: its volume may not be mounted.
    """

    def __init__(self, settings: Settings, *, deadline_seconds: float = _DEADLINE_SECONDS) -> None:
        self.store = SnapshotStore()
        self._deadline_seconds = deadline_seconds
        self._settings = settings
        self._reader = Reader(settings.content, settings.site_file, judge_for)
        root_path = settings.root_path
        self._published = LibraryBuilder(root_path=root_path)
        self._preview = LibraryBuilder(preview=True, root_path=root_path)
        self._requested = asyncio.Event()
        self._priority = ReloadPriority()
        # The tree that is served, and the one that was read last, whether served or refused.
        self._served_tree: ParsedTree | None = None
        self._last_tree: ParsedTree | None = None
        # The snapshot of the next moment, built so many seconds ahead.
        self._next: Snapshot | None = None
        self._seconds_ahead = 0.5
        # The errors, and the table by code, that were logged last.
        self._logged_errors: frozenset[Problem] = frozenset()
        self._logged_codes: list[CodeCount] = []

    @without_garbage_collection()
    def load(self, progress: Progress = no_progress) -> Library:
        """Read the content for the first time, and serve it.

        Raises ContentFolderError if there is none, RefusedError if it has errors and `on_error`
        is `stop`.
        """
        started = time.monotonic()
        tree = self._read(progress)
        snapshot = self._build(tree, dt.datetime.now(dt.UTC))
        library = snapshot.published.library
        if library.errors and self._settings.on_error == "stop":
            raise RefusedError(library)
        self._accept(tree, snapshot, started)
        return library

    def request_reload(self) -> None:
        """Have the content read again. Call it in the event loop of `run`."""
        self._requested.set()

    async def run(self) -> None:
        """Reload on request and on time, until this is cancelled."""
        while True:
            try:
                await self._run()
            except Exception as error:  # noqa: BLE001 - answers go on, whatever fails in here
                self._fail(error, time.monotonic())
                await asyncio.sleep(_RESTART_SECONDS)

    async def _run(self) -> None:
        if self.store.snapshot is None:
            self.request_reload()
        async with asyncio.TaskGroup() as tasks:
            if self._settings.watch:
                watch = Watch(self._settings.content, self._listing)
                tasks.create_task(watch.run(self.request_reload))
            while True:
                if await self._is_requested(self._seconds_to_wait()):
                    await self._wait_for_quiet()
                    await self._reload_in_time()
                elif await asyncio.to_thread(self._follow_clock) and self.store.is_refusing:
                    # What was refused yesterday may be right today.
                    self._last_tree = None
                    self.request_reload()

    async def _reload_in_time(self) -> None:
        """Reload in a thread, and report that it goes on after the deadline."""
        began = dt.datetime.now(dt.UTC)
        reload = asyncio.create_task(asyncio.to_thread(self.reload))
        ended, _ = await asyncio.wait((reload,), timeout=self._deadline_seconds)
        if not ended:
            self.store.overdue_since = began
            _LOG.error(
                "the reload has not ended after %g s: the content folder may not answer, or is "
                "too large. What was served before stays.",
                self._deadline_seconds,
            )
        try:
            await reload
        finally:
            self.store.overdue_since = None

    def reload(self) -> None:
        """Read the content again. Whatever goes wrong is recorded, and what is served stays."""
        with self._priority.reloading():
            self._reload()

    def _reload(self) -> None:
        started = time.monotonic()
        last, self._last_tree = self._last_tree, None
        try:
            tree = self._read()
            # Assets of equal bytes may lie elsewhere now, or have a stamp that can be relied on.
            if last is None or (last.inputs, last.assets) != (tree.inputs, tree.assets):
                served = self.store.snapshot
                snapshot = self._build(tree, dt.datetime.now(dt.UTC))
                library = snapshot.published.library
                if self._is_emptied(tree):
                    message = "no document is left in the content folder, so it is not served."
                    self._keep("refused", message, started, library.problems)
                elif library.errors and served and not served.published.library.errors:
                    errors = counted(len(library.errors), "error")
                    message = f"the content has {errors}, so it is not served."
                    self._keep("refused", message, started, library.problems)
                else:
                    self._accept(tree, snapshot, started)
            self._last_tree = tree
        except Exception as error:  # noqa: BLE001 - what is served stays, whatever fails in here
            self._fail(error, started)
        return_free_memory()

    def _is_emptied(self, tree: ParsedTree) -> bool:
        """Return True if a tree has no document, and the one that is served has some."""
        return not tree.parsed and self._served_tree is not None and bool(self._served_tree.parsed)

    def _listing(self) -> TreeListing | None:
        """Return the files as they are now; None while the folder cannot be read."""
        try:
            return self._reader.listing()
        except ContentFolderError:
            return None

    def _read(self, progress: Progress = no_progress) -> ParsedTree:
        """Read the tree; again, if it changes meanwhile."""
        listing = self._reader.listing()
        tree = self._reader.read(listing, progress)
        for _ in range(_MAX_READS - 1):
            later = self._reader.listing()
            if later == listing:
                break
            listing = later
            tree = self._reader.read(listing, progress)
        return tree

    def _build(self, tree: ParsedTree, at: dt.datetime) -> Snapshot:
        started = time.monotonic()
        served = self.store.snapshot
        before = served.published if served is not None else None
        published = self._catalog(self._published.build(tree, at), before)
        preview = None
        if self._settings.preview_token is not None:
            is_other = published.library.waiting > 0
            before = served.preview if served is not None else None
            preview = published
            if is_other:
                preview = self._catalog(self._preview.build(tree, at), before)
        self._seconds_ahead = 0.5 + 2 * (time.monotonic() - started)
        return Snapshot(published, preview)

    def _catalog(self, library: Library, before: Catalog | None) -> Catalog:
        return Catalog(library, before, self._priority.yield_to_reload)

    def _accept(self, tree: ParsedTree, snapshot: Snapshot, started: float) -> None:
        self._served_tree = self._last_tree = tree
        self._next = None
        self._serve(snapshot)
        library = snapshot.published.library
        message = f"serving {library.counts['pages']} pages of {self._settings.content}"
        seconds = self._record("accepted", message, started, library.problems)
        totals = summary(library.problems)
        _LOG.info("%s, version %s (%s), in %.3f s", message, library.version, totals, seconds)
        self._log_new(library.problems)

    def _serve(self, snapshot: Snapshot) -> None:
        """Serve a snapshot. Its search index is built on from the one before, if that was wanted.

        A search meanwhile waits for it.
        """
        before = self.store.snapshot
        self.store.snapshot = snapshot
        self.store.announcements.announce()
        if before is not None and before.published.search.latest is not None:
            snapshot.published.search.start()

    def _keep(
        self, outcome: Outcome, message: str, started: float, problems: tuple[Problem, ...]
    ) -> None:
        """Go on serving what is served."""
        self._record(outcome, message, started, problems)
        stays = " What was served before stays." if self.store.snapshot is not None else ""
        _LOG.error("%s%s", message, stays)
        self._log_new(problems)

    def _fail(self, error: Exception, started: float) -> None:
        last = self.store.reload
        # No other tree was read.
        problems = last.problems if last is not None else ()
        if not isinstance(error, ContentFolderError):
            message = f"the content could not be reloaded: {error!r}."
            self._keep("failed", message, started, problems)
            _LOG.error("internal error", exc_info=error)
        elif last is None or last.detail != str(error):
            # Otherwise the folder is still away.
            self._keep("failed", str(error), started, problems)

    def _record(
        self, outcome: Outcome, message: str, started: float, problems: tuple[Problem, ...]
    ) -> float:
        """Record the result of a reload, and return how long it took."""
        seconds = time.monotonic() - started
        self.store.record(Reload(outcome, dt.datetime.now(dt.UTC), seconds, message, problems))
        return seconds

    def _log_new(self, problems: tuple[Problem, ...]) -> None:
        """Log the errors that are new, and the table by code if it is: a long list hides them."""
        errors = [problem for problem in problems if problem.severity is Severity.ERROR]
        for error in errors:
            if error not in self._logged_errors:
                _LOG.error("%s", error)
        codes = count_codes(problems)
        if codes != self._logged_codes:
            for row, line in zip(codes, table(codes), strict=True):
                _LOG.log(_LEVELS.get(row.severity, logging.INFO), "%s", line)
        self._logged_errors, self._logged_codes = frozenset(errors), codes

    async def _is_requested(self, seconds: float | None) -> bool:
        """Return True as soon as a reload is requested, False after so many seconds."""
        try:
            await asyncio.wait_for(self._requested.wait(), seconds)
        except TimeoutError:
            return False
        return True

    async def _wait_for_quiet(self) -> None:
        """Wait until no reload has been requested for a while, and Git has finished."""
        latest = time.monotonic() + _MAX_WAIT_FOR_QUIET_SECONDS
        while time.monotonic() < latest:
            self._requested.clear()
            if not await self._is_requested(_QUIET_SECONDS) and not await asyncio.to_thread(
                is_being_switched, self._settings.content
            ):
                return
        self._requested.clear()

    def _seconds_to_wait(self) -> float | None:
        """Return the time to the next moment, or to its preparation; None if there is none.

        A moment that has passed may come again, if the clock is set back.
        """
        snapshot = self.store.snapshot
        if snapshot is None or (snapshot.valid_from is None and snapshot.valid_until is None):
            return None
        if snapshot.valid_until is None:
            return _MAX_WAIT_SECONDS
        seconds = _seconds_until(snapshot.valid_until)
        if self._next is None:
            seconds -= self._seconds_ahead
        return min(max(seconds, 0.0), _MAX_WAIT_SECONDS)

    def _follow_clock(self) -> bool:
        """Build the next snapshot if its moment is near; serve it and return True if it is there.

        It is served with errors too, which the clock hardly brings: what has expired must go.
        """
        snapshot = self.store.snapshot
        if snapshot is None or self._served_tree is None:
            return False
        if snapshot.valid_from is not None and _seconds_until(snapshot.valid_from) > 0:
            _LOG.warning("the clock was set back to before %s", snapshot.valid_from.isoformat())
            self._next = self._build(self._served_tree, dt.datetime.now(dt.UTC))
        elif snapshot.valid_until is None:
            return False
        elif self._next is None:
            if _seconds_until(snapshot.valid_until) <= self._seconds_ahead:
                self._next = self._build(self._served_tree, snapshot.valid_until)
            return False
        elif _seconds_until(snapshot.valid_until) > 0:
            return False
        self._serve(self._next)
        version = self._next.published.library.version
        self._next = None
        _LOG.info("the clock turned to version %s", version)
        return True


def _seconds_until(moment: dt.datetime) -> float:
    return (moment - dt.datetime.now(dt.UTC)).total_seconds()
