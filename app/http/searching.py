"""The text of a search, and waiting for the index."""

import asyncio
from typing import Annotated, TypeAlias

from pydantic import Field

from app.library.search.index import SearchIndex
from app.library.search.results import MAX_QUERY
from app.views.catalog import Catalog

SearchText: TypeAlias = Annotated[str, Field(max_length=MAX_QUERY)]


async def search_index(catalog: Catalog) -> SearchIndex:
    """Return the search index of a catalog. No thread of the routes waits until it is built."""
    index = catalog.search.ready
    return index if index is not None else await asyncio.wrap_future(catalog.search.start())
