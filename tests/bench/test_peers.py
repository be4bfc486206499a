"""The peers send what the service sends."""

from pathlib import Path

import orjson
import pytest
from starlette.testclient import TestClient

from app.http.application import Application
from tests.bench.client import Answer, save, saved
from tests.bench.peers import bare, model, prebuilt

PATHS = ["/pages/index", "/conditions"]


@pytest.fixture(scope="module", params=PATHS)
def path(request: pytest.FixtureRequest) -> str:
    """A path of the service."""
    asked: str = request.param
    return asked


def answer_of(service: Application, path: str) -> Answer:
    """What the service answers, without an encoding."""
    with TestClient(service) as client:
        answer = client.get(path, headers={"Accept-Encoding": "identity"})
    return Answer(answer.status_code, tuple(answer.headers.items()), answer.content)


def test_the_bare_app_sends_the_same_headers_and_bytes(service: Application, path: str) -> None:
    answer = answer_of(service, path)
    sent = TestClient(bare(answer)).get("/whatever")
    assert Answer(sent.status_code, tuple(sent.headers.items()), sent.content) == answer


def test_an_answer_is_the_same_after_it_was_written_down(
    service: Application, path: str, tmp_path: Path
) -> None:
    answer = answer_of(service, path)
    save(answer, tmp_path / "answer")
    assert saved(tmp_path / "answer") == answer


def test_the_model_loses_nothing(service: Application) -> None:
    answer = answer_of(service, "/pages/index")
    sent = TestClient(model(answer)).get("/pages/index")
    assert sent.json() == orjson.loads(answer.body)


def test_the_model_sends_fields_that_it_does_not_know(service: Application) -> None:
    answer = answer_of(service, "/pages/index")
    page = {**orjson.loads(answer.body), "reading_level": "easy"}
    sent = TestClient(model(Answer(200, (), orjson.dumps(page)))).get("/pages/index")
    assert sent.json() == page


def test_the_route_sends_the_same_bytes(service: Application) -> None:
    answer = answer_of(service, "/conditions")
    assert TestClient(prebuilt(answer)).get("/conditions").content == answer.body
