"""Whether the process lives, and whether its content is whole."""

import datetime as dt
from pathlib import Path

from fastapi.testclient import TestClient

from app.library.library import Library
from app.problems import Severity, count
from tests.conftest import assert_shape, client_on


def test_the_process_tells_that_it_lives(client: TestClient) -> None:
    response = client.get("/healthz")
    assert assert_shape(response, "/healthz") == {"status": "ok"}
    assert response.headers["cache-control"] == "no-store"


def test_content_without_errors_is_ok_and_its_warnings_are_counted(
    client: TestClient, library: Library
) -> None:
    response = client.get("/readyz")
    body = assert_shape(response, "/readyz")
    assert response.headers["cache-control"] == "no-store"
    assert body["status"] == "ok"
    assert body["tree"] == "native"
    assert body["version"] == client.get("/site").json()["version"]
    assert body["counts"] == client.get("/site").json()["counts"]
    assert body["problems"] == []
    summary = body["summary"]
    assert summary["errors"] == 0
    assert summary["warnings"] == count(library.problems, Severity.WARNING) > 0
    assert summary["hints"] == count(library.problems, Severity.HINT) > 0
    assert sum(summary["codes"].values()) == len(library.problems)
    assert summary["codes"]["broken-link"] == 1
    loaded = dt.datetime.fromisoformat(body["loaded_at"])
    assert loaded.utcoffset() == dt.timedelta(0)


def test_content_with_errors_is_degraded_and_the_rest_is_served(tmp_path: Path) -> None:
    client = client_on(
        tmp_path,
        {"index.md": "Hello.\n", "bad.md": "---\ntitle: [\n---\n", "odd.md": "---\ndate: x\n---\n"},
    )
    body = assert_shape(client.get("/readyz"), "/readyz")
    assert body["status"] == "degraded"
    assert {item["severity"] for item in body["problems"]} == {"error"}
    assert body["summary"]["errors"] == 2
    assert [(item["file"], item["line"], item["column"]) for item in body["problems"]] == [
        ("bad.md", 3, 1),
        ("odd.md", 2, 7),
    ]
    assert client.get("/pages/index").status_code == 200
    assert client.get("/pages/odd?fields=date").json() == {"date": None}
    assert client.get("/healthz").status_code == 200
