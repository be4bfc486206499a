"""Parts of lists, with the addresses of the other parts."""

from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi.testclient import TestClient

from tests.conftest import assert_shape


def relations(link: str) -> dict[str, int]:
    """The offsets of a Link header, by relation."""
    pairs = [part.split("; rel=") for part in link.split(", ")]
    return {
        relation.strip('"'): int(parse_qs(urlsplit(target.strip("<>")).query)["offset"][0])
        for target, relation in pairs
    }


@pytest.mark.parametrize("route", ["/pages", "/conditions", "/locations", "/links", "/menus"])
def test_the_parts_of_a_list_are_the_list(client: TestClient, route: str) -> None:
    whole = assert_shape(client.get(route, params={"limit": 1000}), route)
    items, target = [], f"{route}?limit=2"
    while target:
        part = assert_shape(client.get(target), route)
        assert part["total"] == whole["total"]
        items += part["items"]
        target = part["next"]
    assert items == whole["items"]


def test_links_lead_to_the_first_previous_next_and_last_part(client: TestClient) -> None:
    total = client.get("/pages").json()["total"]
    link = client.get("/pages?limit=2&offset=4").headers["link"]
    last = (total - 1) // 2 * 2
    assert relations(link) == {"first": 0, "prev": 2, "next": 6, "last": last}
    assert "link" not in client.get("/pages?limit=1000").headers


def test_addresses_keep_the_other_parameters(client: TestClient) -> None:
    part = client.get("/pages?limit=1&fields=title,slug&kind=page").json()
    assert part["next"] == "/pages?fields=title,slug&kind=page&limit=1&offset=1"


def test_a_part_beyond_the_end_is_empty(client: TestClient) -> None:
    part = client.get("/menus?offset=50").json()
    assert part["items"] == []
    assert part["next"] is None
