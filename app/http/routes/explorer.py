"""`/explore`: the content as pages for people. None of it is in the OpenAPI document."""

from importlib.resources import files
from typing import TYPE_CHECKING, Final

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from app.http.errors import RequestError
from app.http.queries import CurrentCatalog
from app.http.responses import whole
from app.http.searching import search_index
from app.library.search.results import MAX_QUERY
from app.views.answers import NEVER, Answer, entity_tag
from app.views.catalog import Catalog

if TYPE_CHECKING:
    from app.http.explorer import Explorer

router = APIRouter(prefix="/explore", include_in_schema=False)

_FILES: Final = {
    "explorer.css": "text/css; charset=utf-8",
    "explorer.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}


@router.get("")
def get_overview(request: Request, catalog: CurrentCatalog) -> Response:
    """The site at a glance."""
    return _explorer(request, catalog).overview()


@router.get("/pages")
def get_pages(request: Request, catalog: CurrentCatalog) -> Response:
    """The table of all pages."""
    return _explorer(request, catalog).pages()


@router.get("/pages/{slug:path}")
def get_page(request: Request, catalog: CurrentCatalog, slug: str) -> Response:
    """A page as readers see it, beside what is known of it."""
    return _explorer(request, catalog).page(slug)


@router.get("/conditions")
def get_conditions(request: Request, catalog: CurrentCatalog) -> Response:
    """The conditions by their treatments."""
    return _explorer(request, catalog).conditions()


@router.get("/conditions/{slug:path}")
def get_condition(request: Request, catalog: CurrentCatalog, slug: str) -> Response:
    """A condition, and the places where pages name it."""
    return _explorer(request, catalog).condition(slug)


@router.get("/offices")
def get_offices(request: Request, catalog: CurrentCatalog) -> Response:
    """The offices on a map, their weeks, and which are open now."""
    return _explorer(request, catalog).offices()


@router.get("/menus")
def get_menus(request: Request, catalog: CurrentCatalog) -> Response:
    """The menus as trees."""
    return _explorer(request, catalog).menus()


@router.get("/redirects")
def get_redirects(request: Request, catalog: CurrentCatalog) -> Response:
    """The old addresses."""
    return _explorer(request, catalog).redirects()


@router.get("/graph")
def get_graph(request: Request, catalog: CurrentCatalog) -> Response:
    """The links between pages: all of them, or those of one page."""
    return _explorer(request, catalog).graph()


@router.get("/problems")
def get_problems(request: Request, catalog: CurrentCatalog) -> Response:
    """The problems of the content by code."""
    return _explorer(request, catalog).problems()


@router.get("/search")
async def get_search(request: Request, catalog: CurrentCatalog) -> Response:
    """The results of a search."""
    words = request.query_params.get("q", "")[:MAX_QUERY]
    index = await search_index(catalog) if words.strip() else None
    return await run_in_threadpool(lambda: _explorer(request, catalog).search(words, index))


@router.get("/state")
def get_state(request: Request, catalog: CurrentCatalog) -> Response:
    """A text that is another one after each change of the content or of its problems."""
    reload = request.app.state.store.reload
    at = "" if reload is None else f" {reload.at.isoformat()} {reload.outcome}"
    headers = {"Cache-Control": NEVER}
    return Response(f"{catalog.library.version}{at}", 200, headers, "text/plain")


@router.get("/assets/{name}")
def get_asset(name: str) -> Response:
    """The style sheet, the script and the icon."""
    if name not in _FILES:
        raise RequestError(404, f"there is no file {name}")
    body = files("app.views.explorer").joinpath("static", name).read_bytes()
    answer = Answer(body, entity_tag(body), _FILES[name], "public, max-age=300")
    return whole(answer, {})


@router.get("/{rest:path}")
def get_nothing(request: Request, catalog: CurrentCatalog, rest: str) -> Response:
    """A page for addresses at which nothing is."""
    return _explorer(request, catalog).nothing(rest)


def prepare() -> None:
    """Import the pages and compile their templates, which would delay the first page by 0.1 s."""
    _pages().prepare()


def _explorer(request: Request, catalog: Catalog) -> "Explorer":
    return _pages()(request, catalog)


def _pages() -> "type[Explorer]":
    # Imported here: with Jinja2 they take as long as reading a small site, and most services run
    # without them.
    from app.http.explorer import Explorer  # noqa: PLC0415

    return Explorer
