"""Offices: addresses, telephone numbers, places and hours, from our keys and from foreign ones."""

import datetime as dt
from dataclasses import asdict
from pathlib import Path

import pytest

from app.library.library import Library
from app.library.load import load
from app.problems import Problem
from app.records import Location

OFFICE = """---
title: Physical Therapy in Boulder
name: Boulder
address:
  street_address: 4440 Arapahoe Ave.
  unit: Suite 101
  locality: Boulder
  region: CO
  postal_code: "80303"
phone: (303) 444-2529
fax: 303.444.2563
email: boulder@example.org
geo: {latitude: 40.0139, longitude: -105.241006}
opening_hours: Mo-Fr 07:00-18:00; PH off
time_zone: America/Denver
exceptions:
  - {date: 2026-12-24, opens: "07:00", closes: "12:00", note: Christmas Eve}
  - {date: 2026-11-27, opens: null, closes: null}
map_url: https://www.openstreetmap.org/?mlat=40.0139
accepts_new_patients: yes
services: [dry-needling]
---
Behind the library.
"""


def made(folder: Path, files: dict[str, str]) -> Library:
    """The library of a folder with these files."""
    for name, text in files.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return load(folder)


def office(folder: Path, text: str, site: str = "country: US\n") -> tuple[Location, list[Problem]]:
    """One office with its problems, orphans aside."""
    library = made(folder, {"locations/boulder.md": text, "site.yaml": site})
    problems = [problem for problem in library.problems if problem.code != "orphan"]
    return library.locations[0], problems


def test_an_office_is_told_in_full(tmp_path: Path) -> None:
    location, problems = office(tmp_path, OFFICE)
    assert problems == []
    assert location.model_dump(mode="json") == {
        "slug": "boulder",
        "name": "Boulder",
        "page": {
            "kind": "page",
            "slug": "locations/boulder",
            "path": "/locations/boulder/",
            "title": "Physical Therapy in Boulder",
        },
        "address": {
            "street_address": "4440 Arapahoe Ave.",
            "unit": "Suite 101",
            "locality": "Boulder",
            "region": "CO",
            "postal_code": "80303",
            "country": "US",
        },
        "phone": {"display": "(303) 444-2529", "e164": "+13034442529"},
        "fax": {"display": "(303) 444-2563", "e164": "+13034442563"},
        "email": "boulder@example.org",
        "geo": {"latitude": 40.0139, "longitude": -105.241006},
        "opening_hours": {
            "text": "Mo-Fr 07:00-18:00; PH off",
            "note": None,
            "time_zone": "America/Denver",
            "schedule": [
                {
                    "days": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"],
                    "opens": "07:00",
                    "closes": "18:00",
                }
            ],
            "exceptions": [
                {"date": "2026-11-27", "opens": None, "closes": None, "note": None},
                {
                    "date": "2026-12-24",
                    "opens": "07:00",
                    "closes": "12:00",
                    "note": "Christmas Eve",
                },
            ],
        },
        "map_url": "https://www.openstreetmap.org/?mlat=40.0139",
        "accepts_new_patients": True,
        "services": ["dry-needling"],
    }


def test_an_office_that_tells_nothing_has_nulls(tmp_path: Path) -> None:
    location, problems = office(tmp_path, "# Boulder\n", site="{}\n")
    assert problems == []
    told = location.model_dump()
    assert (told.pop("slug"), told.pop("name"), told.pop("services")) == ("boulder", "Boulder", ())
    del told["page"]
    assert set(told.values()) == {None}


def test_the_page_of_an_office_says_which_it_is(tmp_path: Path) -> None:
    library = made(tmp_path, {"locations/boulder.md": "# Boulder\n"})
    page = library.pages_by_slug["locations/boulder"]
    assert (page.kind, page.location, page.condition) == ("location", "boulder", None)


@pytest.mark.parametrize(
    ("line", "place", "message"),
    [
        ("email: at the door", (3, 8), "email must be an address"),
        ("opening_hours: Mo-Fr 7 to 6", (3, 16), "opening_hours"),
        ("opening_hours: Mo-Fr 25:00-26:99", (3, 16), "opening_hours"),
        ("geo: {latitude: 140, longitude: 1}", (3, 17), "geo.latitude must be from -90 to 90"),
        ("geo: {latitude: 40}", (3, 6), "geo.longitude is missing"),
        ("geo: Boulder", (3, 6), "geo must be a mapping"),
        ("accepts_new_patients: maybe", (3, 23), "must be true or false"),
        ("map_url: javascript:alert(1)", (3, 10), "not safe"),
        ("address: 4440 Arapahoe Ave.", (3, 10), "address must be a mapping"),
    ],
)
def test_a_mistake_is_told_at_its_place_and_the_rest_is_served(
    tmp_path: Path, line: str, place: tuple[int, int], message: str
) -> None:
    location, problems = office(tmp_path, f"---\nname: Boulder\n{line}\n---\n")
    (problem,) = problems
    assert (problem.line, problem.column) == place
    assert message in problem.message
    assert location.name == "Boulder"
    assert getattr(location, line.split(":", 1)[0]) is None


