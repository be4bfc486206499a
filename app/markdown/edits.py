"""Edits of a source before it is parsed, and the mapping of offsets back to the source."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Edit(NamedTuple):
    """Replaces the source from `start` to `end` by `text` (offsets in characters)."""

    start: int
    end: int
    text: str = ""


class EditedText:
    """A text with edits applied.

    Of overlapping edits the one that starts first is applied; edits at one offset keep their order.
    """

    def __init__(self, source: str, edits: Iterable[Edit]) -> None:
        pieces: list[str] = []
        position = length = 0
        # Where each piece begins: in the text, and in the source.
        self._starts, self._origins = [0], [0]
        for edit in sorted(edits, key=lambda edit: edit[:2]):
            if edit.start < position:
                continue
            pieces += (source[position : edit.start], edit.text)
            length += edit.start - position
            self._starts += (length, length + len(edit.text))
            self._origins += (edit.start, edit.end)
            length += len(edit.text)
            position = edit.end
        pieces.append(source[position:])
        self.text = "".join(pieces)

    def origin(self, offset: int) -> int:
        """Return the source offset of the character at this offset of the text.

        For a replacement that is longer than the original this is at most the end of the edit.
        """
        return _mapped(offset, self._starts, self._origins)

    def place(self, origin: int) -> int:
        """Return the text offset of the source character at this offset, or of what follows it."""
        return _mapped(origin, self._origins, self._starts)


def _mapped(offset: int, starts: Sequence[int], targets: Sequence[int]) -> int:
    index = bisect_right(starts, offset) - 1
    target = targets[index] + offset - starts[index]
    return min(target, targets[index + 1]) if index + 1 < len(targets) else target
