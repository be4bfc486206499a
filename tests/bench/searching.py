"""Rows about search: fresh queries beside FTS5 alone, and the index itself."""

import os
import random
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from statistics import quantiles
from typing import Final

from app.documents.reader import Reader
from app.library.build import LibraryBuilder
from app.library.library import Library
from app.library.search.index import SearchIndex, build_index
from app.library.search.results import Results
from app.library.search.stop_words import stop_words
from app.views.search import encoded_hits
from tests.bench.bench import Bench
from tests.bench.hostile_queries import LIMIT, slowest
from tests.bench.memory import held
from tests.bench.rounds import in_turn
from tests.bench.table import Row, Target
from tests.bench.tree import file_of

_QUERIES: Final = 300
_SHOWN: Final = 20
_MILLISECONDS: Final = "{:.2f} ms"
_MEBIBYTES: Final = "{:,.0f} MiB"
_MEBIBYTE: Final = 1 << 20


def search(bench: Bench) -> Iterator[Row]:
    """Queries that were never asked before, the index, and an edit in it."""
    pages = bench.extent.target_size * 3 // 10
    content = bench.tree(pages)
    reader, builder = Reader(content), LibraryBuilder()
    library = _read(reader, builder)
    before = held(os.getpid())
    began = time.process_time()
    index = build_index(library, pause=_no_pause)
    seconds = time.process_time() - began
    size = held(os.getpid()) - before
    rows = f"{len(index.rows):,} sections"
    queries = iter(_queries(index, bench.extent.rounds * _QUERIES))
    alone = _fts5(index)

    def ours() -> float:
        return _p95(lambda text: _answer(text, index), asked)

    def theirs() -> float:
        return _p95(lambda text: _best(text, alone), asked)

    taken: dict[str, list[float]] = {"ours": [], "theirs": []}
    for _ in range(bench.extent.rounds):
        asked = [next(queries) for _ in range(_QUERIES)]
        for name, (figure,) in in_turn(1, {"ours": ours, "theirs": theirs}).items():
            taken[name].append(figure)
    measure = f"p95 of a fresh search, {rows}"
    against = "SQLite FTS5 alone, the same rows"
    yield Row(measure, _MILLISECONDS, taken["ours"], against, taken["theirs"], Target(3))
    yield Row(f"search index, {rows}: memory", _MEBIBYTES, [size / _MEBIBYTE])
    yield Row(f"search index, {rows}: processor time to build", "{:.2f} s", [seconds])
    worst, query = slowest(index, 1)[0]
    measure = f"slowest hostile search, {rows}: {query.name}"
    yield Row(measure, _MILLISECONDS, [worst], target=Target(LIMIT))
    file = file_of(content, 1)
    text = file.read_text(encoding="utf-8")
    edits = []
    try:
        for number in range(bench.extent.rounds):
            file.write_text(f"{text}\nEdited {number + 1} times.\n", encoding="utf-8")
            library = _read(reader, builder)
            began = time.process_time()
            index = build_index(library, index, _no_pause)
            edits.append((time.process_time() - began) * 1000)
    finally:
        file.write_text(text, encoding="utf-8")
    measure = f"search index, {rows}: processor time of an edit"
    yield Row(measure, _MILLISECONDS, edits, target=Target(500))


def _read(reader: Reader, builder: LibraryBuilder) -> Library:
    """Return the library as a start or a reload of the service builds it."""
    tree = reader.read(reader.listing())
    return builder.build(tree, tree.read_at)


def _answer(text: str, index: SearchIndex) -> None:
    results = Results(text, index)
    encoded_hits(results.part(0, _SHOWN), results.query, index)


def _best(text: str, connection: sqlite3.Connection) -> None:
    expression = " OR ".join(f'"{word}"' for word in text.split())
    statement = "SELECT rowid FROM alone WHERE alone MATCH ? ORDER BY rank LIMIT ?"
    connection.execute(statement, (expression, _SHOWN)).fetchall()


def _p95(answer: Callable[[str], None], queries: Sequence[str]) -> float:
    milliseconds = []
    for text in queries:
        began = time.process_time()
        answer(text)
        milliseconds.append((time.process_time() - began) * 1000)
    return quantiles(milliseconds, n=20)[-1]


def _fts5(index: SearchIndex) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.execute(
        "CREATE VIRTUAL TABLE alone USING fts5(title, heading, text, tokenize='porter unicode61')"
    )
    connection.executemany(
        "INSERT INTO alone VALUES (?, ?, ?)",
        (
            (fields.row.title, fields.row.heading or "", fields.row.text.decode())
            for fields in index.rows.values()
        ),
    )
    connection.execute("INSERT INTO alone(alone) VALUES ('optimize')")
    return connection


def _queries(index: SearchIndex, number: int) -> list[str]:
    """Return queries of one to three words of the site, every third with a mistake in it."""
    chance = random.Random(0)
    known = {word.folded for words in index.vocabularies.values() for word in words.words.values()}
    words = sorted(word for word in known - stop_words("en") if word.isalpha())
    queries = []
    for count in range(number):
        chosen = chance.choices(words, k=1 + count % 3)
        if count % 3 == 0:
            chosen = [word[:2] + word[3:] for word in chosen]
        queries.append(" ".join(chosen))
    return queries


def _no_pause(seconds: float) -> None:
    del seconds
