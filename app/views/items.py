"""The items of a list as bytes, each encoded when it is first asked for."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, TypeVar

from app.views.answers import encode

Item = TypeVar("Item")


class Items(Generic[Item]):
    """The items of a list; `view` gives the form in which an item is sent."""

    def __init__(self, records: Sequence[Item], view: Callable[[Item], Any] | None = None) -> None:
        self._records = records
        self._view = view
        self._encoded: dict[int, bytes] = {}

    def __len__(self) -> int:
        return len(self._records)

    def part(self, numbers: Iterable[int]) -> list[bytes]:
        """Return the items of these numbers, in their order."""
        return [self._encoded.get(number) or self._encode(number) for number in numbers]

    def _encode(self, number: int) -> bytes:
        record = self._records[number]
        item = encode(record if self._view is None else self._view(record))
        self._encoded[number] = item
        return item
