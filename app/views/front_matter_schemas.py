"""JSON Schemas of the front matter, for editors' completion: from the models that read it.

Specification: JSON Schema, draft 7: the newest one that editors and their plug-ins all know.
"""

from typing import Any, Final, Literal, NotRequired

from typing_extensions import TypedDict

from app.front_matter.schema import FIELDS, SPELLINGS
from app.records import Kind

DIALECT: Final = "http://json-schema.org/draft-07/schema#"
_NOTHING: Final = {"type": "null"}
# These may also be written shorter than as the map that they are read as.
_SHORT: Final[dict[str, list[dict[str, Any]]]] = {
    "image": [{"type": "string"}],
    "menus": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}],
}

ValueSchemaView = TypedDict(
    "ValueSchemaView",
    {
        "$ref": NotRequired[str],
        "title": NotRequired[str],
        "description": NotRequired[str],
        "type": NotRequired[str | list[str]],
        "format": NotRequired[str],
        "enum": NotRequired[list[str | bool]],
        "default": NotRequired[None],
        "anyOf": NotRequired[list["ValueSchemaView"]],
        "items": NotRequired["ValueSchemaView"],
        "properties": NotRequired[dict[str, "ValueSchemaView"]],
        "additionalProperties": NotRequired["ValueSchemaView"],
        "required": NotRequired[list[str]],
        "examples": NotRequired[list[str | float | list[str]]],
    },
)
ValueSchemaView.__doc__ = "A JSON Schema of a value."

FrontMatterSchemaView = TypedDict(
    "FrontMatterSchemaView",
    {
        "$schema": str,
        "title": str,
        "description": str,
        "type": Literal["object"],
        "properties": dict[str, ValueSchemaView],
        "additionalProperties": Literal[True],
        "definitions": dict[str, ValueSchemaView],
    },
)
FrontMatterSchemaView.__doc__ = "A JSON Schema of front matter."


def front_matter_schema(kind: Kind) -> FrontMatterSchemaView:
    """What the front matter of a document of this kind may say; all else is its own affair."""
    made = FIELDS[kind].model_json_schema(ref_template="#/definitions/{model}")
    properties: dict[str, Any] = made["properties"]
    for name, held in properties.items():
        held.pop("title", None)
        held.pop("default", None)
        options = held.pop("anyOf", None) or [_without_description(held)]
        # A key with nothing after it is as good as none.
        nothing = [] if _NOTHING in options else [_NOTHING]
        held["anyOf"] = [*_SHORT.get(name, []), *options, *nothing]
    for spelling, name in SPELLINGS.items():
        properties[spelling] = {**properties[name], "description": f"The same as {name}."}
    return {
        "$schema": DIALECT,
        "title": f"Front matter of a {kind}",
        "description": str(made["description"]),
        "type": "object",
        "properties": dict(sorted(properties.items())),
        "additionalProperties": True,
        "definitions": made.get("$defs", {}),
    }


def _without_description(held: dict[str, Any]) -> dict[str, Any]:
    """What a property's schema says of the value; what is left is about the key."""
    kept = {"description", "examples"}
    return {key: held.pop(key) for key in list(held) if key not in kept}
