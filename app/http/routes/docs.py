"""`/openapi.json`, `/client.ts`, and `/docs` from the package's own files, without other hosts."""

from importlib.resources import files
from typing import Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from app.http.context import context_of
from app.http.errors import RequestError
from app.http.responses import whole
from app.views.answers import JSON, Answer, encode, entity_tag

router = APIRouter(include_in_schema=False)

_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
_CACHING: Final = "public, max-age=3600"
_FILES: Final = {
    "docs.css": ("app.http", "docs", "text/css; charset=utf-8"),
    "start.js": ("app.http", "docs", "text/javascript; charset=utf-8"),
    "favicon.png": ("fastapi_offline", "static", "image/png"),
    "swagger-ui.css": ("fastapi_offline", "static", "text/css; charset=utf-8"),
    "swagger-ui-bundle.js": ("fastapi_offline", "static", "text/javascript; charset=utf-8"),
}


@router.get("/openapi.json")
async def get_openapi(request: Request) -> Response:
    """The description of the API. Specification: OpenAPI 3.1."""
    # Async, so that it is made on the event loop, where FastAPI parses queries. Both build the
    # fields of query models on first use, which FastAPI cannot do in two threads at once.
    document = request.app.openapi()
    if root := context_of(request.scope).root_path:
        document = {**document, "servers": [{**document["servers"][0], "url": root}]}
    return _response(encode(document), JSON)


@router.get("/client.ts")
def get_client() -> Response:
    """The typed client of this version, one file without dependencies."""
    # There is no registered type of TypeScript, and browsers show this one.
    return _response(
        files("app.http").joinpath("client/client.ts").read_bytes(), "text/plain; charset=utf-8"
    )


@router.get("/docs")
def get_docs(request: Request) -> Response:
    """The page that presents the API."""
    if request.scope.get("raw_path", b"").endswith(b"/"):
        # The page's relative links need an address without the slash.
        return RedirectResponse("../docs", 308)
    page = files("app.http").joinpath("docs/index.html").read_bytes()
    return _response(page, "text/html; charset=utf-8")


@router.get("/docs/{name}")
def get_docs_file(name: str) -> Response:
    """A file of that page."""
    if name not in _FILES:
        raise RequestError(404, f"there is no file {name}")
    package, folder, media_type = _FILES[name]
    return _response(files(package).joinpath(folder, name).read_bytes(), media_type)


def _response(body: bytes, media_type: str) -> Response:
    answer = Answer(body, entity_tag(body), media_type=media_type, cache_control=_CACHING)
    return whole(answer, {"Content-Security-Policy": _POLICY})
