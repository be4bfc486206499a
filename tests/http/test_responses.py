"""Lists and their parts, versions and caching."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import orjson
import pytest
from fastapi.testclient import TestClient

from app.library.load import load
from tests.conftest import SMALL, Ask
from tests.paths import ROOT

LISTS = ["/pages", "/conditions", "/locations", "/links", "/menus"]
CACHED = [*LISTS, "/", "/site", "/pages/about", "/conditions/neck-pain", "/locations/boulder"]
CACHED += ["/menus/main", "/resolve?path=/about/", "/pages?fields=title", "/pages/about?fields=seo"]
ADDRESSES = [*CACHED, "/pages/index", "/pages/about/team", "/links?status=ok", "/openapi.json"]


def links_of(response: Any) -> dict[str, str]:
    """The addresses of a Link header by their relations."""
    found = re.findall(r'<([^>]*)>; rel="([a-z]+)"', response.headers.get("link", ""))
    return {relation: address for address, relation in found}


@pytest.mark.parametrize("route", LISTS)
@pytest.mark.parametrize("limit", [1, 2, 3])
def test_walking_along_next_yields_each_item_once(
    client: TestClient, route: str, limit: int
) -> None:
    whole = client.get(route).json()
    walked: list[Any] = []
    address: str | None = f"{route}?limit={limit}"
    while address is not None:
        response = client.get(address)
        body = response.json()
        assert (body["total"], body["limit"]) == (whole["total"], limit)
        assert body["offset"] == len(walked)
        assert links_of(response).get("next") == body["next"]
        walked += body["items"]
        address = body["next"]
    assert walked == whole["items"]
    assert len(walked) == whole["total"] > 1 or route == "/menus"


def test_the_link_header_leads_to_first_prev_next_and_last(client: TestClient) -> None:
    total = client.get("/pages").json()["total"]
    assert total == 9
    assert links_of(client.get("/pages?limit=2&offset=4")) == {
        "first": "/pages?limit=2&offset=0",
        "prev": "/pages?limit=2&offset=2",
        "next": "/pages?limit=2&offset=6",
        "last": "/pages?limit=2&offset=8",
    }
    assert set(links_of(client.get("/pages?limit=2"))) == {"next", "last"}
    assert links_of(client.get("/pages?limit=3"))["last"] == "/pages?limit=3&offset=6"
    assert client.get("/pages?limit=3&offset=6").json()["next"] is None
    assert client.get("/pages?limit=9").json()["next"] is None
    assert set(links_of(client.get("/pages?limit=2&offset=8"))) == {"first", "prev", "last"}
    assert links_of(client.get("/pages?limit=3&offset=1"))["prev"] == "/pages?limit=3&offset=0"
    assert "link" not in client.get("/pages").headers


def test_the_other_parts_of_a_list_keep_what_was_asked_for(client: TestClient) -> None:
    asked = "/pages?tag=gr%C3%B6%C3%9Fe,team&sort=-title&limit=1&fields=title,body.html"
    response = client.get(asked)
    following = response.json()["next"]
    kept = "/pages?fields=title,body.html&sort=-title&tag=gr%C3%B6%C3%9Fe,team&limit=1&offset=1"
    assert following == kept
    assert response.headers["link"].isascii()
    assert links_of(response)["next"] == kept
    titles = [each["title"] for each in response.json()["items"]]
    titles += [each["title"] for each in client.get(following).json()["items"]]
    assert titles == ["The team", "Straße & Weg"]


@pytest.mark.parametrize("target", CACHED)
def test_an_answer_tells_its_version_and_how_long_it_keeps(client: TestClient, target: str) -> None:
    headers = client.get(target).headers
    assert re.fullmatch(r'"[0-9a-f]{16,}[-0-9a-z]*"', headers["etag"])
    if target == "/":
        # Browsers are led elsewhere, so no cache keeps it for others.
        assert headers["cache-control"] == "no-cache"
    else:
        assert "stale-while-revalidate" in headers["cache-control"]
        assert "public" in headers["cache-control"]
    is_negotiated = target == "/" or target.startswith("/pages/")
    assert headers["vary"] == ("Accept-Encoding, Accept" if is_negotiated else "Accept-Encoding")
    assert headers["content-version"] == client.get("/site").json()["version"]
    assert headers["surrogate-key"].isascii()


def test_surrogate_keys_name_the_record_and_its_list(client: TestClient) -> None:
    keys = {
        "/pages/about/team": "page/about/team pages",
        "/pages/stra%C3%9Fe": "page/stra%C3%9Fe pages",
        "/pages": "pages",
        "/conditions/neck-pain": "condition/neck-pain conditions",
        "/locations/boulder": "location/boulder locations",
        "/menus/fu%C3%9Fzeile": "menu/fu%C3%9Fzeile menus",
    }
    for target, key in keys.items():
        assert client.get(target).headers["surrogate-key"] == key


@pytest.mark.parametrize("target", [*CACHED, "/openapi.json", "/docs", "/docs/swagger-ui.css"])
@pytest.mark.parametrize("held", ["{etag}", "*", '"a",W/{etag}, "{pad}"'])
def test_what_the_client_holds_already_is_not_sent_again(
    client: TestClient, target: str, held: str
) -> None:
    whole = client.get(target)
    sent = held.format(etag=whole.headers["etag"], pad="a" * 8192)
    response = client.get(target, headers={"If-None-Match": sent})
    assert response.status_code == 304
    assert response.content == b""
    for name in ("etag", "cache-control", "vary", "content-version", "surrogate-key", "link"):
        assert response.headers.get(name) == whole.headers.get(name)
    assert response.headers["access-control-allow-origin"] == "*"
    assert "content-type" not in response.headers
    head = client.head(target, headers={"If-None-Match": sent})
    assert (head.status_code, dict(head.headers)) == (304, dict(response.headers))


@pytest.mark.parametrize("held", ['"a"', "", '"a,b"', "{bare}", '"a", *', "W/*", '"{bare}x"'])
def test_what_the_client_holds_not_is_sent(client: TestClient, held: str) -> None:
    bare = client.get("/pages").headers["etag"].strip('"')
    response = client.get("/pages", headers={"If-None-Match": held.format(bare=bare)})
    assert response.status_code == 200


def test_several_lines_of_held_versions_are_one_list(client: TestClient) -> None:
    etag = client.get("/pages").headers["etag"]
    lines = [("If-None-Match", '"a"'), ("If-None-Match", etag)]
    assert client.get("/pages", headers=lines).status_code == 304


def test_a_refusal_is_never_not_modified(client: TestClient) -> None:
    assert client.get("/pages/nobody", headers={"If-None-Match": "*"}).status_code == 404


def test_different_answers_have_different_versions(client: TestClient) -> None:
    targets = ["/pages", "/pages?limit=2", "/pages?fields=title", "/pages/about", "/site"]
    assert len({client.get(target).headers["etag"] for target in targets}) == len(targets)


@pytest.mark.parametrize("target", ADDRESSES)
def test_a_real_server_answers_head_as_get_without_the_body(ask: Ask, target: str) -> None:
    whole, head = ask(target), ask(target, "HEAD")
    assert whole.status_code == head.status_code == 200
    assert head.content == b""
    assert int(head.headers["content-length"]) == len(whole.content) > 0
    kept = {name: value for name, value in whole.headers.items() if name != "date"}
    assert {name: value for name, value in head.headers.items() if name != "date"} == kept


_SCRIPT = """
import sys
from pathlib import Path
import orjson
from app.library.load import load
from app.main import create_app
from tests.conftest import client_of

