"""Redirects and files as lists."""

import io
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from PIL import Image

from app.http.routes import files
from app.library.library import Library
from tests.conftest import assert_problem, assert_shape, client_on


def picture(width: int = 30, height: int = 20) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (width, height), "red").save(file, "PNG")
    return file.getvalue()


def test_redirects_say_where_they_end(client: TestClient) -> None:
    items = assert_shape(client.get("/redirects"), "/redirects")["items"]
    assert {"from": "/gone", "to": None, "status": 410, "wildcard": False} in [
        {**item, "from": item["from"].rstrip("/")} for item in items
    ]
    assert items[-1] == {
        "from": "/blog/*",
        "to": "/about/:splat",
        "status": 301,
        "wildcard": True,
    }
    for item in items[:-1]:
        answer = client.get("/resolve", params={"path": item["from"]})
        if item["status"] == 410:
            assert_problem(answer, 410)
        else:
            body = answer.json()
            assert (body["location"], body["code"]) == (item["to"], item["status"])


@pytest.mark.parametrize(
    ("query", "sources"),
    [
        ("?status=410", ["/gone/"]),
        ("?wildcard=true", ["/blog/*"]),
        ("?wildcard=false&sort=-status&limit=1", ["/gone/"]),
        ("?status=303", []),
    ],
)
def test_redirects_are_found_by_status_and_kind(
    client: TestClient, query: str, sources: list[str]
) -> None:
    items = client.get(f"/redirects{query}").json()["items"]
    assert [item["from"] for item in items] == sources


def test_files_have_sizes_digests_and_users(client: TestClient, library: Library) -> None:
    items = assert_shape(client.get("/assets"), "/assets")["items"]
    assert [item["src"] for item in items] == sorted(library.assets)
    digests = client.get("/sync").json()["assets"]
    for item in items:
        received = client.get(item["src"])
        assert item["bytes"] == len(received.content)
        assert item["type"] == received.headers["content-type"]
        assert item["digest"] == digests[item["src"]]
    form = next(item for item in items if item["src"] == "/documents/form.pdf")
    assert [ref["slug"] for ref in form["used_by"]] == ["index"]
    assert (form["width"], form["placeholder"]) == (None, None)


def test_a_file_is_used_where_it_is_shown_or_linked_to(tmp_path: Path) -> None:
    client = client_on(
        tmp_path,
        {
            "front.md": "---\nimage: /a.png\n---\n",
            "body.md": "![](a.png) ![](/a.png?v=1)",
            "link.md": "[a](a.png)",
            "html.md": '<img src="https://example.org/a.png">',
            "none.md": "`a.png`",
            "site.yaml": "base_url: https://example.org\n",
            "a.png": picture(),
        },
    )
    (item,) = client.get("/assets?fields=used_by,placeholder").json()["items"]
    assert [ref["slug"] for ref in item["used_by"]] == ["body", "front", "html", "link"]
    assert item["placeholder"]


def test_files_are_found_by_type_and_address(client: TestClient) -> None:
    items = client.get("/assets?type=image/svg%2Bxml&fields=src").json()["items"]
    assert items == [{"src": "/images/logo.svg"}]
    items = client.get("/assets?src=/images/logo.svg,/documents/form.pdf&sort=-bytes").json()
    assert items["total"] == 2


def test_placeholders_are_made_within_a_time_and_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = {f"{number}.png": picture(30, number + 10) for number in range(4)}
    client = client_on(tmp_path, {"index.md": "x", **shown})
    monkeypatch.setattr(files, "_PATIENCE", -1.0)
    body = assert_problem(client.get("/assets"), 503)
    assert "try again" in body["detail"]
    # Nothing is made for those who leave them out.
    assert client.get("/assets?fields=src").status_code == 200
    monkeypatch.undo()
    assert client.get("/assets?limit=2").status_code == 200
    monkeypatch.setattr(files, "_PATIENCE", -1.0)
    assert client.get("/assets?limit=2&fields=src,placeholder").status_code == 200
    assert client.get("/assets").headers["retry-after"] == "1"


def test_a_file_at_an_address_with_its_digest_stays_for_ever(client: TestClient) -> None:
    for item in client.get("/assets").json()["items"]:
        whole = client.get(f"{item['src']}?v={item['digest']}")
        assert whole.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert whole.content == client.get(item["src"]).content
        for query in ("", "?v=", "?v=A", f"?v={item['digest']}A", f"?x={item['digest']}"):
            caching = client.get(f"{item['src']}{query}").headers["cache-control"]
            assert "immutable" not in caching


def test_a_changed_file_is_not_immutable_at_its_former_digest(tmp_path: Path) -> None:
    client = client_on(tmp_path, {"index.md": "x", "a.png": picture()})
    (item,) = client.get("/assets").json()["items"]
    (tmp_path / "a.png").write_bytes(picture(31))
    changed = client.get(f"/a.png?v={item['digest']}")
    assert "immutable" not in changed.headers["cache-control"]


def test_all_fields_may_be_asked_for_in_one_word(client: TestClient) -> None:
    for target in ("/assets", "/redirects"):
        whole = client.get(target).json()["items"]
        assert client.get(f"{target}?fields=*").json()["items"] == whole
