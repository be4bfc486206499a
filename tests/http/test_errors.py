"""Errors have one shape."""

import re
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st

from app.http.application import Application
from app.library.library import Library
from app.main import create_app
from tests.conftest import assert_problem, assert_shape, client_of

ANSWERS = {
    "/": "/",
    "/site": "/site",
    "/pages": "/pages",
    "/pages/index": "/pages/{slug:path}",
    "/pages/about/team": "/pages/{slug:path}",
    "/pages/treatments/massage": "/pages/{slug:path}",
    "/pages/locations/boulder": "/pages/{slug:path}",
    "/conditions": "/conditions",
    "/conditions/neck-pain": "/conditions/{slug:path}",
    "/conditions/tennis-elbow": "/conditions/{slug:path}",
    "/locations": "/locations",
    "/locations?near=40.0,-105.2&open_at=2026-11-24T09:00": "/locations",
    "/locations/boulder": "/locations/{slug:path}",
    "/links": "/links",
    "/problems": "/problems",
    "/menus": "/menus",
    "/menus/main": "/menus/{name:path}",
    "/resolve?path=/about/": "/resolve",
    "/resolve?path=/old-about/": "/resolve",
    "/schemas/page.json": "/schemas/{kind}.json",
    "/schemas/condition.json": "/schemas/{kind}.json",
    "/healthz": "/healthz",
    "/readyz": "/readyz",
}


REFUSED = {
    "/nowhere": 404,
    "/pages/nobody": 404,
    "/conditions/nothing": 404,
    "/locations/nowhere": 404,
    "/menus/none": 404,
    "/schemas/page": 404,
    "/schemas/person.json": 422,
    "/docs/none.js": 404,
    "/resolve?path=/lost/": 404,
    "/resolve?path=/gone/": 410,
    "/resolve": 422,
    "/resolve?path=": 422,
    "/?x=1": 422,
    "/site?x=1": 422,
    "/pages?x=1": 422,
    "/pages/about?x=1": 422,
    "/conditions?x=1": 422,
    "/conditions/neck-pain?x=1": 422,
    "/locations?x=1": 422,
    "/locations/boulder?x=1": 422,
    "/links?x=1": 422,
    "/menus?x=1": 422,
    "/menus/main?x=1": 422,
    "/resolve?path=/&x=1": 422,
}


# All that any route knows.
PARAMETERS = re.findall(
    "[a-z_]+",
    "kind section menu tag category language layout slug sort limit offset fields path treatment "
    "body_region has_page q near open_at status from to",
)


@pytest.mark.parametrize(("target", "status"), REFUSED.items())
def test_every_refusal_has_the_one_shape(client: TestClient, target: str, status: int) -> None:
    body = assert_problem(client.get(target), status)
    assert body["instance"] == target


@pytest.mark.parametrize("target", [*ANSWERS, "/nowhere", "/docs", "/openapi.json"])
@pytest.mark.parametrize("method", ["POST", "DELETE"])
def test_other_methods_are_refused_with_those_that_are_possible(
    client: TestClient, target: str, method: str
) -> None:
    response = client.request(method, target)
    if target == "/nowhere":
        assert_problem(response, 404)
        return
    body = assert_problem(response, 405)
    assert response.headers["allow"] == "GET, HEAD, OPTIONS"
    assert method in body["detail"]


def test_before_the_content_is_loaded_only_health_answers() -> None:
    client = client_of(create_app())
    for target in ANSWERS:
        if target != "/healthz":
            assert "not loaded" in assert_problem(client.get(target), 503)["detail"]
    assert_shape(client.get("/healthz"), "/healthz")


def test_an_unforeseen_error_tells_nothing_of_the_inside(library: Library) -> None:
    service = create_app(library=library)

    @service.api_route("/broken", methods=["GET", "HEAD"])
    def broken() -> None:
        message = "the password is hunter2"
        raise RuntimeError(message)

    client = client_of(service)
    response = client.get("/broken?x=ü", headers={"Origin": "https://example.org"})
    body = assert_problem(response, 500)
    assert body["instance"] == "/broken?x=%C3%BC"
    assert "hunter2" not in response.text
    head = client.head("/broken?x=ü")
    assert head.status_code == 500
    assert head.content == b""
    assert head.headers["content-length"] == str(len(response.content))
    assert head.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize(
    ("target", "instance"),
    [
        ("/n%C3%BCx", "/n%C3%BCx"),
        ("/a%2Fb%20c?d=%C3%A9&e=f%26g", "/a%2Fb%20c?d=%C3%A9&e=f%26g"),
        ("/nowhere/", "/nowhere/"),
        ("/nul%00", "/nul%00"),
        ("/pages/x%22y", "/pages/x%22y"),
    ],
)
def test_instance_is_the_address_as_it_was_asked_for(
    client: TestClient, target: str, instance: str
) -> None:
    assert assert_problem(client.get(target), 404)["instance"] == instance


def test_what_is_told_of_an_unknown_address_is_told_to_be_read(client: TestClient) -> None:
    body = assert_problem(client.get("/n%C3%BCx/"), 404)
    assert body["detail"] == 'there is nothing at "/nüx/"'


@settings(max_examples=150)
@given(
    path=st.one_of(
        st.sampled_from(["pages", "conditions", "locations", "links", "menus", "resolve", "site"]),
        st.text(max_size=12),
        st.text(max_size=12).map("pages/{}".format),
        st.text(max_size=12).map("menus/{}".format),
    ),
    query=st.dictionaries(
        st.one_of(
            st.sampled_from(PARAMETERS),
            st.text(max_size=5),
        ),
        st.one_of(
            st.text(max_size=20),
            st.integers().map(str),
            st.sampled_from(["title", "-title,path", "body.html", "params.colours", "now", "40,1"]),
            st.datetimes().map(str),
        ),
        max_size=3,
    ),
)
def test_no_request_makes_the_service_fail(
    service: Application, path: str, query: dict[str, str]
) -> None:
    client = client_of(service)
    segments = path.encode("utf-8", "replace").decode()
    safe = {
        name.encode("utf-8", "replace").decode(): value.encode("utf-8", "replace").decode()
        for name, value in query.items()
    }
    response = client.get(f"/{quote(segments)}", params=safe)
    if response.status_code in {200, 308}:
        return
    assert response.status_code in {404, 410, 422}
    assert_problem(response, response.status_code)
