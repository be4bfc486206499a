"""The documents of a collection in the order in which templates see them."""

from collections.abc import Iterable
from functools import cmp_to_key
from typing import Any

from app.dialects.jekyll.configuration import JekyllCollection
from app.dialects.jekyll.templates.drop import Drop


def in_order(collection: JekyllCollection, drops: Iterable[Drop]) -> list[Drop]:
    """By the list of the configuration, or by the key that it names, or by date and file."""
    found = list(drops)
    # A document without a date makes Jekyll look at the paths alone.
    dated = all(drop.is_dated for drop in found)
    found.sort(key=lambda drop: drop.order if dated else drop.order[1:])
    # Posts are always by date.
    if collection.label == "posts":
        return found
    if collection.order:
        named = {name: at for at, name in enumerate(collection.order)}
        # Those that the list does not name come after those that it does.
        return sorted(found, key=lambda drop: named.get(drop.place.within, len(named)))
    if (key := collection.sort_by) is not None:
        in_turn = cmp_to_key(_compared)
        return sorted(found, key=lambda drop: in_turn(drop.get(key)))
    return found


def _compared(one: Any, other: Any) -> int:
    """Less than 0 where the first comes first; what is not there comes last."""
    if one is None or other is None:
        return (one is None) - (other is None)
    try:
        return int(one > other) - int(one < other)
    except TypeError:
        return 0
