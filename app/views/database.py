"""The content as an SQLite database: a table for each kind of record, which Datasette can show.

The same library gives the same bytes with the same version of SQLite.
"""

import os
import sqlite3
import weakref
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, NamedTuple

from app.library.library import Library
from app.library.search.index import SearchIndex
from app.views.answers import Answer, encode
from app.views.clinic import clinic_view
from app.views.digests import Digests
from app.views.manifest import SITE, Manifest, menus_by_key
from app.views.pages import page_view
from app.views.search_tables import SEARCH_SCHEMA, Row, section_rows, word_rows

SQLITE: Final = "application/vnd.sqlite3"
_PIECE: Final = 64 * 1024
_SCHEMA: Final = """
CREATE TABLE site (version TEXT, title TEXT, description TEXT, base_url TEXT, language TEXT);
CREATE TABLE records (key TEXT PRIMARY KEY, digest TEXT NOT NULL, record TEXT NOT NULL);
CREATE TABLE pages (
    slug TEXT PRIMARY KEY, digest TEXT NOT NULL, kind TEXT NOT NULL, path TEXT NOT NULL,
    title TEXT NOT NULL, subtitle TEXT, description TEXT, section TEXT, language TEXT, date TEXT,
    updated TEXT, image TEXT, excerpt TEXT, text TEXT, html TEXT, markdown TEXT, word_count INTEGER
);
CREATE TABLE conditions (
    slug TEXT PRIMARY KEY, digest TEXT NOT NULL, name TEXT NOT NULL, alternate_names TEXT,
    page TEXT REFERENCES pages (slug), body_regions TEXT, symptoms TEXT, codes TEXT,
    last_reviewed TEXT, reviewed_by TEXT, summary TEXT
);
CREATE TABLE treatments (
    condition TEXT NOT NULL REFERENCES conditions (slug),
    page TEXT NOT NULL REFERENCES pages (slug),
    PRIMARY KEY (condition, page)
);
CREATE TABLE locations (
    slug TEXT PRIMARY KEY, digest TEXT NOT NULL, name TEXT NOT NULL,
    page TEXT REFERENCES pages (slug), street_address TEXT, unit TEXT, locality TEXT, region TEXT,
    postal_code TEXT, country TEXT, phone TEXT, fax TEXT, email TEXT, latitude REAL,
    longitude REAL, opening_hours TEXT
);
CREATE TABLE links (
    page TEXT NOT NULL REFERENCES pages (slug), line INTEGER, href TEXT, text TEXT, status TEXT,
    target TEXT REFERENCES pages (slug), fragment TEXT
);
CREATE TABLE tags (page TEXT NOT NULL REFERENCES pages (slug), tag TEXT NOT NULL);
CREATE TABLE assets (
    path TEXT PRIMARY KEY, digest TEXT NOT NULL, type TEXT, bytes INTEGER, width INTEGER,
    height INTEGER
);
CREATE VIRTUAL TABLE pages_fts USING fts5(
    title, subtitle, description, text, content="pages", tokenize='porter unicode61'
);
CREATE VIRTUAL TABLE conditions_fts USING fts5(
    name, alternate_names, symptoms, summary, content="conditions", tokenize='porter unicode61'
);
"""
# Datasette offers a search in the tables that have these. It looks for `content="table"`, with
# double quotes.
_SEARCHED: Final = ("pages_fts", "conditions_fts")


class DatabaseInputs(NamedTuple):
    """The parts of a catalog that the database is made from."""

    library: Library
    digests: Digests
    manifest: Manifest
    site: Answer
    search: SearchIndex


class DatabaseFile:
    """A database in a file without a name, which is gone when nothing refers to it."""

    def __init__(self, inputs: DatabaseInputs) -> None:
        """Write the database. Raises OSError or sqlite3.Error if there is no room for it."""
        with TemporaryDirectory(prefix="bodywise-") as folder:
            path = Path(folder, "content.sqlite")
            write_database(inputs, path)
            self._descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        weakref.finalize(self, os.close, self._descriptor)

    def pieces(self) -> Iterator[bytes]:
        """Yield the bytes of the file, which several threads may read at once."""
        start = 0
        while piece := os.pread(self._descriptor, _PIECE, start):
            start += len(piece)
            yield piece


