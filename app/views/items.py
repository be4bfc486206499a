"""The items of a list as bytes, each made when it is first asked for."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, TypeVar

from app.views.answers import encode

Item = TypeVar("Item")


class Items(Generic[Item]):
    """Records as they stand in a list. The same record has the same bytes whoever asks first."""

    def __init__(self, records: Sequence[Item], view: Callable[[Item], Any]) -> None:
        self._records = records
        self._view = view
        self._made: dict[int, bytes] = {}

    def __len__(self) -> int:
        return len(self._records)

    def part(self, numbers: Iterable[int]) -> list[bytes]:
        """The items of these numbers, in their order."""
        return [self._made.get(number) or self._make(number) for number in numbers]

    def _make(self, number: int) -> bytes:
        made = self._made[number] = encode(self._view(self._records[number]))
        return made
