"""Regular expressions from configuration, matched in time linear in the text.

Python's `re` backtracks: `(a+)+$` takes hours over a short text, so it never gets a pattern that
content or configuration gives. Two engines without backtracking do:

- `Pattern`: Rust's `regex`, which pydantic ships. Its `\\b` and `\\w` know the letters of every
  script, which labels in French or German need. https://docs.rs/regex.
- `Re2Pattern`: RE2, for patterns in Go's syntax, which is RE2's. A match takes ten times as long
  as in Rust (1.4 against 0.13 µs) and words are ASCII, so nothing else uses it.
  https://github.com/google/re2/wiki/Syntax.

Neither has look-around or back-references.
"""

from collections.abc import Sequence
from typing import Any

import re2  # type: ignore[import-untyped]
from pydantic_core import SchemaError, SchemaValidator, core_schema


class PatternError(ValueError):
    """The text is not a valid pattern; the message says why."""


class Pattern:
    """A compiled regular expression in Rust's syntax. Raises PatternError if it is invalid."""

    def __init__(self, text: str) -> None:
        try:
            self._validator = SchemaValidator(
                core_schema.str_schema(pattern=text, regex_engine="rust-regex")
            )
        except SchemaError as error:
            # The last line is the message; those before it draw the place.
            last = str(error).rstrip().rpartition("\n")[2]
            raise PatternError(last.partition(": ")[2] or last) from None

    def is_in(self, text: str) -> bool:
        """Return True if the pattern matches anywhere in the text."""
        return self._validator.isinstance_python(text)


class Patterns:
    """Several regular expressions as one, which takes hardly longer than one of them.

    The engine limits the size of an expression. Those that are too large for one, or cannot stand
    beside others, are several. Raises PatternError if one is invalid.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._patterns = _joined(texts)

    def is_in(self, text: str) -> bool:
        """Return True if any of the patterns matches anywhere in the text."""
        return any(pattern.is_in(text) for pattern in self._patterns)


def _joined(texts: Sequence[str]) -> list[Pattern]:
    if len(texts) < 2:
        return list(map(Pattern, texts))
    try:
        return [Pattern("|".join(f"(?:{text})" for text in texts))]
    except PatternError:
        middle = len(texts) // 2
        return [*_joined(texts[:middle]), *_joined(texts[middle:])]


class Re2Pattern:
    """A compiled regular expression in RE2's syntax. Raises PatternError if it is invalid."""

    def __init__(self, text: str) -> None:
        options = re2.Options()
        options.log_errors = False
        try:
            self._compiled: Any = re2.compile(_encoded(text), options)
        except re2.error as error:
            message = error.args[0]
            raise PatternError(message.decode("utf-8", "replace")) from None

    def is_in(self, text: str) -> bool:
        """Return True if the pattern matches anywhere in the text."""
        return self._compiled.search(_encoded(text)) is not None


def any_case(*patterns: str) -> Patterns:
    """Return the patterns, case-insensitive. Raises PatternError."""
    return Patterns([f"(?i){pattern}" for pattern in patterns])


def _encoded(text: str) -> bytes:
    # File names may hold lone surrogates, which UTF-8 cannot encode.
    return text.encode("utf-8", "replace")
