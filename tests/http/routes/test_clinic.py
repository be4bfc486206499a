"""Conditions and offices over HTTP: filters, search, distance, and what is open when."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.library.load import load
from app.main import create_app
from tests.paths import ROOT


@pytest.fixture(scope="module")
def clinic() -> TestClient:
    """A client on the clinic's own content."""
    return TestClient(create_app(library=load(ROOT / "content")))


def slugs(client: TestClient, query: str) -> list[str]:
    """The slugs that a list answers with."""
    response = client.get(query)
    assert response.status_code == 200, response.text
    return [item["slug"] for item in response.json()["items"]]


def test_the_content_of_the_clinic_is_clean() -> None:
    assert load(ROOT / "content").problems == ()


def test_conditions_of_a_treatment_are_those_that_name_it() -> None:
    client = TestClient(create_app(library=load(ROOT / "tests/sites/conditions")))
    response = client.get("/conditions?treatment=iastm")
    assert response.json()["total"] == 21
    for item in response.json()["items"]:
        assert "iastm" in [page["slug"] for page in item["treatments"]]


def test_conditions_are_filtered_by_several_things_at_once(clinic: TestClient) -> None:
    result = slugs(clinic, "/conditions?treatment=iastm&has_page=true&body_region=neck,shoulder")
    assert "neck-pain-whiplash" in result
    assert "bursitis" not in result


def test_a_search_finds_alternate_names_without_accents_or_apostrophes(clinic: TestClient) -> None:
    assert slugs(clinic, "/conditions?q=golfers") == ["tennis-and-golfers-elbow"]
    assert "neck-pain-whiplash" in slugs(clinic, "/conditions?q=stiff%20neck")
    assert slugs(clinic, "/conditions?q=xyzzy") == []


def test_conditions_are_ordered_by_how_many_treat_them(clinic: TestClient) -> None:
    items = clinic.get("/conditions?sort=-treatments&limit=1000").json()["items"]
    numbers = [len(item["treatments"]) for item in items]
    assert numbers == sorted(numbers, reverse=True)


def test_offices_come_nearest_first(clinic: TestClient) -> None:
    response = clinic.get("/locations?near=40.02,-105.27")
    items = response.json()["items"]
    assert [item["slug"] for item in items] == ["boulder", "westminster", "broomfield"]
    assert [round(item["distance_km"]) for item in items] == [3, 19, 22]


@pytest.mark.parametrize("near", ["Boulder", "40.02", "91,0", "0,181", "40.02,-105.27,3", ""])
def test_a_place_that_is_none_is_refused(clinic: TestClient, near: str) -> None:
    response = clinic.get("/locations", params={"near": near})
    assert response.status_code == 422
    assert response.json()["errors"][0]["field"] == "near"


@pytest.mark.parametrize(
    ("moment", "is_open", "change"),
    [
        # Thanksgiving: a holiday, and the Friday after it is an exception.
        ("2026-11-26T09:00:00-07:00", False, "2026-11-30T07:00:00-07:00"),
        ("2026-11-25T09:00:00-07:00", True, "2026-11-25T19:00:00-07:00"),
        # Without an offset it is a time of the office's clock; with Z it is London's.
        ("2026-11-25T09:00", True, "2026-11-25T19:00:00-07:00"),
        ("2026-11-25T09:00:00Z", False, "2026-11-25T07:00:00-07:00"),
        # The Sundays on which clocks change: Monday opens by the new time.
        ("2026-03-08T01:30:00-07:00", False, "2026-03-09T07:00:00-06:00"),
        ("2026-11-01T01:30:00-06:00", False, "2026-11-02T07:00:00-07:00"),
        ("2026-11-24T23:59:00-07:00", False, "2026-11-25T07:00:00-07:00"),
        # An exception with other hours.
        ("2026-12-24T11:59:00-07:00", True, "2026-12-24T12:00:00-07:00"),
    ],
)
def test_an_office_is_open_or_closed_until_a_moment(
    clinic: TestClient, moment: str, is_open: bool, change: str
) -> None:
    response = clinic.get("/locations", params={"open_at": moment})
    boulder = next(entry for entry in response.json()["items"] if entry["slug"] == "boulder")
    assert (boulder["open"], boulder["next_change"]) == (is_open, change)
    assert "max-age" in response.headers["cache-control"]


