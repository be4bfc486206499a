"""A copy of the content: all of it, what changed, and what is gone."""

import gzip
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import brotli  # type: ignore[import-untyped]  # it comes without stubs
import orjson
import pytest
from fastapi import Request
from fastapi.testclient import TestClient

from app.http.application import Application
from app.http.context import RequestContext
from app.http.errors import RequestError
from app.http.routes.sync import get_bundle
from app.library.load import load
from app.live.reloader import Reloader
from app.main import create_app
from app.settings import Settings
from app.views.catalog import Catalog
from tests.conftest import assert_problem, assert_shape, client_of, client_on, site_at

PAGES: dict[str, str | bytes] = {
    "index.md": "# Home\n",
    "a.md": "---\ntitle: A\nmenu: main\n---\n[home](/)\n",
    "b.md": "---\ntitle: B\n---\nWords.\n",
    "draft.md": "---\ntitle: Draft\ndraft: true\n---\n",
    "conditions/gout.md": "---\nname: Gout\n---\n",
    "locations/boulder.md": "---\nname: Boulder\n---\n",
    "x.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
}


class Site:
    """A site that is served and edited."""

    def __init__(self, root: Path, **options: Any) -> None:
        self.root = site_at(root, PAGES)
        settings = Settings(content=self.root, on_error="serve", **options)
        self.reloader = Reloader(settings)
        self.reloader.load()
        self.client = client_of(create_app(settings, reloader=self.reloader))

    def edit(self, name: str, text: str | None) -> None:
        """Write a file, or take it away."""
        if text is None:
            (self.root / name).unlink()
        else:
            site_at(self.root, {name: text})
        self.reloader.reload()


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def entries(response: Any) -> list[dict[str, Any]]:
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/x-ndjson"
    return [orjson.loads(line) for line in response.content.splitlines()]


def test_the_manifest_names_every_record_and_file(client: TestClient) -> None:
    body = assert_shape(client.get("/sync"), "/sync")
    assert list(body) == ["version", "records", "assets"]
    assert body["version"] == client.get("/site").json()["version"]
    for kind in ("page", "condition", "location"):
        items = client.get(f"/{kind}s?limit=1000").json()["items"]
        keys = [key for key in body["records"] if key.startswith(f"{kind}/")]
        assert keys == [f"{kind}/{item['slug']}" for item in items]
        assert [body["records"][key] for key in keys] == [item["digest"] for item in items]
    rest = [key for key in body["records"] if not key.startswith(("page", "condition", "location"))]
    assert rest == ["menu/fußzeile", "menu/main", "site"]
    for address, digest in body["assets"].items():
        assert client.get(address).status_code == 200
        assert len(digest) == 22
    assert len(body["assets"]) == client.get("/site").json()["counts"]["assets"]


def test_an_unchanged_manifest_is_304(client: TestClient) -> None:
    response = client.get("/sync")
    tag = response.headers["etag"]
    assert response.headers["content-version"] == response.json()["version"]
    assert client.get("/sync", headers={"If-None-Match": tag}).status_code == 304


def test_drafts_are_only_in_the_manifest_of_the_preview(tmp_path: Path) -> None:
    token = "a" * 32
    site = Site(tmp_path, preview_token=token)
    assert "page/draft" not in site.client.get("/sync").json()["records"]
    preview = {"Preview-Token": token}
    body = site.client.get("/sync", headers=preview).json()
    assert "page/draft" in body["records"]
    # A client without the token learns nothing from the version of a preview.
    site.edit("b.md", "# Other\n")
    answer = site.client.get(f"/sync?since={body['version']}").json()
    assert answer["since"] is None
    assert "page/draft" not in answer["records"]
    assert site.client.get(f"/sync?since={body['version']}", headers=preview).json()["changed"]
    (line,) = entries(site.client.get("/bundle?keys=page/draft"))
    assert line["record"] is None


