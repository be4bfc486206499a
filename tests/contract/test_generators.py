"""The OpenAPI document works in generators of clients: no construct that broke one is in it."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from app.main import create_app
from tests.contract.generators import faults

Document = dict[str, Any]


@pytest.fixture(scope="module")
def document() -> Document:
    """The document as the service publishes it."""
    return create_app().openapi()


def test_generators_of_clients_can_read_all_of_it(document: Document) -> None:
    assert faults(document) == []


def _null_alone(document: Document) -> None:
    _properties(document, "Site")["default"] = {"type": "null"}


def _null_in_a_list_of_types(document: Document) -> None:
    _properties(document, "Site")["title"] = {"type": ["string", "null"]}


def _reference_in_an_example(document: Document) -> None:
    content = document["paths"]["/site"]["get"]["responses"]["200"]["content"]
    content["application/json"]["examples"]["/site"]["value"]["title"] = {"$ref": "#/definitions/x"}


def _field_named_as_a_reference(document: Document) -> None:
    _properties(document, "Site")["$ref"] = {"type": "string"}


def _brackets_in_a_name(document: Document) -> None:
    document["components"]["schemas"]["List[Page]"] = {"type": "object"}


def _other_fields_forbidden(document: Document) -> None:
    document["components"]["schemas"]["Page"]["additionalProperties"] = False


def _number_without_a_format(document: Document) -> None:
    del _properties(document, "Geo")["latitude"]["format"]


def _constant_of_another_type(document: Document) -> None:
    _properties(document, "Health")["status"] = {"type": "boolean", "const": True}


def _union_of_texts_and_others(document: Document) -> None:
    options = [{"type": "string"}, {"type": "number", "format": "double"}]
    _properties(document, "Site")["title"] = {"oneOf": options}


def _union_that_is_merged(document: Document) -> None:
    entity = _properties(document, "PageLd")["mainEntity"]
    entity["anyOf"] = entity.pop("oneOf")


def _union_without_a_discriminator(document: Document) -> None:
    del document["components"]["schemas"]["MdastFlow"]["discriminator"]


def _unnamed_values_in_a_list(document: Document) -> None:
    options = [{"type": "string", "enum": ["left"]}, {"type": "null"}]
    _properties(document, "MdastTable")["align"]["items"] = {"anyOf": options}


def _answer_that_is_whole_or_a_part(document: Document) -> Any:
    content = document["paths"]["/pages/{slug}"]["get"]["responses"]["200"]["content"]
    return content["application/json"]["schema"]


def _part_before_the_whole(document: Document) -> None:
    _answer_that_is_whole_or_a_part(document)["anyOf"].reverse()


def _exactly_one_of_whole_and_part(document: Document) -> None:
    answer = _answer_that_is_whole_or_a_part(document)
    answer["oneOf"] = answer.pop("anyOf")


def _content_of_an_answer_without_any(document: Document) -> None:
    responses = document["paths"]["/pages"]["get"]["responses"]
    responses["304"]["content"] = responses["200"]["content"]


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (_null_alone, "Site.default"),
        (_null_in_a_list_of_types, "Site.title"),
        (
            _reference_in_an_example,
            "/paths//site/get/responses/200/content/application/json/examples//site/value/title",
        ),
        (_field_named_as_a_reference, "/components/schemas/Site/properties"),
        (_brackets_in_a_name, "List[Page]"),
        (_other_fields_forbidden, "Page"),
        (_number_without_a_format, "Geo.latitude"),
        (_constant_of_another_type, "Health.status"),
        (_union_of_texts_and_others, "Site.title"),
        (_union_that_is_merged, "PageLd.mainEntity"),
        (_union_without_a_discriminator, "MdastFlow"),
        (_unnamed_values_in_a_list, "MdastTable.align"),
        (_part_before_the_whole, "GET /pages/{slug} 200"),
        (_exactly_one_of_whole_and_part, "GET /pages/{slug} 200"),
        (_content_of_an_answer_without_any, "GET /pages 304"),
    ],
)
def test_a_construct_that_broke_a_generator_is_found(
    document: Document, change: Callable[[Document], None], place: str
) -> None:
    changed = copy.deepcopy(document)
    change(changed)
    assert [fault.partition(": ")[0] for fault in faults(changed)] == [place]


def _properties(document: Document, name: str) -> Document:
    properties: Document = document["components"]["schemas"][name]["properties"]
    return properties
