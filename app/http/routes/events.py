"""`/events`: each change of the content as it happens, for previews."""

from collections.abc import AsyncIterator
from typing import Annotated, Final

from fastapi import Depends, Header, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent

from app.http.context import context_of
from app.http.errors import RequestError, not_loaded_error
from app.http.routing import NOT_FOUND, create_router
from app.http.slots import slot
from app.live.announcements import manifest_of
from app.live.snapshot import SnapshotStore
from app.views.answers import encode
from app.views.catalog import Catalog
from app.views.manifest import Manifest, SyncView, changes_view

router = create_router("sync")
_RETRY_MILLISECONDS: Final = 2_000


async def _stream_slot(request: Request) -> AsyncIterator[None]:
    """Take a place for a stream until it ends. Refuse one if there are none here, or too many."""
    state = request.app.state
    if not state.settings.has_events:
        detail = "there are no events here: start with --watch, or set BODYWISE_EVENTS=true"
        raise RequestError(404, detail)
    if context_of(request.scope).catalog is None:
        raise not_loaded_error()
    with slot(state.stream_slots, request, "streams of events", retry_after=10):
        context_of(request.scope).is_streamed = True
        yield


@router.get(
    "/events",
    operation_id="getEvents",
    response_class=EventSourceResponse,
    responses=NOT_FOUND,
    dependencies=[Depends(_stream_slot)],
)
async def get_events(
    request: Request,
    last_event_id: Annotated[
        str | None,
        Header(description="The version that the client has; a browser sends it by itself."),
    ] = None,
) -> AsyncIterator[ServerSentEvent]:
    """Server-sent events, one for each change: `id` is the version, `data` as in `/sync?since=`.

    A client that comes back with `Last-Event-ID` gets what it missed; `since` is null if that is
    not known any more. It is 404 unless the service watches its content or has events switched on.
    """
    context = context_of(request.scope)
    catalog, context.catalog = context.catalog, None
    assert catalog is not None
    former = await manifest_of(catalog)
    first: SyncView | None = None
    if last_event_id is not None and last_event_id != former.version:
        first = _missed(catalog, last_event_id, former)
    # Without data no event is dispatched: the browser only learns which version it has.
    data = None if first is None else encode(first).decode()
    # A stream lasts longer than what is served when it begins.
    del catalog
    yield ServerSentEvent(raw_data=data, id=former.version, retry=_RETRY_MILLISECONDS)
    if request.method == "HEAD":
        return
    store: SnapshotStore = request.app.state.store

    def latest() -> Catalog | None:
        return store.catalog(is_private=context.is_private)

    async for current in store.announcements.catalogs(latest):
        if current.library.version != former.version:
            manifest = await manifest_of(current)
            changes = encode(changes_view(former, manifest)).decode()
            yield ServerSentEvent(raw_data=changes, id=manifest.version)
            former = manifest


def _missed(catalog: Catalog, version: str, current: Manifest) -> SyncView:
    """Return the changes since a version; without any if that is not known any more."""
    for former in catalog.known_manifests:
        if former.version == version:
            return changes_view(former, current)
    return {"version": current.version, "since": None}
