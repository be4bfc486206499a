"""`/`, `/site` and `/resolve`: the endpoints, the site as a whole, and its addresses."""

from typing import Annotated, Final

from fastapi import Query, Request, Response
from fastapi.responses import RedirectResponse

from app.http.content_types import prefers_html
from app.http.context import context_of
from app.http.errors import RequestError
from app.http.queries import CurrentCatalog
from app.http.responses import respond
from app.http.routing import NOT_FOUND_OR_GONE, create_router
from app.settings import Settings
from app.views.answers import NEVER, json_answer
from app.views.catalog import entrance_answer
from app.views.shapes import EntranceView, ResolutionView, SiteView

router = create_router("site")
_CHECKED: Final = "no-cache"


@router.get("/", operation_id="getEntrance", response_model=EntranceView)
def get_entrance(request: Request, catalog: CurrentCatalog) -> Response:
    """The name of the API and its endpoints. Browsers are led to the explorer, if it is on."""
    settings: Settings = request.app.state.settings
    answer = entrance_answer(catalog.library, has_events=settings.has_events)
    if not settings.explorer:
        return respond(catalog, answer)
    context = context_of(request.scope)
    if prefers_html(context.headers.get(b"accept")):
        headers = {"Vary": "Accept", "Cache-Control": NEVER}
        return RedirectResponse(f"{context.root_path}/explore", 307, headers)
    # The answer cache does not look at the types that a client accepts, so it is not to keep this.
    response = respond(catalog, answer._replace(cache_control=_CHECKED))
    response.headers["Vary"] = "Accept"
    return response


@router.get("/site", operation_id="getSite", response_model=SiteView)
def get_site(catalog: CurrentCatalog) -> Response:
    """The site's title, languages, counts and version."""
    return respond(catalog, catalog.site)


@router.get(
    "/resolve",
    operation_id="resolvePath",
    response_model=ResolutionView,
    responses=NOT_FOUND_OR_GONE,
)
def resolve_path(
    catalog: CurrentCatalog,
    path: Annotated[
        str, Query(min_length=1, description="An address of the website, such as `/iastm/`.")
    ],
) -> Response:
    """The page, file or redirect at an address of the website."""
    resolution = catalog.library.resolve(path)
    if resolution is None:
        near = catalog.library.near(path)
        raise RequestError(404, f'there is nothing at "{path}"', suggestions=near)
    if resolution.code == 410:
        raise RequestError(410, f'what was at "{path}" is gone')
    file = resolution.page or resolution.asset
    view: ResolutionView = {
        "status": "ok" if resolution.code is None else "redirect",
        "target": resolution.page.ref if resolution.page is not None else None,
        "location": resolution.location or (file.path if file is not None else None),
        "code": resolution.code,
    }
    return respond(catalog, json_answer(view, keys=("resolve",)))
