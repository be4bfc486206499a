"""Parameters that every list has: what is refused, and that the refusal names what is right."""

import re
from typing import Any, get_args

import pytest
from fastapi.testclient import TestClient

from app.records import LinkStatus
from tests.conftest import assert_problem

LISTS = ["/pages", "/conditions", "/locations", "/links", "/menus", "/problems"]

INCLUDING = ["include", "fields[page]", "fields[condition]", "fields[location]"]


def error(client: TestClient, target: str) -> Any:
    """The only error of a request that is refused."""
    (result,) = assert_problem(client.get(target), 422)["errors"]
    return result


@pytest.mark.parametrize("route", LISTS)
@pytest.mark.parametrize("value", ["0", "-1", "1001", "abc", "", "1.5", "9" * 5000])
def test_a_limit_that_is_none_is_refused_never_capped(
    client: TestClient, route: str, value: str
) -> None:
    assert error(client, f"{route}?limit={value}")["field"] == "limit"


@pytest.mark.parametrize("route", LISTS)
@pytest.mark.parametrize("value", ["-1", "abc", "", "9" * 5000, "9007199254740993"])
def test_an_offset_that_is_none_is_refused(client: TestClient, route: str, value: str) -> None:
    assert error(client, f"{route}?offset={value}")["field"] == "offset"


@pytest.mark.parametrize("route", LISTS)
def test_the_outermost_limits_and_offsets_are_answered(client: TestClient, route: str) -> None:
    assert client.get(f"{route}?limit=1000").json()["limit"] == 1000
    assert client.get(route).json()["limit"] == 100
    body = client.get(f"{route}?limit=1&offset=9007199254740992").json()
    assert (body["items"], body["next"]) == ([], None)


@pytest.mark.parametrize(
    ("route", "valid"),
    [
        ("/", []),
        ("/site", []),
        ("/pages/about", [*INCLUDING, "fields"]),
        ("/links", ["status", "from", "to", *INCLUDING, "limit", "offset"]),
        ("/problems", ["severity", "code", "file", "limit", "offset"]),
        ("/menus", [*INCLUDING, "limit", "offset"]),
        ("/resolve?path=/", ["path"]),
    ],
)
def test_an_unknown_parameter_is_refused_with_those_there_are(
    client: TestClient, route: str, valid: list[str]
) -> None:
    joined = "&" if "?" in route else "?"
    result = error(client, f"{route}{joined}colour=red")
    assert result == {
        "field": "colour",
        "message": "there is no such parameter",
        "valid": valid,
    }


def test_every_parameter_of_pages_is_named_where_one_is_unknown(client: TestClient) -> None:
    named = "kind section menu tag category language layout slug sort limit offset fields"
    assert error(client, "/pages?colour=red")["valid"] == [*named.split(), *INCLUDING]


def test_a_parameter_that_comes_twice_is_refused(client: TestClient) -> None:
    result = error(client, "/pages?tag=team&tag=history")
    assert result["field"] == "tag"
    assert "comma" in result["message"]


def test_all_wrong_parameters_are_told_at_once(client: TestClient) -> None:
    body = assert_problem(client.get("/pages?a=1&tag=team&tag=team&b=2"), 422)
    assert [item["field"] for item in body["errors"]] == ["a", "tag", "b"]
    body = assert_problem(client.get("/pages?limit=0&offset=-1"), 422)
    assert [item["field"] for item in body["errors"]] == ["limit", "offset"]


@pytest.mark.parametrize(
    ("target", "valid"),
    [
        ("/pages?kind=person", ["condition", "location", "page"]),
        ("/search?q=a&kind=person", ["condition", "location", "page"]),
        ("/conditions?has_page=maybe", ["false", "true"]),
        ("/conditions?synonyms=maybe", ["true", "false"]),
        ("/links?status=x", sorted(get_args(LinkStatus))),
    ],
)
def test_a_value_outside_a_closed_set_is_refused_with_those_there_are(
    client: TestClient, target: str, valid: list[str]
) -> None:
    result = error(client, target)
    assert result["field"] == re.findall(r"(\w+)=", target)[-1]
    assert result["valid"] == valid


