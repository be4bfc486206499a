"""Errors as responses, in one shape. Specification: RFC 9457."""

from collections.abc import Mapping, Sequence

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from app.records import Ref
from app.views.answers import NEVER, encode
from app.views.http_problems import MEDIA_TYPE, http_problem, instance
from app.views.shapes import FieldErrorView


def problem_response(
    scope: Scope,
    status: int,
    detail: str,
    *,
    errors: Sequence[FieldErrorView] = (),
    suggestions: Sequence[Ref] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return the response of an error. `detail` says what is wrong and how to mend it."""
    view = http_problem(status, detail, instance(scope), errors=errors, suggestions=suggestions)
    return Response(
        encode(view),
        status,
        headers={"Cache-Control": NEVER, **(headers or {})},
        media_type=MEDIA_TYPE,
    )


def server_error(request: Request, error: Exception) -> Response:
    """Return the response of an unexpected error; the server logs the error itself."""
    del error
    return problem_response(request.scope, 500, "something went wrong here; it has been logged")
