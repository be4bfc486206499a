"""The edges of the graph."""

import pytest
from fastapi.testclient import TestClient

from tests.conftest import assert_shape


def hrefs(client: TestClient, query: str = "") -> list[str]:
    """Where the links of a list lead, as written."""
    response = client.get(f"/links{query}")
    assert response.status_code == 200, response.text
    return [item["href"] for item in response.json()["items"]]


def test_links_tell_where_they_stand_and_what_came_of_them(client: TestClient) -> None:
    items = assert_shape(client.get("/links?from=index"), "/links")["items"]
    assert [(item["href"], item["status"], item["line"]) for item in items] == [
        ("/about/team/#people", "ok", 6),
        ("/about/rooms/#cellar", "anchor_missing", 6),
        ("/old-about/", "redirected", 7),
        ("/lost/", "broken", 7),
        ("/documents/form.pdf", "asset", 7),
        ("mailto:hello@example.org", "mailto", 8),
        ("tel:+13035550100", "tel", 8),
        ("https://example.com/", "external", 8),
    ]
    assert items[0] == {
        "from": {"kind": "page", "slug": "index", "path": "/", "title": "Small Clinic"},
        "href": "/about/team/#people",
        "text": "the team",
        "status": "ok",
        "target": {
            "kind": "page",
            "slug": "about/team",
            "path": "/about/team/",
            "title": "The team",
        },
        "fragment": "people",
        "line": 6,
    }


@pytest.mark.parametrize(
    ("query", "result"),
    [
        ("?status=broken", ["/lost/"]),
        ("?status=broken,anchor_missing", ["/about/rooms/#cellar", "/lost/"]),
        ("?status=unsafe", []),
        ("?status=route", []),
        ("?from=about", ["/"]),
        ("?from=about,about/team", ["/", "/about/"]),
        ("?to=about", ["/old-about/", "/about/"]),
        ("?to=about&status=redirected", ["/old-about/"]),
        ("?to=index&from=stra%C3%9Fe", ["/#top"]),
        ("?from=index&status=ok&to=about%2Fteam", ["/about/team/#people"]),
        ("?from=about&to=straße", []),
        ("?from=index&limit=2&offset=3", ["/lost/", "/documents/form.pdf"]),
    ],
)
def test_links_are_found_by_status_origin_and_target(
    client: TestClient, query: str, result: list[str]
) -> None:
    assert hrefs(client, query) == result


def test_links_are_those_that_pages_tell(client: TestClient) -> None:
    message = [
        {"from": {name: page[name] for name in ("slug", "path", "title")}, **link}
        for page in client.get("/pages?fields=slug,path,title,links").json()["items"]
        for link in page["links"]
    ]
    items = client.get("/links").json()["items"]
    for item in items:
        assert item["from"].pop("kind") == "page"
    assert items == message
