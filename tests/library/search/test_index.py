"""The index of a library: equal to a fresh one, however it came about."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.reader import Reader
from app.library.build import LibraryBuilder
from app.library.library import Library
from app.library.load import load
from app.library.search.excerpts import Explainer
from app.library.search.index import SearchIndex, build_index
from app.library.search.results import Results
from tests.conftest import site_at
from tests.library.search.site import FILES, found, index_of, no_pause

QUERIES = ("pain", "nek", "elbow", "loft room", "harbour", "head", "sho", "new word", "tenis arm")


def answers(index: SearchIndex) -> list[object]:
    """Return all that the queries find, with excerpts and matches."""
    results: list[object] = []
    for text in QUERIES:
        found_rows = Results(text, index)
        rows = [index.rows[number] for number in found_rows.part(0, 100)]
        explainer = Explainer(found_rows.query, index)
        results.append(
            [(row.row, explainer.explain(row, number)) for number, row in enumerate(rows)]
        )
        results.append((found_rows.suggestions, found_rows.query.uncorrected))
    return results


EDITS: list[Mapping[str, str | bytes]] = [
    {"loft.md": "---\ntitle: The Loft\n---\nA new word about elbows.\n"},
    {"loft.md": "---\ntitle: Another title\n---\nA room upstairs.\n"},
    {"new.md": "---\ntitle: A new page\n---\n## Pain in the arm\n\nNew words.\n"},
    {"conditions/neck.md": "---\ntitle: Neck Pain\nsymptoms: [Pain in the arm]\n---\n"},
    {"site.yaml": "language: en\nsynonyms: [[loft, harbour]]\n"},
    {"conditions/elbow.md": "---\ntitle: Tennis Elbow\ndraft: true\n---\n"},
    {"needling.md": "---\ntitle: Needling\n---\nNothing.\n"},
]


@given(st.lists(st.sampled_from(EDITS), min_size=1, max_size=4))
def test_an_index_after_edits_is_equal_to_a_fresh_one(
    tmp_path_factory: pytest.TempPathFactory, edits: list[Mapping[str, str | bytes]]
) -> None:
    folder = site_at(tmp_path_factory.mktemp("site"), FILES)
    index = build_index(load(folder), pause=no_pause)
    for edit in edits:
        index = build_index(load(site_at(folder, edit)), index, no_pause)
    assert answers(index) == answers(build_index(load(folder), pause=no_pause))


def read(reader: Reader, builder: LibraryBuilder) -> Library:
    """Return the library as a reload builds it."""
    tree = reader.read(reader.listing())
    return builder.build(tree, tree.read_at)


def test_an_edit_keeps_the_rows_of_other_pages(tmp_path: Path) -> None:
    folder = site_at(tmp_path, FILES)
    reader, builder = Reader(folder), LibraryBuilder()
    before = build_index(read(reader, builder), pause=no_pause)
    site_at(folder, {"loft.md": "---\ntitle: The Loft\n---\nA room below.\n"})
    after = build_index(read(reader, builder), before, no_pause)
    kept = {key for key, entry in after.by_key.items() if entry.rows is before.by_key[key].rows}
    assert kept == {*before.by_key} - {"page/loft"}
    assert found(before, "below") == []
    assert found(after, "below") == ["loft"]


def test_an_index_has_the_synonyms_of_its_languages(tmp_path: Path) -> None:
    files = {"site.yaml": "languages: [en, es]\n", "a.md": "Knee.\n", "b.es.md": "Rodilla.\n"}
    index = index_of(tmp_path, files)
    assert set(index.common_synonyms) == {"en", "es"}
    daily, foreign = index.common_synonyms["en"]
    assert "bruxism" in daily.words
    assert "knie" in foreign.by_first
    # Spanish is a language of the site.
    assert "rodilla" not in foreign.by_first


def test_an_index_of_the_same_content_shares_the_table(tmp_path: Path) -> None:
    folder = site_at(tmp_path, FILES)
    before = build_index(load(folder), pause=no_pause)
    after = build_index(load(folder), before, no_pause)
    assert after.full_text is before.full_text
    assert after.vocabularies["en"] is before.vocabularies["en"]


def test_a_site_without_documents_has_an_empty_index(tmp_path: Path) -> None:
    index = index_of(tmp_path, {})
    assert index.rows == {}
    assert found(index, "anything") == []


def test_a_build_lets_others_run(tmp_path: Path) -> None:
    pauses: list[float] = []
    build_index(load(site_at(tmp_path, FILES)), pause=pauses.append)
    assert pauses
