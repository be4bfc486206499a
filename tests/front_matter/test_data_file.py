import pytest

from app.front_matter import FrontMatterError, plain
from app.front_matter.data_file import read_data

LIST = [{"name": "A", "zip": "1"}, {"name": "B"}]


@pytest.mark.parametrize(
    ("suffix", "text"),
    [
        (".yml", "# Offices\n- name: A\n  zip: '1'\n- name: B\n"),
        (".yml", "---\n- name: A\n  zip: '1'\n- name: B\n"),
        (".yaml", "[{name: A, zip: '1'}, {name: B}]\n"),
        (".json", '\n[{"name": "A", "zip": "1"}, {"name": "B"}]\n'),
        (".csv", 'name,zip\nA,"1"\n\nB,\n'),
        (".tsv", "name\tzip\nA\t1\nB\n"),
    ],
)
def test_a_list_has_the_places_of_its_items(suffix: str, text: str) -> None:
    data = read_data(suffix, text)
    assert plain(data.value) == LIST
    assert data.faults == ()
    assert text[data.marks[1, "name"].value :].lstrip('"')[:1] == "B"
    assert text[data.marks[0, "zip"].value :].lstrip("'\"")[:1] == "1"


@pytest.mark.parametrize("suffix", [".yml", ".json", ".toml"])
def test_an_empty_file_is_an_empty_mapping(suffix: str) -> None:
    assert read_data(suffix, "").value == {}


@pytest.mark.parametrize(
    ("suffix", "text", "offset"),
    [(".yml", "- a: [\n", 7), (".json", "[{]", 2), (".csv", 'a,b\n"c', 4)],
)
def test_a_fault_has_its_place_in_the_file(suffix: str, text: str, offset: int) -> None:
    with pytest.raises(FrontMatterError) as caught:
        read_data(suffix, text)
    assert [fault.offset for fault in caught.value.faults] == [offset]


def test_a_cell_that_is_too_long_is_called_that() -> None:
    with pytest.raises(FrontMatterError) as caught:
        read_data(".csv", f"name,x\n{'a' * 140_000},b\n")
    (fault,) = caught.value.faults
    assert "131,072 characters" in fault.message


def test_a_line_separator_in_a_cell_does_not_move_the_rows_after_it() -> None:
    text = "name,zip\nA\u2028A,1\nB,2\n"
    data = read_data(".csv", text)
    assert data.marks[1,].key == text.index("B")


def test_a_table_whose_cells_are_written_otherwise_is_read_in_linear_time() -> None:
    # Each cell was looked for to the end of the table: that took minutes.
    text = "a,b\n" + '"x""y","z""w"\n' * 40_000
    data = read_data(".csv", text)
    assert data.value[-1] == {"a": 'x"y', "b": 'z"w'}  # type: ignore[index]
    assert data.marks[39_999, "b"].key >= data.marks[39_999,].key > len(text) - 20