client = client_of(create_app(library=load(Path(sys.argv[1]))))
answers = {target: client.get(target) for target in sys.argv[2:]}
names = ("etag", "content-version", "link", "surrogate-key", "cache-control")
told = {
    target: [response.text, *(response.headers.get(name) for name in names)]
    for target, response in answers.items()
}
sys.stdout.buffer.write(orjson.dumps(told))
"""


def test_equal_content_has_equal_bytes_and_versions_on_every_machine(tmp_path: Path) -> None:
    copy = tmp_path / "elsewhere"
    shutil.copytree(SMALL, copy, copy_function=shutil.copyfile)
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", _SCRIPT, str(folder), *ADDRESSES, "/images/photo.jpg"],
            cwd=ROOT,
            env={"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"},
            stdout=subprocess.PIPE,
        )
        for folder, seed, zone in ((SMALL, "1", "UTC"), (copy, "2", "Asia/Tokyo"))
    ]
    here, there = (orjson.loads(process.communicate(timeout=30)[0]) for process in processes)
    assert set(here) == {*ADDRESSES, "/images/photo.jpg"}
    for target, told in here.items():
        assert told == there[target]
        assert told[1]


def test_a_change_of_one_file_changes_the_version_of_the_content(tmp_path: Path) -> None:
    copy = tmp_path / "edited"
    shutil.copytree(SMALL, copy)
    before = load(copy).version
    (copy / "images/logo.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    assert load(copy).version != before
