"""Errors of requests: one shape for all. Specification: RFC 9457."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import quote, unquote

from app.records import Ref
from app.views.shapes import FieldErrorView, HttpProblemView

MEDIA_TYPE: Final = "application/problem+json"
VALID_METHODS: Final = "GET, HEAD, OPTIONS"
# The request header that asks for drafts and scheduled pages.
PREVIEW: Final = "Preview-Token"
# The names of RFC 9110, which versions of Python differ from.
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
    suggestions: Sequence[Ref] = (),
) -> HttpProblemView:
    """Return an error of this status; `instance` is the requested address."""
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
    """Return the path as it was sent; routes see it decoded and without a trailing slash."""
    path: bytes | None = scope.get("raw_path")
    return quote(scope["path"] if path is None else path, safe="/%:@!$&'()*+,;=")


def instance(scope: Mapping[str, Any]) -> str:
    """Return the requested address, percent-encoded where a URI requires it."""
    query = quote(scope.get("query_string", b""), safe="/%:@!$&'()*+,;=?")
    return asked_path(scope) + (f"?{query}" if query else "")


def nothing_there(scope: Mapping[str, Any]) -> str:
    """Return the detail of a 404 for an address that no route or file matches."""
    return f'there is nothing at "{unquote(asked_path(scope))}"'


def wrong_method(method: str) -> str:
    """Return the detail of a 405."""
    return f"{method} is not possible here; possible are {VALID_METHODS}"
