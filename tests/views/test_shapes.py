"""Every answer has exactly the keys and types that its route declares."""

import pytest
from fastapi.testclient import TestClient

from tests.conftest import assert_shape

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


@pytest.mark.parametrize(("target", "route"), ANSWERS.items())
def test_an_answer_has_exactly_what_its_route_declares(
    client: TestClient, target: str, route: str
) -> None:
    assert_shape(client.get(target), route)
