"""`/menus`: navigation as trees."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from app.http.errors import RequestError
from app.http.list_answers import list_answer
from app.http.queries import DEFAULT_LIMIT, CurrentCatalog, Limit, Offset, nearest, strict_query
from app.http.responses import respond
from app.http.routing import DocumentedRoute
from app.records import Menu
from app.views.pages import menu_view
from app.views.records import record_answer
from app.views.shapes import HttpProblemView, ListView, MenuView

router = APIRouter(
    tags=["menus"], route_class=DocumentedRoute, dependencies=[Depends(strict_query)]
)


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
    language: Annotated[
        str | None, Query(description="The language; the site's without it.", min_length=1)
    ] = None,
) -> Response:
    """A menu: its entries by weight, then title."""
    menu = catalog.library.menu(name, language)
    if menu is None and language is not None and catalog.library.menu(name) is not None:
        spoken = [each.language for each in catalog.library.menus if each.name == name]
        told = f'there is no menu "{name}" in "{language}"'
        valid = [each for each in spoken if each is not None]
        raise RequestError(
            404, told, errors=[{"field": "language", "message": told, "valid": valid}]
        )
    if menu is None:
        known = nearest(name, (menu.name for menu in catalog.library.menus))
        raise RequestError(
            404,
            f'there is no menu "{name}"',
            errors=[{"field": "name", "message": f'there is no menu "{name}"', "valid": known}],
        )
    return respond(catalog, record_answer("menu", _key(menu), menu_view(menu)))


def _key(menu: Menu) -> str:
    """By what caches name the menu: each language's is one of its own."""
    return menu.name if menu.language is None else f"{menu.name}:{menu.language}"
