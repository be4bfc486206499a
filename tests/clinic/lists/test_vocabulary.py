"""The words of the data file."""

from app.clinic.lists.vocabulary import meanings, words_of
from app.clinic.phrases import split_entry, split_words
from app.tables import read_table


def test_every_language_has_words_for_every_meaning() -> None:
    for text in ("conditions", "krankheitsbilder", "pathologies", "afecciones"):
        assert "subjects" in meanings(words_of(text))
    for text in ("contraindications", "kontraindikationen", "antecedents", "antecedentes"):
        assert "against" in meanings(words_of(text))


def test_the_meanings_of_a_part_of_a_label_are_of_its_own_words() -> None:
    words = words_of("conditions we treat")
    assert "subjects" in meanings(words)
    assert "subjects" not in meanings(words[1:])
    assert "verbs" in meanings(words[1:])


def rows_of_the_data() -> list[list[str]]:
    tables = read_table("app.clinic.lists", "condition_words.toml").values()
    return [row for group in tables for languages in group.values() for row in languages.values()]


def test_no_entry_stands_twice_in_its_row() -> None:
    assert [row for row in rows_of_the_data() if len(row) > len(set(row))] == []


def test_entries_are_compared_as_texts_are() -> None:
    rows = rows_of_the_data()
    entries = [entry for row in rows for entry in row if ".." not in entry]
    assert len(entries) > 10_000
    plain = [(entry, [word.removesuffix("*") for word in split_entry(entry)]) for entry in entries]
    assert [each for each in plain if each[1] != split_words(each[0].replace("*", ""))] == []
