"""JSON Schemas of front matter, for completion in editors, from the models that parse it.

Specification: JSON Schema, draft 7, the newest one that all editors and plug-ins support.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Final, TypeAlias

from pydantic import Field
from typing_extensions import TypeAliasType

from app.front_matter.schema import FIELDS, SPELLINGS
from app.records import Kind

Schema: TypeAlias = dict[str, Any]

DIALECT: Final = "http://json-schema.org/draft-07/schema#"
_NULL: Final = {"type": "null"}
_DOCUMENTATION: Final = ("description", "examples")
# These also have short forms beside the mapping that the models declare.
_SHORT_FORMS: Final[dict[str, list[Schema]]] = {
    "image": [{"type": "string"}],
    "menus": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}],
}

# Open: several generators of clients cannot express the terms of JSON Schema.
FrontMatterSchemaView = TypeAliasType(
    "FrontMatterSchemaView",
    Annotated[
        Schema,
        Field(description="A JSON Schema of front matter, of draft 7 and without references."),
    ],
)


def front_matter_schema(kind: Kind) -> Schema:
    """Return the JSON Schema of the front matter of a kind; other keys are allowed."""
    schema = FIELDS[kind].model_json_schema(ref_template="{model}")
    parts: Mapping[str, Schema] = schema.get("$defs", {})
    properties: dict[str, Schema] = {}
    for name, field in schema["properties"].items():
        value = _without_references(field, parts)
        properties[name] = {key: value.pop(key) for key in _DOCUMENTATION if key in value}
        options = value.get("anyOf") or [value]
        # A key without a value is the same as no key.
        null = [] if _NULL in options else [_NULL]
        properties[name]["anyOf"] = [*_SHORT_FORMS.get(name, []), *options, *null]
    for spelling, name in SPELLINGS.items():
        properties[spelling] = {**properties[name], "description": f"The same as {name}."}
    return {
        "$schema": DIALECT,
        "title": f"Front matter of a {kind}",
        "description": str(schema["description"]),
        "type": "object",
        "properties": dict(sorted(properties.items())),
        "additionalProperties": True,
    }


def _without_references(schema: Schema, parts: Mapping[str, Schema]) -> Schema:
    """Return a schema with the parts that it names in their place, without titles and defaults.

    A part never contains itself. Titles repeat names, and every default is the same as no key.
    """
    part = parts[schema["$ref"]] if "$ref" in schema else {}
    whole = {
        key: value
        for key, value in {**part, **schema}.items()
        if key not in {"$ref", "title", "default"}
    }
    for key in ("items", "additionalProperties"):
        if isinstance(whole.get(key), dict):
            whole[key] = _without_references(whole[key], parts)
    if "anyOf" in whole:
        whole["anyOf"] = [_without_references(option, parts) for option in whole["anyOf"]]
    if "properties" in whole:
        whole["properties"] = {
            name: _without_references(value, parts) for name, value in whole["properties"].items()
        }
    return whole
