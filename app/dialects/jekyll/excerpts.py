"""Excerpts: jekyllrb.com/docs/posts/#post-excerpts."""

import re
from collections.abc import Mapping
from typing import Final

from app.dialects.jekyll.configuration import JekyllConfiguration
from app.dialects.mappings import text_at
from app.front_matter import Value
from app.regex import regex

_BLANK_LINES: Final = regex(r"\A\s*\n")
_DEFINITION: Final = regex(r"^ {0,3}(\[[^\]\n]+\]):.+$", re.MULTILINE)


def chosen_excerpt(
    values: Mapping[str, Value], text: str, configuration: JekyllConfiguration
) -> str | None:
    """Return the excerpt that front matter states, or the text before a separator in the body.

    None if the author has chosen none.
    """
    written = text_at(values, "excerpt")
    if written is not None and written.strip():
        return written
    separator = separator_of(values, configuration)
    if not separator.strip() or separator not in text:
        return None
    return beginning_of(text, separator)


def separator_of(values: Mapping[str, Value], configuration: JekyllConfiguration) -> str:
    """Return the separator of a document: its own, else that of the configuration."""
    return text_at(values, "excerpt_separator") or configuration.excerpt_separator


def beginning_of(body: str, separator: str) -> str:
    """Return the source before the separator, with the link definitions after it that it uses."""
    head, _, tail = _BLANK_LINES.sub("", body).partition(separator)
    used = [match[0] for match in _DEFINITION.finditer(tail) if match[1] in head]
    return "\n".join((head, "", *used)) if used else head
