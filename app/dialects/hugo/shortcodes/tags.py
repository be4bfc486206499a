"""The tags of a text: where they stand, and what each one says.

A tag that does not parse ends with the first end of a tag on its way to the next one; where there
is none it is cut out up to the end of its line.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Final, NamedTuple

from app.problems import Fault

_LEFT: Final = re.compile(r"\{\{[<%]")
_SPACE: Final = re.compile(r"[\t\n\v\f\r ]*+")
_NAME: Final = re.compile(r"\w[\w/-]*+(?:\.inline(?![\w.-]))?")
_QUOTED: Final = re.compile(r'"((?:\\"|[^"\\\n]|\\(?!"))*)"')
_QUOTED_BY_ESCAPES: Final = re.compile(r'\\"((?:[^"\\\n]|\\(?!"))*)(?:\\"|")')
_RAW: Final = re.compile(r"`([^`]*+)`")
_WORD: Final = re.compile(r"[\w.-]++")
_EQUALS: Final = re.compile(r"[\t\n\v\f\r ]*+=[\t\n\v\f\r ]*+")
_BARE: Final = re.compile(r"(?:(?!/?[>%]\}\})[^\s\"`])*")
_INLINE_END: Final = re.compile(r"\{\{[<%]\s*+/\s*+(\w[\w/-]*+\.inline)(?![\w.-])")
_INLINE: Final = ".inline"
_SHOWN: Final = 40


class Comment(NamedTuple):
    """`{{</* name */>}}`: it shows the shortcode that is in it."""

    start: int
    end: int
    text: str


class Broken(NamedTuple):
    """What is cut out, for it does not parse as a tag."""

    start: int
    end: int


class Tag(NamedTuple):
    """One tag. `markup` is that of `{{% %}}`: what it makes is Markdown of the page's."""

    name: str
    markup: bool
    closing: bool
    alone: bool
    arguments: tuple[tuple[str, str], ...]
    start: int
    end: int

    @property
    def is_inline(self) -> bool:
        """Whether the name is that of a template which stands in the text itself."""
        return self.name.endswith(_INLINE)


class _UnreadableError(Exception):
    """What is wrong with a tag, and where."""

    def __init__(self, offset: int, told: str, hint: str) -> None:
        super().__init__(told)
        self.offset = offset
        self.told = told
        self.hint = hint


def find_tags(text: str, faults: list[Fault]) -> Iterator[Tag | Comment | Broken]:
    """The tags of a text in order; what is wrong with them is added to the faults.

    Within an inline shortcode, whose content is a template, only its own end is a tag.
    """
    finder = _Finder(text, faults)
    position = 0
    while match := _LEFT.search(text, position):
        found = finder.at(match.start())
        yield found
        position = found.end
        if isinstance(found, Tag) and found.is_inline and not (found.closing or found.alone):
            position = finder.end_of_inline(found.name, position)


class _Finder:
    def __init__(self, text: str, faults: list[Fault]) -> None:
        self._text = text
        self._faults = faults
        # Ends that the rest of the text has none of: a thousand beginnings stay linear.
        self._missing: set[str] = set()

    def at(self, start: int) -> Tag | Comment | Broken:
        """The tag that begins here."""
        text = self._text
        right = ">}}" if text[start + 2] == "<" else "%}}"
        if text.startswith("/*", start + 3):
            end = self._find(f"*/{right}", start + 5)
            if end >= 0:
                shown = f"{text[start : start + 3]}{text[start + 5 : end]}{right}"
                return Comment(start, end + 5, shown)
            told = f'the comment in a shortcode is never closed: "{self._shown(start)}"'
            self._report(start, told, f"End it with */{right}.")
            return Broken(start, self._end_of_line(start))
        reader = _Reader(text, start, right)
        try:
            reader.read()
        except _UnreadableError as error:
            following = _LEFT.search(text, start + 3)
            end = text.find(right, start + 3, following.start() if following else len(text))
            if end < 0:
                told = f'a shortcode is never closed: "{self._shown(start)}"'
                self._report(start, told, f"End it with {right}.")
                return Broken(start, self._end_of_line(start))
            self._report(error.offset, error.told, error.hint)
            reader.position = end + 3
            if not reader.name:
                return Broken(start, reader.position)
        if reader.mixed is not None:
            told = f'the shortcode "{reader.name}" mixes arguments with and without names'
            self._report(reader.mixed, told, "Name all of them or none.")
        return Tag(
            name=reader.name,
            markup=right == "%}}",
            closing=reader.closing,
            alone=reader.alone,
            arguments=tuple(reader.arguments.items()),
            start=start,
            end=reader.position,
        )

    def end_of_inline(self, name: str, position: int) -> int:
        """Where the tag begins that ends the inline shortcode; where none does, right here."""
        starts = self._inline_ends.get(name, [])
        index = bisect_left(starts, position)
        return starts[index] if index < len(starts) else position

    @cached_property
    def _inline_ends(self) -> Mapping[str, list[int]]:
        """Where all tags begin that end inline shortcodes, by name."""
        ends: defaultdict[str, list[int]] = defaultdict(list)
        for match in _INLINE_END.finditer(self._text):
            ends[match[1]].append(match.start())
        return ends

    def _find(self, wanted: str, position: int) -> int:
        if wanted in self._missing:
            return -1
        found = self._text.find(wanted, position)
        if found < 0:
            self._missing.add(wanted)
        return found

    def _end_of_line(self, start: int) -> int:
        """The end of the line, or the next tag in it."""
        end = self._text.find("\n", start)
        end = len(self._text) if end < 0 else end
        following = _LEFT.search(self._text, start + 3, end)
        return following.start() if following else end

    def _shown(self, start: int) -> str:
        line = self._text[start : start + _SHOWN + 1].partition("\n")[0].rstrip()
        return f"{line[:_SHOWN]}…" if len(line) > _SHOWN else line

    def _report(self, offset: int, told: str, hint: str) -> None:
        self._faults.append(Fault(offset, "shortcode-syntax", told, hint))


