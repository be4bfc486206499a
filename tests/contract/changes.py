"""Tells a change of an OpenAPI document that breaks clients from one that only adds."""

from collections.abc import Iterator, Mapping
from typing import Any

_REF = "#/components/schemas/"
_METHODS = ("get", "head", "post", "put", "patch", "delete")


def breaking_changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """What clients of the old document would stumble over, a line each; empty where nothing is."""
    return sorted({*_operations(old, new), *_schemas(old, new)})


def _operations(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    for path, operations in old["paths"].items():
        for method in _METHODS:
            if method not in operations:
                continue
            where = f"{method.upper()} {path}"
            there = new["paths"].get(path, {}).get(method)
            if there is None:
                yield f"{where}: the operation is gone"
                continue
            if there["operationId"] != operations[method]["operationId"]:
                yield f"{where}: the operation has another name"
            yield from _parameters(where, operations[method], there)
            yield from _responses(where, operations[method], there)


def _parameters(where: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    before = {_parameter(item): item for item in old.get("parameters", [])}
    after = {_parameter(item): item for item in new.get("parameters", [])}
    for name, parameter in before.items():
        if name not in after:
            yield f"{where}: the parameter {name} is gone"
            continue
        if after[name].get("required") and not parameter.get("required"):
            yield f"{where}: the parameter {name} is required now"
        yield from _values(
            f"{where}: the parameter {name}",
            parameter.get("schema", {}),
            after[name].get("schema", {}),
        )
    for name, parameter in after.items():
        if name not in before and parameter.get("required"):
            yield f"{where}: the new parameter {name} is required"


def _parameter(parameter: Mapping[str, Any]) -> str:
    return str(parameter.get("name") or parameter["$ref"])


def _responses(where: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    for status, response in old["responses"].items():
        there = new["responses"].get(status)
        if there is None:
            yield f"{where}: the answer {status} is gone"
            continue
        for name in response.get("headers", {}):
            if name not in there.get("headers", {}):
                yield f"{where}: the header {name} of {status} is gone"
        for media_type, content in response.get("content", {}).items():
            if media_type not in there.get("content", {}):
                yield f"{where}: {status} comes no longer as {media_type}"
                continue
            yield from _values(
                f"{where}: the answer {status}",
                content["schema"],
                there["content"][media_type]["schema"],
            )


def _schemas(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    after = new["components"]["schemas"]
    for name, schema in old["components"]["schemas"].items():
        if name not in after:
            yield f"{name}: the schema is gone"
        else:
            yield from _values(name, schema, after[name])


def _values(where: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    """Removed, renamed, narrowed, no longer sure to be there, or of another type."""
    for key in ("$ref", "const", "format", "pattern"):
        if old.get(key) != new.get(key) and (old.get(key) or key in {"pattern", "const"}):
            yield f"{where}: {key} was {old.get(key)} and is {new.get(key)}"
    for key in ("minimum", "maximum", "minLength", "maxLength"):
        if key in new and old.get(key) != new[key]:
            yield f"{where}: {key} was {old.get(key)} and is {new[key]}"
    if old.get("type") != new.get("type"):
        yield f"{where}: the type was {old.get('type')} and is {new.get('type')}"
    gone = [value for value in old.get("enum", []) if value not in new.get("enum", [])]
    if gone and "enum" in new:
        yield f"{where}: the values {gone} are gone"
    if "enum" in new and "enum" not in old:
        yield f"{where}: only some values are possible now"
    yield from _options(where, old, new)
    before, after = old.get("properties", {}), new.get("properties", {})
    for field, schema in before.items():
        if field not in after:
            yield f"{where}.{field}: the field is gone"
        else:
            yield from _values(f"{where}.{field}", schema, after[field])
    for field in old.get("required", []):
        if field in after and field not in new.get("required", []):
            yield f"{where}.{field}: the field may be missing now"
    for key in ("items", "additionalProperties"):
        if isinstance(old.get(key), dict) and isinstance(new.get(key), dict):
            yield from _values(f"{where}[{key}]", old[key], new[key])


def _options(where: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    """Of a union none may go; of an answer's union a new one is a growth that clients see."""
    for key in ("anyOf", "oneOf"):
        before, after = old.get(key), new.get(key)
        if before is None and after is None:
            continue
        if before is None or after is None:
            yield f"{where}: {key} was {before} and is {after}"
            continue
        for option in before:
            if option not in after:
                yield f"{where}: {key} has no longer {option.get('$ref', option.get('type'))}"
