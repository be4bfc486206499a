"""The OpenAPI document: what FastAPI derives from the routes, made exact.

Specification: OpenAPI 3.1. FastAPI knows the routes, their parameters and their response models.
This adds what the middleware does for every route: HEAD, 304, headers, and one shape of errors.
"""

import copy
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any, Final, TypeAlias

import orjson

from app.http.queries import is_general
from app.views import mdast
from app.views.answers import JSON
from app.views.http_problems import MEDIA_TYPE, PREVIEW

Schema: TypeAlias = dict[str, Any]

_REF: Final = "#/components/schemas/"
_NAMES: Final = {
    "ProblemView": "ContentProblem",
    "HttpProblemView": "Problem",
    "OpeningTimes": "OpeningHours",
    "OpeningTimesPart": "OpeningHoursPart",
    "ListView_PageSummaryView_": "PageList",
    "ListView_ListedLocationView_": "LocationList",
    "ListView_ListedLocationPart_": "LocationPartList",
}
_HEADERS: Final[Mapping[str, Schema]] = {
    "ETag": {
        "description": "The version of the bytes of this answer, to send back in If-None-Match.",
        "schema": {"type": "string", "pattern": '^"[0-9a-f]+(-(br|zstd|gzip))?"$'},
    },
    "Cache-Control": {
        "description": "How long caches may keep the answer.",
        "schema": {"type": "string"},
    },
    "Vary": {
        "description": "The request headers that the answer depends on.",
        "schema": {"type": "string"},
    },
    "Content-Version": {
        "description": "The version of the whole content.",
        "schema": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
    },
    "Surrogate-Key": {
        "description": "Names by which a cache can purge the answer.",
        "schema": {"type": "string"},
    },
    "X-Request-ID": {
        "description": "The id of the request in the log: the trace id of its traceparent.",
        "schema": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
    },
    "Link": {
        "description": "The addresses of other parts of the list. Specification: RFC 8288.",
        "schema": {"type": "string"},
    },
}
_IF_NONE_MATCH: Final[Schema] = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "description": "The entity tags that the client has; 304 if one of them is current.",
    "schema": {"type": "string"},
}
_PREVIEW_TOKEN: Final[Schema] = {
    "type": "apiKey",
    "in": "header",
    "name": PREVIEW,
    "description": "Shows drafts and scheduled pages as well.",
}
# Everything is public; the token shows more.
_PUBLIC_OR_PREVIEW: Final[list[Schema]] = [{}, {"PreviewToken": []}]
_ERRORS: Final = {
    "401": "The Preview-Token is wrong.",
    "404": "There is nothing of that name; `suggestions` are the most similar pages or records.",
    "410": "The page or record was removed or has expired.",
    "422": "A parameter is unknown or has an invalid value; `errors` list the valid ones.",
    "503": "The content is not loaded yet.",
    "default": "Any other error.",
}


def published(document: Schema) -> Schema:
    """Return the document as it is published, from the one that FastAPI makes."""
    document = copy.deepcopy(document)
    schemas: dict[str, Schema] = document["components"]["schemas"]
    names = {name: _name(name) for name in schemas}
    _rename(document, names)
    schemas = {names[name]: schema for name, schema in schemas.items()}
    for schema in schemas.values():
        _tidy(schema)
    examples = orjson.loads(files("app.http").joinpath("examples.json").read_bytes())
    for operations in document["paths"].values():
        operation = operations["get"]
        _parameters(operation)
        _responses(operation)
        if (example := examples.get(operation["operationId"])) is not None:
            content = operation["responses"]["200"]["content"][JSON]
            content["examples"] = {example["request"]: {"value": example["answer"]}}
        operations["head"] = _head(operation)
    document["servers"] = [{"url": "/", "description": "The host of this document."}]
    # Explicit: a missing `security` could be an oversight.
    document["security"] = []
    used = _used(document["paths"], schemas)
    document["components"] = {
        "schemas": {name: schema for name, schema in sorted(schemas.items()) if name in used},
        "headers": {name: dict(header) for name, header in _HEADERS.items()},
        "parameters": {"IfNoneMatch": dict(_IF_NONE_MATCH)},
        "securitySchemes": {"PreviewToken": dict(_PREVIEW_TOKEN)},
    }
    return document


def _used(paths: Any, schemas: Mapping[str, Schema]) -> frozenset[str]:
    """Return the schemas that operations use; FastAPI's own of errors are not among them."""
    used: set[str] = set()
    waiting: list[Any] = [paths]
    while waiting:
        for node in _objects(waiting.pop()):
            name = str(node.get("$ref", "")).removeprefix(_REF)
            if name in schemas and name not in used:
                used.add(name)
                waiting.append(schemas[name])
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


def _rename(node: Any, names: Mapping[str, str]) -> None:
    for schema in _objects(node):
        reference = schema.get("$ref")
        if isinstance(reference, str) and reference.startswith(_REF):
            schema["$ref"] = _REF + names[reference.removeprefix(_REF)]
        mapping = schema.get("mapping")
        if isinstance(mapping, dict) and "propertyName" in schema:
            for key, target in mapping.items():
                mapping[key] = _REF + names[target.removeprefix(_REF)]


def _objects(node: Any) -> Iterator[Schema]:
    """Yield every object in a JSON document."""
    if isinstance(node, dict):
        yield node
        for value in list(node.values()):
            yield from _objects(value)
    elif isinstance(node, list):
        for value in node:
            yield from _objects(value)


def _tidy(schema: Schema) -> None:
    """Forbid fields that are not named, and remove titles, which repeat names."""
    schema.pop("title", None)
    properties: dict[str, Schema] = schema.get("properties", {})
    if properties:
        schema.setdefault("additionalProperties", False)
    inner = [*properties.values(), *schema.get("anyOf", []), *schema.get("oneOf", [])]
    inner += [schema[key] for key in ("items", "additionalProperties") if key in schema]
    for value in inner:
        if isinstance(value, dict):
            _tidy(value)


def _parameters(operation: Schema) -> None:
    operation.setdefault("parameters", []).sort(key=lambda each: is_general(each["name"]))
    for parameter in operation["parameters"]:
        schema = parameter["schema"]
        options = schema.pop("anyOf", None)
        if options is not None:
            # An optional parameter is left out; a URL cannot say null.
            schema.update(next(option for option in options if option != {"type": "null"}))
        for key in ("title", "description", "default"):
            if key != "default" or schema.get("default") is None:
                schema.pop(key, None)
    operation["parameters"].append({"$ref": "#/components/parameters/IfNoneMatch"})


def _responses(operation: Schema) -> None:
    responses: dict[str, Schema] = operation["responses"]
    is_probe = operation["operationId"] in {"getHealth", "getReadiness"}
    success = responses["200"]
    success["description"] = str(operation["description"])
    success["content"][JSON]["schema"].pop("title", None)
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
        operation["security"] = copy.deepcopy(_PUBLIC_OR_PREVIEW)
    for status in statuses:
        responses[status] = {
            "description": _ERRORS[status],
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