def write_database(inputs: DatabaseInputs, path: Path) -> None:
    """Write the database to a file that is not there yet."""
    database = sqlite3.connect(path, isolation_level=None)
    try:
        # A half-written file is deleted, so no journal is needed.
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("PRAGMA synchronous = OFF")
        database.execute("BEGIN")
        for schema in (_SCHEMA, SEARCH_SCHEMA):
            for statement in schema.strip().removesuffix(";").split(";"):
                database.execute(statement)
        for step in (_site, _pages, _conditions, _locations, _menus, _links, _assets, _search):
            for table, row in step(inputs):
                marks = ", ".join("?" * len(row))
                database.execute(f"INSERT INTO {table} VALUES ({marks})", row)  # noqa: S608
        for table in _SEARCHED:
            database.execute(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")  # noqa: S608
        database.execute("COMMIT")
    finally:
        database.close()


def _site(inputs: DatabaseInputs) -> Iterator[tuple[str, Row]]:
    site = inputs.library.site
    own = (site.title, site.description, site.base_url, site.language)
    yield "site", (inputs.library.version, *own)
    yield "records", _record(inputs, SITE, bytes(inputs.site.body))


def _pages(inputs: DatabaseInputs) -> Iterator[tuple[str, Row]]:
    for page in inputs.library.pages:
        view = page_view(page, inputs.library, digests=inputs.digests)
        yield "records", _record(inputs, f"page/{page.slug}", encode(view))
        body = view["body"]
        yield (
            "pages",
            (
                *(page.slug, view["digest"], page.kind, page.path, page.title, page.subtitle),
                *(page.description, page.section, page.language, _date(page.date)),
                *(_date(page.updated), page.image and page.image.src, body.excerpt, body.text),
                *(body.html, body.markdown, body.word_count),
            ),
        )
        for tag in page.tags:
            yield "tags", (page.slug, tag)


def _conditions(inputs: DatabaseInputs) -> Iterator[tuple[str, Row]]:
    for condition in inputs.library.conditions:
        view = clinic_view(condition, inputs.digests)
        yield "records", _record(inputs, f"condition/{condition.slug}", encode(view))
        page = condition.page.slug if condition.page is not None else None
        yield (
            "conditions",
            (
                *(condition.slug, view["digest"], condition.name),
                *(_list(condition.alternate_names), page, _list(condition.body_regions)),
                *(_list(condition.symptoms), _list(condition.codes)),
                *(_date(condition.last_reviewed), condition.reviewed_by, condition.summary),
            ),
        )
        for slug in dict.fromkeys(ref.slug for ref in condition.treatments):
            yield "treatments", (condition.slug, slug)


def _locations(inputs: DatabaseInputs) -> Iterator[tuple[str, Row]]:
    for location in inputs.library.locations:
        view = clinic_view(location, inputs.digests)
        yield "records", _record(inputs, f"location/{location.slug}", encode(view))
        address, geo, hours = location.address, location.geo, location.opening_hours
        parts = ("street_address", "unit", "locality", "region", "postal_code", "country")
        yield (
            "locations",
            (
                *(location.slug, view["digest"], location.name),
                location.page.slug if location.page is not None else None,
                *(getattr(address, part) if address is not None else None for part in parts),
                location.phone.display if location.phone is not None else None,
                location.fax.display if location.fax is not None else None,
                location.email,
                geo.latitude if geo is not None else None,
                geo.longitude if geo is not None else None,
                hours.text if hours is not None else None,
            ),
        )


def _menus(inputs: DatabaseInputs) -> Iterator[tuple[str, Row]]:
    for key, menu in dict(menus_by_key(inputs.library)).items():
        yield "records", _record(inputs, key, encode(menu))


def _links(inputs: DatabaseInputs) -> Iterator[tuple[str, Row]]:
    for origin, link in inputs.library.edges:
        target = link.target.slug if link.target is not None else None
        row = (origin.slug, link.line, link.href, link.text, link.status, target, link.fragment)
        yield "links", row


def _assets(inputs: DatabaseInputs) -> Iterator[tuple[str, Row]]:
    assets = inputs.library.assets
    for path, digest in inputs.manifest.assets.items():
        asset = assets[path]
        yield "assets", (path, digest, asset.type, asset.size, asset.width, asset.height)


def _search(inputs: DatabaseInputs) -> Iterator[tuple[str, Row]]:
    yield from section_rows(inputs.search)
    yield from word_rows(inputs.search)


def _record(inputs: DatabaseInputs, key: str, record: bytes) -> Row:
    return key, inputs.manifest.records[key], record.decode()


def _list(values: Iterable[str]) -> str:
    """Return a list as JSON, which Datasette takes apart into facets."""
    return encode(list(values)).decode()


def _date(value: Any) -> str | None:
    return None if value is None else value.isoformat()