def test_an_office_whose_time_zone_does_not_exist_keeps_its_hours(tmp_path: Path) -> None:
    text = "---\nopening_hours: Mo 07:00-18:00\ntime_zone: America/Boulder\n---\n"
    location, (problem,) = office(tmp_path, text, site="time_zone: America/Denver\n")
    assert (problem.code, problem.line, problem.column) == ("invalid-value", 3, 12)
    assert location.opening_hours is not None
    assert location.opening_hours.time_zone is None
    assert [hours.opens for hours in location.opening_hours.schedule] == ["07:00"]


def test_a_time_zone_that_does_not_exist_is_reported_without_hours_too(tmp_path: Path) -> None:
    _, (problem,) = office(tmp_path, "---\ntime_zone: America/Denvr\n---\n")
    assert (problem.code, problem.line, problem.column) == ("invalid-value", 2, 12)
    assert "America/Denver" in problem.hint


def test_a_day_that_is_both_closed_and_open_is_open_and_reported(tmp_path: Path) -> None:
    text = (
        "---\nopening_hours: Mo-Fr 07:00-18:00\nexceptions:\n  - {date: 2026-12-24}\n"
        "  - {date: 2026-12-24, opens: '08:00', closes: '09:00'}\n---\n"
    )
    location, (problem,) = office(tmp_path, text)
    assert (problem.code, problem.line) == ("invalid-entry", 4)
    assert "2026-12-24" in problem.message
    assert location.opening_hours is not None
    assert [day.opens for day in location.opening_hours.exceptions] == ["08:00"]
    assert len(location.opening_hours.schedule) == 1


def test_a_mistake_behind_an_entry_that_is_left_out_is_at_its_own_place(tmp_path: Path) -> None:
    entries = ("{date: Christmas}", "{date: 2026-12-27, opens: x, closes: y}")
    text = f"---\nexceptions: [\n{entries[0]},\n{entries[1]}]\n---\n"
    _, problems = office(tmp_path, text)
    assert [(problem.line, problem.column) for problem in problems] == [(3, 8), (4, 27), (4, 38)]
    assert "2026-12-27" in problems[1].message


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("{date: 2026-12-24, opens: '7 am', closes: '12:00'}", "opens must be a time"),
        ("{date: 2026-12-24, opens: '07:00'}", "one of opens and closes only"),
        ("{date: Christmas}", "must be a date"),
        ("{opens: '07:00', closes: '12:00'}", "date is missing"),
    ],
)
def test_an_exception_that_cannot_be_read_is_told(tmp_path: Path, written: str, told: str) -> None:
    _, problems = office(tmp_path, f"---\nexceptions:\n  - {written}\n---\n")
    assert [problem.line for problem in problems] == [3]
    assert told in problems[0].message


def test_the_country_comes_from_the_site_unless_the_address_has_one(tmp_path: Path) -> None:
    text = "---\naddress: {locality: Wien, country: at}\nphone: 01 58858 0\n---\n"
    location, problems = office(tmp_path, text)
    assert problems == []
    assert location.address is not None
    assert location.address.country == "AT"
    assert location.phone is not None
    assert location.phone.e164 == "+431588580"


def test_hours_are_asked_of_the_library_by_slug(tmp_path: Path) -> None:
    library = made(tmp_path, {"locations/boulder.md": OFFICE, "site.yaml": "country: US\n"})
    thanksgiving = dt.datetime.fromisoformat("2026-11-26T09:00:00-07:00")
    state = library.hours["boulder"].state(thanksgiving)
    assert state.open is False
    assert state.next_change is not None
    # The Friday is an exception, so Monday comes next.
    assert state.next_change.isoformat() == "2026-11-30T07:00:00-07:00"


# ----- foreign keys

FOREIGN = """---
title: Boulder
address-1: 4440 Arapahoe Ave.
address-2: Suite 101
city-state-zip: Boulder, CO 80303
phone: (303) 444-2529
google-maps-embed: https://www.google.com/maps/embed?pb=!1m18!2d-105.241006!3d40.0139!2m3
---
Our office.
"""
RULES = """country: US
collections:
  locations:
    match: ["_locations/**"]
    permalink: "/location/:slug/"
    fields:
      address-1: address.street_address
      address-2: address.unit
      city-state-zip: us_city_line
      google-maps-embed: map_embed
"""


