"""Errors of requests as clients see them: one shape for all. Specification: RFC 9457."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import quote, unquote

from app.views.shapes import FieldErrorView, HttpProblemView, RefView

MEDIA_TYPE: Final = "application/problem+json"
VALID_METHODS: Final = "GET, HEAD, OPTIONS"
# The header with which somebody asks for what is not published yet.
PREVIEW: Final = "Preview-Token"
# RFC 9110's names, for which Python's versions have different ones: the bytes are the same on all.
_TITLES: Final = {
    413: "Content Too Large",
    414: "URI Too Long",
    416: "Range Not Satisfiable",
    422: "Unprocessable Content",
}


def http_problem(
    status: int,
    detail: str,
    instance: str,
    *,
    errors: Sequence[FieldErrorView] = (),
    suggestions: Sequence[RefView] = (),
) -> HttpProblemView:
    """An error of this status; `instance` is the address that was asked for."""
    return {
        "type": "about:blank",
        "title": _TITLES.get(status) or HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "instance": instance,
        "errors": list(errors),
        "suggestions": list(suggestions),
    }


def asked_path(scope: Mapping[str, Any]) -> str:
    """The path as it was sent: the routes see it decoded, and without a slash at its end."""
    path: bytes | None = scope.get("raw_path")
    return quote(scope["path"] if path is None else path, safe="/%:@!$&'()*+,;=")


def instance(scope: Mapping[str, Any]) -> str:
    """The address that was asked for, percent-encoded wherever a URI has to be."""
    query = quote(scope.get("query_string", b""), safe="/%:@!$&'()*+,;=?")
    return asked_path(scope) + (f"?{query}" if query else "")


def nothing_there(scope: Mapping[str, Any]) -> str:
    """What is told to a request for an address at which nothing is."""
    return f'there is nothing at "{unquote(asked_path(scope))}"'


def wrong_method(method: str) -> str:
    """What is told to a request whose method nothing here has."""
    return f"{method} is not possible here; possible are {VALID_METHODS}"
