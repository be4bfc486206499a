"""A list that is served: its items as bytes, its filters and its orders.

Each item, filter and order is made when a request first uses it, then kept: most never are
between two edits.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Generic, Self, TypeAlias, TypeVar

from app.views.answers import encode
from app.views.selection import Selection
from app.views.shapes import UnmatchedView

Item = TypeVar("Item")
# For each value of a filter, the numbers of the items that have it.
Groups: TypeAlias = Mapping[str, frozenset[int]]
# The rank of each item in an order; None for items without the value.
Ranks: TypeAlias = Sequence[int | None]


def list_end(
    total: int,
    limit: int,
    offset: int,
    following: str | None,
    unmatched: Sequence[UnmatchedView] = (),
) -> bytes:
    """Return what follows the items of a list in its answer."""
    return b'],"total":%d,"limit":%d,"offset":%d,"next":%b,"unmatched":%b}' % (
        total,
        limit,
        offset,
        encode(following),
        encode(unmatched),
    )


def _whole(item: Any) -> Any:
    return item


def _selected(item: Any, selection: Selection) -> Any:
    return selection.pick(item)


@dataclass(eq=False)
class Listing(Generic[Item]):
    """The items of a list.

    `filters` and `orders` return the values and the sort key of an item. `known`
    are values of a filter that are valid even if no item has them; those of `closed` are all.
    `view` returns what is sent of an item, `select` what is sent of it with a selection of fields.
    """

    items: Sequence[Item]
    filters: Mapping[str, Callable[[Item], Iterable[str | None]]] = field(default_factory=dict)
    known: Mapping[str, Iterable[str]] = field(default_factory=dict)
    closed: Mapping[str, Iterable[str]] = field(default_factory=dict)
    orders: Mapping[str, Callable[[Item], Any]] = field(default_factory=dict)
    view: Callable[[Item], Any] = _whole
    select: Callable[[Item, Selection], Any] = _selected
    _encoded: dict[int, bytes] = field(default_factory=dict)
    _groups: dict[str, Groups] = field(default_factory=dict)
    _ranks: dict[str, Ranks] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.items)

    def with_filter(self, name: str, values: Callable[[Item], Iterable[str | None]]) -> Self:
        """Return the same list with another filter of this name."""
        return replace(self, filters={**self.filters, name: values}, _groups={})

    def part(self, numbers: Iterable[int], selection: Selection | None = None) -> Iterator[bytes]:
        """Yield the items of these numbers, in their order."""
        for number in numbers:
            if selection is not None:
                yield encode(self.select(self.items[number], selection))
                continue
            if number not in self._encoded:
                self._encoded[number] = encode(self.view(self.items[number]))
            yield self._encoded[number]

    def groups(self, name: str) -> Groups:
        """Return the values of a filter, each with the numbers of its items."""
        if name not in self._groups:
            values_of = self.filters[name]
            known = self.closed.get(name) or self.known.get(name, ())
            groups: dict[str, list[int]] = {value: [] for value in known}
            for number, item in enumerate(self.items):
                for value in values_of(item):
                    if value is not None:
                        groups.setdefault(value, []).append(number)
            self._groups[name] = {value: frozenset(group) for value, group in groups.items()}
        return self._groups[name]

    def ranks(self, name: str) -> Ranks:
        """Return the rank of each item in an order."""
        if name not in self._ranks:
            keys = [self.orders[name](item) for item in self.items]
            places = {key: rank for rank, key in enumerate(sorted({*keys} - {None}))}
            self._ranks[name] = [places.get(key) for key in keys]
        return self._ranks[name]
