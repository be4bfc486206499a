"""Offices without a document: in the site file, in data files, in a generator's configuration."""

import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from app.documents.reader import Reader
from app.library.library import Library
from tests.conftest import assert_shape, client_on, site_at

LoadFiles = Callable[[Mapping[str, str | bytes]], Library]

INLINE = """country: US
locations:
  - name: Boulder
    phone: (303) 444-2529
    address: {locality: Boulder, region: CO}
  - {id: north, name: Denver}
"""


def slugs(library: Library) -> list[str]:
    return [location.slug for location in library.locations]


def codes(library: Library) -> list[tuple[str, int, int, str]]:
    return [
        (problem.file, problem.line, problem.column, problem.code) for problem in library.problems
    ]


def test_offices_of_the_site_file_have_no_page(load_files: LoadFiles) -> None:
    library = load_files({"site.yaml": INLINE, "index.md": "# Home\n"})
    assert codes(library) == []
    assert slugs(library) == ["boulder", "north"]
    boulder = library.locations_by_slug["boulder"]
    assert boulder.page is None
    assert boulder.phone is not None
    assert boulder.phone.e164 == "+13034442529"
    assert boulder.address is not None
    assert (boulder.address.locality, boulder.address.country) == ("Boulder", "US")


def test_offices_by_slug_are_known_by_their_keys(load_files: LoadFiles) -> None:
    site = "locations:\n  south: {name: Boulder South}\n  north: {name: Boulder North}\n"
    library = load_files({"site.yaml": site, "index.md": "# Home\n"})
    assert slugs(library) == ["north", "south"]


def test_a_mistake_in_the_site_file_has_its_place(load_files: LoadFiles) -> None:
    site = "locations:\n  - name: A\n    geo: {latitude: x, longitude: 1}\n  - nothing\n"
    site += "  - {name: B, e_mail: c}\n"
    library = load_files({"site.yaml": site, "index.md": "# Home\n"})
    assert slugs(library) == ["a", "b"]
    assert codes(library) == [
        ("site.yaml", 3, 21, "invalid-value"),
        ("site.yaml", 4, 5, "invalid-value"),
        ("site.yaml", 5, 23, "misspelt-key"),
    ]


def test_a_key_of_the_site_file_that_means_nothing_for_an_office_is_reported(
    load_files: LoadFiles,
) -> None:
    site = "locations:\n  - {id: a, title: A, draft: false, slug: b, tags: [c], gate_code: 4}\n"
    library = load_files({"site.yaml": site, "index.md": "# Home\n"})
    assert slugs(library) == ["a"]
    assert [(problem.code, problem.message.split()[0]) for problem in library.problems] == [
        ("unknown-key", '"slug"'),
        ("unknown-key", '"tags"'),
        ("unknown-key", '"gate_code"'),
    ]
    assert library.problems[0].hint == 'Did you mean "id"?'


@pytest.mark.parametrize("site", ["locations: Boulder\n", "locations: 3\n"])
def test_locations_are_a_list_or_a_mapping(load_files: LoadFiles, site: str) -> None:
    library = load_files({"site.yaml": site, "index.md": "# Home\n"})
    assert codes(library) == [("site.yaml", 1, 12, "invalid-value")]


LIST = {
    "offices.yml": "- name: Boulder\n  zip: 80303\n- name: Denver\n",
    "begun.yml": "---\n- name: Boulder\n  zip: 80303\n- name: Denver\n",
    "offices.json": '[{"name": "Boulder", "zip": "80303"}, {"name": "Denver"}]',
    "offices.toml": '[[office]]\nname = "Boulder"\nzip = "80303"\n[[office]]\nname = "Denver"\n',
    "offices.csv": "name,zip\nBoulder,80303\nDenver,\n",
    "below.yml": "offices:\n  - {name: Boulder, zip: 80303}\n  - name: Denver\n",
    "slugs.yml": "boulder: {name: Boulder, zip: 80303}\ndenver: {name: Denver}\n",
    "slugs.json": '{"boulder": {"name": "Boulder", "zip": "80303"}, "denver": {"name": "Denver"}}',
}


@pytest.mark.parametrize("name", LIST)
def test_a_data_file_is_a_list_or_a_mapping_by_slug(load_files: LoadFiles, name: str) -> None:
    site = f"locations: {{from: _data/{name}, fields: {{zip: address.postal_code}}}}\n"
    library = load_files({"site.yaml": site, f"_data/{name}": LIST[name], "index.md": "# A\n"})
    assert codes(library) == []
    assert slugs(library) == ["boulder", "denver"]
    address = library.locations_by_slug["boulder"].address
    assert address is not None
    assert address.postal_code == "80303"


