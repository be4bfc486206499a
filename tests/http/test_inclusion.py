"""`include`: the records that an answer refers to, beside it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from app.records import Kind
from app.views.includes import RELATIONS
from tests.conftest import assert_problem, assert_shape, client_on

FILES = {
    "site.yaml": (
        "menus:\n  main:\n"
        "    - {title: Home, path: /, children: [{title: Massage, path: /massage/}]}\n"
    ),
    "index.md": "# Home\n\n[Massage](/massage/) [Home](/) [Lost](/lost/) [Massage](/massage/)\n",
    "massage.md": (
        "# Massage\n\n[Home](/)\n\nConditions we treat:\n\n- [Neck pain](/conditions/neck/)\n"
        "- Tennis elbow\n"
    ),
    "conditions/neck.md": "---\ntitle: Neck pain\nrelated: [Tennis elbow]\n---\n",
    "locations/boulder.md": "---\nname: Boulder\n---\n[Massage](/massage/)\n",
}
SUMMARY = "/pages?fields="


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A clinic with pages and conditions that refer to each other."""
    folder: Path = tmp_path_factory.mktemp("clinic")
    with client_on(folder, FILES) as client:
        yield client


def included(client: TestClient, target: str) -> Any:
    """What an answer includes."""
    response = client.get(target)
    assert response.status_code == 200, response.text
    return response.json()["included"]


@pytest.mark.parametrize(
    ("target", "keys"),
    [
        ("/pages/massage?include=conditions", ["condition/neck", "condition/tennis-elbow"]),
        ("/pages/massage?include=conditions.page", [
            "condition/neck", "condition/tennis-elbow", "page/conditions/neck"]),
        ("/pages/massage?include=links.target", ["page/conditions/neck", "page/index"]),
        ("/pages/massage?include=lists.items.links.target", ["page/conditions/neck"]),
        ("/pages/massage?include=backlinks.location", [
            "location/boulder", "page/index", "page/locations/boulder"]),
        ("/pages/massage?include=conditions.treatments", [
            "condition/neck", "condition/tennis-elbow"]),
        ("/pages/index?include=links.target,next", ["page/massage"]),
        ("/pages/index?include=links.target.conditions.mentions.page", [
            "condition/neck", "condition/tennis-elbow", "page/massage"]),
        ("/pages/conditions/neck?include=condition", ["condition/neck"]),
        ("/pages/index?include=condition,location,previous,translations", []),
        ("/conditions/neck?include=page,treatments", ["page/conditions/neck", "page/massage"]),
        ("/conditions/neck?include=mentions.page", ["page/massage"]),
        ("/locations/boulder?include=page", ["page/locations/boulder"]),
        ("/conditions?include=treatments.conditions", ["page/massage"]),
        ("/locations?include=page.links.target", ["page/locations/boulder", "page/massage"]),
        ("/pages?include=links.target,backlinks,breadcrumbs", []),
        ("/pages?slug=massage&include=backlinks", ["page/index", "page/locations/boulder"]),
        ("/pages?slug=gone&include=backlinks", []),
        ("/search?q=neck&include=page,condition", [
            "condition/neck", "page/conditions/neck", "page/massage"]),
        ("/search?q=boulder&limit=1&include=location", ["location/boulder"]),
        ("/search?q=tennis+elbow&limit=1&include=page,condition.treatments", [
            "condition/tennis-elbow", "page/massage"]),
        ("/links?to=index&include=from", ["page/index", "page/massage"]),
        ("/links?from=locations/boulder&include=target.conditions,from", [
            "condition/neck", "condition/tennis-elbow", "page/locations/boulder",
            "page/massage"]),
        ("/links?limit=1&offset=2&include=target", []),
        ("/menus?include=target", ["page/index", "page/massage"]),
        ("/menus/main?include=target.conditions&language=en", [
            "condition/neck", "condition/tennis-elbow", "page/index", "page/massage"]),
    ],
)  # fmt: skip
def test_records_are_included_once_and_flat(
    clinic: TestClient, target: str, keys: list[str]
) -> None:
    assert list(included(clinic, target)) == keys


@pytest.mark.parametrize(
    ("route", "target"),
    [
        ("/pages/{slug:path}", "/pages/massage"),
        ("/conditions/{slug:path}", "/conditions/neck"),
        ("/locations/{slug:path}", "/locations/boulder"),
        ("/pages", "/pages"),
        ("/conditions", "/conditions"),
        ("/locations", "/locations"),
        ("/search", "/search?q=neck"),
        ("/links", "/links"),
        ("/menus", "/menus"),
        ("/menus/{name:path}", "/menus/main"),
    ],
)
def test_the_answer_itself_stays_as_it_is(clinic: TestClient, route: str, target: str) -> None:
    plain = clinic.get(target)
    reference = {"/pages": "conditions", "/links": "target", "/menus": "target"}.get(
        target[:6], "page"
    )
    sign = "&" if "?" in target else "?"
    with_records = clinic.get(f"{target}{sign}include={reference}")
    body = assert_shape(with_records, route)
    del body["included"]
    assert body == plain.json()
    assert with_records.headers["etag"] != plain.headers["etag"]


def test_included_records_are_as_in_lists(clinic: TestClient) -> None:
    records = included(clinic, "/pages/massage?include=conditions.page,links.target")
    for kind in ("page", "condition"):
        for item in clinic.get(f"/{kind}s").json()["items"]:
            if (key := f"{kind}/{item['slug']}") in records:
                assert records.pop(key) == item
    assert records == {}


