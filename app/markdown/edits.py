"""Changes to a source before it is parsed, with a mapping of offsets both ways."""

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple


class Edit(NamedTuple):
    """The source from `start` to `end` is read as `text` (offsets in characters)."""

    start: int
    end: int
    text: str = ""


class EditedText:
    """A text with its edits made.

    Of edits that overlap the one that starts first is made; those at one place keep their order.
    """

    def __init__(self, source: str, edits: Iterable[Edit]) -> None:
        pieces: list[str] = []
        position = length = 0
        # Where each kept piece begins: in the text, and in the source.
        self._starts, self._origins = [0], [0]
        for edit in sorted(edits, key=_range_of):
            if edit.start < position:
                continue
            pieces += (source[position : edit.start], edit.text)
            length += edit.start - position
            self._mark(length, edit.start)
            length += len(edit.text)
            self._mark(length, edit.end)
            position = edit.end
        pieces.append(source[position:])
        self.text = "".join(pieces)

    def _mark(self, start: int, origin: int) -> None:
        self._starts.append(start)
        self._origins.append(origin)

    def origin(self, offset: int) -> int:
        """Return the offset in the source of a character of the text."""
        index = bisect_right(self._starts, offset) - 1
        origin = self._origins[index] + offset - self._starts[index]
        following = index + 1
        return min(origin, self._origins[following]) if following < len(self._origins) else origin

    def place(self, origin: int) -> int:
        """Return the offset in the text of a character of the source, or of what follows it."""
        index = bisect_right(self._origins, origin) - 1
        place = self._starts[index] + origin - self._origins[index]
        following = index + 1
        return min(place, self._starts[following]) if following < len(self._starts) else place


def _range_of(edit: Edit) -> tuple[int, int]:
    return edit.start, edit.end
