"""Errors of requests, raised by routes or by FastAPI, as responses. Specification: RFC 9457."""

from collections.abc import Iterable, Sequence
from http import HTTPStatus
from typing import Final

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from app.http.context import context_of
from app.http.problem_response import problem_response, server_error
from app.records import Ref
from app.views.http_problems import VALID_METHODS, nothing_there, wrong_method
from app.views.shapes import FieldErrorView

NOT_LOADED: Final = "the content is not loaded yet"
_RETRY_SOON: Final = {"Retry-After": "1"}


class RequestError(Exception):
    """A request that cannot be answered, with the status, the reason and what would be right."""

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        errors: Sequence[FieldErrorView] = (),
        suggestions: Iterable[Ref] = (),
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.errors = list(errors)
        self.suggestions = list(suggestions)


def invalid_error(field: str, message: str, valid: Iterable[str] = ()) -> RequestError:
    """Return the error of a parameter with a value that is none of `valid`."""
    error: FieldErrorView = {"field": field, "message": message, "valid": list(valid)}
    return RequestError(422, f"{field}: {message}", errors=[error])


def install(app: FastAPI) -> None:
    """Give all errors one shape, FastAPI's own included."""
    app.add_exception_handler(RequestError, _request_error)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(RequestValidationError, _validation_error)
    app.add_exception_handler(Exception, server_error)


async def _request_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestError)
    return problem_response(
        request.scope,
        error.status,
        error.detail,
        errors=error.errors,
        suggestions=error.suggestions,
        headers=_RETRY_SOON if error.status == HTTPStatus.SERVICE_UNAVAILABLE else None,
    )


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    scope = request.scope
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        headers = {"Allow": VALID_METHODS}
        return problem_response(scope, 405, wrong_method(request.method), headers=headers)
    if error.status_code != HTTPStatus.NOT_FOUND:
        return problem_response(scope, error.status_code, error.detail, headers=error.headers)
    if context_of(scope).catalog is None:
        # The address may be one of a static file.
        return problem_response(scope, 503, NOT_LOADED, headers=_RETRY_SOON)
    return problem_response(scope, 404, nothing_there(scope))


async def _validation_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    errors: list[FieldErrorView] = []
    for entry in error.errors():
        expected = str(entry.get("ctx", {}).get("expected", ""))
        valid = [part.strip("' ") for part in expected.replace(" or ", ", ").split(",")]
        message = str(entry["msg"])
        errors.append(
            {
                "field": str(entry["loc"][-1]),
                "message": message[:1].lower() + message[1:],
                "valid": [name for name in valid if name],
            }
        )
    detail = "; ".join(f"{entry['field']}: {entry['message']}" for entry in errors)
    return problem_response(request.scope, 422, detail, errors=errors)
