"""The order of documents in a collection."""

from collections.abc import Iterable
from functools import cmp_to_key
from typing import Any

from app.dialects.jekyll.configuration import JekyllCollection
from app.dialects.jekyll.templates.drop import Drop


def in_order(collection: JekyllCollection, drops: Iterable[Drop]) -> list[Drop]:
    """Return documents by the configured list or sort key, otherwise by date and file."""
    result = list(drops)
    # If one document has no date, Jekyll compares only paths.
    dated = all(drop.is_dated for drop in result)
    result.sort(key=lambda drop: drop.order if dated else drop.order[1:])
    # Posts are always in the order of their dates.
    if collection.label == "posts":
        return result
    if collection.order:
        ranks = {name: rank for rank, name in enumerate(collection.order)}
        # Documents that are not in the list come last.
        result.sort(key=lambda drop: ranks.get(drop.place.within, len(ranks)))
    elif (key := collection.sort_by) is not None:
        in_sequence = cmp_to_key(_compare)
        result.sort(key=lambda drop: in_sequence(drop.get(key)))
    return result


def _compare(one: Any, other: Any) -> int:
    """Return less than 0 if the first value comes first; missing values come last."""
    if one is None or other is None:
        return (one is None) - (other is None)
    try:
        return int(one > other) - int(one < other)
    except TypeError:
        return 0
