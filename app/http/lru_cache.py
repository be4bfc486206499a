"""Variants of answers that are kept within a bound of memory."""

from typing import TypeAlias

from app.http.content_coding import Coding
from app.http.encoded_response import EncodedResponse

# Path, query, and the coding that the client likes best.
Key: TypeAlias = tuple[str, bytes, Coding]


class LruCache:
    """The variant that nobody asked for the longest goes first. `bound` is in bytes."""

    def __init__(self, bound: int) -> None:
        self._bound = bound
        self._size = 0
        self._held: dict[Key, EncodedResponse] = {}

    def get(self, key: Key) -> EncodedResponse | None:
        """The variant, which is asked for by this."""
        found = self._held.pop(key, None)
        if found is not None:
            self._held[key] = found
        return found

    def put(self, key: Key, variant: EncodedResponse) -> None:
        """Keep it, and let go of others until all are within the bound."""
        former = self._held.pop(key, None)
        self._size += variant.size - (former.size if former is not None else 0)
        self._held[key] = variant
        while self._size > self._bound:
            oldest = next(iter(self._held))
            self._size -= self._held.pop(oldest).size

    def clear(self) -> None:
        """Let go of all."""
        self._held.clear()
        self._size = 0
