"""Writes `app/http/client/client.ts`: the types of the OpenAPI document, then `runtime.ts`.

Run by `make contract`.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from app.views.includes import RELATIONS
from tests.paths import ROOT

FOLDER: Final = ROOT / "app/http/client"
CLIENT: Final = FOLDER / "client.ts"
RUNTIME: Final = FOLDER / "runtime.ts"

Schema = Mapping[str, Any]

# What the client answers with; all that these refer to is written too.
_ROOTS: Final = (
    *("Page", "PageSummary", "Condition", "Location", "ListedLocation"),
    *("Menu", "Site", "Search", "Sync", "Resolution", "Problem", "Unmatched"),
)
_FILTERS: Final = {
    "PageFilters": "/pages",
    "ConditionFilters": "/conditions",
    "LocationFilters": "/locations",
    "SearchFilters": "/search",
}
# Of lists and records; their types depend on each other, so the runtime has them.
_TYPED_BY_HAND: Final = re.compile(r"q|fields.*|include")
_REF: Final = "#/components/schemas/"
_IDENTIFIER: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_NAMES: Final = {
    "integer": "number",
    "number": "number",
    "string": "string",
    "boolean": "boolean",
    "null": "null",
}
# Several values are a list here.
_BY_COMMA: Final = re.compile(
    r", by comma|: slugs, by comma| A comma in a value is written `\\,`\."
)
_CLOSED: Final = re.compile(r"\^(-\?)?\(([^()]*)\)\(,")


def client_module(document: Schema) -> str:
    """Return the text of the client for an OpenAPI document."""
    schemas = document["components"]["schemas"]
    head = (
        f"// The client of the {document['info']['title']}, version {document['info']['version']}:"
        " one file, without dependencies.\n"
        "// Made from its OpenAPI document. To change it, change the service.\n\n"
        "// ----- records\n\n"
        'export type Kind = "page" | "condition" | "location";\n'
    )
    types = [_declaration(name, schemas[name]) for name in _needed(schemas)]
    filters = [
        _filters(name, document["paths"][path]["get"]["parameters"], path == "/conditions")
        for name, path in _FILTERS.items()
    ]
    runtime = RUNTIME.read_text(encoding="utf-8")
    return "\n".join([head, *types, *filters, _relations(), runtime])


def _needed(schemas: Mapping[str, Schema]) -> list[str]:
    """Return the names of the schemas that the client uses, in order."""
    names: set[str] = set()
    waiting = list(_ROOTS)
    while waiting:
        name = waiting.pop()
        if name not in names:
            names.add(name)
            waiting += _references(_without_included(schemas[name]))
    return sorted(names)


def _references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"].removeprefix(_REF)
        for key, value in node.items():
            if key != "discriminator":
                yield from _references(value)
    elif isinstance(node, list):
        for value in node:
            yield from _references(value)


def _without_included(schema: Schema) -> Schema:
    """Return a schema without `included`, whose type depends on what is asked for."""
    if "included" not in schema.get("properties", {}):
        return schema
    fields = {key: value for key, value in schema["properties"].items() if key != "included"}
    return {**schema, "properties": fields}


def _declaration(name: str, schema: Schema) -> str:
    schema = _without_included(schema)
    comment = _comment(schema.get("description"))
    if "properties" not in schema:
        return f"{comment}export type {name} = {_type(schema)};\n"
    return f"{comment}export interface {name} {_object(schema)}\n"


def _comment(description: str | None) -> str:
    if not description:
        return ""
    lines = description.replace("*/", "* /").splitlines()
    if len(lines) == 1:
        return f"/** {lines[0]} */\n"
    body = "\n".join(f" * {line}".rstrip() for line in lines)
    return f"/**\n{body}\n */\n"


def _object(schema: Schema) -> str:
    required = set(schema.get("required", []))
    fields = [
        f"  {_key(key)}{'' if key in required else '?'}: {_type(value)};"
        for key, value in schema["properties"].items()
    ]
    return "\n".join(["{", *fields, "}"])


def _key(name: str) -> str:
    return name if _IDENTIFIER.fullmatch(name) else f'"{name}"'


def _type(schema: Schema) -> str:
    """Return the TypeScript of a schema."""
    if "$ref" in schema:
        return str(schema["$ref"]).removeprefix(_REF)
    if options := schema.get("anyOf") or schema.get("oneOf"):
        return " | ".join(map(_type, options))
    if values := schema.get("enum") or ([schema["const"]] if "const" in schema else []):
        return " | ".join(json.dumps(value) for value in values)
    if schema["type"] == "array":
        item = _type(schema["items"])
        return f"({item})[]" if " | " in item else f"{item}[]"
    if schema["type"] == "object":
        values = schema.get("additionalProperties")
        return f"Record<string, {_type(values) if isinstance(values, dict) else 'unknown'}>"
    return _NAMES[schema["type"]]


def _filters(name: str, parameters: list[Schema], has_words: bool) -> str:
    """Return the interface of the filters of a list."""
    fields = []
    for parameter in parameters:
        key = parameter.get("name")
        if key is None or (_TYPED_BY_HAND.fullmatch(key) and not (key == "q" and has_words)):
            continue
        description = _BY_COMMA.sub("", parameter["description"])
        fields.append(f"  /** {description} */")
        fields.append(f"  {key}?: {_filter(parameter)};")
    return "\n".join([f"export interface {name} {{", *fields, "}", ""])


def _filter(parameter: Schema) -> str:
    schema = parameter["schema"]
    if "enum" in schema or schema["type"] != "string":
        return "boolean" if schema.get("enum") == ["true", "false"] else _type(schema)
    closed = _CLOSED.match(schema.get("pattern", ""))
    if closed is None:
        return "Many<string>" if "by comma" in parameter["description"] else "string"
    values = closed[2].split("|")
    if values == ["true", "false"]:
        return "boolean"
    signs = ("", "-") if closed[1] else ("",)
    union = " | ".join(f'"{sign}{value}"' for value in values for sign in signs)
    return f"Many<{union}>"


def _relations() -> str:
    lines = [
        "/** The references of each kind of record or answer, and the kinds that they lead to. */"
    ]
    lines.append("interface Relations {")
    for kind, relations in RELATIONS.items():
        lines.append(f"  {kind}: {{")
        for name, relation in relations.items():
            kinds = " | ".join(f'"{target}"' for target in sorted(relation.kinds))
            lines.append(f'    "{name}": {kinds};')
        lines.append("  };")
    return "\n".join([*lines, "}", ""])
