"""Routes with strict parameters, and the models of their answers."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from fastapi import APIRouter, Depends
from fastapi.routing import APIRoute

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
    more than a tenth of the time from start to first answer on a small tree.
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
        models = {"response_model": response_model, "responses": responses}
        self.documented = partial(APIRoute, path, endpoint, **models, **options)


def create_router(tag: str) -> APIRouter:
    """Return a router whose routes refuse unknown query parameters."""
    return APIRouter(tags=[tag], route_class=DocumentedRoute, dependencies=[Depends(strict_query)])


def whole_or_part(view: Any) -> Any:
    """Return the response model of a record whose fields can be selected."""
    return view | part_of(view)


def list_whole_or_part(item: Any, whole: Any | None = None) -> Any:
    """Return the response model of a list whose items' fields can be selected.

    `whole` is the item with all selectable fields, if the list leaves some out.
    """
    return _LIST[item] | _LIST[part_of(whole or item)]
