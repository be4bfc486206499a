"""The full-text table: SQLite FTS5 in memory, shared by a few connections of this process."""

import sqlite3
import uuid
import weakref
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from queue import Empty, LifoQueue
from typing import Final, TypeAlias

# Stems are words of letters and digits already, so the tokenizer only splits at spaces. The table
# holds which rows have a stem, and nothing else: where they have it decides `ranking`.
_SCHEMA: Final = (
    "CREATE VIRTUAL TABLE search USING "
    "fts5(stems, content='', columnsize=0, detail='none', tokenize='ascii')"
)
_INSERT: Final = "INSERT INTO search(rowid, stems) VALUES (?, ?)"
_DELETE: Final = "INSERT INTO search(search, rowid, stems) VALUES ('delete', ?, ?)"
_MATCH: Final = "SELECT rowid FROM search WHERE search MATCH ?"

# A row's number and its stems.
RowStems: TypeAlias = tuple[int, str]


class FullText:
    """The table. It is written once, by the thread that creates it, then only read.

    The database is SQLite's `memdb`, which connections of one process can share. Each connection
    is used by one thread at a time.
    """

    def __init__(self, base: "FullText | None" = None) -> None:
        self._address = f"file:/search-{uuid.uuid4().hex}?vfs=memdb"
        self._connections: list[sqlite3.Connection] = []
        self._free: LifoQueue[sqlite3.Connection] = LifoQueue()
        weakref.finalize(self, _close, self._connections)
        connection = self._connect()
        if base is None:
            connection.execute(_SCHEMA)
        else:
            with base.connection() as source:
                source.backup(connection)
        self._free.put(connection)

    def change(self, removed: Iterable[RowStems], added: Iterable[RowStems]) -> None:
        """Remove rows, whose stems must be those that were added, and add others."""
        with self.connection() as connection, connection:
            connection.executemany(_DELETE, removed)
            connection.executemany(_INSERT, added)

    def optimize(self) -> None:
        """Merge the index into one part, which is read faster."""
        with self.connection() as connection, connection:
            connection.execute("INSERT INTO search(search) VALUES ('optimize')")

    def match(self, expression: str) -> list[int]:
        """Return the numbers of the rows that match."""
        with self.connection() as connection:
            return [number for (number,) in connection.execute(_MATCH, (expression,))]

    @property
    def size(self) -> int:
        """The bytes of the database."""
        with self.connection() as connection:
            pages, size = (
                connection.execute(f"PRAGMA {name}").fetchone()[0]
                for name in ("page_count", "page_size")
            )
        return int(pages) * int(size)

    @contextmanager
    def connection(self) -> Iterator[sqlite3.Connection]:
        """Yield a connection that no other thread uses."""
        try:
            connection = self._free.get_nowait()
        except Empty:
            connection = self._connect()
        try:
            yield connection
        finally:
            self._free.put(connection)

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._address, uri=True, check_same_thread=False)
        connection.execute("PRAGMA cache_size = -1024")
        self._connections.append(connection)
        return connection


def _close(connections: Iterable[sqlite3.Connection]) -> None:
    for connection in connections:
        connection.close()
