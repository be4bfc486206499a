"""Views → bytes with what a client may ask of them: version, type, how long they keep."""

import hashlib
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

import orjson

JSON: Final = "application/json"
# Content changes when somebody edits it: caches may answer at once and look again behind.
SHARED: Final = "public, max-age=60, stale-while-revalidate=600, stale-if-error=86400"
NEVER: Final = "no-store"


class Answer(NamedTuple):
    """Bytes to send. `etag` is strong: equal bytes have equal ones, on every machine."""

    body: bytes
    etag: str
    media_type: str = JSON
    cache_control: str = SHARED
    surrogate_keys: tuple[str, ...] = ()
    links: str | None = None


def encode(view: Any) -> bytes:
    """A view as JSON, the same bytes for the same view."""
    return orjson.dumps(view)


def entity_tag(body: bytes) -> str:
    """A strong entity tag of bytes. Specification: RFC 9110, section 8.8.3."""
    return f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'


def json_answer(
    view: Mapping[str, Any] | bytes,
    *,
    keys: tuple[str, ...] = (),
    cache_control: str = SHARED,
    links: str | None = None,
) -> Answer:
    """The answer that a view, or its bytes, make."""
    body = view if isinstance(view, bytes) else encode(view)
    return Answer(
        body,
        entity_tag(body),
        cache_control=cache_control,
        surrogate_keys=keys,
        links=links,
    )


def is_fresh(if_none_match: str, etag: str) -> bool:
    """Whether the client's list of entity tags holds this one. RFC 9110, section 13.1.2."""
    # A comma inside a tag of somebody else's does no harm: what it leaves is no whole tag.
    tags = [tag.strip().removeprefix("W/") for tag in if_none_match.split(",")]
    return if_none_match.strip() == "*" or etag in tags
