"""Offices in data files and configurations."""

from typing import Any

from app.library.proposals.data_sources import DataSource
from app.library.proposals.office_sources import OfficeSource, find_office_sources

OFFICE = {"street": "12 Quay Road", "zip": "80302", "tel": "(303) 444-2529"}
OTHER = {"street": "7 Hill Street", "zip": "80202", "tel": "(303) 444-2530"}


def only(*sources: tuple[str | None, Any]) -> OfficeSource | None:
    found = find_office_sources(
        [DataSource(name, name or "_config.yml", value) for name, value in sources]
    )
    assert len(found) <= 1
    return found[0] if found else None


def test_a_list_a_mapping_by_slug_and_one_mapping_are_named() -> None:
    for value, total in (([OFFICE, OTHER], 2), ({"a": OFFICE, "b": OTHER}, 2), (OFFICE, 1)):
        source = only(("_data/offices.yml", value))
        assert source is not None
        assert (source.name, source.total, source.is_certain) == ("_data/offices.yml", total, True)
        assert [key.key for key in source.keys] == ["street", "zip", "tel"]


def test_a_folder_with_one_file_an_office_is_named() -> None:
    source = only(("_data/offices/a.yml", OFFICE), ("_data/offices/b.yml", OTHER))
    assert source is not None
    assert (source.name, source.total) == ("_data/offices", 2)


def test_what_a_site_file_cannot_name_is_written_out() -> None:
    configuration = only((None, {"title": "A", **OFFICE}))
    assert configuration is not None
    assert (configuration.name, configuration.keys) == (None, ())
    assert configuration.inline[0]["address.postal_code"] == "80302"
    inner = only(("_data/site.yml", {"about": {"places": [OFFICE, OTHER]}}))
    assert inner is not None
    assert [office["phone"] for office in inner.inline] == [OFFICE["tel"], OTHER["tel"]]


def test_the_place_with_most_offices_counts() -> None:
    source = only(("_data/settings.yml", OFFICE), ("_data/locations.yml", [OFFICE, OTHER]))
    assert source is not None
    assert source.name == "_data/locations.yml"


def test_a_file_of_another_name_is_not_certain() -> None:
    source = only(("_data/suppliers.yml", [OFFICE, OTHER]))
    assert source is not None
    assert not source.is_certain


def test_lists_of_other_things_are_no_offices() -> None:
    assert only(("_data/staff.yml", [{"name": "Mara", "email": "m@a.example"}])) is None
    assert only(("_data/offices.yml", [])) is None
    assert only(("_data/offices.yml", "text")) is None


def test_files_of_one_name_with_an_office_each_are_all_named() -> None:
    files = {"_data/boulder/general.yml": OFFICE, "_data/denver/general.yml": OTHER}
    sources = find_office_sources([DataSource(name, name, value) for name, value in files.items()])
    assert [(source.name, source.is_certain) for source in sources] == [
        (name, True) for name in files
    ]


def test_one_office_in_several_languages_is_one() -> None:
    source = only(("_data/de/general.yml", OFFICE), ("_data/en/general.yml", OFFICE))
    assert source is not None
    assert source.name == "_data/de/general.yml"
