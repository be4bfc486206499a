"""The keys of metadata that may stand at a place, by the schemas that editors are given."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final, TypeAlias

from app.records import Kind
from app.site.schema import Site
from app.views.front_matter_schemas import front_matter_schema

Schema: TypeAlias = Mapping[str, Any]

_REFERENCE: Final = "#/$defs/"


@cache
def document_schema(kind: Kind) -> Schema:
    """Return the schema of the front matter of a kind of document."""
    return front_matter_schema(kind)


@cache
def site_schema() -> Schema:
    """Return the schema of the site file; offices in it have the keys of a document."""
    schema = Site.model_json_schema()
    office = document_schema("location")
    schema["properties"]["locations"]["anyOf"] = [
        {"type": "array", "items": office},
        {"type": "object", "additionalProperties": office},
    ]
    return schema


def schemas_at(root: Schema, keys: Sequence[str | None]) -> tuple[Schema, ...]:
    """Return the schemas that what stands below these keys may have; None is an item of a list."""
    schemas = tuple(_options(root, root))
    for key in keys:
        below = (_below(schema, key) for schema in schemas)
        schemas = tuple(
            option for schema in below if schema is not None for option in _options(schema, root)
        )
    return schemas


def known_keys(schemas: Iterable[Schema]) -> Mapping[str, Schema]:
    """Return the keys of mappings of these schemas, each with the schema of its value."""
    keys: dict[str, Schema] = {}
    for schema in schemas:
        keys = {**schema.get("properties", {}), **keys}
    return keys


def is_flag(schemas: Iterable[Schema]) -> bool:
    """Return True if the value is true or false."""
    return any(True in schema.get("enum", ()) for schema in schemas)


def _below(schema: Schema, key: str | None) -> Schema | None:
    """Return the schema of the value of a key, or of an item of a list for None."""
    if key is None:
        return schema.get("items")
    if (value := schema.get("properties", {}).get(key)) is not None:
        return dict(value)
    further = schema.get("additionalProperties")
    return further if isinstance(further, dict) else None


def _options(schema: Schema, root: Schema) -> Iterator[Schema]:
    """Yield the schemas that a schema allows, without references."""
    if "$ref" in schema:
        schema = root["$defs"][schema["$ref"].removeprefix(_REFERENCE)]
    yield schema
    for option in schema.get("anyOf", ()):
        yield from _options(option, root)
