"""What happens to a process and its folder: signals, restarts, the folder gone for a moment."""

import asyncio
import shutil
import signal
import time
from typing import Final

from tests.resilience.breaks import BREAKS
from tests.resilience.edits import Editor
from tests.resilience.ledger import Fault
from tests.resilience.server import Server
from tests.resilience.wire import (
    Answer,
    Connection,
    CutError,
    NoHttpError,
    Request,
    UnansweredError,
)
from tests.resilience.worktree import WorkTree

_LARGE: Final = Request("/pages?limit=1000&fields=slug,title,body,links,seo,source")
_SMALL: Final = Request("/pages/iastm")
_RECEIVE_BUFFER: Final = 8192  # bytes: a large answer does not fit
_READ_LATER_SECONDS: Final = 0.7
_SENT_SECONDS: Final = 0.1
_ENDED: Final = frozenset({0, -signal.SIGTERM})
_AWAY_SECONDS: Final = 1.0


class Fate:
    """Does to a server what operators and machines do."""

    def __init__(self, server: Server, tree: WorkTree, editor: Editor) -> None:
        self._server = server
        self._ledger = server.ledger
        self._tree = tree
        self._editor = editor

    async def hang_up(self, times: int) -> None:
        """SIGHUPs without a pause between them, in the middle of an edit, which is then served.

        An idle SIGHUP leaves no trace where nothing has changed; an end of the process would.
        """
        for _ in range(times):
            self._server.hang_up()
        await self._editor.append()
        self._server.hang_up()
        await self._editor.append()

    async def restart(self) -> None:
        """SIGTERM with requests in flight, all of which are finished, and a start."""
        with self._server.window("down"):
            slow = [await self._begun(_LARGE, _RECEIVE_BUFFER) for _ in range(3)]
            quick = [await self._begun(_SMALL, None) for _ in range(5)]
            await asyncio.sleep(_SENT_SECONDS)
            began = time.monotonic()
            code, *_ = await asyncio.gather(
                self._server.stop(),
                *(self._finished(_LARGE, each, _READ_LATER_SECONDS) for each in slow),
                *(self._finished(_SMALL, each, 0.0) for each in quick),
            )
            self._ledger.seconds["SIGTERM to end"].append(time.monotonic() - began)
            self._ledger.counts[f"exit code {code} after SIGTERM"] += 1
            if code not in _ENDED:
                found = f"exit code {code}"
                expected = "an end by itself, or by that signal"
                self._ledger.fail(Fault.LIFE, self._server.name, "SIGTERM", expected, found)
            await self._start()

    async def restart_broken(self) -> None:
        """A restart while a mistake lies in the tree: it comes up degraded, with all the rest."""
        mistake = BREAKS[0]
        note = await self._editor.leave_broken(mistake)
        await self.restart()
        if not await self._editor.is_told(note, mistake):
            expected = f"/readyz degraded, naming notes/{note}.md:{mistake.line}"
            readiness = await self._server.readiness()
            found = f"{readiness.get('status')}, {len(readiness.get('problems', []))} problems"
            self._ledger.fail(Fault.BREAK, self._server.name, "a restart", expected, found)
        for slug in ("iastm", "index", "library/page-0000"):
            answer = await self._server.ask(Request(f"/pages/{slug}"))
            if answer is None or answer.status != 200:
                found = "no answer" if answer is None else str(answer.status)
                name = self._server.name
                self._ledger.fail(Fault.STATUS, name, f"GET /pages/{slug}", "200", found)
        await self._editor.mend(note)

    async def kill(self) -> None:
        """SIGKILL and a start."""
        with self._server.window("down"):
            await self._server.kill()
            await self._start()

    async def folder_away(self) -> None:
        """The folder has another name for a second."""
        folder = self._tree.folder
        away = folder.with_name(f"{folder.name}-away")
        with self._server.window("folder away"):
            folder.rename(away)
            await asyncio.sleep(_AWAY_SECONDS)
            away.rename(folder)
        await self._editor.append()

    async def folder_replaced(self) -> None:
        """Another folder takes the place of the old one, as a deployment by copy does."""
        folder = self._tree.folder
        fresh, old = folder.with_name("fresh"), folder.with_name("old")
        await asyncio.to_thread(shutil.copytree, folder, fresh)
        with self._server.window("folder away"):
            folder.rename(old)
            fresh.rename(folder)
        await self._editor.append()
        await asyncio.to_thread(shutil.rmtree, old)

    async def _start(self) -> None:
        took = await self._server.start()
        self._ledger.seconds["start to ready"].append(took)

    async def _begun(self, request: Request, receive_buffer: int | None) -> Connection:
        connection = await Connection.open(self._server.port, receive_buffer)
        await connection.send(request.encode())
        return connection

    async def _finished(self, request: Request, connection: Connection, later: float) -> None:
        """Read the answer, after a pause of `later` seconds; it is whole, although all ends."""
        await asyncio.sleep(later)
        name = self._server.name
        try:
            answer: Answer = await connection.answer(request)
        except (UnansweredError, CutError, NoHttpError) as error:
            expected = "a request in flight at SIGTERM to be answered whole"
            self._ledger.fail(Fault.CUT, name, str(request), expected, str(error))
        else:
            self._ledger.counts["requests in flight at SIGTERM, answered whole"] += 1
            self._ledger.answered(name, request, answer)
            if answer.status != 200:
                found = str(answer.status)
                self._ledger.fail(Fault.STATUS, name, str(request), "200", found)
        finally:
            connection.close()
