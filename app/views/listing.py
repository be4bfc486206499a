"""A list that is served: its items as bytes, its filters and its orders.

Each item, filter and order is made when a request first uses it, then kept: most never are
between two edits.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Generic, TypeAlias, TypeVar

from app.views.answers import encode
from app.views.selection import Selection

Item = TypeVar("Item")
# For each value of a filter, the numbers of the items that have it.
Groups: TypeAlias = Mapping[str, frozenset[int]]
# The rank of each item in an order; None for items without the value.
Ranks: TypeAlias = Sequence[int | None]


def _whole(item: Any) -> Any:
    return item


def _selected(item: Any, selection: Selection) -> Any:
    return selection.pick(item)


class Listing(Generic[Item]):
    """The items of a list.

    `filters` and `orders` return the values and the sort key of an item; a filter knows the
    values in `known` even if no item has them. `view` returns what is sent of an item, `select`
    what is sent of it with a selection of fields.
    """

    def __init__(
        self,
        items: Sequence[Item],
        *,
        filters: Mapping[str, Callable[[Item], Iterable[str | None]]] | None = None,
        known: Mapping[str, Iterable[str]] | None = None,
        orders: Mapping[str, Callable[[Item], Any]] | None = None,
        view: Callable[[Item], Any] = _whole,
        select: Callable[[Item, Selection], Any] = _selected,
    ) -> None:
        self._items = items
        self._filters = filters or {}
        self._known = known or {}
        self._orders = orders or {}
        self._view = view
        self._select = select
        self._encoded: dict[int, bytes] = {}
        self._groups: dict[str, Groups] = {}
        self._ranks: dict[str, Ranks] = {}

    def __len__(self) -> int:
        return len(self._items)

    @property
    def filters(self) -> frozenset[str]:
        """The names of the filters."""
        return frozenset(self._filters)

    @property
    def orders(self) -> tuple[str, ...]:
        """The names of the orders."""
        return tuple(self._orders)

    def part(self, numbers: Iterable[int], selection: Selection | None = None) -> list[bytes]:
        """Return the items of these numbers, in their order."""
        if selection is not None:
            return [encode(self._select(self._items[number], selection)) for number in numbers]
        return [self._encoded.get(number) or self._encode(number) for number in numbers]

    def groups(self, name: str) -> Groups:
        """Return the values of a filter, each with the numbers of its items."""
        if name not in self._groups:
            values_of = self._filters[name]
            groups: dict[str, list[int]] = {value: [] for value in self._known.get(name, ())}
            for number, item in enumerate(self._items):
                for value in values_of(item):
                    if value is not None:
                        groups.setdefault(value, []).append(number)
            self._groups[name] = {value: frozenset(group) for value, group in groups.items()}
        return self._groups[name]

    def ranks(self, name: str) -> Ranks:
        """Return the rank of each item in an order."""
        if name not in self._ranks:
            keys = [self._orders[name](item) for item in self._items]
            places = {key: rank for rank, key in enumerate(sorted({*keys} - {None}))}
            self._ranks[name] = [places.get(key) for key in keys]
        return self._ranks[name]

    def _encode(self, number: int) -> bytes:
        item = self._encoded[number] = encode(self._view(self._items[number]))
        return item
