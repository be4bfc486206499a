"""One site that uses everything a native tree may: what is served of it, written out by hand."""

import datetime as dt
import json
from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest

from app.library.library import Library
from app.records import Image, MenuItem, MenuPlacement, Page, Ref

DENVER = ZoneInfo("America/Denver")
HOST = "https://www.harbour-physio.example"


@pytest.fixture(scope="module")
def good(load_site: Callable[[str], Library]) -> Library:
    return load_site("good")


def page(library: Library, slug: str) -> Page:
    return library.pages_by_slug[slug]


def slugs(refs: tuple[Ref, ...]) -> list[str]:
    return [ref.slug for ref in refs]


def outline(items: tuple[MenuItem, ...]) -> list[object]:
    """Titles and paths of a menu, those below an entry in a list behind it."""
    told: list[object] = []
    for item in items:
        told.append((item.title, item.path, item.target.slug if item.target else None))
        if item.children:
            told.append(outline(item.children))
    return told


def test_it_is_clean_but_for_what_stands_in_it_on_purpose(
    good: Library, places: Callable[[Library], list[tuple[str, int, int, str]]]
) -> None:
    assert places(good) == [
        ("news/opening.md", 5, 21, "redirected-link"),
        ("patients/every-link.md", 6, 1, "wrong-case"),
    ]


def test_every_document_but_the_draft_is_a_page_at_its_path(good: Library) -> None:
    assert {page.source.file: page.path for page in good.pages} == {
        "index.md": "/",
        "about/_index.md": "/about/",
        "about/history.md": "/about/history/",
        "about/team.md": "/about/team/",
        "conditions/neck-pain.md": "/symptoms/neck-pain/",
        "locations/harbour-office.md": "/locations/harbour-office/",
        "news/opening.md": "/news/2026/01/opening/",
        "patients/every-link.md": "/patients/every-link/",
        "patients/fees.md": "/patients/fees/",
        "patients/forms.md": "/patients/forms/",
        "patients/Ärzte & Kassen.md": "/patients/ärzte-and-kassen/",
        "patients/日本語.md": "/patients/日本語/",
        "services/dry-needling.md": "/services/needling.html",
        "services/iastm.md": "/instrument-work/",
        "services/index.md": "/services/",
    }
    assert [page.path for page in good.pages] == sorted(page.path for page in good.pages)
    assert {page.slug for page in good.pages} == set(good.pages_by_slug)
    assert page(good, "index").path == "/"
    assert page(good, "services/needling.html").path == "/services/needling.html"


def test_the_site_file_tells_of_the_whole(good: Library) -> None:
    assert good.site.title == "Harbour Physiotherapy"
    assert good.site.base_url == HOST
    assert good.site.country == "US"
    assert good.site.zone == DENVER
    assert good.languages == ("de", "en", "ja")
    assert good.counts["pages"] == 15
    assert good.counts["conditions"] == 2
    assert good.counts["locations"] == 1
    assert good.counts["menus"] == 3
    assert good.counts["assets"] == 4


def test_yaml_fields(good: Library) -> None:
    home = page(good, "index")
    assert home.title == "Welcome"
    assert home.description == "Physiotherapy by the harbour, for walkers and rowers."
    assert home.tags == ("home",)
    assert home.image == Image(
        src="/images/harbour.jpg", alt="The harbour", width=6, height=4, type="image/jpeg"
    )
    assert (home.section, home.language, home.breadcrumbs) == (None, "en", ())
    iastm = page(good, "instrument-work")
    assert iastm.tags == ("Hands", "2024")
    assert iastm.categories == ("Manual",)
    assert iastm.params == {"sidebar": False}
    assert iastm.section == "services"
    assert iastm.image == Image(
        src="/images/logo.svg", alt="A blade", width=24, height=16, type="image/svg+xml"
    )


def test_toml_fields(good: Library) -> None:
    team = page(good, "about/team")
    assert team.title == "The team"
    assert team.subtitle == "Four people, two boats"
    assert team.date == dt.date(2025, 11, 3)
    assert not isinstance(team.date, dt.datetime)
    assert team.updated == dt.datetime(2026, 2, 1, 9, 30, tzinfo=DENVER)
    assert (team.tags, team.categories) == (("people", "rowing"), ("About",))
    assert team.params == {"room": "2.10", "founded": 1998}
    assert team.weight == 20
    assert team.image == Image(
        src="/about/team.png",
        alt="Four people beside a boat",
        width=3,
        height=5,
        type="image/png",
    )
    assert team.menus == (
        MenuPlacement(menu="main", weight=2, title="Team", parent="about", identifier="about/team"),
        MenuPlacement(
            menu="footer", weight=20, title="The team", parent=None, identifier="about/team"
        ),
    )


