"""JSON Schemas of the front matter, for editors' completion: from the models that read it.

Specification: https://json-schema.org/draft/2020-12/schema.
"""

from typing import Any, Final, Literal

from typing_extensions import TypedDict

from app.content.metadata import FIELDS, SPELLINGS
from app.content.models import Kind
from app.views.shapes import JsonValue

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
# These may also be written shorter than as the map that they are read as.
_SHORT: Final[dict[str, list[dict[str, Any]]]] = {
    "image": [{"type": "string"}],
    "menus": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}],
}

FrontMatterSchemaView = TypedDict(
    "FrontMatterSchemaView",
    {
        "$schema": str,
        "title": str,
        "description": str,
        "type": Literal["object"],
        "properties": dict[str, JsonValue],
        "additionalProperties": Literal[True],
        "$defs": dict[str, JsonValue],
    },
)
FrontMatterSchemaView.__doc__ = "A JSON Schema of front matter."


def front_matter_schema(kind: Kind) -> FrontMatterSchemaView:
    """What the front matter of a document of this kind may say; all else is its own affair."""
    made = FIELDS[kind].model_json_schema()
    properties: dict[str, Any] = made["properties"]
    for name, held in properties.items():
        held.pop("title", None)
        held.pop("default", None)
        if name in _SHORT:
            whole = held.pop("anyOf", None) or [_without_description(held)]
            held["anyOf"] = [*_SHORT[name], *whole]
    for spelling, name in SPELLINGS.items():
        properties[spelling] = {**properties[name], "description": f"The same as {name}."}
    properties["type"]["enum"] = ["page", "condition", "location"]
    return {
        "$schema": DIALECT,
        "title": f"Front matter of a {kind}",
        "description": str(made["description"]),
        "type": "object",
        "properties": dict(sorted(properties.items())),
        "additionalProperties": True,
        "$defs": made.get("$defs", {}),
    }


def _without_description(held: dict[str, Any]) -> dict[str, Any]:
    """What a property's schema says of the value; what is left is about the key."""
    kept = {"description", "examples"}
    return {key: held.pop(key) for key in list(held) if key not in kept}