def test_only_changes_since_a_version_are_sent(site: Site) -> None:
    first = site.client.get("/sync").json()
    site.edit("b.md", "---\ntitle: B\n---\nOther words.\n")
    site.edit("x.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="9"/>')
    answer = assert_shape(site.client.get(f"/sync?since={first['version']}"), "/sync")
    assert list(answer) == ["version", "since", "changed", "deleted"]
    assert answer["since"] == first["version"]
    assert list(answer["changed"]["records"]) == ["page/b", "site"]
    assert list(answer["changed"]["assets"]) == ["/x.svg"]
    assert answer["deleted"] == []
    site.edit("b.md", None)
    site.edit("x.svg", None)
    answer = site.client.get(f"/sync?since={first['version']}").json()
    assert answer["deleted"] == ["page/b", "/x.svg"]
    whole = site.client.get("/sync").json()
    assert answer["version"] == whole["version"] != first["version"]
    unchanged = site.client.get(f"/sync?since={answer['version']}").json()
    assert unchanged == {
        "version": whole["version"],
        "since": whole["version"],
        "changed": {"records": {}, "assets": {}},
        "deleted": [],
    }


def test_a_title_makes_all_pages_that_show_it_new(site: Site) -> None:
    before = site.client.get("/sync").json()
    site.edit("a.md", "---\ntitle: New\nmenu: main\n---\n[home](/)\n")
    changed = site.client.get(f"/sync?since={before['version']}").json()["changed"]["records"]
    assert list(changed) == ["page/index", "page/a", "menu/main", "site"]


def test_a_version_that_is_not_kept_gets_the_whole(site: Site) -> None:
    body = assert_shape(site.client.get("/sync?since=x"), "/sync")
    whole = site.client.get("/sync").json()
    assert body == {**whole, "since": None}


def test_a_bundle_holds_the_answers_of_all_records(client: TestClient) -> None:
    response = client.get("/bundle")
    manifest = client.get("/sync").json()
    lines = entries(response)
    assert response.headers["content-version"] == manifest["version"]
    assert {line["key"]: line["digest"] for line in lines} == manifest["records"]
    for line in lines:
        kind, _, slug = line["key"].partition("/")
        address = "/site" if kind == "site" else f"/{kind}s/{slug}"
        assert line["record"] == client.get(address).json()
        # Not one byte differs.
        assert client.get(address).content in response.content
    tag = response.headers["etag"]
    assert client.get("/bundle", headers={"If-None-Match": tag}).status_code == 304


def test_a_bundle_of_a_kind_or_a_language(client: TestClient) -> None:
    kinds = [line["key"] for line in entries(client.get("/bundle?kind=location,menu"))]
    assert {key.partition("/")[0] for key in kinds} == {"location", "menu"}
    german = entries(client.get("/bundle?language=de"))
    languages = {line["record"].get("language") for line in german if "page/" in line["key"]}
    assert languages == {"de"}
    assert any(line["key"].startswith("condition/") for line in german)
    assert entries(client.get("/bundle?language=xx&kind=page")) == []


def test_a_bundle_of_keys_has_null_for_what_is_gone(client: TestClient) -> None:
    lines = entries(client.get("/bundle?keys=page/gone,location/boulder,site,nothing,page/gone"))
    assert [line["key"] for line in lines] == ["page/gone", "location/boulder", "site", "nothing"]
    gone = {"digest": None, "record": None}
    assert lines[0] == {"key": "page/gone", **gone}
    assert lines[3] == {"key": "nothing", **gone}
    assert lines[1]["record"] == client.get("/locations/boulder").json()


def test_a_comma_in_a_key_is_escaped(tmp_path: Path) -> None:
    client = client_on(tmp_path, {"a.md": "---\npermalink: /a,b/\n---\n"})
    keys = list(client.get("/sync").json()["records"])
    assert any("," in key for key in keys)
    for key in keys:
        escaped = key.replace(",", "\\,")
        (line,) = entries(client.get("/bundle", params={"keys": escaped}))
        assert line["key"] == key
        assert line["record"] is not None


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("keys=/images/photo.jpg", "keys"),
        ("keys=site&kind=page", "keys"),
        ("keys=site&language=de", "keys"),
        ("kind=pages", "kind"),
        ("kind=", "kind"),
        ("keys=", "keys"),
        ("limit=1", "limit"),
    ],
)
def test_a_bundle_that_cannot_be_meant_is_422(client: TestClient, query: str, field: str) -> None:
    problem = assert_problem(client.get(f"/bundle?{query}"), 422)
    assert [error["field"] for error in problem["errors"]] == [field]


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A site whose bundle is too large to be kept whole."""
    files: dict[str, str | bytes] = {
        f"{n:02}.md": f"# {n}\n\n" + "word " * 9_000 for n in range(60)
    }
    with client_on(tmp_path_factory.mktemp("large"), files) as client:
        yield client


@pytest.mark.parametrize("coding", ["identity", "br", "gzip", "zstd"])
def test_a_large_bundle_is_streamed_in_every_coding(large: TestClient, coding: str) -> None:
    plain = large.get("/bundle")
    headers = {"Accept-Encoding": coding}
    with large.stream("GET", "/bundle", headers=headers) as response:
        raw = b"".join(response.iter_raw())
    assert "content-length" not in response.headers
    assert response.headers.get("content-encoding", "identity") == coding
    assert response.headers["vary"] == "Accept-Encoding"
    assert response.headers["content-version"] == large.get("/sync").json()["version"]
    if coding != "zstd":
        decoded = {"br": brotli.decompress, "gzip": gzip.decompress, "identity": bytes}[coding](raw)
        assert decoded == plain.content
    assert len(plain.content) > 2**21
    assert [line["key"] for line in entries(plain)] == list(large.get("/sync").json()["records"])
    tag = {"If-None-Match": response.headers["etag"], **headers}
    assert large.get("/bundle", headers=tag).status_code == 304
    head = large.head("/bundle", headers=headers)
    assert head.status_code == 200
    assert head.headers["etag"] == response.headers["etag"]
    assert "content-length" not in head.headers


def test_a_large_bundle_in_no_coding_is_refused(large: TestClient) -> None:
    assert_problem(large.get("/bundle", headers={"Accept-Encoding": "identity;q=0, x"}), 406)


def test_the_manifests_of_former_versions_are_kept_within_a_bound(site: Site) -> None:
    versions = []
    for number in range(60):
        versions.append(site.client.get("/sync").json()["version"])
        site.edit("b.md", f"# {number}\n")
    kept = [
        site.client.get(f"/sync?since={version}").json()["since"] is not None
        for version in versions
    ]
    assert kept == [False] * 10 + [True] * 50


def test_the_database_is_one_of_this_version(client: TestClient, tmp_path: Path) -> None:
    response = client.get("/bundle.sqlite")
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/vnd.sqlite3"
    file = tmp_path / "content.sqlite"
    file.write_bytes(response.content)
    with closing(sqlite3.connect(file)) as database:
        (version,) = database.execute("SELECT version FROM site").fetchone()
        records = dict(database.execute("SELECT key, digest FROM records"))
    assert version == response.headers["content-version"]
    assert records == client.get("/sync").json()["records"]
    tag = {"If-None-Match": response.headers["etag"]}
    assert client.get("/bundle.sqlite", headers=tag).status_code == 304


def test_a_database_without_room_is_503(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    client = client_on(tmp_path, {"index.md": "# A\n"})
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    problem = assert_problem(client.get("/bundle.sqlite"), 503)
    assert "nowhere" in problem["detail"]


def test_so_many_large_bundles_are_sent_and_no_more(large: TestClient) -> None:
    service = large.app
    assert isinstance(service, Application)
    slots = service.state.long_slots
    # The slots belong to the event loop of the first request that takes one.
    assert large.get("/bundle").status_code == 200
    bundles = [object() for _ in range(8)]
    for bundle in bundles:
        slots.acquire_on_behalf_of_nowait(bundle)
    refused = large.get("/bundle")
    assert "8 long answers" in assert_problem(refused, 503)["detail"]
    assert refused.headers["retry-after"] == "5"
    # A short one needs no slot.
    assert large.get("/bundle?keys=site").status_code == 200
    slots.release_on_behalf_of(bundles.pop())
    assert large.get("/bundle").status_code == 200
    # One that has been sent takes none.
    assert slots.available_tokens == 1
    for bundle in bundles:
        slots.release_on_behalf_of(bundle)


def test_large_bundles_are_sent_from_a_few_versions_of_the_content_at_once(
    large: TestClient,
) -> None:
    service = large.app
    assert isinstance(service, Application)
    versions = service.state.long_versions
    versions.update(("a", "b", "c"))
    refused = large.get("/bundle")
    assert "3 former versions" in assert_problem(refused, 503)["detail"]
    assert refused.headers["retry-after"] == "5"
    del versions["c"]
    assert large.get("/bundle").status_code == 200
    assert versions == {"a": 1, "b": 1}
    versions.clear()


def test_a_bundle_takes_memory_for_what_is_made_before_it_is_sent(tmp_path: Path) -> None:
    catalog = Catalog(load(site_at(tmp_path, PAGES)))
    context = RequestContext("/bundle", "", {}, "a")
    taken: list[int] = []
    context.reserve = taken.append
    request = Request({"type": "http", "headers": [], "context": context})
    body = get_bundle(request, catalog).body
    assert sum(taken) == len(body) > 0

    def refuse(size: int) -> None:
        raise RequestError(503, f"no room for {size} bytes")

    context.reserve = refuse
    with pytest.raises(RequestError, match="no room"):
        get_bundle(request, catalog)
