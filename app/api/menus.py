"""`/menus`: navigation as trees."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request, Response

from app.api.dependencies import DEFAULT_LIMIT, CurrentCatalog, Limit, Offset, nearest, strict_query
from app.api.problems import RequestError
from app.api.responses import list_answer, respond
from app.api.routing import PromisingRoute
from app.views.pages import menu_view
from app.views.records import record_answer
from app.views.shapes import HttpProblemView, ListView, MenuView

router = APIRouter(tags=["menus"], route_class=PromisingRoute, dependencies=[Depends(strict_query)])


@router.get(
    "/menus",
    operation_id="listMenus",
    response_model=ListView[MenuView],
    responses={422: {"model": HttpProblemView}},
)
def list_menus(
    request: Request, catalog: CurrentCatalog, limit: Limit = DEFAULT_LIMIT, offset: Offset = 0
) -> Response:
    """All menus by name."""
    items = catalog.menu_items.part(range(len(catalog.menu_items))[offset : offset + limit])
    answer = list_answer(request, items, len(catalog.menu_items), limit, offset, ("menus",))
    return respond(catalog, answer)


@router.get(
    "/menus/{name:path}",
    operation_id="getMenu",
    response_model=MenuView,
    responses={404: {"model": HttpProblemView}, 422: {"model": HttpProblemView}},
)
def get_menu(
    catalog: CurrentCatalog,
    name: Annotated[str, Path(description="The menu's name.")],
) -> Response:
    """A menu: its entries by weight, then title."""
    menu = catalog.library.menu(name)
    if menu is None:
        known = nearest(name, (menu.name for menu in catalog.library.menus))
        raise RequestError(
            404,
            f'there is no menu "{name}"',
            errors=[{"field": "name", "message": f'there is no menu "{name}"', "valid": known}],
        )
    return respond(catalog, record_answer("menu", name, menu_view(menu)))
