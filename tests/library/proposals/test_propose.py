"""A site file that the tree itself proposes."""

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.library.library import Library
from app.library.load import load
from app.library.proposals.propose import propose_site
from app.library.proposals.survey import survey
from app.problems import Problem
from app.site.located_site import read_site
from app.site.schema import Site
from tests.conftest import site_at
from tests.library.search.test_text_language import ENGLISH, FRENCH, GERMAN, SPANISH
from tests.paths import SITES

Propose = Callable[[Mapping[str, str | bytes]], str]

OFFICES = """
- id: harbour
  name: Harbour
  street: 12 Quay Road
  city: Boulder
  state: CO
  zip: "80302"
  tel: (303) 444-2529
- name: Hill
  street: 7 Hill Street
  city: Denver
  state: CO
  zip: "80202"
  tel: (303) 444-2530
"""
KNEE = "---\ntitle: Knee pain\n---\nIt aches.\n"
BACK = "---\ntitle: Sciatica\n---\nIt shoots.\n"


@pytest.fixture
def propose(tmp_path: Path) -> Propose:
    """Returns the proposal for a tree of these files."""
    return lambda files: propose_site(survey(site_at(tmp_path / "content", files)))


def new_problems(before: Library, after: Library) -> list[Problem]:
    """The problems that a proposal adds, without those of a key that this version lacks."""
    unknown = set() if "locations" in Site.model_fields else {"misspelt-key"}
    return [
        problem
        for problem in after.problems
        if problem not in before.problems
        and not (problem.file == "site.yaml" and problem.code in unknown)
    ]


def mentions(library: Library) -> set[tuple[str, int, str]]:
    """Each place where a page names a condition, whatever the condition is called."""
    return {
        (mention.page.slug, mention.line, mention.text)
        for condition in library.conditions
        for mention in condition.mentions
    }


