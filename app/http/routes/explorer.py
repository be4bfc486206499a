"""`/explore`: the content as pages for people. None of it is in the OpenAPI document."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any, Final
from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from app import __version__
from app.http.context import context_of
from app.http.errors import RequestError
from app.http.queries import CurrentCatalog
from app.http.responses import whole
from app.http.searching import search_index
from app.library.search.results import MAX_QUERY
from app.live.snapshot import SnapshotStore
from app.problems import Problem
from app.records import Page, Ref
from app.settings import Settings
from app.suggestions import most_like
from app.views.answers import NEVER, Answer, entity_tag
from app.views.catalog import Catalog
from app.views.explorer.conditions import condition_detail, condition_matrix
from app.views.explorer.frame import Frame, Options, frame_of
from app.views.explorer.graph import graph
from app.views.explorer.menus import menu_trees
from app.views.explorer.neighbourhood import neighbourhood
from app.views.explorer.offices import offices
from app.views.explorer.overview import overview
from app.views.explorer.page import page_detail
from app.views.explorer.pages import page_table
from app.views.explorer.problems import MANY, problem_groups
from app.views.explorer.redirects import redirect_table
from app.views.explorer.rendering import render, trusted
from app.views.explorer.search import search_page

router = APIRouter(prefix="/explore", include_in_schema=False)

_HTML: Final = "text/html; charset=utf-8"
_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# The problems of a refused edit are shown while the version of the content stays.
_CHECKED: Final = "no-cache"
_FILES: Final = {
    "explorer.css": "text/css; charset=utf-8",
    "explorer.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}
_MAX_NAME: Final = 200
# The codes of problems in the overview.
_MOST_GROUPS: Final = 8


@router.get("")
def get_overview(request: Request, catalog: CurrentCatalog) -> Response:
    """The site at a glance."""
    frame, problems = _frame(request, catalog)
    library = catalog.library
    groups = problem_groups(library, problems, frame.editor, most=1).groups
    return _page(
        "overview.html",
        frame,
        current="overview",
        view=overview(library),
        counts=library.counts,
        groups=groups[:_MOST_GROUPS],
    )


@router.get("/pages")
def get_pages(request: Request, catalog: CurrentCatalog) -> Response:
    """The table of all pages."""
    frame, problems = _frame(request, catalog)
    numbers = Counter(problem.file for problem in problems)
    table = page_table(catalog, numbers, request.query_params)
    return _page("pages.html", frame, current="pages", table=table)


@router.get("/pages/{slug:path}")
def get_page(request: Request, catalog: CurrentCatalog, slug: str) -> Response:
    """A page as readers see it, beside what is known of it."""
    frame, problems = _frame(request, catalog)
    page = catalog.library.pages_by_slug.get(slug.strip("/") or "index")
    if page is None:
        return _missing(frame, "pages", f"There is no page “{slug}”.", catalog.near("page", slug))

    def route(target: str) -> str:
        return f"{frame.root}/explore/pages/{quote(target)}"

    view = page_detail(catalog, page, problems, frame.editor, frame.root, route)
    picture = page.image
    is_own = picture is not None and catalog.library.assets.get(picture.src) is not None
    return _page(
        "page.html",
        frame,
        current="pages",
        view=view,
        html=trusted(view.html),
        lead_picture=picture if is_own else None,
    )


@router.get("/conditions")
def get_conditions(request: Request, catalog: CurrentCatalog) -> Response:
    """The conditions by their treatments."""
    frame, _ = _frame(request, catalog)
    query = request.query_params
    matrix = condition_matrix(catalog.library, query.get("q", ""), _part(query))
    return _page("conditions.html", frame, current="conditions", matrix=matrix)


@router.get("/conditions/{slug:path}")
def get_condition(request: Request, catalog: CurrentCatalog, slug: str) -> Response:
    """A condition, and the places where pages name it."""
    frame, _ = _frame(request, catalog)
    condition = catalog.library.conditions_by_slug.get(slug)
    if condition is None:
        near = catalog.near("condition", slug)
        return _missing(frame, "conditions", f"There is no condition “{slug}”.", near)
    view = condition_detail(catalog.library, condition, frame.editor)
    return _page("condition.html", frame, current="conditions", view=view)


@router.get("/offices")
def get_offices(request: Request, catalog: CurrentCatalog) -> Response:
    """The offices on a map, their weeks, and which are open now."""
    frame, _ = _frame(request, catalog)
    view = offices(catalog.library, dt.datetime.now(dt.UTC), frame.editor)
    return _page("offices.html", frame, current="offices", view=view)


@router.get("/menus")
def get_menus(request: Request, catalog: CurrentCatalog) -> Response:
    """The menus as trees."""
    frame, _ = _frame(request, catalog)
    return _page("menus.html", frame, current="menus", menus=menu_trees(catalog.library))


@router.get("/redirects")
def get_redirects(request: Request, catalog: CurrentCatalog) -> Response:
    """The old addresses."""
    frame, _ = _frame(request, catalog)
    query = request.query_params
    view = redirect_table(catalog.library, query.get("q", ""), _part(query))
    return _page("redirects.html", frame, current="redirects", view=view)


@router.get("/graph")
def get_graph(request: Request, catalog: CurrentCatalog) -> Response:
    """The links between pages: all of them, or those of one page."""
    frame, _ = _frame(request, catalog)
    library = catalog.library
    name = request.query_params.get("page", "").strip()[:_MAX_NAME]
    page = _page_named(catalog, name) if name else None
    if page is not None:
        view = neighbourhood(page)
        return _page("neighbourhood.html", frame, current="graph", view=view)
    return _page("graph.html", frame, current="graph", view=graph(library), name=name)


@router.get("/problems")
def get_problems(request: Request, catalog: CurrentCatalog) -> Response:
    """The problems of the content by code."""
    frame, problems = _frame(request, catalog)
    code, severity = (request.query_params.get(name) or None for name in ("code", "severity"))
    options: dict[str, Any] = {"code": code, "severity": severity}
    if code is not None:
        options["most"] = MANY
    view = problem_groups(catalog.library, problems, frame.editor, **options)
    return _page("problems.html", frame, current="problems", view=view)


@router.get("/search")
async def get_search(request: Request, catalog: CurrentCatalog) -> Response:
    """The results of a search."""
    frame, _ = _frame(request, catalog)
    words = request.query_params.get("q", "")[:MAX_QUERY]
    index = await search_index(catalog) if words.strip() else None

    def results() -> Response:
        view = search_page(words, index)
        return _page("search.html", frame, current="search", view=view, words=words)

    return await run_in_threadpool(results)


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
    frame, _ = _frame(request, catalog)
    return _missing(frame, "", f"There is nothing at /explore/{rest}.", ())


def _frame(request: Request, catalog: Catalog) -> tuple[Frame, Sequence[Problem]]:
    """Return the frame of all pages, and the problems of the content."""
    state = request.app.state
    settings: Settings = state.settings
    store: SnapshotStore = state.store
    problems = store.problems(catalog).items
    root = context_of(request.scope).root_path
    options = Options(root, settings.editor_url, settings.watch, store.is_refusing)
    return frame_of(catalog.library, problems, options), problems


def _page(template: str, frame: Frame, status: int = 200, **context: Any) -> Response:
    html = render(template, frame=frame, assets=__version__, **context)
    body = html.encode("utf-8", "replace")
    headers = {"Content-Security-Policy": _POLICY}
    if status != 200:
        headers["Cache-Control"] = NEVER
        return Response(body, status, headers, _HTML)
    answer = Answer(body, entity_tag(body), _HTML, _CHECKED)
    return whole(answer, headers)


def _missing(frame: Frame, current: str, detail: str, near: Sequence[Ref]) -> Response:
    return _page("missing.html", frame, 404, current=current, detail=detail, suggestions=near)


def _page_named(catalog: Catalog, name: str) -> Page | None:
    """Return the page of a slug, a path or a title, else the one with the most similar title."""
    library = catalog.library
    page = library.pages_by_slug.get(name) or library.pages_by_slug.get(name.strip("/"))
    if page is not None:
        return page
    by_title = {page.title.casefold(): page for page in reversed(library.pages)}
    similar = most_like(name.casefold(), by_title, 1)
    return by_title[similar[0]] if similar else None


def _part(query: Mapping[str, str]) -> int:
    text = query.get("part", "1")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 1
