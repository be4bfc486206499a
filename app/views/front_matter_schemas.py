"""JSON Schemas of front matter, for completion in editors, from the models that parse it.

Specification: JSON Schema, draft 7, the newest one that all editors and plug-ins support.
"""

from typing import Any, Final, Literal, NotRequired

from typing_extensions import TypedDict

from app.front_matter.schema import FIELDS, SPELLINGS
from app.records import Kind

DIALECT: Final = "http://json-schema.org/draft-07/schema#"
_NULL: Final = {"type": "null"}
# These also have short forms beside the mapping that the models declare.
_SHORT_FORMS: Final[dict[str, list[dict[str, Any]]]] = {
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
    """Return the JSON Schema of the front matter of a kind; other keys are allowed."""
    schema = FIELDS[kind].model_json_schema(ref_template="#/definitions/{model}")
    properties: dict[str, Any] = schema["properties"]
    for name, field in properties.items():
        field.pop("title", None)
        field.pop("default", None)
        options = field.pop("anyOf", None) or [_pop_value_schema(field)]
        # A key without a value is the same as no key.
        null = [] if _NULL in options else [_NULL]
        field["anyOf"] = [*_SHORT_FORMS.get(name, []), *options, *null]
    for spelling, name in SPELLINGS.items():
        properties[spelling] = {**properties[name], "description": f"The same as {name}."}
    return {
        "$schema": DIALECT,
        "title": f"Front matter of a {kind}",
        "description": str(schema["description"]),
        "type": "object",
        "properties": dict(sorted(properties.items())),
        "additionalProperties": True,
        "definitions": schema.get("$defs", {}),
    }


def _pop_value_schema(field: dict[str, Any]) -> dict[str, Any]:
    """Move the keywords about a field's value out of its schema; its documentation stays."""
    kept = {"description", "examples"}
    return {key: field.pop(key) for key in list(field) if key not in kept}
