"""An app finds sections in the database by the queries of the documentation."""

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.library.load import load
from app.views.catalog import Catalog
from tests.paths import ROOT, SITES

SEARCH, BEGINNING, EXCERPT = re.findall(
    r"```sql\n(.*?)```", (ROOT / "docs/offline-search.md").read_text("utf-8"), re.DOTALL
)


def database_of(site: Path, folder: Path) -> sqlite3.Connection:
    """Open the database of a site."""
    file = folder / "content.sqlite"
    file.write_bytes(b"".join(Catalog(load(site)).database().pieces()))
    return sqlite3.connect(file)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    with closing(database_of(ROOT / "content", tmp_path_factory.mktemp("a"))) as connection:
        yield connection


@pytest.fixture(scope="module")
def languages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    with closing(database_of(SITES / "languages", tmp_path_factory.mktemp("b"))) as connection:
        yield connection


def found(database: sqlite3.Connection, text: str, language: str | None = None) -> list[str]:
    """Return the slugs of the pages, else conditions, that the documented query finds."""
    words = json.dumps(re.findall(r"[^\W_]+", text.lower()))
    rows = database.execute(SEARCH, {"words": words, "language": language})
    return [page or condition or location for *_, page, condition, location in rows]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("frozen shoulder", "shoulder-pain"),
        ("knees", "knee-pain"),
        ("dry needl", "dry-needling"),
        ("plantar fasciitis", "plantar-fasciitis"),
        ("golfers elbow", "tennis-and-golfers-elbow"),
        ("What to bring?", "new-patient-info-forms"),
    ],
)
def test_the_right_page_comes_first(database: sqlite3.Connection, text: str, first: str) -> None:
    assert found(database, text)[0] == first


@pytest.mark.parametrize("text", ["", "???", "zzzzz", '" OR "', "a" * 10_000, "NEAR(x) \x00"])
def test_any_text_is_safe(database: sqlite3.Connection, text: str) -> None:
    assert isinstance(found(database, text), list)


def test_only_the_last_word_may_be_unfinished(database: sqlite3.Connection) -> None:
    assert found(database, "needl")
    assert found(database, "needl zzzzz") == []


@pytest.mark.parametrize(("language", "text"), [("de", "Rücken"), ("es", "articulacion")])
def test_a_language_has_its_own_words_and_sections(
    languages: sqlite3.Connection, language: str, text: str
) -> None:
    every = dict(languages.execute("SELECT page, language FROM sections"))
    slugs = found(languages, text, language)
    assert {every[slug] for slug in slugs} == {language}
    assert set(found(languages, text)) >= set(slugs)
    assert found(languages, text, "fr") == []


def test_words_are_found_without_their_accents(languages: sqlite3.Connection) -> None:
    rows = languages.execute(
        "SELECT DISTINCT stem FROM words WHERE word IN ('rücken', 'rucken') AND language = 'de'"
    ).fetchall()
    assert rows == [("ruck",)]
    assert found(languages, "rucken") == found(languages, "rücken")


def test_every_section_is_searched_by_its_stems(database: sqlite3.Connection) -> None:
    (sections,) = database.execute("SELECT count(*) FROM sections").fetchone()
    assert sections == database.execute("SELECT count(*) FROM sections_fts").fetchone()[0]
    (without,) = database.execute(
        "SELECT count(*) FROM sections WHERE page IS NULL AND condition IS NULL"
        " AND location IS NULL"
    ).fetchone()
    assert (sections > 100, without) == (True, 0)


def test_beginnings_and_excerpts(database: sqlite3.Connection) -> None:
    words = [word for (word,) in database.execute(BEGINNING, {"beginning": "should"})]
    assert "shoulder" in words[:2]
    (number,) = database.execute(
        "SELECT id FROM sections WHERE instr(lower(text), 'shoulder') > 100 LIMIT 1"
    ).fetchone()
    (excerpt,) = database.execute(EXCERPT, {"word": "shoulder", "id": number}).fetchone()
    assert (excerpt.lower().index("shoulder"), len(excerpt) <= 240) == (40, True)