def test_an_office_open_past_midnight_closes_the_next_day(tmp_path: Path) -> None:
    (tmp_path / "locations").mkdir()
    (tmp_path / "locations/night.md").write_text(
        "---\nopening_hours: Fr 20:00-02:00\ntime_zone: America/Denver\n---\n"
    )
    client = TestClient(create_app(library=load(tmp_path)))
    (night,) = client.get("/locations?open_at=2026-11-28T00:30:00").json()["items"]
    assert (night["open"], night["next_change"]) == (True, "2026-11-28T02:00:00-07:00")
    assert night["opening_hours"]["schedule"] == [
        {"days": ["Friday"], "opens": "20:00", "closes": "02:00"}
    ]


def test_what_is_open_now_is_never_stored(clinic: TestClient) -> None:
    response = clinic.get("/locations?open_at=now")
    assert response.headers["cache-control"] == "no-store"
    assert {type(item["open"]) for item in response.json()["items"]} == {bool}


def test_a_moment_that_is_none_is_refused(clinic: TestClient) -> None:
    response = clinic.get("/locations?open_at=tomorrow")
    assert response.status_code == 422
    assert response.json()["errors"][0]["valid"] == ["now"]


def test_distance_and_state_are_there_only_when_asked_for(clinic: TestClient) -> None:
    (item, *_) = clinic.get("/locations").json()["items"]
    assert not {"distance_km", "open", "next_change"} & set(item)
    assert clinic.get("/locations?fields=distance_km").status_code == 422
    chosen = clinic.get("/locations?fields=slug,open&open_at=2026-11-25T09:00").json()["items"]
    assert set(chosen[0]) == {"slug", "open"}


def test_a_slug_that_is_nearly_right_is_suggested(clinic: TestClient) -> None:
    body = clinic.get("/conditions/nek-pain-whiplash").json()
    assert body["suggestions"][0]["slug"] == "neck-pain-whiplash"
    assert body["suggestions"][0]["kind"] == "condition"
    body = clinic.get("/locations/bolder").json()
    assert body["suggestions"][0]["slug"] == "boulder"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/condition/sciatica/", "/low-back-pain-sciatica/"),
        ("/services/sciatica/", "/low-back-pain-sciatica/"),
        ("/condition/meniscus-injury/", "/knee-pain/"),
        ("/speciality-techniques/manual-therapy/", "/iastm/"),
        ("/physical-therapy-treatments/dry-needling/", "/dry-needling/"),
        ("/faq", "/faqs/"),
        ("/faq/billing/", "/faqs/"),
        ("/our-staff/somebody/", "/our-staff/"),
        ("/request-an-appointment/", "/contact-us/"),
    ],
)
def test_old_addresses_of_the_clinic_keep_working(clinic: TestClient, old: str, new: str) -> None:
    body = clinic.get("/resolve", params={"path": old}).json()
    assert (body["status"], body["location"], body["code"]) == ("redirect", new, 301)


@pytest.mark.parametrize(
    ("menu", "slugs_by_weight"),
    [
        (
            "symptoms",
            (
                "neck-pain-whiplash headaches-tmj low-back-pain-sciatica foot-ankle-pain "
                "tendonitis knee-pain arm-numbness-pain shoulder-pain post-surgical-treatment "
                "sports-injuries"
            ),
        ),
        ("specialties", "dry-needling iastm trigger-point-therapy blood-flow-restriction"),
        ("about", "our-staff locations"),
        ("patient-info", "new-patient-info-forms patient-testimonials insurance-plans"),
        ("wellness", "health-coaching functional-medicine"),
    ],
)
def test_the_menus_of_the_clinic_are_in_order(
    clinic: TestClient, menu: str, slugs_by_weight: str
) -> None:
    items = clinic.get(f"/menus/{menu}").json()["items"]
    assert [item["target"]["slug"] for item in items] == slugs_by_weight.split()


def test_the_top_navigation_of_the_clinic_is_in_order(clinic: TestClient) -> None:
    items = clinic.get("/menus/main").json()["items"]
    assert [item["title"] for item in items] == [
        "Home",
        "About Us",
        "Symptoms",
        "Specialties",
        "Wellness",
        "Patient Info",
        "FAQs",
    ]