def test_json_fields(good: Library) -> None:
    history = page(good, "about/history")
    assert history.title == "Our history"
    assert history.params == {
        "sources": [{"name": "Town archive", "pages": [3, 4.5]}],
        "nothing": None,
    }
    assert [(link.line, link.status) for link in history.links] == [(8, "ok"), (8, "ok")]


def test_a_moment_without_a_zone_is_one_in_the_sites(good: Library) -> None:
    opening = page(good, "news/2026/01/opening")
    assert opening.date == dt.datetime(2026, 1, 15, 23, 30, tzinfo=DENVER)


def test_a_title_comes_from_the_first_heading_where_no_key_gives_one(good: Library) -> None:
    assert page(good, "services").title == "What we do"
    assert page(good, "patients/ärzte-and-kassen").title == "Ärzte und Kassen"


def test_a_byte_order_mark_and_crlf_are_no_part_of_the_text(good: Library) -> None:
    forms, fees = page(good, "patients/forms"), page(good, "patients/fees")
    assert forms.title == "Forms"
    assert fees.title == "Fees"
    assert (
        "\r"
        not in fees.body.content.unpack().markdown
        + fees.body.content.unpack().html
        + fees.body.content.unpack().text
    )
    assert [link.line for link in forms.links] == [5, 5]
    assert [link.line for link in fees.links] == [10, 10, 11]


def test_documents_are_of_the_kind_of_their_folder(good: Library) -> None:
    neck, office = page(good, "symptoms/neck-pain"), page(good, "locations/harbour-office")
    assert (neck.kind, neck.condition, neck.location) == ("condition", "neck-pain", None)
    assert (office.kind, office.condition, office.location) == ("location", None, "harbour-office")
    assert {each.kind for each in good.pages if each not in (neck, office)} == {"page"}


def test_links_of_every_status(good: Library) -> None:
    links = page(good, "patients/every-link").links
    told = [
        (link.href, link.status, link.target.slug if link.target else None, link.line)
        for link in links
    ]
    assert told == [
        ("/about/", "ok", "about", 5),
        ("http://harbour-physio.example/about/team/?a=b#anna", "ok", "about/team", 5),
        ("/ABOUT/Team", "ok", "about/team", 6),
        ("/services/index.html", "ok", "services", 6),
        ("#every-link", "ok", "patients/every-link", 6),
        ("#top", "ok", "patients/every-link", 7),
        ("/nowhere/", "broken", None, 11),
        ("/prices", "redirected", "patients/fees", 12),
        ("/iastm/", "redirected", "instrument-work", 13),
        ("/about/team/#carl", "anchor_missing", "about/team", 14),
        ("/images/logo.svg", "asset", None, 15),
        ("https://example.org/a?b=c", "external", None, 16),
        ("mailto:hello@harbour-physio.example", "mailto", None, 17),
        ("tel:+13035550123", "tel", None, 18),
        ("", "unsafe", None, 19),
        ("sms:+13035550123", "other", None, 20),
        ("/archive/2019/", "broken", None, 21),
        ("/secret/", "broken", None, 22),
    ]
    assert [link.fragment for link in links if link.fragment] == [
        "anna",
        "every-link",
        "top",
        "carl",
    ]
    assert links[1].text == "by host"


def test_links_and_pictures_named_by_files_are_served_by_address(good: Library) -> None:
    team = page(good, "about/team")
    assert [(link.href, link.status, link.fragment) for link in team.links] == [
        ("_index.md#who-we-are", "ok", "who-we-are"),
        ("./history.md", "ok", None),
        ("#bo", "ok", "bo"),
    ]
    assert '<a href="/about/#who-we-are">who we are</a>' in team.body.content.unpack().html
    assert '<a href="/about/history/">history</a>' in team.body.content.unpack().html
    html = team.body.content.unpack().html
    assert '<img src="/about/team.png" alt="Four people" width="3" height="5">' in html
    assert '<img src="/images/harbour.jpg" alt="the harbour" width="6" height="4">' in html
    doctors = page(good, "patients/ärzte-and-kassen")
    assert [link.target.slug for link in doctors.links if link.target] == ["patients/日本語"] * 2
    assert doctors.links[1].fragment == "予約について"
    assert ".md" not in doctors.body.content.unpack().html


def test_html_tree_and_links_agree(good: Library) -> None:
    team = page(good, "about/team")
    tree = json.loads(team.body.content.unpack().mdast)
    paragraph = tree["children"][3]
    links = [node for node in paragraph["children"] if node["type"] == "link"]
    assert [link["url"] for link in links] == ["/about/#who-we-are", "/about/history/", "#bo"]
    assert [link["data"]["target"]["slug"] for link in links] == [
        "about",
        "about/history",
        "about/team",
    ]
    headings = [node["data"]["id"] for node in tree["children"] if node["type"] == "heading"]
    assert headings == ["the-team", "anna", "bo"]
    (top,) = team.body.toc
    assert (top.depth, top.id, top.title) == (1, "the-team", "The team")
    assert [(entry.depth, entry.id) for entry in top.children] == [(2, "anna"), (2, "bo")]


