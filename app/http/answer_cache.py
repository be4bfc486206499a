"""Encoded responses kept within a bound of memory."""

import weakref
from collections import OrderedDict
from sys import getsizeof
from typing import Final, TypeAlias

from app.http.content_coding import Coding
from app.http.encoded_response import EncodedResponse
from app.views.catalog import Catalog

# In bytes; a small container has little memory beside a large tree. Queries have a bound of their
# own, because there is no end of them.
_PATHS_BOUND: Final = 16 * 1024 * 1024
_QUERIES_BOUND: Final = 4 * 1024 * 1024
# Path, query, the coding that the client prefers, the origin that is allowed to read, and True for
# a client that prefers Markdown.
Key: TypeAlias = tuple[str, bytes, Coding | None, bytes | None, bool]


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
        if former is not None:
            self._size -= _size(key, former)
        self._responses[key] = response
        self._size += _size(key, response)
        while self._size > self._bound:
            self._size -= _size(*self._responses.popitem(last=False))


def _size(key: Key, response: EncodedResponse) -> int:
    """Return the memory that a response takes with its key, in bytes."""
    return response.size + sum(map(getsizeof, key))


class AnswerCache:
    """The answers of one catalog, for everyone who may see published content."""

    def __init__(self) -> None:
        self.use(None)

    def use(self, catalog: Catalog | None) -> None:
        """Keep the answers of this catalog, and drop those of another one."""
        # Until the next request of its content, it must not keep a catalog that was replaced.
        self._catalog = None if catalog is None else weakref.ref(catalog)
        self._paths = LruCache(_PATHS_BOUND)
        self._queries = LruCache(_QUERIES_BOUND)

    @property
    def catalog(self) -> Catalog | None:
        """The catalog whose answers are kept; None if there is none any more."""
        return None if self._catalog is None else self._catalog()

    def get(self, key: Key) -> EncodedResponse | None:
        """Return the response, or None."""
        return (self._queries if key[1] else self._paths).get(key)

    def put(self, key: Key, response: EncodedResponse) -> None:
        """Keep a response."""
        (self._queries if key[1] else self._paths).put(key, response)
