"""Constructs of an OpenAPI document on which generators of clients break, each with its reason."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

_COMPONENT: Final = re.compile(r"#/components/(schemas|headers|parameters)/[A-Za-z][A-Za-z0-9-]*")
_NULL: Final = {"type": "null"}
_UNIONS: Final = ("anyOf", "oneOf", "allOf")


def faults(document: Mapping[str, Any]) -> list[str]:
    """Return each place with such a construct, and the reason; empty if there is none."""
    return sorted({*_everywhere(document, ""), *_in_schemas(document), *_in_answers(document)})


def _everywhere(node: Any, place: str) -> Iterator[str]:
    """Examples are included: hey-api and others resolve references in them too."""
    if isinstance(node, dict):
        reference = node.get("$ref")
        if reference is not None and not (
            isinstance(reference, str) and _COMPONENT.fullmatch(reference)
        ):
            yield f"{place}: `$ref` is no name of a component"
        for key, value in node.items():
            yield from _everywhere(value, f"{place}/{key}")
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from _everywhere(value, f"{place}/{number}")


def _in_schemas(document: Mapping[str, Any]) -> Iterator[str]:
    schemas = document["components"]["schemas"]
    for name, schema in schemas.items():
        if not re.fullmatch(r"[A-Z][A-Za-z0-9]*", name):
            yield f"{name}: the name is no name of a class"
        yield from _schema(schema, name)
    for path, operations in document["paths"].items():
        for operation in operations.values():
            for parameter in operation.get("parameters", []):
                if "schema" in parameter:
                    yield from _schema(parameter["schema"], f"{path} {parameter['name']}")


def _schema(schema: Any, place: str) -> Iterator[str]:
    if not isinstance(schema, dict):
        if schema is False:
            yield f"{place}: no value is allowed"
        return
    if schema == _NULL or isinstance(schema.get("type"), list):
        yield f"{place}: null is a type only beside another in `anyOf`"
    if schema.get("additionalProperties") is False:
        yield f"{place}: clients refuse a field that a later version adds"
    if schema.get("type") == "number" and schema.get("format") != "double":
        yield f"{place}: a number without a format is an arbitrary decimal"
    if not isinstance(schema.get("const", ""), str):
        yield f"{place}: a constant is text"
    yield from _union(schema, place)
    items = schema.get("items", {})
    if any("enum" in option for option in items.get("anyOf", [])):
        yield f"{place}: values that can be null in a list have no name"
    for name, value in schema.get("properties", {}).items():
        yield from _schema(value, f"{place}.{name}")
    for key in ("items", "additionalProperties", "not"):
        if isinstance(schema.get(key), dict):
            yield from _schema(schema[key], f"{place}[{key}]")
    for key in _UNIONS:
        for option in schema.get(key, []):
            if option != _NULL or key != "anyOf":
                yield from _schema(option, f"{place}[{key}]")


def _union(schema: Mapping[str, Any], place: str) -> Iterator[str]:
    options = schema.get("anyOf")
    if options is not None and (len(options) != 2 or options.count(_NULL) != 1):
        yield f"{place}: `anyOf` is for null; the options of other unions are merged"
    options = schema.get("oneOf")
    if options is None:
        return
    if all("$ref" in option for option in options):
        targets = {option["$ref"] for option in options}
        if set(schema.get("discriminator", {}).get("mapping", {}).values()) != targets:
            yield f"{place}: objects are told apart by trial"
    elif [option.get("type") for option in options] != ["string", "array"]:
        yield f"{place}: only text and a list of texts can be told apart everywhere"


def _in_answers(document: Mapping[str, Any]) -> Iterator[str]:
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            for status, response in operation["responses"].items():
                place = f"{method.upper()} {path} {status}"
                content = response.get("content", {})
                if content and (method == "head" or status in {"204", "304"}):
                    yield f"{place}: such an answer has no content"
                for message in content.values():
                    # What is no JSON is text.
                    if message["schema"] != {"type": "string"}:
                        yield from _answer(message["schema"], place)


def _answer(schema: Mapping[str, Any], place: str) -> Iterator[str]:
    """A whole record also fits the schema of its part: only `anyOf`, the whole first, is true."""
    options = schema.get("anyOf", [schema])
    names = [str(option.get("$ref", "")).rpartition("/")[2] for option in options]
    if not all(names):
        yield f"{place}: the schema has no name"
    elif len(names) > 1 and names[0] != names[1].replace("Part", "", 1):
        yield f"{place}: `anyOf` is for a whole record or its part"
