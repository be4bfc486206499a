"""JSON Schemas of front matter: what editors complete is what the service reads."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from fastapi.testclient import TestClient
from jsonschema_rs import Draft7Validator, meta

from tests.conftest import assert_problem, assert_shape
from tests.paths import ROOT

KINDS = ("page", "condition", "location")


def schema(client: TestClient, kind: str) -> dict[str, Any]:
    """The schema of a kind."""
    expected: dict[str, Any] = assert_shape(
        client.get(f"/schemas/{kind}.json"), "/schemas/{kind}.json"
    )
    return expected


def front_matter(file: Path) -> dict[str, Any]:
    """The front matter as a YAML library reads it, dates as they are written."""
    text = file.read_text(encoding="utf-8").split("---\n", 2)[1]
    expected: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)
    return expected


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_a_schema_and_describes_each_key(client: TestClient, kind: str) -> None:
    expected = schema(client, kind)
    meta.validate(expected)
    assert all(item["description"] for item in expected["properties"].values())
    assert {"menu", "menus", "url", "permalink", "aliases"} <= set(expected["properties"])


@pytest.mark.parametrize("kind", KINDS)
def test_each_example_fits_its_key(client: TestClient, kind: str) -> None:
    expected = schema(client, kind)
    for name, property_ in expected["properties"].items():
        for example in property_.get("examples", []):
            Draft7Validator({"properties": {name: property_}}).validate({name: example})


@pytest.mark.parametrize(
    ("kind", "pattern"),
    [("page", "*.md"), ("condition", "conditions/*.md"), ("location", "locations/*.md")],
)
def test_the_content_of_the_clinic_fits(client: TestClient, kind: str, pattern: str) -> None:
    # Every scalar comes as text from this loader, which is what text fields take.
    expected = schema(client, kind)
    typed = {"weight", "accepts_new_patients", "geo", "menu", "menus", "sidebar", "draft"}
    validator = Draft7Validator(expected)
    files = sorted((ROOT / "content").glob(pattern))
    assert files
    for file in files:
        values = {key: value for key, value in front_matter(file).items() if key not in typed}
        validator.validate(values)


@pytest.mark.parametrize(
    "wrong",
    [{"weight": "heavy"}, {"draft": "maybe"}, {"menu": 3.5}, {"tags": {"a": 1}}, {"image": []}],
)
def test_a_wrong_value_is_marked(client: TestClient, wrong: dict[str, Any]) -> None:
    assert not Draft7Validator(schema(client, "page")).is_valid(wrong)


def test_other_keys_are_free(client: TestClient) -> None:
    assert Draft7Validator(schema(client, "page")).is_valid({"sidebar": False, "x": [1]})


def test_a_kind_that_is_none_is_refused(client: TestClient) -> None:
    body = assert_problem(client.get("/schemas/blog.json"), 422)
    assert body["errors"][0]["valid"] == list(KINDS)
    assert re.search("kind", body["detail"])
