"""The items of a list as bytes."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, TypeVar

from app.views.answers import encode
from app.views.selection import Selection

Item = TypeVar("Item")


def _whole(record: Any) -> Any:
    return record


def _selected(record: Any, selection: Selection) -> Any:
    return selection.pick(record)


class Items(Generic[Item]):
    """The items of a list: `view` is what is sent of an item, `select` the fields asked for.

    Items are encoded when they are first asked for; whole ones are kept.
    """

    def __init__(
        self,
        records: Sequence[Item],
        view: Callable[[Item], Any] = _whole,
        select: Callable[[Item, Selection], Any] = _selected,
    ) -> None:
        self._records = records
        self._view = view
        self._select = select
        self._encoded: dict[int, bytes] = {}

    def __len__(self) -> int:
        return len(self._records)

    def part(self, numbers: Iterable[int], selection: Selection | None = None) -> list[bytes]:
        """Return the items of these numbers, in their order."""
        if selection is not None:
            return [encode(self._select(self._records[number], selection)) for number in numbers]
        return [self._encoded.get(number) or self._encode(number) for number in numbers]

    def _encode(self, number: int) -> bytes:
        item = self._encoded[number] = encode(self._view(self._records[number]))
        return item