def test_one_mapping_is_one_office(load_files: LoadFiles) -> None:
    library = load_files(
        {
            "site.yaml": "locations: {from: _data/office.yml}\n",
            "_data/office.yml": "name: Boulder\naddress: {locality: Boulder}\n",
            "index.md": "# Home\n",
        }
    )
    assert [(office.slug, office.name) for office in library.locations] == [("office", "Boulder")]


def test_a_folder_has_one_file_an_office(load_files: LoadFiles) -> None:
    library = load_files(
        {
            "site.yaml": "locations: {from: _data/offices}\n",
            "_data/offices/boulder.yml": "name: Boulder\n",
            "_data/offices/denver.json": '{"phone": "12"}',
            "index.md": "# Home\n",
        }
    )
    assert [(office.slug, office.name) for office in library.locations] == [
        ("boulder", "Boulder"),
        ("denver", "Denver"),
    ]
    assert codes(library) == [("_data/offices/denver.json", 1, 11, "unknown-number")]


def test_several_sources_are_a_list(load_files: LoadFiles) -> None:
    site = "locations:\n  - {from: a.yml}\n  - {from: b.yml}\n  - {name: C}\n"
    files = {"a.yml": "- name: A\n", "b.yml": "- name: B\n", "index.md": "# Home\n"}
    assert slugs(load_files({"site.yaml": site, **files})) == ["a", "b", "c"]


def test_keys_of_other_systems_are_read_with_a_warning_unless_they_are_mapped(
    load_files: LoadFiles,
) -> None:
    data = "- {name: A, street: Main 1, city: Boulder, state: CO, zip: 80303, lat: 40, lng: -105}\n"
    files = {"data.yml": data, "index.md": "# Home\n"}
    library = load_files({"site.yaml": "locations: {from: data.yml}\n", **files})
    (office,) = library.locations
    assert office.address is not None
    assert (office.address.street_address, office.address.postal_code) == ("Main 1", "80303")
    assert office.geo is not None
    assert [problem.code for problem in library.problems] == ["foreign-key"] * 6
    fields = "street: address.street_address, city: address.locality, state: address.region, "
    fields += "zip: address.postal_code, lat: geo.latitude, lng: geo.longitude"
    site = f"locations: {{from: data.yml, fields: {{{fields}}}}}\n"
    mapped = load_files({"site.yaml": site})
    assert mapped.problems == ()
    assert mapped.locations == library.locations


@pytest.mark.parametrize("origin", ["_data/ofices.yml", "../offices.yml", "/etc/passwd", "params"])
def test_a_source_that_names_nothing_is_an_error(load_files: LoadFiles, origin: str) -> None:
    library = load_files(
        {
            "site.yaml": f"locations: {{from: {origin}}}\n",
            "_data/offices.yml": "- name: A\n",
            "index.md": "# Home\n",
        }
    )
    assert library.locations == ()
    problem = next(item for item in library.problems if item.file == "site.yaml")
    assert (problem.code, problem.line, problem.column) == ("unknown-reference", 1, 19)
    if origin == "_data/ofices.yml":
        assert '"_data/offices.yml"' in problem.hint


@pytest.mark.parametrize(
    ("site", "data", "column", "code"),
    [
        ("locations: {from: a.yml}\n", "", 19, "unknown-reference"),
        ("locations: {from: [a.yml]}\n", "- name: A\n", 19, "invalid-value"),
        ("locations: {from: a.yml, fields: x}\n", "- name: A\n", 34, "invalid-value"),
    ],
)
def test_a_source_without_offices_is_an_error(
    load_files: LoadFiles, site: str, data: str, column: int, code: str
) -> None:
    library = load_files({"site.yaml": site, "a.yml": data, "index.md": "# Home\n"})
    assert ("site.yaml", 1, column, code) in codes(library)


def test_offices_of_one_name_have_slugs_of_their_own(load_files: LoadFiles) -> None:
    site = "locations:\n  - {name: A}\n  - {name: A}\n  - {}\n  - {name: B, draft: true}\n"
    library = load_files({"site.yaml": site, "index.md": "# Home\n"})
    assert slugs(library) == ["a", "a-2"]
    assert [problem.code for problem in library.problems] == ["shared-slug"] * 2
    endings = [problem.message.partition("; ")[2] for problem in library.problems]
    assert endings == ["this one keeps it", 'this one is "a-2"']


def test_a_field_that_is_none_is_an_error(load_files: LoadFiles) -> None:
    site = "locations: {from: a.yml, fields: {zip: address.zip, city: us_city_line}}\n"
    library = load_files({"site.yaml": site, "a.yml": "- name: A\n", "index.md": "# Home\n"})
    assert codes(library) == [("site.yaml", 1, 40, "invalid-value")]


