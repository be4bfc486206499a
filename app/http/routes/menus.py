"""`/menus`: navigation as trees."""

from collections.abc import Iterable
from typing import Annotated

from fastapi import Path, Query, Request, Response
from pydantic import Field

from app.http.errors import RequestError
from app.http.filters import nearest
from app.http.inclusion import IncludeQuery, parse_inclusion, with_included
from app.http.queries import DEFAULT_LIMIT, CurrentCatalog, Limit, Offset
from app.http.responses import ListPart, list_answer, respond
from app.http.routing import NOT_FOUND, create_router
from app.records import Menu
from app.views.answers import record_answer
from app.views.menus import MenuView
from app.views.shapes import ListView

router = create_router("menus")


class MenusQuery(IncludeQuery):
    """The query parameters of `/menus`."""

    limit: Limit = DEFAULT_LIMIT
    offset: Offset = 0


class MenuQuery(IncludeQuery):
    """The query parameters of a menu."""

    language: str | None = Field(
        None, description="The language; the default is the site's own.", min_length=1
    )


@router.get("/menus", operation_id="listMenus", response_model=ListView[MenuView])
def list_menus(
    request: Request, catalog: CurrentCatalog, query: Annotated[MenusQuery, Query()]
) -> Response:
    """All menus by name."""
    inclusion = parse_inclusion(query, "menu")
    listing = catalog.menus
    part = ListPart(len(listing), query.limit, query.offset)
    window = part.of(range(len(listing)))
    answer = list_answer(request, listing.part(window), part)
    menus = [listing.items[number] for number in window]
    return respond(catalog, with_included(request, catalog, answer, menus, inclusion))


@router.get(
    "/menus/{name:path}", operation_id="getMenu", response_model=MenuView, responses=NOT_FOUND
)
def get_menu(
    request: Request,
    catalog: CurrentCatalog,
    name: Annotated[str, Path(description="The menu's name.")],
    query: Annotated[MenuQuery, Query()],
) -> Response:
    """A menu: its entries by weight, then title."""
    inclusion = parse_inclusion(query, "menu")
    menu = catalog.library.menu(name, query.language)
    if menu is None:
        raise _not_found_error(catalog.library.menus, name, query.language)
    # Each language's menu has a key of its own.
    key = menu.name if menu.language is None else f"{menu.name}:{menu.language}"
    answer = record_answer("menu", key, menu)
    return respond(catalog, with_included(request, catalog, answer, [menu], inclusion))


def _not_found_error(menus: Iterable[Menu], name: str, language: str | None) -> RequestError:
    by_name: dict[str, list[str]] = {}
    for menu in menus:
        by_name.setdefault(menu.name, []).extend([menu.language] if menu.language else [])
    field, message, valid = "name", f'there is no menu "{name}"', nearest(name, by_name)
    if language is not None and name in by_name:
        field, message, valid = "language", f'{message} in "{language}"', by_name[name]
    return RequestError(404, message, [{"field": field, "message": message, "valid": valid}])
