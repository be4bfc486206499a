"""Lists of many megabytes: the same bytes in each coding, and to all that ask at a time."""

import threading
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.library.load import load
from app.main import create_app
from tests.conftest import client_of, site_at

TARGET = "/pages?limit=1000&fields=body.markdown"


@pytest.fixture(scope="module")
def long_client(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    folder: Path = tmp_path_factory.mktemp("site")
    body = "word " * 200 + "\n\n"
    site_at(folder, {f"p{number}.md": body * 200 for number in range(20)})
    return client_of(create_app(library=load(folder)))


def test_a_long_list_has_the_same_bytes_in_every_coding(long_client: TestClient) -> None:
    plain = long_client.get(TARGET)
    assert len(plain.content) > 4_000_000
    assert len(plain.json()["items"]) == 20
    for coding in ("br", "gzip"):
        answer = long_client.get(TARGET, headers={"Accept-Encoding": coding})
        assert answer.headers["content-encoding"] == coding
        assert answer.content == plain.content


def test_equal_requests_at_a_time_get_equal_answers(long_client: TestClient) -> None:
    with long_client:
        contents: list[bytes] = []
        threads = [
            threading.Thread(target=lambda: contents.append(long_client.get(TARGET).content))
            for _ in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(contents) == 8
    assert len(set(contents)) == 1
