"""The explorer: pages for people, made by the service alone."""

import datetime as dt
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from fastapi.testclient import TestClient

from app.library.library import Library
from app.library.load import load
from app.live.reloader import Reloader
from app.main import create_app
from app.settings import Settings
from tests.conftest import assert_problem, client_of, client_on, site_at

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
PAGES = [
    "/explore",
    "/explore/pages",
    "/explore/pages/index",
    "/explore/conditions",
    "/explore/offices",
    "/explore/menus",
    "/explore/redirects",
    "/explore/graph",
    "/explore/graph?page=about",
    "/explore/problems",
    "/explore/search?q=massage",
]


# A page links to it, and nothing is there.
BROKEN = {"/explore/pages/lost"}


def client_with(library: Library, **options: Any) -> TestClient:
    """A client of the service on a library, with settings."""
    return client_of(create_app(Settings(**options), library=library))


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_html_of_this_host_alone(client: TestClient, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    policy = response.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert "unsafe" not in policy
    assert len(re.findall("<h1[ >]", response.text)) == 1
    assert not re.search(r'<(?:img|script|link)[^>]*(?:src|href)="(?:https?:)?//', response.text)


def test_every_link_of_the_explorer_leads_somewhere(client: TestClient) -> None:
    waiting, seen = ["/explore"], {"/explore"}
    while waiting:
        address = waiting.pop()
        response = client.get(address)
        if address in BROKEN:
            assert response.status_code == 404
            continue
        assert response.status_code == 200, address
        if not response.headers["content-type"].startswith("text/html"):
            continue
        text = response.text.replace("&amp;", "&")
        for target in re.findall(r'(?:href|src)="((?:/explore|\?)[^"#]*)', text):
            linked = urljoin(address, target)
            if linked not in seen:
                seen.add(linked)
                waiting.append(linked)
    assert len(seen) > len(PAGES)


def test_browsers_are_led_to_the_explorer_and_programs_are_not(client: TestClient) -> None:
    for _ in range(2):
        led = client.get("/", headers={"Accept": BROWSER})
        assert (led.status_code, led.headers["location"]) == (307, "/explore")
        assert "Accept" in led.headers["vary"].split(", ")
        answer = client.get("/", headers={"Accept": "*/*"})
        assert answer.json()["name"] == "Clinic content API"
        assert "Accept" in answer.headers["vary"].split(", ")


def test_switched_off_there_is_none(library: Library) -> None:
    with client_with(library, explorer=False) as client:
        assert client.get("/", headers={"Accept": BROWSER}).json()["name"]
        assert_problem(client.get("/explore"), 404)
        assert_problem(client.get("/explore/pages"), 404)
        assert "](explore)" not in client.get("/openapi.json").json()["info"]["description"]


def test_the_introduction_of_the_api_links_to_it(client: TestClient) -> None:
    introduction = client.get("/openapi.json").json()["info"]["description"]
    assert "key. [The explorer](explore) shows" in introduction


def test_below_a_path_prefix_all_addresses_carry_it(library: Library) -> None:
    with client_with(library, root_path="/api") as client:
        led = client.get("/api/", headers={"Accept": BROWSER})
        assert led.headers["location"] == "/api/explore"
        for address in PAGES:
            text = client.get(f"/api{address}").text
            links = re.findall(r'(?:href|src|action)="(/[^"]*)', text)
            assert links
            assert [link for link in links if not link.startswith("/api/")] == []


@pytest.mark.parametrize("path", ["pages/abuot", "conditions/nothing", "nothing", "pages/a/b/c"])
def test_what_is_not_there_is_a_page_too(client: TestClient, path: str) -> None:
    response = client.get(f"/explore/{path}")
    assert response.status_code == 404
    assert "Not found" in response.text
    assert response.headers["cache-control"] == "no-store"


def test_a_missing_page_has_suggestions(client: TestClient) -> None:
    assert 'href="/explore/pages/about"' in client.get("/explore/pages/abuot").text


HOSTILE = {
    "site.yaml": "title: <script>alert(1)</script>\n",
    "index.md": (
        "---\ntitle: '<img src=x onerror=alert(1)>'\ntags: ['\"><b>']\nx: '</dd><script>'\n---\n"
        '[a](/"onmouseover="x/) <script>alert(1)</script>\n\n## <b onclick="x">B</b>\n\n'
        '<img src="/none.jpg" alt=\'"><script>\'>\n'
    ),
    "conditions/a.md": "---\nname: '<script>'\nalternate_names: ['<i>']\n---\n",
    "locations/a.md": "---\nname: '<script>'\ngeo: {latitude: 1, longitude: 2}\n---\n",
}


@pytest.mark.parametrize(
    "address", [*PAGES, "/explore/search?q=<script>", "/explore/graph?page=<i>"]
)
def test_content_is_text(tmp_path: Path, address: str) -> None:
    with client_on(tmp_path, HOSTILE) as client:
        text = client.get(address).text
        assert re.findall(r"<script(?! src=\"/explore/assets/)", text) == []
        assert re.findall(r"<[^>\"]*(?:\"[^\"]*\"[^>\"]*)*\son[a-z]+=", text) == []
        assert "<i>" not in text


@pytest.mark.parametrize(
    "query",
    [
        "part=-1&sort=%00&q=%ff",
        "part=99999999999999999999&kind=x&section=",
        "q=" + "x" * 5000,
        "page=" + "y" * 5000,
        "code=none&severity=none",
    ],
)
def test_nothing_that_is_asked_breaks_it(client: TestClient, query: str) -> None:
    for address in PAGES:
        assert client.get(f"{address.partition('?')[0]}?{query}").status_code == 200


def test_a_tree_without_anything_has_all_pages(tmp_path: Path) -> None:
    with client_on(tmp_path, {}) as client:
        for address in PAGES:
            expected = 404 if address.endswith("/index") else 200
            assert client.get(address).status_code == expected


def test_places_open_in_the_editor_if_it_is_set(tmp_path: Path) -> None:
    site_at(tmp_path, {"a.md": "[x](/nothing/)\n"})
    library = load(tmp_path)
    with client_with(library) as client:
        assert "vscode:" not in client.get("/explore/problems").text.replace("vscode://file{", "")
    with client_with(library, editor_url="vscode://file{file}:{line}:{column}") as client:
        expected = f'href="vscode://file{tmp_path}/a.md:1:1"'
        assert expected in client.get("/explore/problems").text


def written(folder: Path, files: Mapping[str, str]) -> None:
    """Write files whose stamps differ from all before."""
    site_at(folder, files)


def test_a_refused_edit_is_shown_at_once(tmp_path: Path) -> None:
    written(tmp_path, {"a.md": "# One\n"})
    reloader = Reloader(Settings(content=tmp_path))
    reloader.load()
    with client_of(create_app(Settings(content=tmp_path), reloader=reloader)) as client:
        assert "The last edit is not shown" not in client.get("/explore").text
        before = client.get("/explore/state").text
        written(tmp_path, {"a.md": "---\ntitle: [\n---\n# Broken\n"})
        reloader.reload()
        text = client.get("/explore").text
        assert "The last edit is not shown" in text
        assert "front-matter-syntax" in text
        assert client.get("/explore/state").text != before


def test_with_watch_a_page_follows_edits(library: Library) -> None:
    with client_with(library, watch=True, root_path="/api") as client:
        text = client.get("/explore").text
        assert 'data-watch="/api/explore/state"' in text
        state = client.get("/explore/state")
        assert state.text.startswith(library.version)
        assert state.headers["cache-control"] == "no-store"
    with client_with(library) as client:
        assert "data-watch" not in client.get("/explore").text


@pytest.mark.parametrize("name", ["explorer.css", "explorer.js", "icon.svg"])
def test_its_files_are_its_own(client: TestClient, name: str) -> None:
    response = client.get(f"/explore/assets/{name}")
    assert response.status_code == 200
    assert response.headers["etag"]
    assert_problem(client.get("/explore/assets/explorer.py"), 404)


def test_a_page_is_checked_and_not_sent_again(client: TestClient) -> None:
    first = client.get("/explore/pages")
    assert first.headers["cache-control"] == "no-cache"
    again = client.get("/explore/pages", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304


def test_offices_are_as_they_are_now(tmp_path: Path) -> None:
    now = dt.datetime.now(dt.UTC)
    closed = f"{now + dt.timedelta(days=3):%b %d}"
    hours = {"open": "24/7", "closed": f"{closed} off; {closed} 00:00-00:01"}
    files = {
        f"locations/{name}.md": f'---\nopening_hours: "{text}"\ntime_zone: UTC\n---\n'
        for name, text in hours.items()
    }
    with client_on(tmp_path, files) as client:
        text = client.get("/explore/offices").text
        assert text.count("Open now") == 1
        assert "2 offices, 1 open now" in text


def test_an_office_without_a_time_zone_has_hours_and_says_what_is_missing(tmp_path: Path) -> None:
    later = f"{dt.datetime.now(dt.UTC) + dt.timedelta(days=3):%a}"[:2]
    unknown = f"Mo-Su 00:00-24:00 unknown; {later} 10:00-11:00"
    files = {
        "locations/a.md": '---\nopening_hours: "24/7"\n---\n',
        "locations/b.md": "---\nname: B\n---\n",
        "locations/c.md": f'---\nopening_hours: "{unknown}"\ntime_zone: UTC\n---\n',
    }
    with client_on(tmp_path, files) as client:
        text = client.get("/explore/offices").text
        assert text.count("Open now: unknown without a time zone") == 1
        assert text.count("Open now: unknown</span>") == 1
        assert text.count("Hours unknown") == 1
        assert "3 offices</p>" in text


def test_the_overview_and_the_menu_count_the_same_problems(tmp_path: Path) -> None:
    with client_on(tmp_path, {"a.md": "[x](/nothing/)\n"}) as client:
        text = client.get("/explore").text
        assert "<strong>2</strong><span>problems</span>" in text
        assert re.search(r'>Problems <span class="tally[^"]*">2</span>', text)


def test_a_graph_without_pages_says_so(tmp_path: Path) -> None:
    with client_on(tmp_path, {}) as client:
        text = client.get("/explore/graph").text
        assert "No pages yet" in text
        assert 'class="graph"' not in text


def test_a_page_that_is_not_in_the_graph_is_named_above_the_picture(client: TestClient) -> None:
    text = client.get("/explore/graph?page=nope").text
    assert 0 < text.index("No page is called “nope”") < text.index('class="graph"')


def test_the_explorer_is_not_in_the_description(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    assert not [path for path in paths if path.startswith("/explore")]
