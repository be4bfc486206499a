"""Offices in answers that depend on where and when the client asks."""

from typing import Final, NotRequired

from app.records import Location
from app.views.derived import derived_view, fields_of

ListedLocationView: Final = derived_view(
    "ListedLocationView",
    {
        **fields_of(Location),
        "distance_km": NotRequired[float | None],
        "open": NotRequired[bool | None],
        "next_change": NotRequired[str | None],
    },
    "An office in a list. `near` adds `distance_km`; `open_at` adds `open` and `next_change`.",
)