@pytest.mark.parametrize("sort", ["colour", "", "--title", "title,colour", "title,"])
def test_an_unknown_order_is_refused_with_those_there_are(client: TestClient, sort: str) -> None:
    result = error(client, f"/pages?sort={sort}")
    assert result["field"] == "sort"
    for name in ("path", "title", "date", "updated", "weight"):
        assert name in result["valid"]
        assert f"-{name}" in result["valid"]


@pytest.mark.parametrize(
    ("fields", "valid"),
    [
        ("colour", "title"),
        ("", "title"),
        ("title,", "title"),
        ("body.colour", "body.html"),
        ("image.colour", "image.src"),
        ("links.target.colour", "links.target.slug"),
        ("title.colour", "title"),
        ("body.mdast.children", "title"),
    ],
)
@pytest.mark.parametrize("route", ["/pages", "/pages/about"])
def test_an_unknown_field_is_refused_with_those_in_its_place(
    client: TestClient, route: str, fields: str, valid: str
) -> None:
    result = error(client, f"{route}?fields={fields}")
    assert result["field"] == "fields"
    assert valid in result["valid"]


@pytest.mark.parametrize("number", ["0.0", "1_000", "+5", "٣", "1e2", "", " 1", "9" * 400])
@pytest.mark.parametrize("name", ["limit", "offset"])
def test_a_number_is_digits_and_nothing_that_merely_means_one(
    client: TestClient, name: str, number: str
) -> None:
    body = assert_problem(client.get("/links", params={name: number}), 422)
    assert body["errors"][0]["field"] == name


@pytest.mark.parametrize("separator", ["%20", "+"])
def test_a_search_has_a_length(client: TestClient, separator: str) -> None:
    words = separator.join("c" * 1000)
    assert client.get(f"/conditions?q={words}").status_code == 200
    assert error(client, f"/conditions?q={words}{separator}c")["field"] == "q"


@pytest.mark.parametrize("sort", ["date,-date", "date,-date,date,weight"])
def test_an_order_that_comes_again_has_no_effect(client: TestClient, sort: str) -> None:
    once = client.get("/pages?sort=date,weight" if "weight" in sort else "/pages?sort=date")
    assert client.get(f"/pages?sort={sort}").json()["items"] == once.json()["items"]


@pytest.mark.parametrize("route", ["/pages", "/conditions", "/locations"])
def test_a_list_is_sorted_by_so_many_orders(client: TestClient, route: str) -> None:
    result = error(client, f"{route}?sort={','.join(['-path'] * 740)}")
    assert result["field"] == "sort"
    assert "740" in result["message"]


@pytest.mark.parametrize("route", ["/pages", "/pages/about", "/conditions", "/locations"])
@pytest.mark.parametrize("below", [16, 494, 4000])
def test_fields_are_named_to_a_depth(client: TestClient, route: str, below: int) -> None:
    result = error(client, f"{route}?fields=params{'.a' * below}")
    assert result["field"] == "fields"
    assert str(below + 1) in result["message"]


def test_fields_at_the_greatest_depth_are_answered(client: TestClient) -> None:
    assert client.get(f"/pages?fields=params{'.a' * 15}").status_code == 200


def test_values_that_come_again_change_nothing(client: TestClient) -> None:
    once = client.get("/pages?kind=page").json()["items"]
    assert client.get(f"/pages?kind={','.join(['page'] * 1500)}").json()["items"] == once


def test_of_many_unknown_parameters_the_first_are_named(client: TestClient) -> None:
    problem = assert_problem(client.get(f"/pages?{'&'.join(map(str, range(1000)))}"), 422)
    assert len(problem["errors"]) == 50
