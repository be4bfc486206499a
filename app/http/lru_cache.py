"""Encoded responses kept within a bound of memory."""

from collections import OrderedDict
from typing import TypeAlias

from app.http.content_coding import Coding
from app.http.encoded_response import EncodedResponse

# Path, query, the coding that the client prefers, and the origin that is allowed to read.
Key: TypeAlias = tuple[str, bytes, Coding | None, bytes | None]


class LruCache:
    """Drop the least recently used responses above `bound` bytes."""

    def __init__(self, bound: int) -> None:
        self._bound = bound
        self._size = 0
        self._responses: OrderedDict[Key, EncodedResponse] = OrderedDict()

    def get(self, key: Key) -> EncodedResponse | None:
        """Return the response, now the most recently used one, or None."""
        response = self._responses.get(key)
        if response is not None:
            self._responses.move_to_end(key)
        return response

    def put(self, key: Key, response: EncodedResponse) -> None:
        """Keep a response."""
        former = self._responses.pop(key, None)
        self._size += response.size - (former.size if former is not None else 0)
        self._responses[key] = response
        while self._size > self._bound:
            _, oldest = self._responses.popitem(last=False)
            self._size -= oldest.size

    def clear(self) -> None:
        """Drop all responses."""
        self._responses.clear()
        self._size = 0
