"""Pages, listed and whole."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.conftest import Ask, assert_problem, assert_shape, client_on

ALL = [
    "index",
    "about",
    "about/rooms",
    "about/team",
    "conditions/neck-pain",
    "locations/annex",
    "locations/boulder",
    "straße",
    "treatments/massage",
]


def slugs(client: TestClient, query: str = "") -> list[str]:
    """The slugs of a list of pages."""
    response = client.get(f"/pages{query}")
    assert response.status_code == 200, response.text
    return [item["slug"] for item in response.json()["items"]]


def test_pages_come_by_path_without_what_is_long(client: TestClient) -> None:
    items = assert_shape(client.get("/pages"), "/pages")["items"]
    assert sorted(item["slug"] for item in items) == sorted(ALL)
    assert [item["path"] for item in items] == sorted(item["path"] for item in items)
    long = {"body", "lists", "links", "backlinks", "params", "seo"}
    assert not long & set(items[0])
    whole = client.get("/pages/about").json()
    assert long <= set(whole)
    listed = next(item for item in items if item["slug"] == "about")
    assert listed == {name: value for name, value in whole.items() if name not in long}


@pytest.mark.parametrize(
    ("query", "result"),
    [
        ("?kind=condition", ["conditions/neck-pain"]),
        ("?kind=condition,location", ["conditions/neck-pain", *ALL[5:7]]),
        ("?section=about", ["about", "about/rooms", "about/team"]),
        ("?section=treatments,conditions", ["conditions/neck-pain", "treatments/massage"]),
        ("?tag=history", ["about", "about/rooms"]),
        ("?tag=history,team", ["about", "about/rooms", "about/team"]),
        ("?tag=history,%20team", ["about", "about/rooms", "about/team"]),
        ("?tag=history&category=Places", ["about/rooms"]),
        ("?tag=team&category=Places", []),
        ("?category=Who%20we%20are", ["about", "about/rooms"]),
        ("?category=Who+we+are", ["about", "about/rooms"]),
        ("?menu=fu%C3%9Fzeile", ["straße"]),
        ("?language=de", ["straße"]),
        ("?layout=wide", ["about/team"]),
        ("?slug=stra%C3%9Fe,index", ["index", "straße"]),
        ("?slug=about%2Fteam", ["about/team"]),
        ("?kind=page&section=about&tag=team&language=en&slug=about", ["about"]),
    ],
)  # fmt: skip
def test_filters_take_several_values_and_hold_together(
    client: TestClient, query: str, result: list[str]
) -> None:
    assert slugs(client, query) == result
    assert client.get(f"/pages{query}").json()["total"] == len(result)


def test_a_kind_that_no_page_is_of_is_an_empty_list(tmp_path: Any) -> None:
    client = client_on(tmp_path, {"index.md": "Hello.\n"})
    assert slugs(client, "?kind=location") == []


def test_orders_put_pages_without_the_value_last_whichever_way_round(client: TestClient) -> None:
    assert slugs(client, "?sort=date")[:2] == ["about/team", "about"]
    assert slugs(client, "?sort=-date")[:2] == ["about", "about/team"]
    assert slugs(client, "?sort=date")[2:] == slugs(client, "?sort=-date")[2:]
    assert slugs(client, "?sort=weight")[:3] == ["about/team", "about", "treatments/massage"]
    assert slugs(client, "?sort=-weight")[:3] == ["about", "treatments/massage", "about/team"]
    assert slugs(client, "?sort=updated")[0] == slugs(client, "?sort=-updated")[0] == "about/team"


def test_orders_may_be_several(client: TestClient) -> None:
    assert slugs(client, "?sort=-weight,-title")[:3] == [
        "treatments/massage",
        "about",
        "about/team",
    ]
    by_title = ["About us", "Annex", "Boulder", "Massage", "Neck pain", "Our rooms"]
    titles = client.get("/pages?sort=title&fields=title").json()["items"]
    assert [item["title"] for item in titles[:6]] == by_title
    assert slugs(client, "?sort=-title") == slugs(client, "?sort=title")[::-1]
    assert slugs(client, "?sort=-path") == slugs(client)[::-1]


def test_fields_are_just_those_asked_for_in_the_order_of_the_record(client: TestClient) -> None:
    body = client.get("/pages/about/team?fields=body.toc.title,title,menus.weight,slug").json()
    assert body == {
        "slug": "about/team",
        "title": "The team",
        "menus": [{"weight": 5}],
        "body": {"toc": [{"title": "The team"}]},
    }
    assert list(body) == ["slug", "title", "menus", "body"]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("params", {"params": {"sidebar": False, "colours": [
            {"name": "red", "code": "f00"}, {"name": "blue", "code": "00f"}]}}),
        ("params.sidebar", {"params": {"sidebar": False}}),
        ("params.colours.name", {"params": {"colours": [{"name": "red"}, {"name": "blue"}]}}),
        ("params.nothing", {"params": {}}),
        ("links.target.slug", {"links": [{"target": {"slug": "about"}}]}),
        ("image.src,image.width", {"image": {"src": "/images/photo.jpg", "width": 4}}),
        ("source.file", {"source": {"file": "about/team.md"}}),
        ("seo.json_ld.@type", {"seo": {"json_ld": {"@type": "WebPage"}}}),
        ("body.toc.children.children.id,body.toc.children.id",
         {"body": {"toc": [{"children": [{"id": "people", "children": []}]}]}}),
        ("title,title", {"title": "The team"}),
        (" title , slug ", {"slug": "about/team", "title": "The team"}),
        ("layout,layout", {"layout": "wide"}),
    ],
)  # fmt: skip
def test_fields_reach_into_records_and_lists(
    client: TestClient, fields: str, expected: Any
) -> None:
    assert client.get("/pages/about/team", params={"fields": fields}).json() == expected


def test_a_field_within_null_is_null(client: TestClient) -> None:
    assert client.get("/pages/about?fields=image.src").json() == {"image": None}


def test_the_tree_comes_as_it_stands_in_the_whole_page(client: TestClient) -> None:
    whole = client.get("/pages/about/team").json()
    assert client.get("/pages/about/team?fields=body.mdast").json() == {
        "body": {"mdast": whole["body"]["mdast"]}
    }
    assert client.get("/pages/about/team?fields=body,body.html").json() == {"body": whole["body"]}


def test_every_field_of_a_page_may_be_asked_for_in_a_list(client: TestClient) -> None:
    whole = client.get("/pages/about").json()
    listed = client.get("/pages", params={"slug": "about", "fields": ",".join(whole)}).json()
    assert listed["items"] == [whole]


def test_all_fields_may_be_asked_for_in_one_word(client: TestClient) -> None:
    whole = client.get("/pages/about")
    assert client.get("/pages/about?fields=*").content == whole.content
    assert client.get("/pages/about?fields=title,*").content == whole.content
    assert client.get("/pages?slug=about&fields=*").json()["items"] == [whole.json()]


@pytest.mark.parametrize(
    ("target", "slug"),
    [
        ("/pages/about/team", "about/team"),
        ("/pages/about%2Fteam", "about/team"),
        ("/pages/about%2fteam", "about/team"),
        ("/pages/about/team/", "about/team"),
        ("/pages/about%2Fteam%2F", "about/team"),
        ("/pages/%2Fabout%2Fteam%2F", "about/team"),
        ("/pages/%61bout", "about"),
        ("/pages/stra%C3%9Fe", "straße"),
        ("/pages/stra%C3%9Fe/", "straße"),
        ("/pages/index", "index"),
        ("/pages/index/", "index"),
    ],
)
def test_a_slug_is_found_however_its_address_is_written(ask: Ask, target: str, slug: str) -> None:
    received = ask(target)
    assert received.status_code == 200
    assert received.json()["slug"] == slug


def test_the_list_is_found_with_a_slash_too(ask: Ask) -> None:
    assert ask("/pages/").content == ask("/pages").content
    assert ask("/pages/?limit=1").json()["next"] == "/pages?limit=1&offset=1"


@pytest.mark.parametrize(
    "target",
    [
        "/pages/About",
        "/pages/about.md",
        "/pages/../site",
        "/pages/%2e%2e/site",
        "/pages/about%00",
        "/pages/about%20",
        "/pages/about%255C",
        "/pages/%FF",
        "/pages/" + "a" * 4000,
    ],
)
def test_what_is_no_slug_is_not_found(ask: Ask, target: str) -> None:
    body = assert_problem(ask(target), 404)
    assert body["instance"] == target


def test_a_slug_that_is_nearly_right_has_suggestions(client: TestClient) -> None:
    body = assert_problem(client.get("/pages/abuot"), 404)
    assert body["detail"] == 'there is no page "abuot"'
    assert body["suggestions"][0] == {
        "kind": "page",
        "slug": "about",
        "path": "/about/",
        "title": "About us",
    }


@pytest.mark.parametrize("slug", ["old-about", "About", "stiff-neck"])
def test_an_old_address_or_another_name_is_not_found_but_suggested(
    client: TestClient, slug: str
) -> None:
    body = assert_problem(client.get(f"/pages/{slug}"), 404)
    expected = "conditions/neck-pain" if slug == "stiff-neck" else "about"
    assert body["suggestions"][0]["slug"] == expected


def test_a_site_without_pages_answers_all_the_same(tmp_path: Any) -> None:
    client = client_on(tmp_path, {})
    for route in ("/pages", "/conditions", "/locations", "/links", "/menus"):
        body = assert_shape(client.get(route), route)
        assert (body["items"], body["total"], body["next"]) == ([], 0, None)
    assert_problem(client.get("/pages/index"), 404)
