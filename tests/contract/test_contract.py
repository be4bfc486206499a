"""The published contract: examples that are real, and changes that only add."""

import copy
import re
from collections.abc import Callable
from typing import Any

import orjson
import pytest

from app.main import create_app
from app.views.database import SQLITE
from tests.contract.changes import breaking_changes
from tests.contract.refresh import DOCUMENT, EXAMPLES, REQUESTS, client, example, steady

Document = dict[str, Any]


@pytest.fixture(scope="module")
def document() -> Document:
    """The document as the service publishes it."""
    return create_app().openapi()


@pytest.fixture(scope="module")
def committed() -> Document:
    """The document as it was last taken down."""
    expected: Document = orjson.loads(DOCUMENT.read_bytes())
    return expected


def test_the_service_keeps_the_committed_contract(document: Document, committed: Document) -> None:
    assert breaking_changes(committed, document) == []


def test_the_committed_contract_is_up_to_date(document: Document, committed: Document) -> None:
    assert committed == orjson.loads(orjson.dumps(document)), "run `make contract` and commit"


def test_each_operation_has_an_example_of_its_real_answer(document: Document) -> None:
    asking = client()
    examples = orjson.loads(EXAMPLES.read_bytes())
    assert set(examples) == set(REQUESTS)
    for name, expected in examples.items():
        real = example(asking, REQUESTS[name])
        assert steady(expected) == steady(real), (
            f"run `make contract`: the example of {name} is another now"
        )
    for operations in document["paths"].values():
        operation = operations["get"]
        ((media_type, content),) = operation["responses"]["200"]["content"].items()
        if media_type in {SQLITE, "text/event-stream"}:
            continue
        ((request, message),) = content["examples"].items()
        assert message["value"] == examples[operation["operationId"]]["answer"]
        assert request == REQUESTS[operation["operationId"]]


def test_nothing_is_left_open_but_params_schemas_and_included_records(document: Document) -> None:
    open_at: list[str] = []

    def look(node: Any, place: str) -> None:
        if isinstance(node, dict):
            if node.get("additionalProperties") is True or (not node and "examples" not in place):
                open_at.append(place)
            for key, value in node.items():
                look(value, f"{place}/{key}")
        elif isinstance(node, list):
            for number, value in enumerate(node):
                look(value, f"{place}/{number}")

    look(document["components"]["schemas"], "")
    assert open_at == [
        "/FrontMatterSchema",
        "/Included/additionalProperties",
        "/Page/properties/params",
        "/PagePart/properties/params",
    ]


def test_operations_have_names_that_make_good_functions(document: Document) -> None:
    names = [item["operationId"] for path in document["paths"].values() for item in path.values()]
    assert len(names) == len(set(names))
    assert all(
        re.fullmatch(r"(get|list|resolve|search|head)[A-Z][A-Za-z]*", name) for name in names
    )


def test_everything_that_is_named_is_described(document: Document) -> None:
    for path in document["paths"].values():
        for operation in path.values():
            assert operation["description"]
            for parameter in operation["parameters"]:
                assert "$ref" in parameter or parameter["description"], operation["operationId"]
    undescribed = [
        name
        for name, schema in document["components"]["schemas"].items()
        if not schema.get("description") and "anyOf" not in schema and "oneOf" not in schema
    ]
    assert undescribed == []


# ----- five breaks and a growth


def _drop_a_field(document: Document) -> None:
    del document["components"]["schemas"]["Page"]["properties"]["subtitle"]


def _rename_a_field(document: Document) -> None:
    properties = document["components"]["schemas"]["Condition"]["properties"]
    properties["synonyms"] = properties.pop("alternate_names")


def _narrow_an_enum(document: Document) -> None:
    document["components"]["schemas"]["Ref"]["properties"]["kind"]["enum"].remove("location")


def _require_a_parameter(document: Document) -> None:
    parameters = document["paths"]["/conditions"]["get"]["parameters"]
    next(item for item in parameters if item.get("name") == "q")["required"] = True


def _change_a_type(document: Document) -> None:
    document["components"]["schemas"]["Link"]["properties"]["line"]["type"] = "string"


def _drop_an_operation(document: Document) -> None:
    del document["paths"]["/links"]


def _make_a_field_optional(document: Document) -> None:
    document["components"]["schemas"]["Page"]["required"].remove("title")


def _drop_null(document: Document) -> None:
    options = document["components"]["schemas"]["Page"]["properties"]["image"]["anyOf"]
    options.remove({"type": "null"})


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (_drop_a_field, "Page.subtitle: the field is gone"),
        (_rename_a_field, "Condition.alternate_names: the field is gone"),
        (_narrow_an_enum, "Ref.kind: the values ['location'] are gone"),
        (_require_a_parameter, "GET /conditions: the parameter q is required now"),
        (_change_a_type, "Link.line: the type was integer and is string"),
        (_drop_an_operation, "GET /links: the operation is gone"),
        (_make_a_field_optional, "Page.title: the field may be missing now"),
        (_drop_null, "Page.image: anyOf has no longer null"),
    ],
)
def test_a_break_is_told_by_name(
    document: Document, change: Callable[[Document], None], message: str
) -> None:
    changed = copy.deepcopy(document)
    change(changed)
    assert message in breaking_changes(document, changed)


def test_growth_breaks_nothing(document: Document) -> None:
    grown = copy.deepcopy(document)
    page = grown["components"]["schemas"]["Page"]
    page["properties"]["audio"] = {"type": "string"}
    page["required"].append("audio")
    grown["components"]["schemas"]["Ref"]["properties"]["kind"]["enum"].append("person")
    grown["paths"]["/people"] = copy.deepcopy(grown["paths"]["/menus"])
    grown["paths"]["/pages"]["get"]["parameters"].append({"name": "person", "in": "query"})
    assert breaking_changes(document, grown) == []
