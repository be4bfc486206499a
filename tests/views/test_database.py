"""The database holds the same records as the answers, in the same bytes on every machine."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import orjson
import pytest

from app.library.library import Library
from app.library.load import load
from app.views.bundle import bundle_lines
from app.views.catalog import Catalog
from tests.paths import ROOT


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return Catalog(load(ROOT / "content"))


@pytest.fixture
def database(catalog: Catalog, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    file = tmp_path / "content.sqlite"
    file.write_bytes(b"".join(catalog.database().pieces()))
    with closing(sqlite3.connect(file)) as connection:
        yield connection


def test_every_record_is_in_it(catalog: Catalog, database: sqlite3.Connection) -> None:
    rows = {
        key: (digest, record) for key, digest, record in database.execute("SELECT * FROM records")
    }
    assert {key: digest for key, (digest, _) in rows.items()} == catalog.manifest.records
    for line in bundle_lines(catalog, rows):
        entry = orjson.loads(line)
        assert entry["record"] == orjson.loads(rows[entry["key"]][1])


def test_tables_refer_to_each_other(database: sqlite3.Connection, catalog: Catalog) -> None:
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    counts = catalog.library.counts
    for table in ("pages", "conditions", "locations", "links", "assets"):
        assert database.execute(f"SELECT count(*) FROM {table}").fetchone() == (counts[table],)
    found = database.execute(
        "SELECT pages.title FROM treatments JOIN pages ON treatments.page = pages.slug"
        " JOIN conditions ON condition = conditions.slug WHERE name = 'Carpal Tunnel Syndrome'"
    ).fetchall()
    (expected,) = (
        condition.treatments
        for condition in catalog.library.conditions
        if condition.name == "Carpal Tunnel Syndrome"
    )
    assert sorted(title for (title,) in found) == sorted(ref.title for ref in expected)


def test_pages_and_conditions_are_found_by_their_words(database: sqlite3.Connection) -> None:
    pages = database.execute(
        "SELECT slug FROM pages JOIN pages_fts ON pages.rowid = pages_fts.rowid"
        " WHERE pages_fts MATCH 'frozen shoulders'"
    ).fetchall()
    assert ("shoulder-pain",) in pages
    conditions = database.execute(
        "SELECT name FROM conditions_fts WHERE conditions_fts MATCH 'carpal tunnel'"
    ).fetchall()
    assert ("Carpal Tunnel Syndrome",) in conditions


def test_datasette_offers_a_search_in_pages_and_conditions(database: sqlite3.Connection) -> None:
    # As its `detect_fts` looks for the index of a table.
    for table in ("pages", "conditions"):
        indexes = database.execute(
            "SELECT name FROM sqlite_master WHERE rootpage = 0 AND sql LIKE ?",
            (f'%VIRTUAL TABLE%USING FTS%content="{table}"%',),
        ).fetchall()
        assert indexes == [(f"{table}_fts",)]


def test_words_have_their_stems(database: sqlite3.Connection) -> None:
    rows = database.execute(
        "SELECT stem, language FROM words WHERE word IN ('shoulder', 'shoulders')"
    ).fetchall()
    assert rows == [("shoulder", "en"), ("shoulder", "en")]
    counts = database.execute("SELECT count FROM words WHERE count < 1").fetchall()
    assert counts == []


def test_two_machines_write_the_same_bytes(library: Library) -> None:
    first, second = Catalog(library), Catalog(library)
    assert b"".join(first.database().pieces()) == b"".join(second.database().pieces())
    assert first.database() is first.database()
    assert first.database() is not second.database()
