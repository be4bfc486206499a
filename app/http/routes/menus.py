"""`/menus`: navigation as trees."""

from collections.abc import Iterable
from typing import Annotated

from fastapi import Path, Query, Request, Response

from app.http.errors import RequestError
from app.http.filters import nearest
from app.http.queries import DEFAULT_LIMIT, CurrentCatalog, Limit, Offset
from app.http.responses import ListPart, part_response, respond
from app.http.routing import NOT_FOUND, create_router
from app.records import Menu
from app.views.answers import record_answer
from app.views.shapes import ListView

router = create_router("menus")


@router.get("/menus", operation_id="listMenus", response_model=ListView[Menu])
def list_menus(
    request: Request, catalog: CurrentCatalog, limit: Limit = DEFAULT_LIMIT, offset: Offset = 0
) -> Response:
    """All menus by name."""
    menus = catalog.menus
    part = ListPart(len(menus), limit, offset)
    items = menus.part(part.of(range(len(menus))))
    return part_response(request, catalog, items, part)


@router.get("/menus/{name:path}", operation_id="getMenu", response_model=Menu, responses=NOT_FOUND)
def get_menu(
    catalog: CurrentCatalog,
    name: Annotated[str, Path(description="The menu's name.")],
    language: Annotated[
        str | None, Query(description="The language; the default is the site's own.", min_length=1)
    ] = None,
) -> Response:
    """A menu: its entries by weight, then title."""
    menu = catalog.library.menu(name, language)
    if menu is None:
        raise _not_found_error(catalog.library.menus, name, language)
    # Each language's menu has a key of its own.
    key = menu.name if menu.language is None else f"{menu.name}:{menu.language}"
    return respond(catalog, record_answer("menu", key, menu))


def _not_found_error(menus: Iterable[Menu], name: str, language: str | None) -> RequestError:
    by_name: dict[str, list[str]] = {}
    for menu in menus:
        by_name.setdefault(menu.name, []).extend([menu.language] if menu.language else [])
    field, message, valid = "name", f'there is no menu "{name}"', nearest(name, by_name)
    if language is not None and name in by_name:
        field, message, valid = "language", f'{message} in "{language}"', by_name[name]
    return RequestError(404, message, [{"field": field, "message": message, "valid": valid}])
