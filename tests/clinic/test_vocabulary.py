"""The words of the data file."""

from app.clinic.phrases import split_entry, words_of
from app.clinic.vocabulary import vocabulary
from app.tables import read_table


def test_every_language_has_words_for_every_meaning() -> None:
    tables = vocabulary().labels.tables
    for text in ("conditions", "krankheitsbilder", "pathologies", "afecciones"):
        assert "subjects" in tables.first([text])
    for text in ("contraindications", "kontraindikationen", "antecedents", "antecedentes"):
        assert "against" in tables.first([text])


def rows_of_the_data() -> list[list[str]]:
    tables = read_table("app.clinic", "condition_words.toml").values()
    return [row for group in tables for languages in group.values() for row in languages.values()]


def test_no_entry_stands_twice_in_its_row() -> None:
    assert [row for row in rows_of_the_data() if len(row) > len(set(row))] == []


def test_entries_are_compared_as_texts_are() -> None:
    rows = rows_of_the_data()
    entries = [entry for row in rows for entry in row if ".." not in entry]
    assert len(entries) > 10_000
    plain = [(entry, [word.removesuffix("*") for word in split_entry(entry)]) for entry in entries]
    assert [each for each in plain if each[1] != words_of(each[0].replace("*", ""))] == []
