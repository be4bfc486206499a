"""Offices, by distance and by what is open."""

import pytest
from fastapi.testclient import TestClient

from tests.conftest import assert_problem, assert_shape


def test_offices_come_by_name_without_what_was_not_asked(client: TestClient) -> None:
    items = assert_shape(client.get("/locations"), "/locations")["items"]
    assert [item["name"] for item in items] == ["Annex", "Boulder"]
    for item in items:
        assert not {"distance_km", "open", "next_change"} & set(item)
        assert client.get(f"/locations/{item['slug']}").json() == item


def test_the_nearest_office_comes_first_and_one_without_a_place_last(client: TestClient) -> None:
    body = assert_shape(client.get("/locations?near=40.02,-105.27"), "/locations")
    assert [(item["slug"], item["distance_km"]) for item in body["items"]] == [
        ("boulder", 0.0),
        ("annex", None),
    ]
    far = client.get("/locations?near=39.02,%20-105.27").json()["items"]
    assert far[0]["distance_km"] == pytest.approx(111.2, abs=0.5)


@pytest.mark.parametrize(
    ("moment", "is_open", "next_change"),
    [
        ("2026-11-24T09:00", True, "2026-11-24T18:00:00-07:00"),
        ("2026-11-24T09:00:00-07:00", True, "2026-11-24T18:00:00-07:00"),
        ("2026-11-24T16:00:00Z", True, "2026-11-24T18:00:00-07:00"),
        ("2026-11-24T17:00:00%2B01:00", True, "2026-11-24T18:00:00-07:00"),
        ("2026-11-24T17:00:00+01:00", True, "2026-11-24T18:00:00-07:00"),
        ("2026-11-22T09:00", False, "2026-11-23T07:00:00-07:00"),
    ],
)
def test_whether_an_office_is_open_at_a_moment(
    client: TestClient, moment: str, is_open: bool, next_change: str
) -> None:
    annex, boulder = client.get(f"/locations?open_at={moment}").json()["items"]
    assert (boulder["open"], boulder["next_change"]) == (is_open, next_change)
    assert (annex["open"], annex["next_change"]) == (None, None)


def test_what_depends_on_the_clock_is_not_kept(client: TestClient) -> None:
    now = client.get("/locations?open_at=now")
    assert_shape(now, "/locations")
    assert now.headers["cache-control"] == "no-store"
    assert "public" in client.get("/locations?open_at=2026-11-24").headers["cache-control"]


@pytest.mark.parametrize(
    "near",
    ["", "1", "a,b", "91,0", "0,181", "nan,nan", "1,2,3", "1e9,0", "9" * 400 + ",0", "1,1,", "1;2"],
)
def test_what_is_no_place_is_refused(client: TestClient, near: str) -> None:
    body = assert_problem(client.get("/locations", params={"near": near}), 422)
    assert body["errors"][0]["field"] == "near"


@pytest.mark.parametrize(
    "moment", ["", "yesterday", "25:00", "2026-13-01", "2026-11-24T25:00", "99999-01-01"]
)
def test_what_is_no_moment_is_refused(client: TestClient, moment: str) -> None:
    body = assert_problem(client.get("/locations", params={"open_at": moment}), 422)
    assert body["errors"][0]["field"] == "open_at"


@pytest.mark.parametrize(
    "moment",
    [
        "0001-01-01T00:00:00",
        "0001-01-01T00:00:00+14:00",
        "1900-01-01T00:00:00Z",
        "9999-12-31T23:59:59",
        "9999-12-31T23:59:59-12:00",
    ],
)
def test_the_ends_of_time_are_answered(client: TestClient, moment: str) -> None:
    assert_shape(client.get("/locations", params={"open_at": moment}), "/locations")


@pytest.mark.parametrize("field", ["distance_km", "open", "next_change"])
def test_a_field_that_was_not_asked_into_being_is_refused(client: TestClient, field: str) -> None:
    body = assert_problem(client.get(f"/locations?fields={field}"), 422)
    assert field in body["detail"]


def test_fields_of_an_office(client: TestClient) -> None:
    query = "near=40.02,-105.27&open_at=2026-11-24T09:00&fields=slug,distance_km,open,phone.e164"
    boulder, _ = client.get(f"/locations?{query}").json()["items"]
    assert boulder == {
        "slug": "boulder",
        "phone": {"e164": "+13035550100"},
        "distance_km": 0.0,
        "open": True,
    }
    assert client.get("/locations/boulder?fields=geo.latitude").json() == {
        "geo": {"latitude": 40.02}
    }


def test_a_slug_that_is_nearly_right_has_suggestions(client: TestClient) -> None:
    body = assert_problem(client.get("/locations/bolder"), 404)
    assert [item["slug"] for item in body["suggestions"]] == ["boulder"]
    assert body["suggestions"][0]["kind"] == "location"


def test_offices_are_found_by_slug(client: TestClient) -> None:
    body = assert_shape(client.get("/locations?slug=boulder,lost&sort=-name"), "/locations")
    assert [item["slug"] for item in body["items"]] == ["boulder"]
    assert [entry["value"] for entry in body["unmatched"]] == ["lost"]


def test_one_office_says_whether_it_is_open(client: TestClient) -> None:
    plain = client.get("/locations/boulder")
    at = client.get("/locations/boulder?open_at=2026-11-24T09:00")
    body = assert_shape(at, "/locations/{slug:path}")
    assert body == {
        **plain.json(),
        "open": True,
        "next_change": "2026-11-24T18:00:00-07:00",
    }
    assert "public" in at.headers["cache-control"]
    now = client.get("/locations/boulder?open_at=now&fields=open")
    assert list(now.json()) == ["open"]
    assert now.headers["cache-control"] == "no-store"
    for query in ("fields=open", "open_at=then", "open_at=now&fields=distance_km"):
        assert_problem(client.get(f"/locations/boulder?{query}"), 422)
