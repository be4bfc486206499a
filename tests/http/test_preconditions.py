"""Requests for one version: made only if that version is the current one."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.http.preconditions import is_not_modified
from tests.conftest import assert_problem, client_on

FILE = "/docs/a.txt"
LATER = "Fri, 01 Jan 2100 00:00:00 GMT"
EARLIER = "Thu, 01 Jan 1970 00:00:00 GMT"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    folder: Path = tmp_path_factory.mktemp("site")
    return client_on(folder, {"index.md": "Hello.\n", "docs/a.txt": "text"})


@pytest.mark.parametrize("target", ["/pages/index", "/pages", FILE])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_another_version_than_the_one_meant_is_not_sent(
    client: TestClient, target: str, method: str
) -> None:
    tag = client.get(target).headers["etag"]
    # Twice: the second one may be answered from the cache.
    for _ in range(2):
        for names in (tag, f'"other", {tag}', "*"):
            assert client.request(method, target, headers={"If-Match": names}).status_code == 200
        for names in ('"other"', f"W/{tag}", ""):
            answer = client.request(method, target, headers={"If-Match": names})
            assert answer.status_code == 412
    assert (
        "If-Match" in assert_problem(client.get(target, headers={"If-Match": "x"}), 412)["detail"]
    )


def test_a_file_that_has_changed_since_is_not_sent(client: TestClient) -> None:
    changed = client.get(FILE).headers["last-modified"]
    for date, status in [(changed, 200), (LATER, 200), (EARLIER, 412), ("yesterday", 200)]:
        answer = client.get(FILE, headers={"If-Unmodified-Since": date})
        assert answer.status_code == status
    # A tag is more exact.
    headers = {"If-Match": "*", "If-Unmodified-Since": EARLIER}
    assert client.get(FILE, headers=headers).status_code == 200


def test_a_file_that_has_not_changed_since_is_not_sent_again(client: TestClient) -> None:
    changed = client.get(FILE).headers["last-modified"]
    for date, status in [(changed, 304), (LATER, 304), (EARLIER, 200), ("yesterday", 200)]:
        answer = client.get(FILE, headers={"If-Modified-Since": date})
        assert answer.status_code == status
    headers = {"If-None-Match": '"other"', "If-Modified-Since": LATER}
    assert client.get(FILE, headers=headers).status_code == 200


def test_an_answer_without_a_date_is_never_older(client: TestClient) -> None:
    for name, date in [("If-Unmodified-Since", EARLIER), ("If-Modified-Since", LATER)]:
        assert client.get("/pages/index", headers={name: date}).status_code == 200


@pytest.mark.parametrize(
    "date", [b"", b"0", b"x" * 9999, b"Mon, 99 Foo 99999 99:99:99 GMT", b"\xff"]
)
def test_what_is_no_date_has_no_effect(date: bytes) -> None:
    assert not is_not_modified({b"if-modified-since": date}, '"1"', 0)