@pytest.mark.parametrize(
    "name",
    sorted(site.name for site in SITES.iterdir() if not site.name.startswith(("bad_", "odd_"))),
)
def test_a_proposal_loads_and_takes_nothing_away(name: str, tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(SITES / name, content)
    (content / "site.yaml").unlink(missing_ok=True)
    before = load(content)
    (content / "site.yaml").write_text(propose_site(survey(content)), encoding="utf-8")
    after = load(content)
    assert new_problems(before, after) == []
    assert mentions(before) <= mentions(after)
    assert {item.slug for item in before.locations} <= {item.slug for item in after.locations}
    assert {page.path for page in before.pages} <= {page.path for page in after.pages}


def test_a_menu_with_medical_titles_holds_conditions(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(SITES / "conditions", content)
    written = load(content)
    (content / "site.yaml").unlink()
    bare = load(content)
    proposal = propose_site(survey(content))
    (content / "site.yaml").write_text(proposal, encoding="utf-8")
    proposed = load(content)
    assert "- {menu: symptoms}  # 3 of the 3 titles in" in proposal
    # With the proposal they are the documents that the clinic's own file names.
    own = [item.slug for item in written.conditions if item.page is not None]
    assert [item.slug for item in proposed.conditions if item.page is not None] == own
    assert not [item for item in bare.conditions if item.page is not None]


def test_foreign_keys_of_offices_are_mapped(tmp_path: Path) -> None:
    files = {
        "index.md": "# Harbour Physiotherapy\n",
        "standorte/north.md": "---\ntitle: North\naddress-1: 1 North Street\n"
        "city-state-zip: Boulder, CO 80303\nphone-number: (303) 444-2529\n---\n",
        "standorte/south.md": "---\ntitle: South\naddress-1: 2 South Street\n"
        "city-state-zip: Denver CO 80202\nphone-number: (303) 444-2530\n"
        "hours: whenever you like\n---\n",
    }
    content = site_at(tmp_path / "content", files)
    proposal = propose_site(survey(content))
    assert '- "standorte/**"  # 2 of the 2 documents in the folder standorte have an' in proposal
    assert '  address-1: address.street_address  # 2 values, such as "1 North Street"' in proposal
    assert '#       hours: opening_hours  # 0 of 1 value can be read, such as "when' in proposal
    before = load(content)
    (content / "site.yaml").write_text(proposal, encoding="utf-8")
    after = load(content)
    assert before.locations == ()
    assert new_problems(before, after) == []
    north, south = after.locations
    assert (north.name, south.name) == ("North", "South")
    assert north.address is not None
    assert (north.address.locality, north.address.country) == ("Boulder", "US")
    assert south.phone is not None
    assert south.phone.e164 == "+13034442530"
    assert after.site.time_zone == "America/Denver"


def test_the_page_of_a_folder_of_conditions_stays_a_page(tmp_path: Path) -> None:
    files = {
        "hugo.toml": 'baseURL = "https://harbour.example"\ntitle = "Harbour"\n',
        "content/symptoms/_index.md": "---\ntitle: Back pain and more\n---\n",
        "content/symptoms/knee.md": KNEE,
        "content/symptoms/back.md": BACK,
    }
    content = site_at(tmp_path / "content", files)
    (content / "site.yaml").write_text(propose_site(survey(content)), encoding="utf-8")
    library = load(content)
    assert [item.slug for item in library.conditions] == ["knee", "back"]
    assert library.pages_by_slug["symptoms"].kind == "page"


def test_offices_with_foreign_keys_in_their_usual_folder_get_a_rule(tmp_path: Path) -> None:
    files = {
        "hugo.toml": 'baseURL = "https://harbour.example"\ntitle = "Harbour"\n',
        "content/locations/_index.md": "---\ntitle: Our offices\n---\n",
        "content/locations/north.md": "---\ntitle: North\naddress-1: 1 North Street\n"
        "city-state-zip: Boulder, CO 80303\nphone: (303) 444-2529\n---\n",
    }
    content = site_at(tmp_path / "content", files)
    before = load(content)
    (content / "site.yaml").write_text(propose_site(survey(content)), encoding="utf-8")
    library = load(content)
    assert new_problems(before, library) == []
    (north,) = library.locations
    assert north.address is not None
    assert (north.address.street_address, north.address.region) == ("1 North Street", "CO")
    assert library.pages_by_slug["locations"].kind == "page"


def test_data_files_of_offices_are_named_with_their_keys(propose: Propose) -> None:
    files = {"_config.yml": "title: Harbour\n", "index.md": KNEE, "_data/offices.yml": OFFICES}
    site = yaml.safe_load(propose(files))
    assert site["locations"] == {
        "from": "_data/offices.yml",
        "fields": {
            "street": "address.street_address",
            "city": "address.locality",
            "state": "address.region",
            "zip": "address.postal_code",
            "tel": "phone",
        },
    }
    assert (site["country"], site["time_zone"]) == ("US", "America/Denver")


def test_offices_deep_in_a_file_are_written_out(propose: Propose) -> None:
    settings = """
general:
  address: {street: 2 Middle Lane, town: Droitwich, post_code: WR9 7JR, country: GB}
  phone: '+44 1905 798226'
  geo: {lat: "52.33", lng: "-2.11"}
"""
    files = {"_config.yml": "title: Harbour\n", "_data/settings.yml": settings}
    site = yaml.safe_load(propose(files))
    assert site["locations"] == [
        {
            "name": "Harbour",
            "address": {
                "street_address": "2 Middle Lane",
                "locality": "Droitwich",
                "postal_code": "WR9 7JR",
                "country": "GB",
            },
            "phone": "+44 1905 798226",
            "geo": {"latitude": 52.33, "longitude": -2.11},
        }
    ]
    assert (site["country"], site["time_zone"]) == ("GB", "Europe/London")


def test_data_in_the_own_language_of_the_site_come_first(propose: Propose) -> None:
    files = {"_config.yml": "title: A\nlang: es\n", "index.md": KNEE}
    data = {f"_data/{code}/offices.yml": OFFICES for code in ("de", "es")}
    assert yaml.safe_load(propose({**files, **data}))["locations"]["from"] == "_data/es/offices.yml"


def test_offices_with_a_file_each_are_all_read(propose: Propose) -> None:
    office = "street: {0} North Street\nzip: '8030{0}'\nphone: (303) 444-252{0}\n"
    files = {
        "_config.yml": "title: Harbour\n",
        "index.md": KNEE,
        "_data/north/general.yml": office.format(1),
        "_data/south/general.yml": office.format(2),
    }
    written = yaml.safe_load(propose(files))["locations"]
    assert [entry["from"] for entry in written] == [
        "_data/north/general.yml",
        "_data/south/general.yml",
    ]
    assert written[0]["fields"]["zip"] == "address.postal_code"


def test_what_would_bring_errors_is_a_comment_with_the_first_of_them(propose: Propose) -> None:
    good = "---\ntitle: North\nstreet: 1 North Street\ntel: (303) 444-2529\n---\n"
    bad = good.replace("tel:", "accepts_new_patients: of course\ntel:")
    proposal = propose({"index.md": KNEE, "offices/a.md": bad, "offices/b.md": good})
    assert "# Mend this first: offices/a.md:4:23: error[invalid-value]: accepts_new_" in proposal
    assert '#       - "offices/**"  # 2 of the 2 documents in' in proposal
    assert "collections" not in (yaml.safe_load(proposal) or {})


def test_parameters_of_hugo_are_named(propose: Propose) -> None:
    configuration = (
        'title = "Harbour"\n[params.office]\nstreet = "Am Hafen 3"\nplz = "20457"\n'
        'ort = "Hamburg"\ntelefon = "+49 40 123456"\n'
    )
    site = yaml.safe_load(propose({"hugo.toml": configuration, "content/_index.md": KNEE}))
    assert site["locations"]["from"] == "params.office"
    assert site["locations"]["fields"]["telefon"] == "phone"
    assert (site["country"], site["time_zone"]) == ("DE", "Europe/Berlin")


def test_navigation_becomes_menus(load_files: Callable[..., Library], tmp_path: Path) -> None:
    navigation = """
main:
  - {title: Home, url: /}
  - title: Care
    children:
      - {title: Knee, url: /knee.html}
"""
    files = {"_config.yml": "title: A\n", "_data/navigation.yml": navigation}
    pages = {"index.md": KNEE, "knee.md": KNEE}
    library = load_files({**files, **pages})
    proposal = propose_site(survey(tmp_path / "content"))
    assert library.menus == ()
    library = load_files({"site.yaml": proposal})
    home, care = library.menus[0].items
    assert (home.title, home.target and home.target.slug) == ("Home", "index")
    assert [item.path for item in care.children] == ["/knee.html"]
    assert "the entries of _data/navigation.yml, main" in proposal


def test_a_menu_whose_name_is_taken_and_entries_left_out_are_mentioned(propose: Propose) -> None:
    home = "[{title: Home, url: /}, {title: Care, url: /care/, sub: [{url: /x/}, {icon: y}]}]\n"
    files = {"_data/menu.yml": home, "_data/nav.yml": home}
    proposal = propose({"_config.yml": "title: A\n", "index.md": KNEE, **files})
    lines = proposal.partition("menus:\n")[2].splitlines()
    left_out = "without 2 items that have no title or lead nowhere"
    assert lines[0] == f"  main:  # the entries of _data/menu.yml, {left_out}"
    assert lines[-1].strip("# ") == (
        f"main:  # another menu of this name: the entries of _data/nav.yml, {left_out}"
    )
    assert list(yaml.safe_load(proposal)["menus"]) == ["main"]


def test_addresses_that_many_pages_link_to_are_routes(propose: Propose) -> None:
    text = "[Book](/appointments/) [Team](/crew/) [Knee](/knees/) [File](/a.pdf)\n"
    files = {f"page-{number}.md": text for number in range(3)} | {"knee.md": KNEE}
    proposal = propose({**files, "one.md": "[Sign in](/login)\n"})
    routes = proposal.partition("routes:")[2]
    assert routes.splitlines() == [
        "",
        "  - /appointments  # 3 links on 3 pages lead to it, and no document is there",
        "#   - /crew  # 3 links on 3 pages lead to it, and no document is there",
    ]


def test_what_has_no_evidence_is_a_comment(propose: Propose) -> None:
    proposal = propose({"index.md": "# Welcome\n"})
    assert all(line.startswith("# ") for line in proposal.splitlines())
    assert "# title: Welcome  # the title of index.md" in proposal


def test_the_domain_and_the_language_stand_in_files_of_the_website(propose: Propose) -> None:
    files = {
        "_config.yml": "plugins: []\n",
        "CNAME": "harbour-physio.co.uk\n",
        "_layouts/default.html": '<!doctype html>\n<html class="x" lang="en-GB">',
        "index.md": "---\ntitle: Harbour Physio\n---\n",
    }
    site = yaml.safe_load(propose(files))
    assert site == {
        "title": "Harbour Physio",
        "base_url": "https://harbour-physio.co.uk",
        "language": "en-GB",
        "country": "GB",
        "time_zone": "Europe/London",
    }


@pytest.mark.parametrize(
    ("configuration", "expected"),
    [
        ('languageCode = "de-DE"', "language: de  # languageCode in hugo.toml"),
        ('languageCode = "en-us"', "# language: en  # read from"),
        ('languageCode = "en-us"\ndefaultContentLanguage = "de"', "# language: de  # read from"),
        ("", "# language: en  # read from"),
    ],
)
def test_the_language_of_a_configuration_counts(
    propose: Propose, configuration: str, expected: str
) -> None:
    files = {"hugo.toml": f'title = "A"\n{configuration}\n', "content/_index.md": KNEE}
    assert any(line.startswith(expected) for line in propose(files).splitlines())


_LAYOUT = '<!doctype html>\n<html lang="en">'


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"index.md": GERMAN}, 'language: de  # common words of the pages are "'),
        ({"index.md": FRENCH}, 'language: fr  # common words of the pages are "'),
        ({"index.md": "Hola."}, "# language: en  # nothing names the language, and the pages have"),
        (
            {"_config.yml": "plugins: []\n", "index.md": f"---\n---\n{SPANISH}"},
            'language: es  # common words of the pages are "',
        ),
        (
            {"_config.yml": "plugins: []\n", "_data/home.yml": f'about: "{FRENCH}"\n'},
            'language: fr  # common words of the pages are "',
        ),
        (
            {
                "_config.yml": "plugins: []\n",
                "_layouts/a.html": _LAYOUT,
                "index.md": f"---\n---\n{GERMAN}",
            },
            'language: de  # common words of the pages are "',
        ),
        (
            {
                "_config.yml": "plugins: []\n",
                "_layouts/a.html": _LAYOUT,
                "index.md": f"---\n---\n{ENGLISH}",
            },
            "language: en  # the lang of <html> in _layouts/a.html",
        ),
        (
            {"site.yaml": "language: en\n", "index.md": GERMAN},
            "# language: en  # read from site.yaml already, but the pages are in de: common words",
        ),
    ],
)
def test_the_pages_tell_their_language(
    propose: Propose, files: dict[str, str], expected: str
) -> None:
    assert any(line.startswith(expected) for line in propose(files).splitlines())


