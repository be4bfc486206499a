"""Patterns that a site file gives, matched in time linear in the text whatever they are.

Python's own engine tries alternatives one after the other, so that a short pattern such as
`(a+)+$` takes hours over a short text. Rust's, which pydantic brings along, never goes back; it
knows no look-around and no back-references. Specification: https://docs.rs/regex.
"""

import re
from functools import lru_cache
from typing import Final

from pydantic_core import SchemaError, SchemaValidator, core_schema

_GLOB_PARTS: Final = re.compile(r"\*\*/|\*\*|\*|\?|[^*?]+")
_GLOB_MEANINGS: Final = {"**/": "(?:[^/]+/)*", "**": ".*", "*": "[^/]*", "?": "[^/]"}


class PatternError(ValueError):
    """A text is no regular expression; the message says why."""


class Pattern:
    """A compiled regular expression. Raises PatternError where the text is none."""

    def __init__(self, text: str) -> None:
        try:
            self._validator = SchemaValidator(
                core_schema.str_schema(pattern=text, regex_engine="rust-regex")
            )
        except SchemaError as error:
            # The last line names the fault; those before it show the place.
            last = str(error).rstrip().rpartition("\n")[2]
            raise PatternError(last.partition(": ")[2] or last) from None

    def is_in(self, text: str) -> bool:
        """Whether the pattern matches anywhere in the text."""
        return self._validator.isinstance_python(text)


def any_case(pattern: str) -> Pattern:
    """The pattern, regardless of case. Raises PatternError."""
    return Pattern(f"(?i){pattern}")


@lru_cache(maxsize=256)
def glob(written: str) -> Pattern:
    """A glob of files' names, in which `**` stands for any folders and `*` for none.

    Raises PatternError for one that is far too long.
    """
    parts = _GLOB_PARTS.findall(written.strip("/"))
    pattern = "".join(_GLOB_MEANINGS.get(part) or re.escape(part) for part in parts)
    return Pattern(f"(?s)^(?:{pattern})$")
