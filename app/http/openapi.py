"""The OpenAPI document: what FastAPI derives from the routes, made exact.

Specification: OpenAPI 3.1. FastAPI knows the routes, their parameters and the shapes of their
answers. What it cannot know is what the gateway and `respond` do for every route: HEAD, 304,
headers, the one shape of errors, and the all-optional shapes that `fields` gives.
"""

import copy
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any, Final, TypeAlias

import orjson

from app.views import mdast
from app.views.answers import JSON
from app.views.http_problems import MEDIA_TYPE, PREVIEW

Schema: TypeAlias = dict[str, Any]

_REF: Final = "#/components/schemas/"
_LISTS: Final = {
    "PageSummary": "PageList",
    "Condition": "ConditionList",
    "ListedLocation": "LocationList",
    "Edge": "EdgeList",
    "Menu": "MenuList",
}
_RENAMED: Final = {"ProblemView": "ContentProblem", "HttpProblemView": "Problem"}
# Values below these are whole or not there: `fields` does not go into them.
_OPAQUE: Final = frozenset({"mdast", "params", "json_ld"})
_HEADERS: Final[Mapping[str, Schema]] = {
    "ETag": {
        "description": "The version of these bytes; send it back in If-None-Match.",
        "schema": {"type": "string", "pattern": '^"[0-9a-f]+(-(br|zstd|gzip))?"$'},
    },
    "Cache-Control": {
        "description": "How long caches may keep the answer.",
        "schema": {"type": "string"},
    },
    "Vary": {"description": "What else the answer depends on.", "schema": {"type": "string"}},
    "Content-Version": {
        "description": "The version of the whole content.",
        "schema": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
    },
    "Surrogate-Key": {
        "description": "Names by which a cache may drop the answer.",
        "schema": {"type": "string"},
    },
    "X-Request-ID": {
        "description": "By this the request is found in the log; the trace of its traceparent.",
        "schema": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
    },
    "Link": {
        "description": "The other parts of the list. Specification: RFC 8288.",
        "schema": {"type": "string"},
    },
}
_IF_NONE_MATCH: Final[Schema] = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "description": "Entity tags that the client has; 304 where one of them still holds.",
    "schema": {"type": "string"},
}
_PREVIEW_TOKEN: Final[Schema] = {
    "type": "apiKey",
    "in": "header",
    "name": PREVIEW,
    "description": "Shows drafts and pages that are not published yet.",
}
# Everything is public; who holds the token sees more.
_PUBLIC_OR_PREVIEW: Final[list[Schema]] = [{}, {"PreviewToken": []}]
_ERRORS: Final = {
    "401": "The Preview-Token is not the one that is set.",
    "404": "There is nothing of that name; `suggestions` are the nearest.",
    "410": "What lived there is gone.",
    "422": "A parameter is unknown or has an impossible value; `errors` name the valid ones.",
    "503": "The content is not loaded yet.",
    "default": "Any other error.",
}


def exact(document: Schema) -> Schema:
    """The document as it is published."""
    document = copy.deepcopy(document)
    schemas: dict[str, Schema] = document["components"]["schemas"]
    names = {name: _name(name) for name in schemas}
    _rename(document, names)
    held = {names[name]: schema for name, schema in schemas.items()}
    for schema in held.values():
        _tidy(schema)
    parts = _Parts(held)
    examples = orjson.loads(files("app.http").joinpath("examples.json").read_bytes())
    for path, operations in document["paths"].items():
        operation = operations["get"]
        _parameters(operation)
        _responses(operation, parts)
        if (example := examples.get(operation["operationId"])) is not None:
            content = operation["responses"]["200"]["content"][JSON]
            content["examples"] = {example["request"]: {"value": example["answer"]}}
        operations["head"] = _head(operation)
        document["paths"][path] = operations
    document["servers"] = [{"url": "/", "description": "The host that this document is from."}]
    # Said outright, for a document that is silent may have forgotten it.
    document["security"] = []
    used = _used(document["paths"], held)
    document["components"] = {
        "schemas": {name: schema for name, schema in sorted(held.items()) if name in used},
        "headers": {name: dict(header) for name, header in _HEADERS.items()},
        "parameters": {"IfNoneMatch": dict(_IF_NONE_MATCH)},
        "securitySchemes": {"PreviewToken": dict(_PREVIEW_TOKEN)},
    }
    return document


def _used(paths: Any, schemas: Mapping[str, Schema]) -> frozenset[str]:
    """The shapes that an operation leads to; FastAPI's own of errors are among those left out."""
    used: set[str] = set()
    waiting: list[Any] = [paths]
    while waiting:
        for holder in _dicts(waiting.pop()):
            name = str(holder.get("$ref", "")).removeprefix(_REF)
            if name in schemas and name not in used:
                used.add(name)
                waiting.append(schemas[name])
    return frozenset(used)


def _name(name: str) -> str:
    """A shape's name as clients have it."""
    if name in _RENAMED:
        return _RENAMED[name]
    if hasattr(mdast, name) and not name.endswith("View"):
        return f"Mdast{name}"
    if name.startswith("ListView_"):
        return _LISTS[name.removeprefix("ListView_").removesuffix("_").removesuffix("View")]
    return name.removesuffix("View")


