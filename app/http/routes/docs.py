"""`/openapi.json`, and `/docs` from the package's own files, without other hosts."""

from functools import cache
from importlib.resources import files
from typing import Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from app.http.context import context_of
from app.http.errors import RequestError
from app.http.responses import whole
from app.views.answers import JSON, Answer, encode, entity_tag

router = APIRouter(include_in_schema=False)

_PAGE: Final = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Clinic content API</title>
<link rel="icon" href="docs/favicon.png">
<link rel="stylesheet" href="docs/swagger-ui.css">
</head>
<body>
<div id="swagger-ui"></div>
<script src="docs/swagger-ui-bundle.js"></script>
<script src="docs/start.js"></script>
</body>
</html>
"""
_START: Final = """SwaggerUIBundle({
  url: "openapi.json",
  dom_id: "#swagger-ui",
  deepLinking: true,
  validatorUrl: null,
});
"""
_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
_HEADERS: Final = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
}
_CACHING: Final = "public, max-age=3600"
_FILES: Final = {
    "favicon.png": "image/png",
    "swagger-ui.css": "text/css; charset=utf-8",
    "swagger-ui-bundle.js": "text/javascript; charset=utf-8",
}


@router.get("/openapi.json")
async def get_openapi(request: Request) -> Response:
    """The description of the API. Specification: OpenAPI 3.1."""
    # Async, so that it is made on the event loop, where FastAPI parses queries. Both build the
    # fields of query models on first use, which FastAPI cannot do in two threads at once.
    document = request.app.openapi()
    if root := context_of(request.scope).root_path:
        document = {**document, "servers": [{**document["servers"][0], "url": root}]}
    return _respond(_answer(encode(document), JSON))


@router.get("/docs")
def get_docs(request: Request) -> Response:
    """The page that presents the API."""
    if request.scope.get("raw_path", b"").endswith(b"/"):
        # The page's relative links need an address without the slash.
        return RedirectResponse("../docs", 308)
    return _respond(_answer(_PAGE.encode(), "text/html; charset=utf-8"))


@router.get("/docs/{name}")
def get_docs_file(name: str) -> Response:
    """A file of that page."""
    if name != "start.js" and name not in _FILES:
        raise RequestError(404, f"there is no file {name}")
    return _respond(_file(name))


@cache
def _file(name: str) -> Answer:
    if name == "start.js":
        return _answer(_START.encode(), "text/javascript; charset=utf-8")
    body = files("fastapi_offline").joinpath("static", name).read_bytes()
    return _answer(body, _FILES[name])


def _answer(body: bytes, media_type: str) -> Answer:
    return Answer(body, entity_tag(body), media_type=media_type, cache_control=_CACHING)


def _respond(answer: Answer) -> Response:
    return whole(answer, _HEADERS)
