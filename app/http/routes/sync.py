"""`/sync` and `/bundle`: what an app needs to keep a copy of the content."""

import sqlite3
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Annotated, Final, get_args

from fastapi import Query, Request, Response

from app.http.content_coding import Effort
from app.http.context import context_of
from app.http.errors import RequestError, invalid_error
from app.http.filters import by_comma, split_values
from app.http.queries import CurrentCatalog
from app.http.responses import respond
from app.http.routing import create_router
from app.http.streaming import streamed_response
from app.views.answers import Answer, encode, entity_tag, json_answer
from app.views.bundle import NDJSON, BundleKind, bundle_keys, bundle_lines
from app.views.catalog import Catalog
from app.views.database import SQLITE
from app.views.manifest import SyncView, changes_view, sync_view

router = create_router("sync")
# In bytes. A bundle up to this size is packed as well as can be and kept. A larger one is packed
# while it is sent, once for each client.
_WHOLE: Final = 2 * 1024 * 1024
_KINDS: Final = get_args(BundleKind)


class _Lines(Response):
    media_type = NDJSON


class _Database(Response):
    media_type = SQLITE


@router.get("/sync", operation_id="getSync", response_model=SyncView)
def get_sync(
    catalog: CurrentCatalog,
    since: Annotated[
        str | None,
        Query(
            min_length=1,
            description="A version that the client has: only the changes since it, if it is kept.",
        ),
    ] = None,
) -> Response:
    """The digest of every record and file: `records` and `assets`. A key that is gone was deleted.

    With `since` the changes since a version: `changed` and `deleted`, if its manifest is kept, else
    all, and `since` is null.
    """
    manifest = catalog.manifest
    if since is None:
        return respond(catalog, json_answer(sync_view(manifest), keys=("sync",)))
    for former in catalog.known_manifests:
        if former.version == since:
            return respond(catalog, json_answer(changes_view(former, manifest), keys=("sync",)))
    view = {**sync_view(manifest), "since": None}
    return respond(catalog, json_answer(view, keys=("sync",)))


@router.get("/bundle", operation_id="getBundle", response_class=_Lines)
def get_bundle(
    request: Request,
    catalog: CurrentCatalog,
    kind: Annotated[
        str | None,
        Query(
            description="Only records of these kinds, by comma.",
            json_schema_extra=by_comma(_KINDS),
        ),
    ] = None,
    language: Annotated[
        str | None,
        Query(
            min_length=1,
            description="Only records in these languages, by comma, and those without a language.",
        ),
    ] = None,
    keys: Annotated[
        str | None,
        Query(
            min_length=1,
            description=(
                "Only the records of these keys of `/sync`, by comma; a comma in a key is `\\,`."
            ),
        ),
    ] = None,
) -> Response:
    """The records, each a line of JSON: `{"key", "digest", "record"}`. `record` is its answer.

    `digest` and `record` are null for a key that is gone.
    """
    selected = _keys(catalog, kind, language, keys)
    digests = catalog.manifest.records
    # Equal digests mean equal records.
    tag = entity_tag(encode([(key, digests.get(key)) for key in selected]))
    answer = Answer(b"", tag, NDJSON, surrogate_keys=("bundle",))
    lines = bundle_lines(catalog, selected)
    return _response(request, catalog, answer, lines, "best" if keys is None else "good")


@router.get("/bundle.sqlite", operation_id="getDatabase", response_class=_Database)
def get_database(request: Request, catalog: CurrentCatalog) -> Response:
    """All records as an SQLite database, which Datasette can show."""
    manifest = catalog.manifest
    # The bytes follow from the content and from the version of SQLite.
    tag = entity_tag(encode([sqlite3.sqlite_version, *manifest]))
    answer = Answer(b"", tag, SQLITE, surrogate_keys=("bundle",))
    try:
        file = catalog.database()
    except (OSError, sqlite3.Error) as error:
        detail = f"the database cannot be written to the folder for temporary files: {error}"
        raise RequestError(503, detail) from None
    return streamed_response(request.scope, respond(catalog, answer), file.pieces())


def _keys(
    catalog: Catalog, kind: str | None, language: str | None, keys: str | None
) -> Sequence[str]:
    """Return the keys that a request asks for. Raises RequestError for an invalid one."""
    kinds = None if kind is None else [name.strip() for name in kind.split(",")]
    for name in kinds or ():
        if name not in _KINDS:
            raise invalid_error("kind", f'there is no kind "{name}"', _KINDS)
    if keys is None:
        return bundle_keys(catalog, kinds, None if language is None else split_values(language))
    if kind is not None or language is not None:
        raise invalid_error("keys", "keys name the records already; leave kind and language out")
    names = [name for name in split_values(keys) if name]
    for name in names:
        if name.startswith("/"):
            raise invalid_error("keys", f'"{name}" is a file; request it by its address')
    return names


def _response(
    request: Request, catalog: Catalog, answer: Answer, lines: Iterator[bytes], effort: Effort
) -> Response:
    """Return lines as the response of an answer, whose tag is known before they are.

    Raises RequestError with 503 if other answers take the memory for the beginning.
    """
    beginning: deque[bytes] = deque()
    reserve = context_of(request.scope).reserve
    size = 0
    for line in lines:
        beginning.append(line)
        size += len(line)
        reserve(len(line))
        if size > _WHOLE:
            # From here on the number of long answers is bounded instead.
            reserve(-size)
            response = respond(catalog, answer)
            return streamed_response(request.scope, response, chain(_taken(beginning), lines))
    context_of(request.scope).effort = effort
    return respond(catalog, answer._replace(body=b"".join(beginning)))


def _taken(lines: deque[bytes]) -> Iterator[bytes]:
    """Yield lines and keep none of them."""
    while lines:
        yield lines.popleft()