def test_labelled_lists_have_roles(good: Library) -> None:
    indications, conditions = page(good, "instrument-work").lists
    assert (indications.title, indications.role) == ("Indications", "indications")
    assert [item.text for item in indications.items] == ["Limited motion", "Pain during motion"]
    assert conditions.role == "conditions"
    assert [item.text for item in conditions.items] == ["Neck pain", "Tennis elbow"]
    (link,) = conditions.items[0].links
    assert link is not None
    assert (link.line, link.status) == (22, "ok")


def test_backlinks_name_each_page_once_by_title(good: Library) -> None:
    assert slugs(page(good, "patients/fees").backlinks) == [
        "patients/every-link",
        "patients/forms",
        "patients/日本語",
    ]
    # A link with a missing anchor counts, a link to oneself does not.
    assert slugs(page(good, "about/team").backlinks) == [
        "patients/every-link",
        "patients/fees",
        "about/history",
        "index",
    ]


def test_the_menus(good: Library) -> None:
    assert [menu.name for menu in good.menus] == ["footer", "main", "symptoms"]
    main = good.menu("main")
    footer = good.menu("footer")
    assert main is not None
    assert footer is not None
    assert outline(main.items) == [
        ("Home", "/", "index"),
        ("About us", "/about/", "about"),
        [
            ("Our history", "/about/history/", "about/history"),
            ("Team", "/about/team/", "about/team"),
        ],
        ("Patients", None, None),
        [
            ("The needle", "/services/needling.html", "services/needling.html"),
            ("Fees", "/patients/fees/", "patients/fees"),
        ],
        ("What we do", "/services/", "services"),
        ("Journal", "https://journal.example/", None),
        ("Write to us", "mailto:hello@harbour-physio.example", None),
    ]
    assert [item.weight for item in main.items] == [1, 2, 3, 4, 9, None]
    assert outline(footer.items) == [
        ("Fees", "/patients/fees/", "patients/fees"),
        ("What we do", "/services/", "services"),
        ("The team", "/about/team/", "about/team"),
        ("Old address", "/prices", "patients/fees"),
        ("Prices", "/patients/fees/#what-it-costs", "patients/fees"),
    ]


def test_breadcrumbs_and_neighbours(good: Library) -> None:
    team = page(good, "about/team")
    assert slugs(team.breadcrumbs) == ["index", "about"]
    assert team.previous is not None
    assert team.previous.slug == "about/history"
    assert team.next is not None
    assert team.next.slug == "services/needling.html"
    # In no menu: through the folder, by weight, then title.
    links, doctors = page(good, "patients/every-link"), page(good, "patients/ärzte-and-kassen")
    assert doctors.previous is None
    assert doctors.next is not None
    assert doctors.next.slug == "patients/every-link"
    assert links.next is not None
    assert links.next.slug == "patients/fees"


@pytest.mark.parametrize(
    ("address", "slug", "location", "code"),
    [
        ("/about", "about", None, None),
        ("/dry-needling/", "services/needling.html", "/services/needling.html", 301),
        ("/iastm", "instrument-work", "/instrument-work/", 301),
        ("/instruments/", "instrument-work", "/instrument-work/", 301),
        ("/prices", "patients/fees", "/patients/fees/", 302),
        ("/costs/", "patients/fees", "/patients/fees/", 301),
        ("/blog/2026/01/opening", "news/2026/01/opening", "/news/2026/01/opening/", 301),
        ("/archive/2019/", None, None, 410),
        ("/journal", None, "https://journal.example/?from=old", 308),
    ],
)
def test_addresses_old_and_new(
    good: Library, address: str, slug: str | None, location: str | None, code: int | None
) -> None:
    found = good.resolve(address)
    assert found is not None
    assert (found.page.ref.slug if found.page else None) == slug
    assert (found.location, found.code) == (location, code)


def test_assets_are_served_with_their_types(good: Library) -> None:
    assert {
        path: (asset.type, asset.width, asset.height) for path, asset in good.assets.items()
    } == {
        "/about/team.png": ("image/png", 3, 5),
        "/files/form.pdf": ("application/pdf", None, None),
        "/images/harbour.jpg": ("image/jpeg", 6, 4),
        "/images/logo.svg": ("image/svg+xml", 24, 16),
    }


def test_a_draft_is_nowhere(good: Library) -> None:
    assert good.resolve("/secret/") is None
    assert all("secret" not in ref.slug for page in good.pages for ref in page.backlinks)
    assert "secret" not in slugs(page(good, "about/team").backlinks)
