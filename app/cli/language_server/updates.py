"""When a tree is read again: soon after the last edit, and never twice at a time."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Final, TypeAlias, TypeVar

from lsprotocol.types import Diagnostic, PositionEncodingKind

from app.cli.language_server.diagnostics import all_diagnostics, carried_over, diagnostics_of
from app.cli.language_server.positions import Positions
from app.cli.language_server.workspace import OpenText, Snapshot, Workspace, own_problems
from app.documents.reader import ContentFolderError

_LOG: Final = logging.getLogger(__name__)
# The tree is read once nothing was typed for so long, or at the latest after so long.
_QUIET_SECONDS: Final = 0.2
_MAX_WAIT_SECONDS: Final = 2.0

Result = TypeVar("Result")
# Takes a URI and the diagnostics to show there in place of all former ones.
Show: TypeAlias = Callable[[str, list[Diagnostic], int | None], None]


class Updates:
    """Keeps the diagnostics of a tree up to date. All methods run in one event loop.

    Reading and linking happen in threads. `report` takes a message for the user when the tree
    cannot be read.
    """

    def __init__(
        self,
        workspace: Workspace,
        encoding: PositionEncodingKind | str,
        show: Show,
        report: Callable[[str], None],
    ) -> None:
        self.workspace = workspace
        self.encoding = encoding
        self.snapshot: Snapshot | None = None
        self._show = show
        self._report = report
        # What was reported since the tree was read last.
        self._reported = ""
        self._shown: dict[str, list[Diagnostic]] = {}
        # The real paths of texts whose own problems are not shown yet.
        self._edited: set[str] = set()
        self._has_edits = asyncio.Event()
        self._is_stale = asyncio.Event()
        self._is_stale.set()
        self._changed_again = asyncio.Event()
        self._reading = asyncio.Lock()

    async def run(self) -> None:
        """Read the tree, and again after each change, until this is cancelled."""
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._follow_edits())
                while True:
                    await self._is_stale.wait()
                    await self._wait_for_quiet()
                    await self.current()
        except* Exception:  # noqa: BLE001 - a task that ends says nothing by itself
            _LOG.exception("problems are not shown any more because of a defect")

    def edited(self, path: str) -> None:
        """Show the problems of an open text by itself at once, and those of the tree soon."""
        self._edited.add(path)
        self._has_edits.set()
        self.changed()

    def changed(self) -> None:
        """Have the tree read again soon."""
        self._is_stale.set()
        self._changed_again.set()

    async def current(self) -> Snapshot | None:
        """Return the tree as it is now, texts that are open included; None if it never was read."""
        async with self._reading:
            if self._is_stale.is_set():
                self._is_stale.clear()
                await self._read()
            return self.snapshot

    async def with_snapshot(self, work: Callable[[Workspace, Snapshot], Result]) -> Result | None:
        """Return what `work` returns in a thread for the tree as it is now.

        None if the tree never was read.
        """
        snapshot = await self.current()
        if snapshot is None:
            return None
        return await asyncio.to_thread(work, self.workspace, snapshot)

    async def alone(self, work: Callable[[Workspace], Result]) -> Result:
        """Return what `work` returns in a thread while nothing else reads the tree."""
        async with self._reading:
            return await asyncio.to_thread(work, self.workspace)

    async def _wait_for_quiet(self) -> None:
        if self.snapshot is None:
            return
        with suppress(TimeoutError):
            async with asyncio.timeout(_MAX_WAIT_SECONDS):
                while True:
                    self._changed_again.clear()
                    async with asyncio.timeout(_QUIET_SECONDS):
                        await self._changed_again.wait()

    async def _read(self) -> None:
        try:
            snapshot, diagnostics = await asyncio.to_thread(self._read_and_diagnose)
            # While the rules of the site are typed, all links seem to be broken.
            broken = self.workspace.unreadable_rules(snapshot) if self.snapshot else frozenset()
            self.snapshot = snapshot
            self._show_all(snapshot, diagnostics, broken)
        except ContentFolderError as error:
            self._report_once(str(error))
        except Exception:  # noqa: BLE001 - a defect must not end the server
            _LOG.exception("the content cannot be checked")
            message = "the content cannot be checked because of a defect; see the server's log"
            self._report_once(message)
        else:
            self._reported = ""

    def _report_once(self, message: str) -> None:
        if message != self._reported:
            self._reported = message
            self._report(message)

    def _read_and_diagnose(self) -> tuple[Snapshot, Mapping[str, list[Diagnostic]]]:
        snapshot = self.workspace.build()
        return snapshot, all_diagnostics(self.workspace, snapshot, self.encoding)

    def _show_all(
        self, snapshot: Snapshot, diagnostics: Mapping[str, list[Diagnostic]], only: frozenset[str]
    ) -> None:
        """Show what changed, of these URIs if there are any.

        Texts that were edited meanwhile keep what is shown of them.
        """
        versions = {text.uri: text.version for text in snapshot.texts.values()}
        edited = {
            text.uri
            for path, text in snapshot.texts.items()
            if self.workspace.text_at(path) not in {None, text}
        }
        for uri in {**self._shown, **diagnostics}:
            if uri not in edited and (not only or uri in only):
                self._show_one(uri, diagnostics.get(uri, []), versions.get(uri))

    def _show_one(self, uri: str, diagnostics: list[Diagnostic], version: int | None) -> None:
        if self._shown.get(uri, []) != diagnostics:
            self._show(uri, diagnostics, version)
            self._shown[uri] = diagnostics
        if not diagnostics:
            self._shown.pop(uri, None)

    async def _follow_edits(self) -> None:
        while True:
            await self._has_edits.wait()
            self._has_edits.clear()
            while self._edited:
                path = self._edited.pop()
                text, snapshot = self.workspace.text_at(path), self.snapshot
                if text is None or snapshot is None or snapshot.texts.get(path) == text:
                    continue
                try:
                    diagnostics = await asyncio.to_thread(self._diagnose, snapshot, path, text)
                    is_newest = self.workspace.text_at(path) == text
                    if diagnostics is not None and is_newest and self.snapshot is snapshot:
                        self._show_one(text.uri, diagnostics, text.version)
                except Exception:  # noqa: BLE001 - a defect must not end the server
                    _LOG.exception("%s cannot be checked", path)

    def _diagnose(self, snapshot: Snapshot, path: str, text: OpenText) -> list[Diagnostic] | None:
        """Return the diagnostics of a text by itself, and those of its links as of the snapshot.

        None for a file that is no document.
        """
        file = self.workspace.name_of(path)
        if file is None or file not in snapshot.documents:
            return None
        before = frozenset(
            problem
            for parsed in snapshot.build.context.tree.parsed
            if parsed.document.file == file
            for problem in parsed.problems
        )
        of_links = [item for item in snapshot.problems.get(file, ()) if item not in before]
        former = self.workspace.source(file, snapshot.texts).text
        problems = {
            *own_problems(snapshot, file, text),
            *carried_over(of_links, former, text.text),
        }
        return diagnostics_of(sorted(problems), Positions(text.text, self.encoding))