class _Reader:
    """Reads one tag. What was read stays where the rest cannot be."""

    def __init__(self, text: str, start: int, right: str) -> None:
        self._text = text
        self._right = right
        self._start = start
        self.position = start + 3
        self.name = ""
        self.closing = self.alone = False
        self.arguments: dict[str, str] = {}
        # Where an argument stands that has a name or none, unlike those before it.
        self.mixed: int | None = None
        self._named: bool | None = None
        self._count = 0

    def read(self) -> None:
        """All of it, up to behind its end."""
        self._space()
        if self._takes("/"):
            self.closing = True
            self._space()
        match = _NAME.match(self._text, self.position)
        if match is None:
            told = "a shortcode has no name, or one that does not begin with a letter or digit"
            raise _UnreadableError(self._start, told, "Give it the name of its template.")
        self.name = match.group()
        self.position = match.end()
        if self.name.endswith("/"):
            self.name = self.name.rstrip("/")
            self.alone = True
        elif self._text.startswith(".", self.position):
            told = f'the name of the shortcode "{self.name}" is followed by a dot'
            hint = "A name has letters, digits, hyphens and slashes; only .inline may end it."
            raise _UnreadableError(self.position, told, hint)
        while not self._ends():
            self._argument()

    def _space(self) -> None:
        match = _SPACE.match(self._text, self.position)
        assert match is not None
        self.position = match.end()

    def _takes(self, wanted: str) -> bool:
        if self._text.startswith(wanted, self.position):
            self.position += len(wanted)
            return True
        return False

    def _ends(self) -> bool:
        self._space()
        if self._takes(self._right):
            return True
        if not self.closing and self._takes("/"):
            self._space()
            self.alone = True
            if self._takes(self._right):
                return True
            raise self._odd()
        return False

    def _argument(self) -> None:
        start = self.position
        value = self._quoted()
        if value is not None:
            self._keep(None, value, start)
            return
        word = _WORD.match(self._text, start)
        if word is None or self.closing:
            raise self._odd()
        self.position = word.end()
        equals = _EQUALS.match(self._text, self.position)
        if equals is None:
            self._keep(None, word.group(), start)
            return
        self.position = equals.end()
        value = self._quoted()
        if value is None:
            bare = _BARE.match(self._text, self.position)
            assert bare is not None
            value = bare.group()
            self.position = bare.end()
        self._keep(word.group(), value, start)

    def _quoted(self) -> str | None:
        for opening, pattern in (('"', _QUOTED), ("`", _RAW), ('\\"', _QUOTED_BY_ESCAPES)):
            if not self._text.startswith(opening, self.position):
                continue
            match = pattern.match(self._text, self.position)
            if match is None:
                told = f'a quote in the shortcode "{self.name}" is never closed'
                raise _UnreadableError(self.position, told, f"End it with {opening}.")
            self.position = match.end()
            value = match[1]
            # With one quote escaped no backslash stays.
            escaped = opening == '"' and '\\"' in value
            return value.replace("\\", "") if escaped else value
        return None

    def _keep(self, name: str | None, value: str, start: int) -> None:
        named = name is not None
        if self._named is not None and self._named is not named and self.mixed is None:
            self.mixed = start
        self._named = named
        if name is None:
            name = str(self._count)
            self._count += 1
        self.arguments[name] = value

    def _odd(self) -> _UnreadableError:
        shown = self._text[self.position : self.position + 1]
        what = f'"{shown}"' if shown.strip() else "the end of the text"
        told = f'{what} is no part of a shortcode\'s tag, in "{self.name}"'
        hint = "Quote an argument that has more than letters, digits, dots and hyphens."
        return _UnreadableError(self.position, told, hint)