def test_links_of_templates_tell_the_country(propose: Propose) -> None:
    files = {
        "_config.yml": "plugins: []\n",
        "_includes/call.html": '<a href="tel:+33-2-38-12-34-56">02 38 12 34 56</a>',
        "index.md": f"---\n---\n{FRENCH}",
    }
    assert "country: FR  # 1 telephone number\n" in propose(files)


def test_text_of_the_tree_cannot_break_the_proposal(propose: Propose) -> None:
    bad = 'A: "quoted" # not a comment\\n\u2028- x'
    files = {
        "index.md": f"---\ntitle: {bad!r}\n---\n",
        "_config.yml": f"nav:\n  - {{title: {bad!r}, url: '/: #'}}\n",
    }
    site = yaml.safe_load(propose(files))
    assert site["menus"]["main"][0]["path"] == "/: #"


_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.sampled_from(
    ["Knee pain", "12 Quay Road", "Boulder, CO 80303", "(303) 444-2529", "null", "1.50", "/x/"]
)
_KEYS = st.sampled_from(["title", "street", "zip", "tel", "map", "lat", "url", "name", "menu"])
_VALUES = st.recursive(
    _TEXTS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=4)
)
_FRONT_MATTER = st.dictionaries(_KEYS | st.sampled_from(["layout", "tags", "date"]), _VALUES)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_FRONT_MATTER, max_size=4), st.dictionaries(_KEYS, _VALUES), _VALUES, st.booleans())
def test_any_tree_has_a_proposal_that_can_be_read(
    documents: list[dict[str, Any]], configuration: dict[str, Any], data: Any, is_hugo: bool
) -> None:
    files = {
        f"content/offices/{n}.md": f"---\n{json.dumps(d)}\n---\n" for n, d in enumerate(documents)
    }
    files["data/nav.json"] = files["_data/nav.json"] = json.dumps(data)
    files["_data/offices.json"] = files["data/offices.json"] = json.dumps([data, configuration])
    if is_hugo:
        files["hugo.json"] = json.dumps({"params": configuration})
    else:
        files["_config.yml"] = json.dumps(configuration)
    with TemporaryDirectory() as folder:
        proposal = propose_site(survey(site_at(Path(folder), files)))
    _, problems = read_site("site.yaml", proposal.encode())
    assert [problem for problem in problems if '"locations"' not in problem.message] == []
