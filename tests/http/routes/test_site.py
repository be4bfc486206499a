"""The entrance, the site, and what lives at its addresses."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.library.load import load
from app.main import create_app
from app.settings import Settings
from tests.conftest import assert_problem, assert_shape, client_of, client_on, site_at


def test_the_entrance_leads_to_what_there_is(client: TestClient) -> None:
    links = assert_shape(client.get("/"), "/")["links"]
    for address in links.values():
        if "{" not in address:
            expected = 422 if address == "/resolve" else 200
            assert client.get(address).status_code == expected
    described = client.get("/openapi.json").json()["paths"]
    others = {"/", "/resolve", "/search", "/events"}
    assert set(described) - others <= set(links.values())


def test_the_entrance_names_only_what_this_service_has(tmp_path: Path) -> None:
    library = load(site_at(tmp_path, {"index.md": "x"}))
    links = client_of(create_app(library=library)).get("/").json()["links"]
    assert not {"events", "sitemap"} & set(links)
    with_events = client_of(create_app(Settings(events=True), library=library))
    assert with_events.get("/").json()["links"]["events"] == "/events"


def test_the_site_tells_of_itself_and_counts_what_it_has(client: TestClient) -> None:
    body = assert_shape(client.get("/site"), "/site")
    assert body["title"] == "Small Clinic"
    assert body["base_url"] == "https://example.org"
    assert body["languages"] == ["de", "en"]
    assert body["counts"] == {
        "pages": client.get("/pages").json()["total"],
        "conditions": client.get("/conditions").json()["total"],
        "locations": client.get("/locations").json()["total"],
        "menus": client.get("/menus").json()["total"],
        "links": client.get("/links").json()["total"],
        "assets": 6,
    }


@pytest.mark.parametrize(
    "path",
    [
        "/about/",
        "/about",
        "about",
        "/about/index.html",
        "/about.html",
        "/ABOUT/",
        "/about/?utm_source=x#people",
        "/treatments/../about/",
    ],
)
def test_an_address_is_found_as_a_web_server_would_find_it(client: TestClient, path: str) -> None:
    body = assert_shape(client.get("/resolve", params={"path": path}), "/resolve")
    assert body == {
        "status": "ok",
        "target": {"kind": "page", "slug": "about", "path": "/about/", "title": "About us"},
        "location": "/about/",
        "code": None,
    }


@pytest.mark.parametrize("path", ["/straße/", "/stra%C3%9Fe/"])
def test_an_address_with_letters_beyond_ascii_is_found(client: TestClient, path: str) -> None:
    body = client.get("/resolve", params={"path": path}).json()
    assert body["target"]["slug"] == "straße"


def test_home_and_files_are_found_too(client: TestClient) -> None:
    assert client.get("/resolve?path=/").json()["target"]["slug"] == "index"
    body = client.get("/resolve?path=/documents/form.pdf").json()
    assert body == {
        "status": "ok",
        "target": None,
        "location": "/documents/form.pdf",
        "code": None,
    }


@pytest.mark.parametrize(
    ("path", "slug", "location", "code"),
    [
        ("/old-about/", "about", "/about/", 308),
        ("/old-about", "about", "/about/", 308),
        ("/old-about/?x=1", "about", "/about/", 308),
        ("/blog/team/", "about/team", "/about/team/", 301),
        ("/elsewhere/", None, "https://example.com/new", 302),
    ],
)
def test_a_redirect_tells_where_to_and_how(
    client: TestClient, path: str, slug: str | None, location: str, code: int
) -> None:
    body = assert_shape(client.get("/resolve", params={"path": path}), "/resolve")
    assert body["status"] == "redirect"
    assert (body["target"]["slug"] if body["target"] else None) == slug
    assert (body["location"], body["code"]) == (location, code)


def test_what_is_gone_for_good_is_told_so(client: TestClient) -> None:
    assert "gone" in assert_problem(client.get("/resolve?path=/gone/"), 410)["detail"]


@pytest.mark.parametrize("path", ["/abuot/", "/about/taem", "/blog/nobody/"])
def test_where_nothing_lives_the_nearest_pages_are_suggested(client: TestClient, path: str) -> None:
    body = assert_problem(client.get("/resolve", params={"path": path}), 404)
    assert path in body["detail"]
    if "blog" not in path:
        assert body["suggestions"][0]["path"].startswith("/about/")


def test_nothing_is_suggested_where_nothing_is_alike(client: TestClient) -> None:
    assert assert_problem(client.get("/resolve?path=/zzzz-999/"), 404)["suggestions"] == []


def test_a_whole_url_of_the_website_is_resolved_as_its_path(tmp_path: Path) -> None:
    files = {"site.yaml": "base_url: https://www.example.org\n", "about.md": "# About\n"}
    asking = client_on(tmp_path, files)
    for address in ("https://example.org/about", "http://www.example.org/about/?a=b#c"):
        body = asking.get("/resolve", params={"path": address}).json()
        assert body["target"]["slug"] == "about"
    assert_problem(asking.get("/resolve", params={"path": "https://example.com/about"}), 404)
