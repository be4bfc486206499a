"""Errors of requests as responses, in one shape. Specification: RFC 9457."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.types import Scope

from app.http.context import context_of
from app.http.guesses import guesses
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


@dataclass(eq=False)
class RequestError(Exception):
    """A request that cannot be answered, with the status, the reason and what would be right."""

    status: int
    detail: str
    errors: Sequence[FieldErrorView] = ()
    suggestions: Sequence[Ref] = ()
    headers: Mapping[str, str] | None = None

    def response(self, scope: Scope) -> Response:
        """Return the response to a request."""
        view = http_problem(
            self.status,
            self.detail,
            instance(scope),
            errors=self.errors,
            suggestions=self.suggestions,
        )
        headers = {"Cache-Control": NEVER, **(self.headers or {})}
        return Response(encode(view), self.status, headers, MEDIA_TYPE)


def not_loaded_error() -> RequestError:
    """Return the error of a service that has no content yet."""
    return RequestError(503, "the content is not loaded yet", headers={"Retry-After": "1"})


def method_error(method: str) -> RequestError:
    """Return the 405 error of a method."""
    return RequestError(405, wrong_method(method), headers={"Allow": VALID_METHODS})


def not_acceptable_error() -> RequestError:
    """Return the error of a client that accepts none of the content codings."""
    return RequestError(406, "the Accept-Encoding takes none of identity, br, zstd and gzip")


def invalid_error(field: str, message: str, valid: Iterable[str] = ()) -> RequestError:
    """Return the error of a parameter with a value that is none of `valid`."""
    return field_errors([{"field": field, "message": message, "valid": list(valid)}])


def field_errors(errors: Sequence[FieldErrorView]) -> RequestError:
    """Return the error of several parameters."""
    detail = "; ".join(f"{error['field']}: {error['message']}" for error in errors)
    return RequestError(422, detail, errors=errors)


def install(app: FastAPI) -> None:
    """Give all errors one shape, FastAPI's own included."""
    app.add_exception_handler(RequestError, _request_error)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(RequestValidationError, _validation_error)
    app.add_exception_handler(Exception, _server_error)


async def _request_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestError)
    return error.response(request.scope)


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    scope = request.scope
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        problem = method_error(request.method)
    elif error.status_code != HTTPStatus.NOT_FOUND:
        problem = RequestError(error.status_code, error.detail, headers=error.headers)
    elif context_of(scope).catalog is None:
        # The address may be one of a static file.
        problem = not_loaded_error()
    else:
        # Comparing names takes a moment.
        problem = await run_in_threadpool(_nothing_there_error, scope)
    return problem.response(scope)


def _nothing_there_error(scope: Scope) -> RequestError:
    """Return the error of an unknown address, with those that it may mean."""
    context = context_of(scope)
    assert context.catalog is not None
    detail = nothing_there(scope)
    meant = guesses(context.catalog, context.path)
    return RequestError(
        404,
        detail,
        errors=[
            {
                "field": "path",
                "message": detail,
                "valid": [f"{context.root_path}{guess.address}" for guess in meant],
            }
        ],
        suggestions=[guess.ref for guess in meant if guess.ref is not None],
    )


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
    return field_errors(errors).response(request.scope)


async def _server_error(request: Request, error: Exception) -> Response:
    """Return the response of an unexpected error; the server logs the error itself."""
    del error
    problem = RequestError(500, "something went wrong here; it has been logged")
    return problem.response(request.scope)
