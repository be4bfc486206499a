"""Tags of shortcodes: `{{< name args >}}`, `{{% /name %}}` and `{{</* a comment */>}}`.

A tag with a syntax error extends to the next closing delimiter before the next tag. Without one
the rest of its line is removed.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from app.problems import Fault, shorten

_LEFT: Final = re.compile(r"\{\{[<%]")
_SPACE: Final = re.compile(r"[\t\n\v\f\r ]*+")
_HEAD: Final = re.compile(
    r"[\t\n\v\f\r ]*+(?P<closing>/[\t\n\v\f\r ]*+)?"
    r"(?P<name>\w[\w/-]*+(?:\.inline(?![\w.-]))?)?"
)
_NAMED: Final = re.compile(r"(?P<name>[\w.-]++)[\t\n\v\f\r ]*+=[\t\n\v\f\r ]*+")
_QUOTE: Final = re.compile(r'"|`|\\"')
_VALUE: Final = re.compile(
    r"""
      "(?P<quoted>(?:\\"|[^"\\\n]|\\(?!"))*)"
    | `(?P<raw>[^`]*+)`
    | \\"(?P<escaped>(?:[^"\\\n]|\\(?!"))*)(?:\\"|")
    """,
    re.VERBOSE,
)
_WORD: Final = re.compile(r"[\w.-]++")
# An unquoted value of a named argument, which may be empty.
_BARE: Final = re.compile(r"(?:(?!/?[>%]\}\})[^\s\"`])*")
_INLINE: Final = ".inline"
_INLINE_END: Final = re.compile(r"\{\{[<%]\s*+/\s*+(\w[\w/-]*+\.inline)(?![\w.-])")
_EXCERPT: Final = 40


class Literal(NamedTuple):
    """A range of the text and the text that replaces it.

    Such are a comment, `{{</* name */>}}`, which displays the shortcode in it, and a tag that
    does not parse, which is removed.
    """

    start: int
    end: int
    text: str


class Tag(NamedTuple):
    """One tag. `markup` is true for `{{% %}}`, whose output is Markdown of the page."""

    name: str
    markup: bool
    closing: bool
    alone: bool
    arguments: tuple[tuple[str, str], ...]
    start: int
    end: int

    @property
    def is_inline(self) -> bool:
        """Return True if the content is a template that is written in the text itself."""
        return self.name.endswith(_INLINE)


def find_tags(text: str, faults: list[Fault]) -> Iterator[Tag | Literal]:
    """Yield the tags of a text in order, and append their syntax errors to `faults`.

    The content of an inline shortcode is a template, so its own end is the only tag there.
    """
    # One search from the end for each delimiter, so that unclosed comments take linear time.
    comment_ends = {right: text.rfind(f"*/{right}") for right in (">}}", "%}}")}
    inline_ends = _inline_ends(text)
    position = 0
    while match := _LEFT.search(text, position):
        start = match.start()
        right = ">}}" if text[start + 2] == "<" else "%}}"
        tag: Tag | Literal
        if text.startswith("/*", start + 3):
            tag = _comment(text, start, right, faults, last_end=comment_ends[right])
        else:
            tag = _tag(text, start, right, faults)
        yield tag
        position = tag.end
        if isinstance(tag, Tag) and tag.is_inline and not (tag.closing or tag.alone):
            ends = inline_ends.get(tag.name, [])
            index = bisect_left(ends, position)
            position = ends[index] if index < len(ends) else position


def _inline_ends(text: str) -> Mapping[str, list[int]]:
    """Return where the closing tags of inline shortcodes begin, by name."""
    ends: defaultdict[str, list[int]] = defaultdict(list)
    for match in _INLINE_END.finditer(text) if _INLINE in text else ():
        ends[match[1]].append(match.start())
    return ends


def _comment(text: str, start: int, right: str, faults: list[Fault], *, last_end: int) -> Literal:
    if last_end < start + 5:
        message = f'the comment in a shortcode is never closed: "{_excerpt(text, start)}"'
        faults.append(_syntax_fault(start, message, f"End it with */{right}."))
        return Literal(start, _end_of_line(text, start), "")
    end = text.index(f"*/{right}", start + 5)
    return Literal(start, end + 5, f"{text[start : start + 3]}{text[start + 5 : end]}{right}")


def _tag(text: str, start: int, right: str, faults: list[Fault]) -> Tag | Literal:
    """Read the tag at `start`. After a syntax error it keeps what stands before the error."""
    reader = _TagReader(text, start, right)
    try:
        reader.read()
    except _TagSyntaxError as error:
        following = _LEFT.search(text, start + 3)
        end = text.find(right, start + 3, following.start() if following else len(text))
        if end < 0:
            message = f'a shortcode is never closed: "{_excerpt(text, start)}"'
            faults.append(_syntax_fault(start, message, f"End it with {right}."))
            return Literal(start, _end_of_line(text, start), "")
        faults.append(error.fault)
        reader.position = end + 3
        if not reader.name:
            return Literal(start, reader.position, "")
    if reader.mixed is not None:
        message = f'the shortcode "{reader.name}" mixes arguments with and without names'
        faults.append(_syntax_fault(reader.mixed, message, "Name all of them or none."))
    return Tag(
        name=reader.name,
        markup=right == "%}}",
        closing=reader.closing,
        alone=reader.alone,
        arguments=tuple(reader.arguments.items()),
        start=start,
        end=reader.position,
    )


