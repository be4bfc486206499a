"""Errors of requests: one shape for all of them. Specification: RFC 9457."""

from collections.abc import Iterable, Sequence
from http import HTTPStatus
from typing import Final

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from app.records import Ref
from app.views.answers import NEVER, encode
from app.views.http_problems import (
    MEDIA_TYPE,
    VALID_METHODS,
    http_problem,
    instance,
    nothing_there,
    wrong_method,
)
from app.views.shapes import FieldErrorView

NOT_LOADED: Final = "the content is not loaded yet"
_SOON: Final = {"Retry-After": "1"}


class RequestError(Exception):
    """A request that cannot be answered; it carries its status and what would be right."""

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
    """The error of a parameter whose value is none of the valid ones."""
    error: FieldErrorView = {"field": field, "message": message, "valid": list(valid)}
    return RequestError(422, f"{field}: {message}", errors=[error])


def problem_response(
    request: Request,
    status: int,
    detail: str,
    *,
    errors: Sequence[FieldErrorView] = (),
    suggestions: Sequence[Ref] = (),
    headers: dict[str, str] | None = None,
) -> Response:
    """An error as it is sent."""
    view = http_problem(
        status, detail, instance(request.scope), errors=errors, suggestions=suggestions
    )
    held = {"Cache-Control": NEVER, **(headers or {})}
    return Response(encode(view), status, headers=held, media_type=MEDIA_TYPE)


def install(app: FastAPI) -> None:
    """Let every error leave in the one shape, the framework's own too."""

    async def request_error(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestError)
        return problem_response(
            request,
            error.status,
            error.detail,
            errors=error.errors,
            suggestions=error.suggestions,
            headers=_SOON if error.status == HTTPStatus.SERVICE_UNAVAILABLE else None,
        )

    async def http_error(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        detail = error.detail
        headers = dict(error.headers or {})
        if error.status_code == HTTPStatus.NOT_FOUND and request.scope["catalog"] is None:
            # It may be a file of the content.
            return problem_response(request, 503, NOT_LOADED, headers=_SOON)
        if error.status_code == HTTPStatus.NOT_FOUND:
            detail = nothing_there(request.scope)
        elif error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            detail = wrong_method(request.method)
            headers["Allow"] = VALID_METHODS
        return problem_response(request, error.status_code, detail, headers=headers)

    async def validation_error(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        errors: list[FieldErrorView] = []
        for each in error.errors():
            context = each.get("ctx", {})
            expected = str(context.get("expected", ""))
            valid = [part.strip("' ") for part in expected.replace(" or ", ", ").split(",")]
            errors.append(
                {
                    "field": str(each["loc"][-1]),
                    "message": _lowered(str(each["msg"])),
                    "valid": [name for name in valid if name],
                }
            )
        detail = "; ".join(f"{each['field']}: {each['message']}" for each in errors)
        return problem_response(request, 422, detail, errors=errors)

    async def server_error(request: Request, error: Exception) -> Response:
        del error  # It is logged by the server; clients are told nothing of the inside.
        return problem_response(request, 500, "something went wrong here; it has been logged")

    app.add_exception_handler(RequestError, request_error)
    app.add_exception_handler(HTTPException, http_error)
    app.add_exception_handler(RequestValidationError, validation_error)
    app.add_exception_handler(Exception, server_error)


def _lowered(message: str) -> str:
    return message[:1].lower() + message[1:]
