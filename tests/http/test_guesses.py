"""Addresses that a client may have meant by one where nothing is."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from app.library.load import load
from app.main import create_app
from app.settings import Settings
from tests.conftest import SMALL, assert_problem, client_of

RECORDS = ("/pages/", "/conditions/", "/locations/")


@pytest.fixture(scope="module")
def behind_a_prefix() -> Iterator[TestClient]:
    """A client of the service at a prefix."""
    app = create_app(Settings(root_path="/clinic"), library=load(SMALL))
    with client_of(app) as client:
        yield client


@pytest.mark.parametrize(
    ("path", "first"),
    [
        ("/page/about", "/pages/about"),
        ("/page/abuot", "/pages/about"),
        ("/post/about", "/pages/about"),
        ("/about/", "/pages/about"),
        ("/about/team", "/pages/about/team"),
        ("/old-about/", "/pages/about"),
        ("/api/about", "/pages/about"),
        ("/Pages", "/pages"),
        ("/Pages/about", "/pages/about"),
        ("/api/pages", "/pages"),
        ("/api/v1/pages/about", "/pages/about"),
        ("/v2/condition/neck-pain", "/conditions/neck-pain"),
        ("/condition/stiff-neck", "/conditions/neck-pain"),
        ("/location", "/locations"),
        ("/office/bolder", "/locations/boulder"),
        ("/menu/main", "/menus/main"),
        ("/Images/photo.jpg", "/images/photo.jpg"),
        ("/openapi.yaml", "/openapi.json"),
        ("/swagger.json", "/openapi.json"),
        ("/redoc", "/docs"),
        ("/health", "/healthz"),
        ("/strasse", "/pages/stra%C3%9Fe"),
        ("/api", "/"),
        ("/wp-admin.php", "/"),
    ],
)
def test_what_was_probably_meant_comes_first(client: TestClient, path: str, first: str) -> None:
    answer = client.get(path)
    (error,) = assert_problem(answer, 404)["errors"]
    assert error["field"] == "path"
    assert error["valid"][0] == first
    refs = [f"/{ref['kind']}s/{quote(ref['slug'])}" for ref in answer.json()["suggestions"]]
    assert refs == [address for address in error["valid"] if address.startswith(RECORDS)]


@given(st.text(min_size=1, max_size=40))
def test_whatever_is_asked_for_there_is_a_suggestion_that_exists(
    client: TestClient, name: str
) -> None:
    answer = client.get("/" + quote(name))
    if answer.status_code == 404:
        (error,) = answer.json()["errors"]
        assert error["valid"]
        for address in error["valid"]:
            assert client.get(address).status_code in {200, 422}, address


def test_suggested_addresses_have_the_prefix(behind_a_prefix: TestClient) -> None:
    (error,) = assert_problem(behind_a_prefix.get("/clinic/page/about"), 404)["errors"]
    assert error["valid"][0] == "/clinic/pages/about"
