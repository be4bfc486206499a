"""The plain form of YAML that most front matter has, read in half of a parser's time.

Keys at the beginnings of lines, nested by indentation; behind them a word or a sentence, a text in
quotes without escapes, a list of words in brackets or one below with dashes. What is read here is
just what the parser would make of it; where that is not certain at a glance, nothing is, and the
parser is asked.
"""

import re
from typing import Final

from app.front_matter.values import KeyPath, Mark, Metadata, Scalar, Value
from app.front_matter.yaml_scalars import resolve

_VALUE: Final = r"[^ \n][^\n]*"
_LINE: Final = re.compile(
    rf"( *)(?:([A-Za-z_][A-Za-z0-9_-]{{0,99}}):(?: +({_VALUE}))?|- +({_VALUE})|#[^\n]*)? *\n"
)
_QUOTED: Final = re.compile(r"""(?:"[^"\\]*"|'[^']*')\Z""")
_WORDS: Final = r" *[\w/][\w/. -]*"
_LIST: Final = re.compile(rf"\[(?:{_WORDS},)*{_WORDS}\]\Z")
_ITEM: Final = re.compile("[^ ,][^,]*")
# Far below the limit, which is the parser's to tell of.
_DEEPEST: Final = 20


def read_plain_yaml(text: str, start: int, end: int) -> Metadata | None:
    """Metadata of a part of a text; None where it is of any other form."""
    # Letters, signs and spaces mean themselves to every version of YAML, unlike other characters.
    if not text[start:end].replace("\n", "").isprintable():
        return None
    reader = _Reader(text)
    while start < end:
        line = _LINE.match(text, start, end)
        if line is None:
            return None
        start = line.end()
        indent, key, written, item = line.groups()
        if key is not None:
            if not reader.pair(line, len(indent), key, written):
                return None
        elif item is not None and not reader.item(line, len(indent), item):
            return None
    return reader.metadata()


class _Reader:
    """What the lines so far hold."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._values: dict[str, Value] = {}
        self._marks: dict[KeyPath, Mark] = {}
        # Of the innermost mapping and of those around it: the column of its keys, the path to it.
        self._levels: list[tuple[int, dict[str, Value], KeyPath]] = [(0, self._values, ())]
        # The last key and its offset, as long as it has no value.
        self._key: tuple[str, int] | None = None
        # The last list with dashes, their column and its path, as long as more items may follow.
        self._list: tuple[list[Value], int, KeyPath] | None = None

    def metadata(self) -> Metadata | None:
        """All that was read; None where a key still has no value."""
        if self._list is not None:
            self._end_list(self._list)
        return None if self._key is not None else Metadata(self._values, self._marks)

    def pair(self, line: re.Match[str], column: int, key: str, written: str | None) -> bool:
        """Whether a key, with what is written behind it, could be read."""
        if self._list is not None:
            self._end_list(self._list)
        at = line.start(2)
        if self._key is not None and not self._begin_mapping(self._key, column, at):
            return False
        level, values, path = self._levels[-1]
        while column < level:
            self._levels.pop()
            level, values, path = self._levels[-1]
        if column != level or key in values:
            return False
        if written is None:
            self._key = key, at
            return True
        written = written.rstrip(" ")
        value_at = line.start(3)
        self._marks[*path, key] = Mark(at, value_at)
        value: Value | None = _scalar(written)
        if value is None and _LIST.match(written):
            value = self._bracketed((*path, key), value_at, written)
        if value is None:
            return False
        values[key] = value
        return True

    def item(self, line: re.Match[str], column: int, written: str) -> bool:
        """Whether an item behind a dash could be read."""
        if self._key is not None:
            level, _, above = self._levels[-1]
            if column < level:
                return False
            key, key_at = self._key
            path = (*above, key)
            self._marks[path] = Mark(key_at, line.end(1))
            self._key, self._list = None, ([], column, path)
        if self._list is None:
            return False
        items, dashes, path = self._list
        value = _scalar(written.rstrip(" "))
        if value is None or column != dashes:
            return False
        at = line.start(4)
        self._marks[*path, len(items)] = Mark(at, at)
        items.append(value)
        return True

    def _begin_mapping(self, above: tuple[str, int], column: int, at: int) -> bool:
        key, key_at = above
        level, values, path = self._levels[-1]
        if column <= level or len(self._levels) == _DEEPEST:
            return False
        path = (*path, key)
        self._marks[path] = Mark(key_at, at)
        below: dict[str, Value] = {}
        values[key] = below
        self._levels.append((column, below, path))
        self._key = None
        return True

    def _end_list(self, ended: tuple[list[Value], int, KeyPath]) -> None:
        items, _, path = ended
        self._levels[-1][1][str(path[-1])] = tuple(items)
        self._list = None

    def _bracketed(self, path: KeyPath, start: int, written: str) -> tuple[Value, ...]:
        items: list[Value] = []
        for item in _ITEM.finditer(self._text, start + 1, start + len(written) - 1):
            at = item.start()
            self._marks[*path, len(items)] = Mark(at, at)
            items.append(resolve(item.group().rstrip(" ")))
        return tuple(items)


def _scalar(written: str) -> str | Scalar | None:
    """The value of a word, a sentence or a text in quotes; None for anything else."""
    first = written[0]
    if first.isalnum() or first in "/(":
        if ": " in written or " #" in written or written[-1] == ":":
            return None
        return resolve(written)
    return written[1:-1] if _QUOTED.match(written) else None
