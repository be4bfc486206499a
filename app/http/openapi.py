"""The OpenAPI document: what FastAPI derives from the routes, made exact.

Specification: OpenAPI 3.1. FastAPI knows the routes, their parameters and their response models.
This adds what the middleware does for every route: HEAD, 304, headers, and one shape of errors.
"""

import copy
from collections.abc import Mapping
from importlib.resources import files
from typing import Any, Final, TypeAlias

import orjson
import yaml

from app.http.queries import is_general
from app.regex import regex
from app.views import mdast
from app.views.http_problems import MEDIA_TYPE

Schema: TypeAlias = dict[str, Any]

_REF: Final = "#/components/schemas/"
_REFERENCE: Final = regex(f'(?<="{_REF})[^"]+')
_NULL: Final = {"type": "null"}
_NAMES: Final = {
    "ProblemView": "ContentProblem",
    "HttpProblemView": "Problem",
    "OpeningTimes": "OpeningHours",
    "OpeningTimesPart": "OpeningHoursPart",
    "ListView_PageSummaryView_": "PageList",
    "ListView_ListedLocationView_": "LocationList",
    "ListView_ListedLocationPart_": "LocationPartList",
}


def published(document: Schema, *, has_explorer: bool) -> Schema:
    """Return the document as it is published, from the one that FastAPI makes.

    Its introduction links to the explorer only if there is one.
    """
    text = _REFERENCE.sub(lambda match: _name(match[0]), orjson.dumps(document).decode())
    document = orjson.loads(text)
    schemas = {_name(name): schema for name, schema in document["components"]["schemas"].items()}
    for schema in schemas.values():
        _tidy(schema)
    added = yaml.safe_load(files("app.http").joinpath("openapi.yaml").read_text("utf-8"))
    examples = orjson.loads(files("app.http").joinpath("examples.json").read_bytes())
    for operations in document["paths"].values():
        operation = operations["get"]
        _parameters(operation)
        _responses(operation, added["errors"])
        if (example := examples.get(operation["operationId"])) is not None:
            (content,) = operation["responses"]["200"]["content"].values()
            content["examples"] = {example["request"]: {"value": example["answer"]}}
        operations["head"] = _head(operation)
    explorer = added["explorer"] if has_explorer else ""
    document["info"]["description"] = added["description"].replace("{explorer}", explorer)
    document["tags"] = added["tags"]
    document["servers"] = [{"url": "/", "description": "The host of this document."}]
    # Explicit: a missing `security` could be an oversight.
    document["security"] = []
    used = _used(document["paths"], schemas)
    document["components"] = {
        "schemas": {name: schema for name, schema in sorted(schemas.items()) if name in used},
        **{name: added[name] for name in ("headers", "parameters", "securitySchemes")},
    }
    return document


def _used(paths: Any, schemas: Mapping[str, Schema]) -> frozenset[str]:
    """Return the schemas that operations use; FastAPI's own of errors are not among them."""
    used: set[str] = set()
    waiting: list[Any] = [paths]
    while waiting:
        names = {*_REFERENCE.findall(orjson.dumps(waiting.pop()).decode())} - used
        used |= names
        waiting += [schemas[name] for name in names]
    return frozenset(used)


def _name(name: str) -> str:
    """Return the published name of a schema."""
    if name in _NAMES:
        return _NAMES[name]
    # Pydantic puts the module in front of a name that several modules have.
    module, _, bare = name.rpartition("__")
    if module == mdast.__name__.replace(".", "__") or (not module and _is_mdast(bare)):
        return f"Mdast{bare}"
    if bare.startswith("ListView_"):
        return f"{bare.removeprefix('ListView_').removesuffix('_').removesuffix('View')}List"
    return bare.removesuffix("View")


def _is_mdast(name: str) -> bool:
    return getattr(getattr(mdast, name, None), "__module__", None) == mdast.__name__


def _tidy(schema: Schema) -> None:
    """Write a schema as generators of clients need it.

    Titles repeat names. Where other fields are forbidden, clients refuse an answer to which a later
    version adds one. A number without a format becomes an arbitrary decimal in some languages.
    Several generators merge the options of `anyOf` into one type, but not those of `oneOf`.
    """
    schema.pop("title", None)
    if schema.get("additionalProperties") is False:
        del schema["additionalProperties"]
    if schema.get("type") == "number":
        schema["format"] = "double"
    if "anyOf" in schema and _NULL not in schema["anyOf"]:
        schema["oneOf"] = schema.pop("anyOf")
    properties: dict[str, Schema] = schema.get("properties", {})
    inner = [*properties.values(), *schema.get("anyOf", []), *schema.get("oneOf", [])]
    inner += [schema[key] for key in ("items", "additionalProperties") if key in schema]
    for value in inner:
        if isinstance(value, dict):
            _tidy(value)


def _parameters(operation: Schema) -> None:
    operation.setdefault("parameters", []).sort(key=lambda parameter: is_general(parameter["name"]))
    for parameter in operation["parameters"]:
        schema = parameter["schema"]
        options = schema.pop("anyOf", None)
        if options is not None:
            # An optional parameter is left out; a URL cannot say null.
            schema.update(next(option for option in options if option != _NULL))
        for key in ("title", "description", "default"):
            if key != "default" or schema.get("default") is None:
                schema.pop(key, None)
    operation["parameters"].append({"$ref": "#/components/parameters/IfNoneMatch"})


def _responses(operation: Schema, errors: Mapping[str, str]) -> None:
    responses: dict[str, Schema] = operation["responses"]
    is_probe = operation["operationId"] in {"getHealth", "getReadiness"}
    success = responses["200"]
    success["description"] = str(operation["description"])
    (content,) = success["content"].values()
    if content.pop("itemSchema", None) is not None:
        # Only OpenAPI 3.2 describes the events of a stream.
        content["schema"] = {"type": "string"}
    content["schema"].pop("title", None)
    headers = ["Cache-Control"]
    if not is_probe:
        headers = ["ETag", "Cache-Control", "Vary", "Content-Version", "Surrogate-Key"]
    if operation["operationId"].startswith("list"):
        headers.append("Link")
    success["headers"] = _header_references(headers)
    statuses = {status for status in responses if status >= "400"} | {"default"}
    if is_probe:
        operation["parameters"].pop()
    else:
        responses["304"] = {
            "description": "The client has the current version.",
            "headers": _header_references(headers),
        }
        statuses |= {"401", "422", "503"}
        # Everything is public; the token shows more.
        operation["security"] = [{}, {"PreviewToken": []}]
    for status in statuses:
        responses[status] = {
            "description": errors[status],
            "headers": _header_references(["Cache-Control", "X-Request-ID"]),
            "content": {MEDIA_TYPE: {"schema": {"$ref": _REF + "Problem"}}},
        }
    operation["responses"] = dict(sorted(responses.items()))


def _header_references(names: list[str]) -> Schema:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def _head(operation: Schema) -> Schema:
    """Return the HEAD operation of a GET operation: the same without a body."""
    head = copy.deepcopy(operation)
    identity: str = operation["operationId"]
    noun = identity.removeprefix("get")
    head["operationId"] = f"head{noun[:1].upper()}{noun[1:]}"
    head["description"] = f"The headers of this answer: {operation['description']}"
    for response in head["responses"].values():
        response.pop("content", None)
    return head