class _TagSyntaxError(Exception):
    """A syntax error in a tag."""

    def __init__(self, offset: int, message: str, hint: str) -> None:
        super().__init__(message)
        self.fault = _syntax_fault(offset, message, hint)


class _TagReader:
    """Reads one tag. After an error the attributes have what was read before it."""

    def __init__(self, text: str, start: int, right: str) -> None:
        head = _HEAD.match(text, start + 3)
        assert head is not None
        written = head["name"] or ""
        self.name = written.rstrip("/")
        self.closing = head["closing"] is not None
        self.alone = self.name != written and not self.closing
        self.arguments: dict[str, str] = {}
        # The offset of the first argument that is named, or not named, unlike those before it.
        self.mixed: int | None = None
        self.position = head.end()
        self._text = text
        self._start = start
        self._right = right

    def read(self) -> None:
        """Read up to the end of the closing delimiter. Raises `_TagSyntaxError`."""
        if not self.name:
            message = "a shortcode has no name, or one that does not begin with a letter or digit"
            raise _TagSyntaxError(self._start, message, "Give it the name of its template.")
        if self._text.startswith(".", self.position):
            message = f'the name of the shortcode "{self.name}" is followed by a dot'
            hint = "A name has letters, digits, hyphens and slashes; only .inline may end it."
            raise _TagSyntaxError(self.position, message, hint)
        count = 0
        named_before: bool | None = None
        while not self._is_at_end():
            start = self.position
            name, value = self._argument()
            is_named = name is not None
            if named_before not in {None, is_named} and self.mixed is None:
                self.mixed = start
            named_before = is_named
            if name is None:
                name = str(count)
                count += 1
            self.arguments[name] = value

    def _is_at_end(self) -> bool:
        """Skip white space, and the closing delimiter if it follows."""
        self._skip(_SPACE)
        if not self.closing and self._text.startswith("/", self.position):
            self.alone = True
            self.position += 1
            self._skip(_SPACE)
            if not self._text.startswith(self._right, self.position):
                raise self._unexpected_error()
        if not self._text.startswith(self._right, self.position):
            return False
        self.position += len(self._right)
        return True

    def _argument(self) -> tuple[str | None, str]:
        if self.closing and not _QUOTE.match(self._text, self.position):
            raise self._unexpected_error()
        named = _NAMED.match(self._text, self.position)
        name = named["name"] if named else None
        self.position = named.end() if named else self.position
        if _QUOTE.match(self._text, self.position):
            return name, self._quoted()
        value = self._skip(_BARE if named else _WORD)
        if value is None:
            raise self._unexpected_error()
        return name, value

    def _quoted(self) -> str:
        match = _VALUE.match(self._text, self.position)
        if match is None:
            quote = _QUOTE.match(self._text, self.position)
            assert quote is not None
            message = f'a quote in the shortcode "{self.name}" is never closed'
            raise _TagSyntaxError(self.position, message, f"End it with {quote[0]}.")
        self.position = match.end()
        quoted = match["quoted"]
        if quoted is None:
            return match["raw"] if match["raw"] is not None else match["escaped"]
        # Hugo drops all backslashes of a value that has an escaped quote.
        return quoted.replace("\\", "") if '\\"' in quoted else quoted

    def _skip(self, pattern: re.Pattern[str]) -> str | None:
        match = pattern.match(self._text, self.position)
        if match is None:
            return None
        self.position = match.end()
        return match[0]

    def _unexpected_error(self) -> _TagSyntaxError:
        character = self._text[self.position : self.position + 1]
        subject = f'"{character}"' if character.strip() else "the end of the text"
        message = f'{subject} is unexpected in the tag of the shortcode "{self.name}"'
        hint = "Quote an argument that has more than letters, digits, dots and hyphens."
        return _TagSyntaxError(self.position, message, hint)


def _syntax_fault(offset: int, message: str, hint: str) -> Fault:
    return Fault(offset, "shortcode-syntax", message, hint)


def _end_of_line(text: str, start: int) -> int:
    """Return the end of the line, or the start of the next tag in it."""
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    following = _LEFT.search(text, start + 3, end)
    return following.start() if following else end


def _excerpt(text: str, start: int) -> str:
    return shorten(text[start : start + _EXCERPT + 1].partition("\n")[0], _EXCERPT)
