"""Answers: the bytes of a view, with their entity tag, media type and caching rules."""

import hashlib
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

import orjson

from app.records import Record
from app.views.selection import Selection

JSON: Final = "application/json"
# Content changes when it is edited: caches may serve a stale answer while they revalidate.
SHARED: Final = "public, max-age=60, stale-while-revalidate=600, stale-if-error=86400"
NEVER: Final = "no-store"


class Answer(NamedTuple):
    """Bytes to send. `etag` is strong: equal bytes have equal tags, on every machine."""

    # A view of a long list that is made in place: a copy would take its memory again.
    body: bytes | memoryview
    etag: str
    media_type: str = JSON
    cache_control: str = SHARED
    surrogate_keys: tuple[str, ...] = ()
    links: str | None = None


def encode(view: Any) -> bytes:
    """Return a view as JSON: mappings, records and their parts, in the order of their fields."""
    return orjson.dumps(view, default=_fields)


def _fields(value: object) -> Mapping[str, Any]:
    if isinstance(value, Record):
        return vars(value)
    raise TypeError(type(value).__name__)


def entity_tag(body: bytes | memoryview) -> str:
    """Return a strong entity tag of bytes. Specification: RFC 9110, section 8.8.3."""
    return f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'


def json_answer(
    view: Any,
    *,
    keys: tuple[str, ...] = (),
    cache_control: str = SHARED,
    links: str | None = None,
) -> Answer:
    """Return the answer of a view, or of bytes that are JSON already."""
    body = view if isinstance(view, bytes | memoryview) else encode(view)
    return Answer(
        body,
        entity_tag(body),
        cache_control=cache_control,
        surrogate_keys=keys,
        links=links,
    )


def record_answer(noun: str, slug: str, view: Any, selection: Selection | None = None) -> Answer:
    """Return the answer of one record: whole, or the selected part."""
    picked = view if selection is None else selection.pick(view)
    return json_answer(picked, keys=(f"{noun}/{slug}", f"{noun}s"))


def is_fresh(if_none_match: str, etag: str) -> bool:
    """Return True if the If-None-Match header names this tag. RFC 9110, section 13.1.2."""
    # A comma inside a foreign tag is harmless: its pieces are no whole tags.
    tags = [tag.strip().removeprefix("W/") for tag in if_none_match.split(",")]
    return if_none_match.strip() == "*" or etag in tags
