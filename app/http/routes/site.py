"""The entrance, the site as a whole, and what lives at its addresses."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from app.http.errors import RequestError
from app.http.queries import CurrentCatalog, strict_query
from app.http.responses import respond
from app.http.routing import DocumentedRoute
from app.views.answers import json_answer
from app.views.pages import pointer
from app.views.shapes import EntranceView, HttpProblemView, ResolutionView, SiteView

router = APIRouter(tags=["site"], route_class=DocumentedRoute, dependencies=[Depends(strict_query)])


@router.get(
    "/",
    operation_id="getEntrance",
    response_model=EntranceView,
    responses={422: {"model": HttpProblemView}},
)
def get_entrance(catalog: CurrentCatalog) -> Response:
    """What is here."""
    return respond(catalog, catalog.entrance)


@router.get(
    "/site",
    operation_id="getSite",
    response_model=SiteView,
    responses={422: {"model": HttpProblemView}},
)
def get_site(catalog: CurrentCatalog) -> Response:
    """The site's title, languages, counts and version."""
    return respond(catalog, catalog.site)


@router.get(
    "/resolve",
    operation_id="resolvePath",
    response_model=ResolutionView,
    responses={
        404: {"model": HttpProblemView},
        410: {"model": HttpProblemView},
        422: {"model": HttpProblemView},
    },
)
def resolve_path(
    catalog: CurrentCatalog,
    path: Annotated[
        str, Query(min_length=1, description="An address of the website, such as `/iastm/`.")
    ],
) -> Response:
    """What lives at an address: a page, a file, or a redirect to where it is now."""
    found = catalog.library.resolve(path)
    if found is None:
        near = catalog.library.near(path)
        raise RequestError(404, f'nothing lives at "{path}"', suggestions=near)
    if found.code == 410:
        raise RequestError(410, f'what lived at "{path}" is gone')
    held = found.page or found.asset
    view: ResolutionView = {
        "status": "ok" if found.code is None else "redirect",
        "target": pointer(found.page.ref) if found.page is not None else None,
        "location": found.location or (held.path if held is not None else None),
        "code": found.code,
    }
    return respond(catalog, json_answer(view, keys=("resolve",)))
