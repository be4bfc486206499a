"""Answers that lie ready to be sent: a request for one of them is a look-up, and no route is asked.

Whatever a route answered once it would answer again until the content changes, so it is kept as it
was sent. Both ways give the same bytes because there is only one that makes them.
"""

from typing import Final

from starlette.types import Scope

from app.http.content_coding import Coding, acceptable
from app.http.context import RequestContext
from app.http.encoded_response import EncodedResponse
from app.http.lru_cache import LruCache
from app.http.middleware.limits import MAX_HEADERS, HostLimits
from app.live.snapshot import SnapshotStore
from app.views.catalog import Catalog
from app.views.http_problems import PREVIEW

# In bytes. They take some more of memory, and a small container has little beside a large tree.
# Queries have their own bound: there is no end of them.
_PATHS_BOUND: Final = 16 * 1024 * 1024
_QUERIES_BOUND: Final = 4 * 1024 * 1024
_ACCEPT: Final = b"accept-encoding"
_TAGS: Final = b"if-none-match"
_PREVIEW: Final = PREVIEW.lower().encode()
_METHODS: Final = frozenset({"GET", "HEAD"})
# As many ways to write Accept-Encoding, of so many bytes, are remembered with what they mean.
_MEANINGS: Final = 256
_LONGEST: Final = 128


class AnswerCache:
    """The answers of one edition, for whoever may see what is published."""

    def __init__(self, shelf: SnapshotStore, admission: HostLimits, *, any_origin: bool) -> None:
        self._shelf = shelf
        self._admission = admission
        self._any_host = admission.is_for_any_host
        self._catalog: Catalog | None = None
        self._paths = LruCache(_PATHS_BOUND)
        self._queries = LruCache(_QUERIES_BOUND)
        self._meanings: dict[bytes | None, tuple[Coding, ...]] = {}
        # Who is asked by name answers by name: that is for the gateway.
        self._passed = {_PREVIEW} if any_origin else {_PREVIEW, b"origin"}

    def find(self, scope: Scope) -> tuple[EncodedResponse, str | None] | None:
        """The answer to a request, and the entity tags that it brings; None to ask a route."""
        if scope["method"] not in _METHODS or not self._is_current():
            return None
        accept: bytes | None = None
        tags: bytes | None = None
        size = 0
        for name, value in scope["headers"]:
            size += len(name) + len(value)
            if name == _ACCEPT:
                accept = value if accept is None else accept + b"," + value
            elif name == _TAGS:
                tags = value if tags is None else tags + b"," + value
            elif name in self._passed:
                return None
        codings = self._meanings.get(accept) or self._meaning(accept)
        query = scope["query_string"]
        kept = self._queries if query else self._paths
        variant = kept.get((scope["path"], query, codings[0])) if codings else None
        # Whatever is to be refused with a reason, the gateway refuses. A path that is held, and a
        # query, are of a size that it lets in.
        if variant is None or size > MAX_HEADERS or "identity" not in codings:
            return None
        if not self._any_host and self._admission.refusal(scope) is not None:
            return None
        return variant, None if tags is None else tags.decode("latin-1")

    def keep(
        self, scope: Scope, account: RequestContext, variant: EncodedResponse, first: Coding
    ) -> None:
        """Keep what was answered to a request whose best coding is this one."""
        asked = any(name in self._passed for name, _ in scope["headers"])
        if asked or not self._is_current() or account.catalog is not self._catalog:
            return
        query = scope["query_string"]
        (self._queries if query else self._paths).put((scope["path"], query, first), variant)

    def _is_current(self) -> bool:
        """Whether there is anything to serve; what was kept of something else is dropped."""
        edition = self._shelf.snapshot
        published = edition.published if edition is not None else None
        if published is not self._catalog:
            self._catalog = published
            self._paths.clear()
            self._queries.clear()
        return published is not None

    def _meaning(self, accept: bytes | None) -> tuple[Coding, ...]:
        found = acceptable(None if accept is None else accept.decode("latin-1"))
        if len(accept or b"") <= _LONGEST and len(self._meanings) < _MEANINGS:
            self._meanings[accept] = found
        return found
