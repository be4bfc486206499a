"""Places of keys and values in text that a parser of JSON or TOML has accepted.

One scanner serves both formats: their values are strings, brackets, braces, and scalars without
quotes, which end at a comma, a closing bracket or white space.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from app.front_matter.errors import too_deep_error
from app.front_matter.values import DEPTH_LIMIT, KeyPath, Mark, Scalar, Value

_SPACE: Final = re.compile(r"(?:\s+|#[^\n]*)*")
_STRING: Final = (
    r'"""(?:[^"\\]|\\.|"{1,2}(?!"))*"{3,5}'
    r"|'''(?:[^']|'{1,2}(?!'))*'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*+'"
)
# TOML allows a space between a date and a time.
_BARE: Final = r"[^\s,\[\]{}#=\"']+(?: [0-9]{2}:[^\s,\]}#]+)?"
_SCALAR: Final = re.compile(f"{_STRING}|{_BARE}", re.DOTALL)
_KEY_PART: Final = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*+\'|[A-Za-z0-9_-]+')
_DOT: Final = re.compile(r"[ \t]*\.[ \t]*")
# Text that no parser has accepted yet may contain unclosed strings. Each is scanned once.
_UNCLOSED: Final = (
    r'"""(?:[^"\\]|\\.|"{1,2}(?!"))*\\?\Z'
    r"|'''(?:[^']|'{1,2}(?!'))*\Z"
    r'|"(?:[^"\\\n]|\\.)*(?:\\?\Z|(?=\n))'
)
_BRACKETS: Final = r"(?P<open>[\[{])|(?P<close>[\]}])"
_NESTING: Final = re.compile(rf"{_UNCLOSED}|{_STRING}|#[^\n]*|{_BRACKETS}", re.DOTALL)
_JSON_NESTING: Final = re.compile(rf'"(?:[^"\\]|\\.)*(?:"|\\?\Z)|{_BRACKETS}', re.DOTALL)


class UnexpectedEndError(Exception):
    """The text ends before the value does."""


def check_nesting(text: str, start: int, *, json: bool) -> None:
    """Raise FrontMatterError for brackets beyond the depth limit: parsers recurse into them."""
    if text.count("[", start) + text.count("{", start) <= DEPTH_LIMIT:
        return
    outside = depth = 0 if json else 1  # TOML's outermost table has no brackets
    for match in (_JSON_NESTING if json else _NESTING).finditer(text, start):
        if match["open"]:
            depth += 1
            if depth > DEPTH_LIMIT:
                raise too_deep_error(match.start())
        elif match["close"]:
            depth = max(depth - 1, outside)
            if json and not depth:  # text after the object is not JSON
                return


class InlineScanner:
    """Collects marks of keys and items, and the source of scalars other than strings.

    `unquote` returns the text of a quoted key. A key that occurs twice has the marks of the first;
    `duplicates` has its path, its own offset and that of the first.
    """

    def __init__(self, text: str, end: int, unquote: Callable[[str], str]) -> None:
        self.text = text
        self.end = end
        self.marks: dict[KeyPath, Mark] = {}
        self.sources: dict[KeyPath, str] = {}
        self.duplicates: list[tuple[KeyPath, int, int]] = []
        self.last_key: tuple[KeyPath, int] | None = None
        self._unquote = unquote

    def space(self, at: int) -> int:
        """Return the offset after white space, line ends and comments."""
        return self._match(_SPACE, at).end()

    def pair(self, at: int, path: KeyPath) -> int:
        """Scan a key, `=` or `:`, and a value of the mapping at `path`; return the offset after."""
        parts, after_key = self.key(at)
        key_at = parts[-1][1]
        for number, (part, part_at) in enumerate(parts[:-1], start=1):
            path = (*path, part)
            self.marks.setdefault(path, Mark(part_at, parts[number][1]))
        path = (*path, parts[-1][0])
        if len(path) > DEPTH_LIMIT:
            raise too_deep_error(key_at)
        self.last_key = (path, key_at)
        value_at = self.space(self.space(after_key) + 1)
        first = self.marks.get(path)
        if first is None:
            self.marks[path] = Mark(key_at, value_at)
            return self.value(value_at, path)
        self.duplicates.append((path, key_at, first.key))
        first_marks = self.marks, self.sources
        self.marks, self.sources = {}, {}
        after = self.value(value_at, path)
        self.marks, self.sources = first_marks
        return after

    def key(self, at: int) -> tuple[list[tuple[str, int]], int]:
        """Return the parts of a key with their offsets, and the offset after it."""
        parts: list[tuple[str, int]] = []
        while True:
            match = self._match(_KEY_PART, at)
            part = match[0]
            if part[0] == '"':
                part = self._unquote(part)
            elif part[0] == "'":
                part = part[1:-1]
            parts.append((part, at))
            dot = _DOT.match(self.text, match.end(), self.end)
            if dot is None:
                return parts, match.end()
            at = dot.end()

    def value(self, at: int, path: KeyPath) -> int:
        """Scan a value and everything inside it; return the offset after it."""
        opening = self.text[at] if at < self.end else ""
        if opening in ("[", "{"):
            return self._collection(at, path, "]" if opening == "[" else "}")
        match = self._match(_SCALAR, at)
        if opening not in ('"', "'"):
            self.sources[path] = match[0]
        return match.end()

    def _collection(self, at: int, path: KeyPath, closing: str) -> int:
        if len(path) >= DEPTH_LIMIT:
            raise too_deep_error(at)
        index = 0
        at = self.space(at + 1)
        while not self.text.startswith(closing, at, self.end):
            if closing == "}":
                at = self.pair(at, path)
            else:
                self.marks[*path, index] = Mark(at, at)
                at = self.value(at, (*path, index))
                index += 1
            at = self.space(at)
            if self.text.startswith(",", at, self.end):
                at = self.space(at + 1)
        return at + 1

    def _match(self, pattern: re.Pattern[str], at: int) -> re.Match[str]:
        match = pattern.match(self.text, at, self.end)
        if match is None:
            raise UnexpectedEndError
        return match


def freeze_mapping(
    parsed: Mapping[str, Any], sources: Mapping[KeyPath, str], path: KeyPath = ()
) -> dict[str, Value]:
    """Return what a parser returned as values: lists immutable, scalars with their source."""
    return {key: _freeze(item, sources, (*path, key)) for key, item in parsed.items()}


def _freeze(parsed: Any, sources: Mapping[KeyPath, str], path: KeyPath) -> Value:
    if isinstance(parsed, str):
        return parsed
    if isinstance(parsed, dict):
        return freeze_mapping(parsed, sources, path)
    if isinstance(parsed, list):
        return tuple(_freeze(item, sources, (*path, i)) for i, item in enumerate(parsed))
    return Scalar(parsed, sources[path])
