"""Behind a prefix: addresses of the API carry it, website paths and keys never do."""

import re
import unicodedata
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from app.library.load import load
from app.main import create_app
from app.settings import Settings
from tests.conftest import client_of, client_on, site_at

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20"/>'
FILES = {
    "about/index.md": (
        "---\nimage: a.svg\naliases: [/old/]\n---\n"
        "![a](a.svg) ![b](/about/a.svg?v=1#x) ![c](https://example.org/about/a.svg)\n"
        "![d](lost.svg)\n\n"
        '<img src="a.svg"> <a href="/form.pdf">form</a> [form](/form.pdf)\n'
        "[team](/team/) [old](/old/) [top](#top) [other](https://example.com/form.pdf)\n"
    ),
    "team.md": "x",
    "about/a.svg": SVG,
    "form.pdf": "%PDF",
    "site.yaml": "base_url: https://example.org\nmenus: {main: [{title: T, path: /team/}]}\n",
}


@pytest.fixture
def clients(tmp_path: Path) -> tuple[TestClient, TestClient]:
    """A client of the service behind /api, and one of the service without a prefix."""
    content = site_at(tmp_path, FILES)
    library = load(content, root_path="/api")
    behind = client_of(create_app(Settings(root_path="/api"), library=library))
    return behind, client_of(create_app(library=load(content)))


def test_pictures_and_files_carry_the_prefix_and_links_to_pages_do_not(
    clients: tuple[TestClient, TestClient],
) -> None:
    page = clients[0].get("/api/pages/about").json()
    assert page["image"]["src"] == "/api/about/a.svg"
    html, tree = page["body"]["html"], str(page["body"]["mdast"])
    assert re.findall('(?:src|href)="([^"]*)"', html) == [
        "/api/about/a.svg",
        "/api/about/a.svg?v=1#x",
        "https://example.org/about/a.svg",
        "lost.svg",
        "/api/about/a.svg",
        "/api/form.pdf",
        "/api/form.pdf",
        "/team/",
        "/old/",
        "#top",
        "https://example.com/form.pdf",
    ]
    assert "'url': '/api/about/a.svg?v=1#x'" in tree
    assert "'url': '/team/'" in tree
    assert page["path"] == "/about/"
    # As they are written.
    assert page["links"][1]["href"] == "/form.pdf"
    assert page["seo"]["json_ld"]["image"] == "https://example.org/api/about/a.svg"


def test_every_address_of_the_api_is_answered_as_it_is_given(
    clients: tuple[TestClient, TestClient],
) -> None:
    behind, _ = clients
    entrance = behind.get("/api/").json()["links"]
    assert all(address.startswith("/api/") for address in entrance.values())
    assert behind.get(entrance["pages"]).status_code == 200
    assets = behind.get("/api/assets?limit=1")
    assert assets.json()["next"] == "/api/assets?limit=1&offset=1"
    assert "</api/assets?limit=1&offset=1>" in assets.headers["link"]
    for asset in behind.get("/api/assets").json()["items"]:
        assert asset["src"].startswith("/api/")
        assert (
            "immutable"
            in behind.get(f"{asset['src']}?v={asset['digest']}").headers["cache-control"]
        )
    for src in ("/api/form.pdf", "/form.pdf"):
        assert behind.get("/api/assets", params={"src": src}).json()["total"] == 1


def test_website_paths_and_keys_are_the_same_behind_a_prefix(
    clients: tuple[TestClient, TestClient],
) -> None:
    for address in ("/menus", "/redirects", "/links", "/resolve?path=/old/", "/sitemap.xml"):
        behind, bare = (client.get(address) for client in clients)
        assert behind.content == bare.content
    behind, bare = (client.get("/sync").json() for client in clients)
    assert list(behind["records"]) == list(bare["records"])
    assert behind["assets"] == bare["assets"]
    assert behind["records"]["page/about"] != bare["records"]["page/about"]
    assert behind["version"] != bare["version"]


def test_forms_of_unicode_are_one_address_for_pages_and_files(tmp_path: Path) -> None:
    written = unicodedata.normalize("NFD", "größe")
    client = client_on(
        tmp_path,
        {
            f"{written}.md": "x",
            f"a/{written}.svg": SVG,
            "index.md": f"[a](/größe/) [b](größe.md) ![c](a/größe.svg) ![d](a/{written}.svg)",
        },
    )
    for form in ("größe", written):
        assert client.get(f"/pages/{quote(form)}").json()["path"] == "/größe/"
        assert client.get(f"/a/{quote(form)}.svg").text == SVG
    assert [item["src"] for item in client.get("/assets").json()["items"]] == ["/a/größe.svg"]
    links = client.get("/links").json()["items"]
    assert [link["status"] for link in links] == ["ok", "ok"]
    assert client.get("/problems?severity=warning,error").json()["items"] == []
    html = client.get("/pages/index").json()["body"]["html"]
    assert html.count('width="30"') == 2


def test_a_file_of_each_form_is_served(tmp_path: Path) -> None:
    other = unicodedata.normalize("NFD", "größe.svg")
    client = client_on(tmp_path, {"index.md": "x", "größe.svg": SVG, other: f"{SVG} "})
    assert client.get("/assets").json()["total"] == 2
    assert client.get("/gr%C3%B6%C3%9Fe.svg").text == SVG
