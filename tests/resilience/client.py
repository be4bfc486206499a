"""A good client: keeps its connection, asks again where HTTP lets it, and lets all be judged."""

import time
from typing import Final

from tests.resilience.ledger import Fault
from tests.resilience.server import Server
from tests.resilience.wire import (
    Answer,
    Connection,
    CutError,
    NoHttpError,
    NotConnectedError,
    Request,
    UnansweredError,
)

_AWAY: Final = frozenset({"stopping", "starting", "killed", "down"})
_KILLED: Final = frozenset({"killed"})
_STARTING: Final = frozenset({"starting", "down"})
ANY: Final = frozenset(range(100, 500))


class Client:
    """Asks one server, one request after another; for one task at a time."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self._connection: Connection | None = None

    async def ask(
        self, request: Request, expected: frozenset[int] = ANY, timed: str | None = None
    ) -> Answer | None:
        """The answer, judged; None where a restart excuses that there is none.

        `expected` are the statuses that are right; `timed` names the latency that it counts for.
        """
        kept = self._connection is not None
        began = time.monotonic()
        answer = await self._once(request, kept=kept, began=began)
        if answer is None and kept:
            # A kept connection may be closed at any time: ask once more, on a new one.
            began = time.monotonic()
            answer = await self._once(request, kept=False, began=began)
        if answer is None:
            return None
        ended = time.monotonic()
        if answer.status == 503 and self.server.was(_STARTING, began, ended):
            self.server.ledger.counts["503 while starting"] += 1
            return None
        self._judge(request, answer, expected, began, ended)
        if timed is not None:
            self.server.ledger.seconds[timed].append(ended - began)
        return answer

    def close(self) -> None:
        """Hang up."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    async def _once(self, request: Request, *, kept: bool, began: float) -> Answer | None:
        """One try: the answer, or None after noting why there is none."""
        ledger, server = self.server.ledger, self.server
        try:
            if self._connection is None:
                self._connection = await Connection.open(server.port)
            answer = await self._connection.ask(request)
        except NotConnectedError as error:
            if server.was(_AWAY, began, time.monotonic()):
                ledger.counts["connections refused while restarting"] += 1
            else:
                told = str(error)
                ledger.fail(Fault.UNANSWERED, server.name, str(request), "a connection", told)
            return None
        except UnansweredError as error:
            self.close()
            if kept:
                ledger.counts["kept connections found closed"] += 1
            elif server.was(_AWAY, began, time.monotonic()):
                ledger.counts["new connections closed unanswered while restarting"] += 1
            else:
                told = str(error)
                ledger.fail(Fault.UNANSWERED, server.name, str(request), "an answer", told)
            return None
        except (CutError, NoHttpError) as error:
            self.close()
            if server.was(_KILLED, began, time.monotonic()):
                ledger.counts["answers cut by kill -9"] += 1
            else:
                fault = Fault.CUT if isinstance(error, CutError) else Fault.LENGTH
                ledger.fail(fault, server.name, str(request), "a whole answer", str(error))
            return None
        if answer.header("connection") == "close":
            self.close()
        return answer

    def _judge(
        self,
        request: Request,
        answer: Answer,
        expected: frozenset[int],
        began: float,
        ended: float,
    ) -> None:
        ledger, name = self.server.ledger, self.server.name
        ledger.answered(name, request, answer)
        if answer.status in expected or answer.status >= 500:
            return
        is_file = request.target.startswith("/images/")
        if is_file and self.server.was(frozenset({"folder away"}), began, ended):
            # Pages are kept in memory; a file that is away cannot be sent.
            ledger.counts["static files missed while the folder was away"] += 1
            return
        told = f"{answer.status}: {answer.body[:200].decode(errors='replace')}"
        ledger.fail(Fault.STATUS, name, str(request), f"one of {sorted(expected)}", told)
