"""What the service answers is what its OpenAPI document says, for requests of every sort."""

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from app.library.load import load
from app.main import create_app
from tests.conftest import SMALL

# Whether a value is right depends on the content, which the document does not know; that wrong
# ones are refused is tested one by one elsewhere.
CHECKS: list[Any] = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]

schema = schemathesis.openapi.from_asgi("/openapi.json", create_app(library=load(SMALL)))


@schema.parametrize()
@settings(max_examples=10, suppress_health_check=list(HealthCheck))
def test_any_answer_is_as_described(case: schemathesis.Case[Any]) -> None:
    case.call_and_validate(checks=CHECKS)


@pytest.mark.parametrize(
    ("route", "path", "query"),
    [
        ("/", {}, {}),
        ("/site", {}, {}),
        ("/pages", {}, {}),
        ("/pages", {}, {"limit": "1", "offset": "1"}),
        ("/pages", {}, {"fields": "title,body,params,menus.weight,seo.json_ld"}),
        ("/pages/{slug}", {"slug": "index"}, {}),
        ("/pages/{slug}", {"slug": "about/team"}, {}),
        ("/pages/{slug}", {"slug": "treatments/massage"}, {}),
        ("/pages/{slug}", {"slug": "about/team"}, {"fields": "image.src,body.toc.id,params.none"}),
        ("/pages/{slug}", {"slug": "nobody"}, {}),
        ("/conditions", {}, {}),
        ("/conditions", {}, {"fields": "mentions.line"}),
        ("/conditions/{slug}", {"slug": "neck-pain"}, {}),
        ("/conditions/{slug}", {"slug": "tennis-elbow"}, {"fields": "page.slug,name"}),
        ("/locations", {}, {"near": "40,-105", "open_at": "now"}),
        ("/locations", {}, {"near": "40,-105", "fields": "distance_km,geo.latitude"}),
        ("/locations/{slug}", {"slug": "boulder"}, {}),
        ("/locations/{slug}", {"slug": "annex"}, {}),
        ("/links", {}, {"limit": "2"}),
        ("/menus", {}, {}),
        ("/menus/{name}", {"name": "main"}, {}),
        ("/resolve", {}, {"path": "/about/"}),
        ("/resolve", {}, {"path": "/old-about/"}),
        ("/resolve", {}, {"path": "/elsewhere/"}),
        ("/resolve", {}, {"path": "/gone/"}),
        ("/resolve", {}, {"path": "/abuot/"}),
        ("/schemas/{kind}.json", {"kind": "location"}, {}),
        ("/healthz", {}, {}),
        ("/readyz", {}, {}),
    ],
)
def test_an_answer_with_something_in_it_is_as_described(
    route: str, path: dict[str, str], query: dict[str, str]
) -> None:
    for method in ("GET", "HEAD"):
        case = schema[route][method].Case(path_parameters=path, query=query)
        response = case.call_and_validate(checks=CHECKS)
        if "etag" in response.headers:
            value = {"If-None-Match": response.headers["etag"][0]}
            case = schema[route][method].Case(path_parameters=path, query=query, headers=value)
            answer = case.call_and_validate(checks=CHECKS)
            assert answer.status_code == 304 or "open_at" in query
