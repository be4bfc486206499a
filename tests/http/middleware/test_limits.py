"""Requests that are too large or for another host."""

from collections.abc import Callable, Iterator

import pytest
from starlette.testclient import TestClient

from app.library.library import Library
from app.library.load import load
from app.main import create_app
from app.settings import Settings
from tests.conftest import SMALL, Ask, assert_problem, client_of
from tests.paths import ROOT


@pytest.fixture
def client_with(library: Library) -> Callable[..., TestClient]:
    """A client of the small site under these settings."""
    return lambda **given: client_of(
        create_app(Settings.model_validate({"content": SMALL, **given}), library=library)
    )


@pytest.mark.parametrize(
    ("target", "headers", "status"),
    [
        ("/pages/" + "a" * 4089, {}, 404),
        ("/pages/" + "a" * 4090, {}, 414),
        ("/pages/a?" + "x" * 28_672, {}, 422),
        ("/pages/about?" + "x" * 28_673, {}, 414),
        ("/pages/about", {"X": "x" * 32000}, 200),
        ("/pages/about", {"X": "x" * 32768}, 431),
        ("/pages/about", {"If-None-Match": ",".join(['"x"'] * 2000)}, 200),
    ],
)
def test_a_request_has_a_size(ask: Ask, target: str, headers: dict[str, str], status: int) -> None:
    received = ask(target, **headers)
    assert received.status_code == status
    if status >= 400:
        assert len(assert_problem(received, status)["detail"]) < 30_000


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("example.org", 200),
        ("EXAMPLE.org:8080", 200),
        ("a.b.example.com", 200),
        ("example.com", 400),
        ("badexample.com", 400),
        ("example.org.evil.test", 400),
        ("", 400),
    ],
)
def test_only_hosts_that_are_trusted_are_answered_for(
    client_with: Callable[..., TestClient], host: str, status: int
) -> None:
    client = client_with(trusted_hosts="example.org, *.example.com")
    response = client.get("/pages", headers={"Host": host})
    assert response.status_code == status
    if status == 400:
        assert f'"{host.lower()}"' in assert_problem(response, 400)["detail"]
    for target in ("/healthz", "/readyz", "/metrics"):
        assert client.get(target, headers={"Host": host}).status_code == 200


@pytest.fixture(scope="module")
def clinic() -> Iterator[TestClient]:
    with TestClient(create_app(library=load(ROOT / "content"))) as client:
        yield client


def test_a_host_that_is_not_ours_gets_nothing_that_lies_ready(library: Library) -> None:
    settings = Settings.model_validate({"trusted_hosts": "api.example.org"})
    client = TestClient(create_app(settings, library=library))
    for _ in range(2):
        assert client.get("/pages", headers={"Host": "api.example.org"}).status_code == 200
    assert client.get("/pages", headers={"Host": "evil.test"}).status_code == 400


def test_a_head_that_is_too_large_is_refused_though_the_answer_lies_ready(
    clinic: TestClient,
) -> None:
    clinic.get("/pages")
    assert clinic.get("/pages", headers={"X-Large": "x" * 40_000}).status_code == 431
