"""The client in TypeScript is that of the document; `make e2e` compiles and runs it."""

import re
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.main import create_app
from tests.contract.typescript import CLIENT, client_module


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    """The document as the service publishes it."""
    return create_app().openapi()


def test_the_committed_client_is_up_to_date(document: dict[str, Any]) -> None:
    assert CLIENT.read_text(encoding="utf-8") == client_module(document), (
        "run `make contract` and commit"
    )


def test_the_service_sends_it(client: TestClient) -> None:
    response = client.get("/client.ts")
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/plain; charset=utf-8"
    assert response.content == CLIENT.read_bytes()
    again = client.get("/client.ts", headers={"If-None-Match": response.headers["etag"]})
    assert again.status_code == 304


def test_it_depends_on_nothing_and_every_name_is_declared() -> None:
    text = CLIENT.read_text(encoding="utf-8")
    assert not re.search(r"^\s*(import|require)\b", text, re.MULTILINE)
    declared = re.findall(r"^(?:export )?(?:interface|type|class|const) (\w+)", text, re.MULTILINE)
    assert len(declared) == len(set(declared))
    types = text.partition("// ----- what may be asked for")[0]
    code = re.sub(r"/\*\*.*?\*/|//[^\n]*|\"[^\"]*\"", "", types, flags=re.DOTALL)
    used = set(re.findall(r"\b[A-Z]\w+", code)) - {"Record", "Many"}
    assert used <= set(declared)


@pytest.mark.parametrize(
    ("schema", "line"),
    [
        ({"type": "integer"}, "  new: number;"),
        ({"anyOf": [{"$ref": "#/components/schemas/Ref"}, {"type": "null"}]}, "  new: Ref | null;"),
        ({"type": "array", "items": {"enum": ["a", "b"]}}, '  new: ("a" | "b")[];'),
        ({"enum": [1, 2]}, "  new: 1 | 2;"),
        ({"type": "object", "additionalProperties": {"type": "string"}},
         "  new: Record<string, string>;"),
    ],
)  # fmt: skip
def test_a_new_field_is_in_it(document: dict[str, Any], schema: Any, line: str) -> None:
    site = document["components"]["schemas"]["Site"]
    changed = {
        **site,
        "properties": {**site["properties"], "new": schema},
        "required": [*site["required"], "new"],
    }
    schemas = {**document["components"]["schemas"], "Site": changed}
    text = client_module({**document, "components": {"schemas": schemas}})
    assert line in text.splitlines()
