"""A Jekyll tree is served as Jekyll would build it, with all of its problems reported."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.live.reloader import Reloader
from app.main import create_app
from app.settings import Settings
from tests.conftest import assert_problem, assert_shape, client_of, client_on, site_at

TOKEN = "a token of sixteen"
CONFIGURATION = """\
title: Clinic
url: https://clinic.example
baseurl: /base
permalink: pretty
timezone: America/Denver
collections: {team: {}, notes: {output: yes}}
plugins: [jekyll-redirect-from]
"""
INDEX = """\
---
---
[1](/base/about/) [2](https://clinic.example/base/about/) [3](/about/)
[4](https://clinic.example/about) [5](about) [6]({{ site.baseurl }}/about/#team)
[7]({{ "/about/" | relative_url }}) [8]({% link about.md %}) [9](/base)

[post]({% post_url 2024-01-02-post %}) <a href="/base/notes/one/">note</a> [x](/basement/)

[Ann]({% link _team/ann.md %}) [Ann](/team/ann/) [old](/old/) [gone](/gone/)

{% for page in site.pages %}[{{ page.title }}]({{ page.url | relative_url }})
{% endfor %}
"""
FILES: Mapping[str, str | bytes] = {
    "_config.yml": CONFIGURATION,
    "index.md": INDEX,
    "about.md": "---\ntitle: About\nredirect_from: /old/\n---\n# Team\n",
    "sub/more.md": "---\ntitle: More\nredirect_from: [/old-more/, older, ~]\n---\n",
    "away.md": "---\ntitle: Away\nredirect_to: https://elsewhere.example/x\n---\n",
    "moved.md": "---\ntitle: Moved\nredirect_to: [/base/about/, /x/]\nredirect_from: /m/\n---\n",
    "hidden.md": "---\ntitle: Hidden\npublished: false\n---\n",
    "_drafts/idea.md": "---\ntitle: Idea\n---\n",
    "_posts/2024-01-02-post.md": "---\ntitle: Post\n---\n",
    "_posts/2999-01-02-future.md": "---\ntitle: Future\n---\n",
    "_team/ann.md": "---\ntitle: Ann\n---\n",
    "_team/bob.md": "---\ntitle: Bob\npublished: no\n---\n",
    "_notes/one.md": (
        "---\ntitle: One\n---\n{% for one in site.team %}{{ one.title }} {% endfor %}\n"
    ),
    "_redirects": (
        "# of the host\n/gone/ / 410\n/wild/* /sub/:splat\n/two/* /about/ 302\n"
        "/base/below /base/about/\n/out https://out.example/ 301!\n"
        "/part/:x /about/\n/us /about/ 301 Country=us\n/as/* /about/ 200\nalone\n/dead /nowhere/\n"
    ),
    "_data/menus.yml": (
        "main:\n"
        "  - {title: Home, url: /, identifier: home, weight: 2}\n"
        "  - {title: About, url: /base/about/, identifier: below, weight: 1}\n"
        "below:\n"
        "  - {title: More, url: /sub/more/, identifier: deep}\n"
        "deep:\n"
        "  - {title: Away, url: /away/}\n"
        "  - {title: Lost, url: /lost/}\n"
    ),
}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client of the service on a Jekyll tree."""
    with client_on(tmp_path_factory.mktemp("jekyll"), FILES) as client:
        yield client


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client of the same tree that may know the preview token."""
    folder = site_at(tmp_path_factory.mktemp("preview"), FILES)
    settings = Settings.model_validate({"content": folder, "preview_token": TOKEN})
    renewal = Reloader(settings)
    renewal.load()
    with client_of(create_app(settings, reloader=renewal)) as client:
        yield client


def problems(client: TestClient, file: str) -> list[tuple[int, str, str]]:
    """Line, code and message of each problem of a file."""
    reported = client.get("/problems?limit=1000").json()["items"]
    return [
        (item["line"], item["code"], item["message"]) for item in reported if item["file"] == file
    ]


def text(client: TestClient, slug: str) -> Any:
    """The text of a page, without its white space."""
    response = client.get(f"/pages/{slug}?fields=body.text")
    assert response.status_code == 200, response.text
    return " ".join(response.json()["body"]["text"].split())


def test_the_tree_is_told_to_be_jekylls(client: TestClient) -> None:
    assert assert_shape(client.get("/readyz"), "/readyz")["tree"] == "jekyll"


def test_only_what_jekyll_gives_a_page_has_one(client: TestClient) -> None:
    pages = client.get("/pages?fields=path,title").json()["items"]
    assert [(item["path"], item["title"]) for item in pages] == [
        ("/", "Index"),
        ("/2024/01/02/post/", "Post"),
        ("/about/", "About"),
        ("/notes/one/", "One"),
        ("/sub/more/", "More"),
    ]


@pytest.mark.parametrize(
    ("path", "location", "code"),
    [
        ("/old/", "/about/", 301),
        ("/old", "/about/", 301),
        ("/base/old/", "/about/", 301),
        ("/old-more/", "/sub/more/", 301),
        # What stands without a slash counts from the root as well.
        ("/older", "/sub/more/", 301),
        ("/away/", "https://elsewhere.example/x", 301),
        ("/moved/", "/about/", 301),
        ("/m/", "/about/", 301),
        ("/wild/more/", "/sub/more/", 301),
        ("/two/x/y", "/about/", 302),
        ("/below", "/about/", 301),
        ("/base/below", "/about/", 301),
        ("/out", "https://out.example/", 301),
    ],
)
def test_old_addresses_lead_on(client: TestClient, path: str, location: str, code: int) -> None:
    body = assert_shape(client.get("/resolve", params={"path": path}), "/resolve")
    assert (body["status"], body["location"], body["code"]) == ("redirect", location, code)


@pytest.mark.parametrize(
    "path", ["/part/x", "/us", "/as/x", "/hidden/", "/idea/", "/team/ann/", "/dead", "/sub/older"]
)
def test_what_is_not_followed_and_not_shown_is_not_there(client: TestClient, path: str) -> None:
    assert_problem(client.get("/resolve", params={"path": path}), 404)


def test_what_is_gone_is_gone(client: TestClient) -> None:
    assert_problem(client.get("/resolve?path=/gone/"), 410)


def test_rules_that_are_not_followed_are_told_line_by_line(client: TestClient) -> None:
    assert problems(client, "_redirects") == [
        (7, "not-followed", "placeholders in the old address are not followed"),
        (8, "not-followed", "only rules of two addresses and a status are followed"),
        (9, "not-followed", "rules of the status 200 are not followed"),
        (10, "not-followed", "only rules of two addresses and a status are followed"),
        (11, "broken-link", 'the redirect from "/dead" leads to "/nowhere/", which does not exist'),
    ]


def test_links_are_found_with_the_base_path_and_without(client: TestClient) -> None:
    items = client.get("/links?from=index").json()["items"]
    reported = [
        (item["text"], item["status"], (item["target"] or {}).get("path")) for item in items
    ]
    assert reported == [
        *((str(number), "ok", "/about/") for number in range(1, 4)),
        # Beside the base path is another site.
        ("4", "external", None),
        *((str(number), "ok", "/about/") for number in range(5, 9)),
        ("9", "ok", "/"),
        ("post", "ok", "/2024/01/02/post/"),
        ("note", "ok", "/notes/one/"),
        ("x", "broken", None),
        ("Ann", "broken", None),
        ("Ann", "broken", None),
        ("old", "redirected", "/about/"),
        ("gone", "broken", None),
        # In the order of the names of their files, as Jekyll has them.
        ("About", "ok", "/about/"),
        ("Away", "redirected", None),
        ("", "ok", "/"),
        ("More", "ok", "/sub/more/"),
        ("Moved", "redirected", "/about/"),
    ]


def test_nodes_of_links_tell_their_targets(client: TestClient) -> None:
    body = client.get("/pages/index?fields=body.mdast").json()["body"]

    def links(node: Any) -> Iterator[Any]:
        if node["type"] == "link" and "data" in node:
            yield node
        for child in node.get("children", ()):
            yield from links(child)

    reported = {
        item["url"]: (item["data"]["target"] or {}).get("path") for item in links(body["mdast"])
    }
    assert reported["/base/about/"] == "/about/"
    assert reported["https://clinic.example/base/about/"] == "/about/"
    assert reported["/base/2024/01/02/post/"] == "/2024/01/02/post/"
    assert reported["/old/"] == "/about/"
    assert reported["/basement/"] is None


def test_a_link_to_what_has_no_page_says_why(client: TestClient) -> None:
    reported = client.get("/problems?limit=1000").json()["items"]
    hints = {item["message"]: item["hint"] for item in reported if item["file"] == "index.md"}
    why = (
        'The page is in the collection "team", which has no pages (output: true); '
        "let its collection have pages or take the link out."
    )
    assert hints['the link "/team/ann/" leads nowhere'] == why
    assert hints['the link "/base/team/ann/" leads nowhere'] == why


def test_templates_see_collections_without_pages_but_nothing_unpublished(
    client: TestClient,
) -> None:
    assert text(client, "notes/one") == "Ann"


def test_menus_of_data_stand_below_the_entries_that_they_are_named_after(
    client: TestClient,
) -> None:
    menu = assert_shape(client.get("/menus/main"), "/menus/{name:path}")

    def reported(items: Any) -> Any:
        return [
            (item["title"], (item["target"] or {}).get("path"), reported(item["children"]))
            for item in items
        ]

    deep: Any = [("Away", None, []), ("Lost", None, [])]
    assert reported(menu["items"]) == [
        ("About", "/about/", [("More", "/sub/more/", deep)]),
        ("Home", "/", []),
    ]
    lost = 'the menu entry "Lost" leads to "/lost/", which does not exist'
    assert problems(client, "_data/menus.yml") == [(8, "broken-link", lost)]


def test_who_holds_the_token_sees_what_is_hidden(preview: TestClient) -> None:
    value = {"Preview-Token": TOKEN}

    def slugs(**headers: str) -> set[str]:
        return {item["slug"] for item in preview.get("/pages", headers=headers).json()["items"]}

    hidden = {"hidden", "idea", "2999/01/02/future"}
    assert slugs(**value) == slugs() | hidden
    # A draft of a collection without pages would have none either.
    assert preview.get("/pages/team/bob", headers=value).status_code == 404
    for slug in hidden:
        assert_problem(preview.get(f"/pages/{slug}"), 404)


def test_a_collection_of_the_site_file_gives_pages_to_one_that_has_none(tmp_path: Path) -> None:
    files = {
        **FILES,
        "site.yaml": 'collections:\n  staff: {match: "_team/**", permalink: "/people/:slug/"}\n',
    }
    with client_on(tmp_path, files) as client:
        assert client.get("/pages/people/ann?fields=title").json() == {"title": "Ann"}
        assert_problem(client.get("/pages/people/bob"), 404)
        statuses = {
            item["href"]: item["status"] for item in client.get("/links?from=index").json()["items"]
        }
        assert statuses["/base/people/ann/"] == "ok"


def test_a_base_path_counts_without_a_host(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "_config.yml": "baseurl: base\n",
        "index.md": '---\n---\n[a]({{ "a.html" | relative_url }}) [b](/base/b/)\n',
        "a.md": "---\n---\n",
    }
    with client_on(tmp_path, files) as client:
        items = client.get("/links").json()["items"]
        assert [(item["href"], item["status"]) for item in items] == [
            ("/base/a.html", "ok"),
            ("/base/b/", "broken"),
        ]


def test_files_of_the_tree_that_are_broken_are_told_at_their_own_lines(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "_config.yml": "title: Clinic\nurl: nowhere\nfuture: yes\ncollections: [\n",
        "_data/bad.yml": "a: 1\nb: {\nc: 2\n",
        "_data/bad.json": '{\n"a": ]\n',
        "_data/bad.csv": 'a,b\n"c" d,e\n',
        "_data/fine.csv": "a,b\nc,d\n",
        "_data/bytes.yml": b"a: \xff\n",
        "_includes/broken.html": "fine\n\n{% nosuch %}\n{{ x | nosuch }}\n",
        "index.md": "---\n---\n{% include broken.html %}\n{{ site.data.fine[0].b }}\n",
    }
    with client_on(tmp_path, files) as client:
        reported = client.get("/problems?limit=1000").json()["items"]
        places = [(item["file"], item["line"], item["code"]) for item in reported]
        assert places == [
            ("_config.yml", 5, "front-matter-syntax"),
            ("_data/bad.csv", 1, "unreadable-data"),
            ("_data/bad.json", 2, "unreadable-data"),
            ("_data/bad.yml", 2, "unreadable-data"),
            ("_data/bytes.yml", 1, "not-text"),
            ("_includes/broken.html", 3, "liquid-unknown-tag"),
            ("_includes/broken.html", 4, "liquid-unknown-filter"),
        ]
        assert text(client, "index") == "fine d"


BAD: Mapping[str, tuple[str, int, str, str]] = {
    "endless": (
        "Before.\n\n{% for a in (1..99999) %}{% for b in (1..99999) %}{% endfor %}{% endfor %}\n",
        6,
        "liquid-limit",
        "Before.",
    ),
    "huge": (
        (
            "Before.\n\n{% for a in (1..99999) %}{{ page.title }}"
            f"{'y' * 1100}\n{{% endfor %}}\n"
        ),
        6,
        "liquid-limit",
        "Before.",
    ),
    "outside": (
        "Before.\n\n{% include ../../etc/passwd %}\n\nAfter.\n",
        6,
        "liquid-include",
        "Before. After.",
    ),
    "again": ("Before.\n\n{% include again.html %}\n", 6, "liquid-limit", "Before."),
    "tag": ("Before.\n\n{% nosuch %}\n\nAfter.\n", 6, "liquid-unknown-tag", "Before. After."),
    "nothing": (
        "Before.\n\n{{ page.none | upcase | split: ',' | first }}{{ nil | sort }}\n\nAfter.\n",
        6,
        "liquid-value",
        "Before. After.",
    ),
}


def test_templates_that_would_do_harm_are_bounded_and_told_and_the_rest_is_served(
    tmp_path: Path,
) -> None:
    files: dict[str, str | bytes] = {
        "_config.yml": "permalink: pretty\n",
        "_includes/again.html": "{% include again.html %}",
        "index.md": "---\n---\n" + "".join(f"[{name}](/{name}/)\n" for name in BAD),
        "fine.md": "---\n---\n{{ 'served' | upcase }} [home](/)\n",
    }
    for name, (body, *_) in BAD.items():
        files[f"{name}.md"] = f"---\ntitle: {name}\n---\n{body}"
    with client_on(tmp_path, files) as client:
        problems = client.get("/problems").json()["items"]
        reported = {(item["file"], item["line"], item["code"]) for item in problems}
        assert reported - {("fine.md", 1, "orphan")} == {
            (f"{name}.md", line, code) for name, (_, line, code, _) in BAD.items()
        }
        for name, (*_, expected) in BAD.items():
            response = client.get(f"/pages/{name}?fields=body.text")
            assert response.status_code == 200
            assert len(response.content) < 10_000_000
            assert " ".join(response.json()["body"]["text"].split()).startswith(expected)
        assert text(client, "fine") == "SERVED home"
        assert text(client, "index").split() == list(BAD)
