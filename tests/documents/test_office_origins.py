"""The places that the site file names for offices."""

from pathlib import Path

import pytest

from app.documents.office_origins import office_files, origins_of
from app.site.located_site import read_site
from tests.conftest import site_at


def names(folder: Path, site: str) -> list[str]:
    read, _ = read_site("site.yaml", site.encode())
    return [file.name for file in office_files(read, folder)]


def test_a_source_is_a_file_or_the_data_files_of_a_folder(tmp_path: Path) -> None:
    files = ("data/a.yml", "data/b.csv", "data/c.txt", "data/below/d.yml", "e.json")
    site_at(tmp_path, dict.fromkeys(files, ""))
    assert names(tmp_path, "locations: {from: data}\n") == ["data/a.yml", "data/b.csv"]
    assert names(tmp_path, "locations: [{from: /e.json}, {from: data/c.txt}]\n") == ["e.json"]


@pytest.mark.parametrize("origin", ["../secret.yml", "data/../../secret.yml", "link.yml", "none"])
def test_no_file_out_of_the_folder_is_read(tmp_path: Path, origin: str) -> None:
    content = tmp_path / "content"
    site_at(tmp_path, {"secret.yml": "- name: A\n", "content/index.md": ""})
    (content / "link.yml").symlink_to(tmp_path / "secret.yml")
    assert names(content, f"locations: {{from: {origin}}}\n") == []


def test_only_mappings_with_from_are_places() -> None:
    assert [*origins_of(({"name": "A"}, "text"))] == []
    (origin,) = origins_of({"from": "a.yml", "fields": {"zip": "address.postal_code"}})
    assert (origin.path, origin.file) == (("locations",), "a.yml")
