"""The description of the API, and the page that shows it."""

import re
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urljoin

import pytest
from fastapi._compat import get_cached_model_fields
from fastapi.testclient import TestClient

from app.library.library import Library
from app.library.load import load
from app.main import create_app
from tests.conftest import assert_problem
from tests.paths import ROOT

FILES = [
    "/docs/docs.css",
    "/docs/swagger-ui.css",
    "/docs/swagger-ui-bundle.js",
    "/docs/start.js",
    "/docs/favicon.png",
]


def described(client: TestClient) -> Any:
    """The OpenAPI document."""
    return client.get("/openapi.json").json()


def test_the_page_loads_nothing_from_elsewhere(client: TestClient) -> None:
    page = client.get("/docs")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    loaded = re.findall(r'(?:href|src)="([^"]*)"', page.text)
    assert sorted(urljoin("/docs", item) for item in loaded) == sorted(FILES)
    assert "//" not in "".join(loaded)
    assert 'fetch("openapi.json")' in client.get("/docs/start.js").text


def test_every_group_of_operations_is_described(client: TestClient) -> None:
    document = described(client)
    used = {tag for path in document["paths"].values() for tag in path["get"]["tags"]}
    assert {tag["name"] for tag in document["tags"]} == used
    assert all(tag["description"].endswith(".") for tag in document["tags"])


def test_the_ten_requests_of_the_introduction_work() -> None:
    with TestClient(create_app(library=load(ROOT / "content"))) as client:
        text = described(client)["info"]["description"]
        addresses = re.findall(r"\[/[^]]*\]\(([^)]*)\)", text)
        assert len(addresses) == 10
        for address in addresses:
            answer = client.get(f"/{address}")
            assert answer.status_code == 200, address
            assert answer.json().get("total") != 0 or address == "problems"


@pytest.mark.parametrize("target", ["/docs", *FILES])
def test_the_page_and_its_files_have_a_policy(client: TestClient, target: str) -> None:
    response = client.get(target)
    assert response.status_code == 200
    policy = response.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "http" not in policy
    assert "script-src 'self';" in policy
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["etag"]


def test_no_style_sheet_loads_anything_from_elsewhere(client: TestClient) -> None:
    result = re.findall(r"url\(([^)]*)\)", client.get("/docs/swagger-ui.css").text)
    assert all(item.strip("\"'").startswith("data:") for item in result)


def test_with_a_slash_the_page_is_elsewhere_for_what_it_loads_is_told_relative(
    client: TestClient,
) -> None:
    response = client.get("/docs/")
    assert response.status_code == 308
    assert urljoin("/docs/", response.headers["location"]) == "/docs"


@pytest.mark.parametrize("target", ["/docs/none.js", "/docs/../cli.py", "/docs/%2e%2e%2fcli.py"])
def test_no_other_file_is_there(client: TestClient, target: str) -> None:
    assert_problem(client.get(target), 404)


def test_every_route_is_described_with_a_name_of_its_own(client: TestClient) -> None:
    document = described(client)
    assert document["openapi"].startswith("3.1")
    operations = [item for path in document["paths"].values() for item in path.values()]
    assert all(set(path) == {"get", "head"} for path in document["paths"].values())
    names = [item["operationId"] for item in operations]
    assert len(set(names)) == len(names)
    for path in document["paths"].values():
        assert path["get"]["responses"]["200"]["content"]
        assert all("content" not in item for item in path["head"]["responses"].values())
    assert {"/", "/site", "/pages", "/pages/{slug}", "/links", "/menus", "/menus/{name}"} <= set(
        document["paths"]
    )


def test_every_parameter_of_a_query_is_described(client: TestClient) -> None:
    for path in described(client)["paths"].values():
        for parameter in path["get"].get("parameters", []):
            if parameter.get("in") == "query":
                assert parameter["description"], parameter["name"]


def test_errors_are_described_as_they_come(client: TestClient) -> None:
    document = described(client)
    for path, operations in document["paths"].items():
        errors = {
            status: response
            for status, response in operations["get"]["responses"].items()
            if status >= "400"
        }
        assert "422" in errors or path in {"/healthz", "/readyz"}
        for response in errors.values():
            (media_type,) = response["content"]
            assert media_type == "application/problem+json"
            schema = response["content"][media_type]["schema"]
            assert schema["$ref"].endswith("/Problem")


def test_every_field_of_a_whole_record_is_required(client: TestClient) -> None:
    schemas = described(client)["components"]["schemas"]
    optional = {
        (name, key)
        for name, schema in schemas.items()
        for key in schema.get("properties", {})
        if key not in schema.get("required", [])
        and not name.endswith(("Part", "Ld", "ValueSchema"))
    }
    of_sync = {"since", "records", "assets", "changed", "deleted"}
    asked_for = {"distance_km", "open", "next_change"}
    # A tree's nodes have what they have, as everywhere in the unified ecosystem.
    of_nodes = {
        (name, key)
        for name, key in optional
        if name.startswith("Mdast") and key in {"data", "hProperties"}
    }
    listed = {("ListedLocation", name) for name in asked_for}
    listed |= {("Location", name) for name in asked_for - {"distance_km"}}
    listed |= {
        (name, "included")
        for name, schema in schemas.items()
        if name in {"Page", "Condition", "Location", "Menu"}
        or "unmatched" in schema.get("properties", {})
    }
    assert optional - of_nodes == listed | {("Sync", name) for name in of_sync}


def test_many_who_ask_first_at_once_all_get_the_description(
    library: Library,
) -> None:
    targets = ["/openapi.json", "/pages?limit=1", "/links?status=ok", "/openapi.json"]
    # Threads take turns within the making of one field, so that what can go wrong does.
    turn = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        for _ in range(5):
            # FastAPI remembers the fields for the whole process.
            get_cached_model_fields.cache_clear()
            service = create_app(library=library)
            with (
                TestClient(service, raise_server_exceptions=False) as client,
                ThreadPoolExecutor(len(targets)) as threads,
            ):
                answers = list(threads.map(client.get, targets))
            assert [item.status_code for item in answers] == [200] * len(targets)
    finally:
        sys.setswitchinterval(turn)