def test_foreign_keys_are_read_by_the_site_file_and_no_file_is_changed(tmp_path: Path) -> None:
    library = made(tmp_path, {"_locations/boulder.md": FOREIGN, "site.yaml": RULES})
    (location,) = library.locations
    assert [problem.code for problem in library.problems] == ["orphan"]
    assert location.page is not None
    assert location.page.path == "/location/boulder/"
    assert location.address is not None
    assert asdict(location.address) == {
        "street_address": "4440 Arapahoe Ave.",
        "unit": "Suite 101",
        "locality": "Boulder",
        "region": "CO",
        "postal_code": "80303",
        "country": "US",
    }
    assert location.geo is not None
    assert (location.geo.latitude, location.geo.longitude) == (40.0139, -105.241006)
    assert location.phone is not None
    assert location.phone.e164 == "+13034442529"


def test_what_foreign_keys_are_read_as_leaves_params_but_for_the_map(tmp_path: Path) -> None:
    library = made(tmp_path, {"_locations/boulder.md": FOREIGN, "site.yaml": RULES})
    assert set(library.pages[0].params) == {"google-maps-embed"}


def test_a_city_line_that_is_none_is_told_and_kept(tmp_path: Path) -> None:
    text = FOREIGN.replace("Boulder, CO 80303", "over there")
    library = made(tmp_path, {"_locations/boulder.md": text, "site.yaml": RULES})
    (problem,) = [each for each in library.problems if each.code == "unparsed-value"]
    assert (problem.line, problem.column) == (5, 17)
    assert library.pages[0].params["city-state-zip"] == "over there"


def test_a_key_of_ours_beside_a_foreign_one_wins_and_is_told(tmp_path: Path) -> None:
    text = FOREIGN.replace("phone:", "address: {unit: Door 3}\nphone:")
    library = made(tmp_path, {"_locations/boulder.md": text, "site.yaml": RULES})
    (problem,) = [each for each in library.problems if each.code == "duplicate-key"]
    assert (problem.line, problem.column) == (4, 1)
    assert library.locations[0].address is not None
    assert library.locations[0].address.unit == "Door 3"
    assert library.pages[0].params["address-2"] == "Suite 101"


def test_a_field_that_is_none_of_ours_is_an_error_of_the_site_file(tmp_path: Path) -> None:
    rules = RULES.replace("address.unit", "address.floor")
    library = made(tmp_path, {"_locations/boulder.md": FOREIGN, "site.yaml": rules})
    told = [problem for problem in library.problems if problem.file == "site.yaml"]
    assert [problem.code for problem in told] == ["invalid-value"]
    assert '"address.floor"' in told[0].message


# ----- values that are kept or reported


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("phone: call us", "unknown-number"),
        ("phone: '12'", "unknown-number"),
        ("phone: 303-444-2529 / 720-536-8802", "unknown-number"),
    ],
)
def test_a_number_that_cannot_be_placed_keeps_its_text(
    tmp_path: Path, line: str, code: str
) -> None:
    location, (problem,) = office(tmp_path, f"---\nname: Boulder\n{line}\n---\n")
    assert (problem.code, problem.severity, problem.line) == (code, "warning", 3)
    assert location.phone is not None
    assert location.phone.e164 is None
    assert location.phone.display == line.removeprefix("phone: ").strip("'")


def test_words_beside_a_number_are_reported(tmp_path: Path) -> None:
    text = "---\naddress: {country: Deutschland}\nphone: 089 123456 Praxis\n---\n"
    location, (problem,) = office(tmp_path, text)
    assert (problem.code, problem.line, problem.column) == ("unknown-number", 3, 8)
    assert '"Praxis"' in problem.message
    assert location.phone is not None
    assert location.phone.e164 == "+4989123456"


@pytest.mark.parametrize(
    ("written", "code"), [("USA", "US"), ("UK", "GB"), ("Germany", "DE"), ("Deutschland", "DE")]
)
def test_a_country_is_read_by_its_name(tmp_path: Path, written: str, code: str) -> None:
    location, problems = office(tmp_path, f"---\naddress: {{country: {written}}}\n---\n")
    assert problems == []
    assert location.address is not None
    assert location.address.country == code


def test_a_country_that_is_not_known_is_reported_and_not_the_sites(tmp_path: Path) -> None:
    text = "---\naddress: {country: Germny}\nphone: 089 123456\n---\n"
    location, problems = office(tmp_path, text)
    assert [problem.code for problem in problems] == ["unknown-country", "unknown-number"]
    assert "Germany" in problems[0].hint
    assert location.address is not None
    assert location.address.country is None


@pytest.mark.parametrize(
    "other", ["address: {country: US}", "phone: +1 720 536 8802", "address: {country: USA}"]
)
def test_the_country_of_a_number_is_that_of_the_other_offices(tmp_path: Path, other: str) -> None:
    files = {
        "locations/a.md": "---\nphone: (303) 444-2529\n---\n",
        "locations/b.md": f"---\n{other}\n---\n",
    }
    library = made(tmp_path, files)
    phone = library.locations_by_slug["a"].phone
    assert phone is not None
    assert phone.e164 == "+13034442529"


