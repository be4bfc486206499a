"""Routes that describe their answers only for the OpenAPI document."""

from collections.abc import Callable, Iterable
from typing import Any, Final

from fastapi import APIRouter, Depends
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute

from app.http.queries import strict_query
from app.views.derived import part_of
from app.views.shapes import HttpProblemView, ListView

# The type checker takes no variable as a type argument.
_LIST: Final[Any] = ListView

NOT_FOUND: Final[dict[int | str, dict[str, Any]]] = {404: {"model": HttpProblemView}}
NOT_FOUND_OR_GONE: Final = {**NOT_FOUND, 410: {"model": HttpProblemView}}


class DocumentedRoute(APIRoute):
    """A route whose response models are built for the OpenAPI document, not at start-up.

    It answers with bytes, which FastAPI does not check against a model. Building the models takes
    0.1 s, a fifth of the time from start to first answer.
    """

    def __init__(
        self,
        path: str,
        endpoint: Callable[..., Any],
        *,
        response_model: Any = None,
        responses: dict[int | str, dict[str, Any]] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(path, endpoint, response_model=None, **options)
        self._documented = {"response_model": response_model, "responses": responses, **options}

    def documented(self) -> APIRoute:
        """Return the same route with its response models."""
        return APIRoute(self.path, self.endpoint, **self._documented)


def documented(routes: Iterable[BaseRoute]) -> list[BaseRoute]:
    """Return the routes with their response models."""
    return [route.documented() if isinstance(route, DocumentedRoute) else route for route in routes]


def create_router(tag: str) -> APIRouter:
    """Return a router of documented routes that refuse unknown query parameters."""
    return APIRouter(tags=[tag], route_class=DocumentedRoute, dependencies=[Depends(strict_query)])


def whole_or_part(view: Any) -> Any:
    """Return the response model of a record whose fields can be selected."""
    return view | part_of(view)


def list_whole_or_part(item: Any, whole: Any | None = None) -> Any:
    """Return the response model of a list whose items' fields can be selected.

    `whole` is the item with all selectable fields, if the list leaves some out.
    """
    return _LIST[item] | _LIST[part_of(whole or item)]
