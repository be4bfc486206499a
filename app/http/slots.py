"""Places for what may go on at the same time so many times only."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from anyio import CapacityLimiter, WouldBlock

from app.http.errors import RequestError


@contextmanager
def slot(slots: CapacityLimiter, holder: object, things: str, retry_after: int) -> Iterator[None]:
    """Hold one of the slots, which are for these things.

    Raises RequestError with 503 if none is free: the client may ask again after so many seconds.
    """
    try:
        slots.acquire_on_behalf_of_nowait(holder)
    except WouldBlock:
        detail = f"there are {int(slots.total_tokens)} {things} already"
        raise RequestError(503, detail, headers={"Retry-After": str(retry_after)}) from None
    try:
        yield
    finally:
        slots.release_on_behalf_of(holder)


@contextmanager
def version_slot(
    versions: Counter[str], version: str, most: int, retry_after: int
) -> Iterator[None]:
    """Count one more answer from a version of the content.

    Raises RequestError with 503 if answers from `most` others are being sent: each keeps all of
    its version in memory.
    """
    if version not in versions and len(versions) >= most:
        detail = f"answers from {len(versions)} former versions of the content are being sent"
        raise RequestError(503, detail, headers={"Retry-After": str(retry_after)})
    versions[version] += 1
    try:
        yield
    finally:
        versions[version] -= 1
        if not versions[version]:
            del versions[version]
