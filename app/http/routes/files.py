"""`/redirects` and `/assets`: old addresses, and the files of the folder that are served."""

import time
from collections.abc import Sequence
from typing import Annotated, Final

from anyio import CapacityLimiter, fail_after, to_thread
from fastapi import Query, Request, Response
from pydantic import Field
from starlette.concurrency import run_in_threadpool

from app.files.assets import Asset
from app.http.errors import RequestError
from app.http.filters import Filter, by_comma, filter_field, matching
from app.http.queries import CurrentCatalog, ListQuery, in_order, selection, sort_field
from app.http.responses import ListPart, part_response, records_response
from app.http.routing import create_router, list_whole_or_part
from app.site.schema import REDIRECT_STATUSES
from app.views.files import ASSET_SORTS, REDIRECT_SORTS, AssetView, Placeholders, RedirectView

router = create_router("files")
# In seconds. A picture takes 20 ms, a large one a second; what is made until then is kept.
_PATIENCE: Final = 15.0


class RedirectQuery(ListQuery):
    """The query parameters of `/redirects`."""

    status: str | None = Field(
        None,
        description="Only redirects of these statuses, by comma.",
        json_schema_extra=by_comma(map(str, REDIRECT_STATUSES)),
    )
    wildcard: str | None = Field(
        None,
        description="`true` or `false`: only those of all addresses that begin so, or the others.",
        json_schema_extra=by_comma(("true", "false")),
    )
    sort: str | None = sort_field(REDIRECT_SORTS)


class AssetQuery(ListQuery):
    """The query parameters of `/assets`."""

    type: Filter = filter_field("Only files of these media types, by comma.")
    src: Filter = filter_field("Only the files at these addresses, by comma.")
    sort: str | None = sort_field(ASSET_SORTS)


@router.get(
    "/redirects",
    operation_id="listRedirects",
    response_model=list_whole_or_part(RedirectView),
)
def list_redirects(
    request: Request, catalog: CurrentCatalog, query: Annotated[RedirectQuery, Query()]
) -> Response:
    """Every redirect and every old address of a page, with where it ends.

    By address, then wildcards in the order in which they are tried; the first match counts.
    """
    return records_response(request, catalog, catalog.redirects, query, RedirectView)


@router.get("/assets", operation_id="listAssets", response_model=list_whole_or_part(AssetView))
async def list_assets(
    request: Request, catalog: CurrentCatalog, query: Annotated[AssetQuery, Query()]
) -> Response:
    """The files that are served, by address, with the pages that use them.

    While many placeholders are made for the first time the answer can be 503: try again.
    """
    selected = selection(query.fields, AssetView)
    # The list is made on first use, from all pages.
    listing = await run_in_threadpool(lambda: catalog.assets)
    matches = matching(listing, query.model_dump(include=set(listing.filters)))
    part = ListPart(len(matches.numbers), query.limit, query.offset, matches.unmatched)
    numbers = part.of(in_order(listing, matches.numbers, query.sort))
    if selected is None or selected.has("placeholder"):
        assets = [listing.items[number] for number in numbers]
        await _make(catalog.placeholders, assets, request.app.state.picture_limiter)
    items = listing.part(numbers, selected)
    return await run_in_threadpool(part_response, request, catalog, items, part)


async def _make(
    placeholders: Placeholders, assets: Sequence[Asset], limiter: CapacityLimiter
) -> None:
    """Make the placeholders of pictures in a thread. Raises RequestError if it takes too long."""
    end = time.monotonic() + _PATIENCE

    def make() -> bool:
        for asset in assets:
            if time.monotonic() > end:
                return False
            placeholders.of(asset)
        return True

    if all(map(placeholders.has, assets)):
        return
    is_made = False
    try:
        # Only the wait for the thread ends so; the thread itself ends in time.
        with fail_after(_PATIENCE):
            is_made = await to_thread.run_sync(make, limiter=limiter)
    except TimeoutError:
        pass
    if not is_made:
        detail = "the placeholders of the pictures are being made; try again, or leave them out"
        raise RequestError(503, detail, headers={"Retry-After": "1"})