@pytest.mark.parametrize(
    ("address", "phone", "e164"),
    [
        ('{locality: Boulder, region: CO, postal_code: "80303"}', "303 444 2529", "+13034442529"),
        ("{locality: London, postal_code: SW1A 1AA}", "020 7946 0958", "+442079460958"),
        # Milan is not in Michigan, and five digits are a code in many countries.
        ('{locality: Milano, region: MI, postal_code: "20121"}', "303 444 2529", None),
        ('{locality: Dresden, postal_code: "01067"}', "0351 123456", None),
    ],
)
def test_a_postal_code_places_a_number_where_it_is_of_one_country(
    tmp_path: Path, address: str, phone: str, e164: str | None
) -> None:
    text = f"---\naddress: {address}\nphone: {phone}\n---\n"
    location, _ = office(tmp_path, text, site="{}\n")
    assert location.phone is not None
    assert location.phone.e164 == e164


def test_a_city_line_of_the_united_states_places_a_number(tmp_path: Path) -> None:
    rules = RULES.replace("country: US\n", "")
    library = made(tmp_path, {"_locations/boulder.md": FOREIGN, "site.yaml": rules})
    (location,) = library.locations
    assert location.phone is not None
    assert location.phone.e164 == "+13034442529"


@pytest.mark.parametrize(
    "written", ["opens: [7]", "opens: 7 am, closes: 9 am", "opens: {a: b}, closes: '12:00'"]
)
def test_an_exception_with_times_that_cannot_be_read_closes_nothing(
    tmp_path: Path, written: str
) -> None:
    exceptions = f"exceptions: [{{date: 2026-12-24, {written}}}]"
    text = f"---\nopening_hours: Mo-Su 08:00-18:00\n{exceptions}\n---\n"
    location, problems = office(tmp_path, text)
    assert {problem.code for problem in problems} == {"invalid-entry"}
    assert location.opening_hours is not None
    assert location.opening_hours.exceptions == ()


def test_a_comment_is_a_note_and_no_schedule(tmp_path: Path) -> None:
    text = "---\nopening_hours: 'Mo-Fr 09:00-12:00; Sa \"by appointment\"'\n---\n"
    location, problems = office(tmp_path, text)
    assert problems == []
    hours = location.opening_hours
    assert hours is not None
    assert hours.note == "by appointment"
    assert [(times.days[0], times.days[-1]) for times in hours.schedule] == [("Monday", "Friday")]


def test_an_unquoted_comment_is_shown_in_quotes(tmp_path: Path) -> None:
    _, (problem,) = office(tmp_path, "---\nopening_hours: by appointment\n---\n")
    assert "opening_hours: '\"by appointment\"'" in problem.hint


@pytest.mark.parametrize("hours", ["off", "Mo-Fr 09:00-17:00; Mo-Su off", "Mo-Fr 09:00-17:00 off"])
def test_hours_that_are_never_open_are_a_warning(tmp_path: Path, hours: str) -> None:
    _, (problem,) = office(tmp_path, f"---\nopening_hours: {hours}\n---\n")
    assert (problem.code, problem.severity) == ("never-open", "warning")
    dates = '[{date: 2026-12-24, opens: "09:00", closes: "12:00"}]'
    _, problems = office(tmp_path, f"---\nopening_hours: {hours}\nexceptions: {dates}\n---\n")
    assert problems == []


@pytest.mark.parametrize(
    ("locations", "name"),
    [
        ("{from: _data/settings.yml}", "Ford Physio"),
        ("[{from: _data/settings.yml}, {name: North}]", "Settings"),
        ("{boulder: {phone: (303) 444-2529}}", "Boulder"),
    ],
)
def test_the_only_office_of_a_data_file_is_called_as_the_clinic(
    tmp_path: Path, locations: str, name: str
) -> None:
    site = f"title: Ford Physio\ncountry: US\nlocations: {locations}\n"
    files = {"site.yaml": site, "_data/settings.yml": "phone: (303) 444-2529\n", "a.md": "# A\n"}
    names = {office.name for office in made(tmp_path, files).locations}
    assert names - {"North"} == {name}


def test_offices_in_files_of_one_name_have_slugs_by_their_folders(tmp_path: Path) -> None:
    files = {
        "site.yaml": (
            "locations:\n- from: _data/north/general.yml\n- from: _data/south/general.yml\n"
        ),
        "_data/north/general.yml": "name: North\n",
        "_data/south/general.yml": "name: South\n",
        "a.md": "# A\n",
    }
    slugs = [office.slug for office in made(tmp_path, files).locations]
    assert slugs == ["north-general", "south-general"]