def test_fields_of_included_records_are_chosen_by_kind(clinic: TestClient) -> None:
    query = "include=conditions.page,links.target&fields=title"
    query += "&fields[page]=body.text&fields[condition]=name,page.slug&fields[location]=slug"
    body = clinic.get(f"/pages/massage?{query}").json()
    assert list(body) == ["title", "included"]
    assert body["included"]["condition/neck"] == {
        "name": "Neck pain",
        "page": {"slug": "conditions/neck"},
    }
    assert list(body["included"]["page/index"]["body"]) == ["text"]
    whole = included(clinic, "/pages/massage?include=links.target&fields[page]=*")
    assert whole["page/index"] == clinic.get("/pages/index").json()


def test_other_parts_of_a_list_include_too(clinic: TestClient) -> None:
    body = clinic.get("/pages?include=conditions&fields[condition]=name&limit=2&fields=slug").json()
    keys: set[str] = set()
    while True:
        assert {f"page/{item['slug']}" for item in body["items"]}.isdisjoint(body["included"])
        keys |= set(body["included"])
        if body["next"] is None:
            break
        body = clinic.get(body["next"]).json()
    assert keys == {"condition/neck", "condition/tennis-elbow"}


def test_a_change_of_any_record_of_the_included_kinds_purges_the_answer(
    clinic: TestClient,
) -> None:
    answer = clinic.get("/pages/massage?include=conditions.page")
    assert answer.headers["surrogate-key"] == "page/massage pages conditions"


@pytest.mark.parametrize(
    ("target", "field", "valid"),
    [
        ("/pages/index?include=colour", "include", "links.target"),
        ("/pages/index?include=", "include", "conditions"),
        ("/pages/index?include=links", "include", "links.target"),
        ("/pages?include=conditions.colour", "include", "conditions.treatments"),
        ("/pages?include=conditions,", "include", "conditions"),
        ("/conditions?include=conditions", "include", "treatments"),
        ("/locations?include=page.pages", "include", "page.conditions"),
        (
            "/pages?include=next.next.next.next",
            "include",
            "next.next.next",
        ),
        ("/pages?fields[page]=title", "fields[page]", "include"),
        ("/locations/boulder?fields[location]=name", "fields[location]", "include"),
        ("/pages?include=next&fields[page]=colour", "fields[page]", "title"),
        ("/pages?include=next&fields[location]=open", "fields[location]", "name"),
        ("/pages?include=next&fields[page]=included", "fields[page]", "title"),
        ("/pages?fields=included&include=next", "fields", "title"),
    ],
)
def test_what_cannot_be_included_is_refused_with_what_can(
    clinic: TestClient, target: str, field: str, valid: str
) -> None:
    (error,) = assert_problem(clinic.get(target), 422)["errors"]
    assert error["field"] == field
    assert valid in error["valid"]


def test_references_have_a_number(clinic: TestClient) -> None:
    paths = ["next" + ".next" * depth for depth in range(3)]
    paths += [f"{name}.{other}" for name in ("next", "previous") for other in RELATIONS["page"]]
    assert len(set(paths)) > 16
    (error,) = assert_problem(clinic.get(f"/pages?include={','.join(paths)}"), 422)["errors"]
    assert "the limit is 16" in error["message"]


@st.composite
def requests(draw: st.DrawFn) -> tuple[Kind, str]:
    """A kind, and references of it through one to three records."""
    kind: Kind = draw(st.sampled_from(["page", "condition", "location"]))
    paths = []
    for _ in range(draw(st.integers(1, 4))):
        names, kinds = [], {kind}
        for _ in range(draw(st.integers(1, 3))):
            name = draw(st.sampled_from(sorted(RELATIONS[min(kinds)])))
            names.append(name)
            kinds = set(RELATIONS[min(kinds)][name].kinds)
        paths.append(".".join(names))
    return kind, ",".join(paths)


@given(requests())
def test_any_references_give_records_that_exist_and_none_twice(
    clinic: TestClient, request_: tuple[Kind, str]
) -> None:
    kind, include = request_
    whole = clinic.get(f"/{kind}s?include={include}").json()
    own = {f"{kind}/{item['slug']}" for item in whole["items"]}
    assert own.isdisjoint(whole["included"])
    for key, record in whole["included"].items():
        other, _, slug = key.partition("/")
        assert record["slug"] == slug
        assert clinic.get(f"/{other}s/{slug}").json()["digest"] == record["digest"]
    # What single records include is in the list or beside it.
    for item in whole["items"][:1]:
        single = included(clinic, f"/{kind}s/{item['slug']}?include={include}")
        assert set(single) <= own | set(whole["included"])
        assert f"{kind}/{item['slug']}" not in single


def test_the_bodies_of_as_many_pages_are_included_as_a_list_has(tmp_path: Path) -> None:
    """Bodies are rendered for an answer: 4,000 of them took six seconds, and were then refused."""
    pages = {f"p{number}.md": "# P\n" for number in range(1_001)}
    links = "".join(f"[p](/p{number}/)\n" for number in range(1_001))
    with client_on(tmp_path, {"index.md": links, **pages}) as client:
        target = "/pages/index?fields=slug&include=links.target"
        assert len(included(client, f"{target}&fields[page]=title")) == 1_001
        for fields in ("body.text", "*"):
            refused = assert_problem(client.get(f"{target}&fields[page]={fields}"), 422)
            assert "the bodies of 1001 pages would be included" in refused["detail"]
            assert refused["errors"][0]["field"] == "fields[page]"