def _rename(node: Any, names: Mapping[str, str]) -> None:
    for holder in _dicts(node):
        reference = holder.get("$ref")
        if isinstance(reference, str) and reference.startswith(_REF):
            holder["$ref"] = _REF + names[reference.removeprefix(_REF)]
        mapping = holder.get("mapping")
        if isinstance(mapping, dict) and "propertyName" in holder:
            for key, place in mapping.items():
                mapping[key] = _REF + names[place.removeprefix(_REF)]


def _dicts(node: Any) -> Iterator[Schema]:
    if isinstance(node, dict):
        yield node
        for value in list(node.values()):
            yield from _dicts(value)
    elif isinstance(node, list):
        for value in node:
            yield from _dicts(value)


def _tidy(schema: Schema) -> None:
    """Objects have the named fields and no others; a title that repeats the name says nothing."""
    schema.pop("title", None)
    properties: dict[str, Schema] = schema.get("properties", {})
    if properties:
        schema.setdefault("additionalProperties", False)
    inner = [*properties.values(), *schema.get("anyOf", []), *schema.get("oneOf", [])]
    inner += [schema[key] for key in ("items", "additionalProperties") if key in schema]
    for each in inner:
        if isinstance(each, dict):
            _tidy(each)


def _parameters(operation: Schema) -> None:
    for parameter in operation.setdefault("parameters", []):
        schema = parameter["schema"]
        options = schema.pop("anyOf", None)
        if options is not None:
            # A parameter that is not given is left out; null is nothing that a URL can say.
            schema.update(next(each for each in options if each != {"type": "null"}))
        for key in ("title", "description", "default"):
            if key != "default" or schema.get("default") is None:
                schema.pop(key, None)
    operation["parameters"].append({"$ref": "#/components/parameters/IfNoneMatch"})


def _responses(operation: Schema, parts: "_Parts") -> None:
    responses: dict[str, Schema] = operation["responses"]
    healthy = operation["operationId"] in {"getHealth", "getReadiness"}
    found = responses["200"]
    found["description"] = str(operation["description"])
    schema = found["content"][JSON]["schema"]
    if any(parameter.get("name") == "fields" for parameter in operation["parameters"]):
        whole = schema["$ref"].removeprefix(_REF)
        found["content"][JSON]["schema"] = {
            "anyOf": [{"$ref": _REF + whole}, {"$ref": _REF + parts.of(whole)}]
        }
    listed = schema["$ref"].endswith("List")
    names = ["Cache-Control"] if healthy else ["ETag", "Cache-Control", "Vary", "Content-Version"]
    if not healthy:
        names += ["Surrogate-Key", *(["Link"] if listed else [])]
    found["headers"] = {name: {"$ref": f"#/components/headers/{name}"} for name in names}
    statuses = {status for status in responses if status >= "400"}
    if healthy:
        operation["parameters"].pop()
    else:
        responses["304"] = {
            "description": "The client has it already.",
            "headers": dict(found["headers"]),
        }
        statuses |= {"401", "422", "503"}
        operation["security"] = copy.deepcopy(_PUBLIC_OR_PREVIEW)
    if operation["operationId"] == "getReadiness":
        statuses.add("503")
    for status in sorted(statuses | {"default"}):
        responses[status] = {
            "description": _ERRORS[status],
            "headers": {
                name: {"$ref": f"#/components/headers/{name}"}
                for name in ("Cache-Control", "X-Request-ID")
            },
            "content": {MEDIA_TYPE: {"schema": {"$ref": _REF + "Problem"}}},
        }
    operation["responses"] = dict(sorted(responses.items()))


def _head(operation: Schema) -> Schema:
    """The same without a body."""
    head = copy.deepcopy(operation)
    identity: str = operation["operationId"]
    noun = identity.removeprefix("get")
    head["operationId"] = f"head{noun[:1].upper()}{noun[1:]}"
    head["description"] = f"The headers of this answer: {operation['description']}"
    for response in head["responses"].values():
        response.pop("content", None)
    return head


class _Parts:
    """All-optional forms of shapes, made as they are needed."""

    def __init__(self, schemas: dict[str, Schema]) -> None:
        self._schemas = schemas

    def of(self, whole: str) -> str:
        """The name of a shape's all-optional form; of a list, that of its items."""
        if whole.endswith("List"):
            name = f"{whole.removesuffix('List')}PartList"
            form = copy.deepcopy(self._schemas[whole])
            item = form["properties"]["items"]["items"]["$ref"].removeprefix(_REF)
            # A list's items have what the whole record has, where `fields` asks for it.
            item = "Page" if item == "PageSummary" else item
            form["properties"]["items"]["items"] = {"$ref": _REF + self._part(item, frozenset())}
            form["description"] = "A part of a list, with the fields that were asked for."
            self._schemas[name] = form
            return name
        return self._part(whole, frozenset())

    def _part(self, whole: str, above: frozenset[str]) -> str:
        name = f"{whole}Part"
        if name in self._schemas:
            return name
        form = copy.deepcopy(self._schemas[whole])
        self._schemas[name] = form
        form.pop("required", None)
        form["description"] = f"The fields of {whole} that were asked for."
        inside = above | {whole}
        for field, schema in form.get("properties", {}).items():
            if field in _OPAQUE:
                continue
            for holder in _dicts(schema):
                target = str(holder.get("$ref", "")).removeprefix(_REF)
                if target and target not in inside and "properties" in self._schemas[target]:
                    holder["$ref"] = _REF + self._part(target, inside)
        return name
