"""Routes that say what they answer only where somebody writes it down."""

from collections.abc import Callable, Iterable
from typing import Any

from fastapi.routing import APIRoute
from starlette.routing import BaseRoute


class DocumentedRoute(APIRoute):
    """A route whose types of answers are made up when the contract is written.

    It answers with bytes, which nothing is checked against. No start has to wait until pydantic
    is ready for types that only a description needs.
    """

    def __init__(
        self,
        path: str,
        endpoint: Callable[..., Any],
        *,
        response_model: Any = None,
        responses: dict[int | str, dict[str, Any]] | None = None,
        **given: Any,
    ) -> None:
        super().__init__(path, endpoint, response_model=None, **given)
        self._promised = {"response_model": response_model, "responses": responses, **given}

    def written_out(self) -> APIRoute:
        """The same route with the types of its answers."""
        return APIRoute(self.path, self.endpoint, **self._promised)


def written_out(routes: Iterable[BaseRoute]) -> list[BaseRoute]:
    """Routes as the contract wants them."""
    return [
        route.written_out() if isinstance(route, DocumentedRoute) else route for route in routes
    ]
