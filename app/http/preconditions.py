"""Conditional requests, in the order of RFC 9110, section 13.2.2."""

import datetime as dt
from collections.abc import Mapping
from email.utils import parsedate_to_datetime

from app.http.errors import RequestError
from app.views.answers import is_fresh


def require_match(
    headers: Mapping[bytes, bytes], etag: str | None, modified: int | None = None
) -> None:
    """Raise RequestError with 412 if a request is for another version than the current one.

    `modified` is the time of the last change in seconds, None if the answer does not have it.
    """
    tags = headers.get(b"if-match")
    if tags is not None:
        named = [tag.strip() for tag in tags.decode("latin-1").split(",")]
        # Only strong tags match here: a weak one names more than one version.
        if named != ["*"] and (etag is None or etag.startswith("W/") or etag not in named):
            raise RequestError(412, "the If-Match names none of the current versions")
        return
    limit = _seconds(headers.get(b"if-unmodified-since"))
    if limit is not None and modified is not None and modified > limit:
        raise RequestError(412, "this has changed since the If-Unmodified-Since")


def is_not_modified(
    headers: Mapping[bytes, bytes], etag: str | None, modified: int | None = None
) -> bool:
    """Return True if the client has the current version; `modified` as in `require_match`."""
    tags = headers.get(b"if-none-match")
    if tags is not None:
        return etag is not None and is_fresh(tags.decode("latin-1"), etag)
    limit = _seconds(headers.get(b"if-modified-since"))
    return limit is not None and modified is not None and modified <= limit


def _seconds(date: bytes | None) -> int | None:
    """Return the seconds of an HTTP date; None if it is none, which is ignored."""
    if date is None:
        return None
    try:
        moment = parsedate_to_datetime(date.decode("latin-1"))
        return int(moment.replace(tzinfo=moment.tzinfo or dt.UTC).timestamp())
    except (ValueError, OverflowError):
        return None