def test_a_data_file_that_does_not_parse_is_an_error_of_that_file(load_files: LoadFiles) -> None:
    files = {"a.yml": "- name: A\n- name: [\n", "index.md": "# Home\n"}
    library = load_files({"site.yaml": "locations: {from: a.yml}\n", **files})
    assert [(problem.file, problem.code) for problem in library.problems] == [
        ("a.yml", "front-matter-syntax")
    ]


HUGO = """baseURL = "https://example.org/"
[params]
  [[params.offices]]
    name = "Hamburg"
    phone = "040 123456"
    [params.offices.address]
      country = "Germany"
  [[params.offices]]
    name = "Berlin"
    phone = "030 123456"
    country = "Nowhere"
"""


def test_offices_of_hugos_parameters(load_files: LoadFiles) -> None:
    library = load_files(
        {
            "hugo.toml": HUGO,
            "site.yaml": "locations: {from: params.offices}\n",
            "content/_index.md": "# Home\n",
        }
    )
    assert slugs(library) == ["berlin", "hamburg"]
    phones = [office.phone.e164 for office in library.locations if office.phone is not None]
    assert phones[1] == "+4940123456"
    assert ("hugo.toml", 11, 15, "unknown-country") in codes(library)


def test_offices_of_a_file_of_hugos_parameters(load_files: LoadFiles) -> None:
    library = load_files(
        {
            "hugo.toml": 'title = "A"\n',
            "config/_default/params.yaml": "Offices:\n  - name: Boulder\n",
            "site.yaml": "locations: {from: params.offices}\n",
            "content/_index.md": "# Home\n",
        }
    )
    assert slugs(library) == ["boulder"]


def test_an_edit_of_a_source_is_a_change_of_the_tree(tmp_path: Path) -> None:
    site_at(tmp_path, {"site.yaml": "locations: {from: a.yml}\n", "a.yml": "- name: A\n"})
    reader = Reader(tmp_path)
    before = reader.read(reader.listing())
    site_at(tmp_path, {"a.yml": "- name: Another\n"})
    listing = reader.listing()
    after = reader.read(listing)
    assert [office.fields.name for office in after.offices] == ["Another"]
    assert before.inputs != after.inputs
    site_at(tmp_path, {"b.yml": "- name: B\n", "site.yaml": "locations: {from: b.yml}\n"})
    assert reader.listing() != listing


def test_offices_without_a_page_are_answered_by_distance_and_hours(tmp_path: Path) -> None:
    site = """time_zone: America/Denver
locations:
  far: {name: A, geo: {latitude: 41, longitude: -105}, opening_hours: Mo-Su 09:00-17:00}
  near: {name: B, geo: {latitude: 40, longitude: -105}, opening_hours: '"by appointment"'}
"""
    client = client_on(tmp_path, {"site.yaml": site, "index.md": "# Home\n"})
    address = "/locations?near=40,-105&open_at=2026-11-24T10:00:00-07:00"
    items = assert_shape(client.get(address), "/locations")["items"]
    assert [(item["slug"], item["open"], item["page"]) for item in items] == [
        ("near", None, None),
        ("far", True, None),
    ]
    assert items[0]["opening_hours"]["note"] == "by appointment"
    assert items[0]["opening_hours"]["schedule"] == []
    assert assert_shape(client.get("/locations/far"), "/locations/{slug:path}")["page"] is None
    assert client.get("/site").json()["counts"]["locations"] == 2


def test_many_offices_of_a_data_file_are_read_in_linear_time(tmp_path: Path) -> None:
    # The places of each were looked for among those of all: that took minutes.
    rows = "".join(f"A{number},1\n" for number in range(10_000))
    site = "locations: {from: _data/offices.csv}\n"
    root = site_at(
        tmp_path, {"a.md": "a", "site.yaml": site, "_data/offices.csv": f"name,id\n{rows}"}
    )
    reader = Reader(root)
    assert len(reader.read(reader.listing()).offices) == 10_000


def test_thousands_of_offices_are_read_in_a_moment(tmp_path: Path) -> None:
    offices = "".join(f"  - {{name: A{number}, geo: [1, 2]}}\n" for number in range(4_000))
    reader = Reader(site_at(tmp_path, {"index.md": "a", "site.yaml": f"locations:\n{offices}"}))
    listing = reader.listing()
    began = time.process_time()
    assert len(reader.read(listing).offices) == 4_000
    # Looking for the places of each among those of all takes several times as long.
    assert time.process_time() - began < 3
