"""The prose in fields of front matter that only themes read, such as `benefits`."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from app.files.character_references import unescape
from app.regex import regex

_TAG: Final = regex(r"<[^<>]*>")
# Bullets, signs of headings and of emphasis.
_SIGNS: Final = regex(r"^[ \t]*(?:[-*+>•]|#+|\d+[.)])[ \t]+|\*\*|__|`", re.MULTILINE)
_SPACE: Final = regex(r"\s+")
# A text with one of these is code, an address or a template.
_CODE: Final = regex(r"\{\{|\{%|[{};]\s*$|://\S+$|\A\s*(?:<script|<style|<svg)", re.IGNORECASE)
# In characters, of all texts of a page.
_MAX_LENGTH: Final = 20_000
_MAX_DEPTH: Final = 8


def params_text(params: Mapping[str, object]) -> str:
    """Return the texts of several words in the fields, a line for each."""
    lines: list[str] = []
    left = _MAX_LENGTH
    for text in _strings(params, 0):
        if " " not in text.strip() or _CODE.search(text[:left]):
            continue
        line = _SPACE.sub(" ", unescape(_SIGNS.sub(" ", _TAG.sub(" ", text[:left])))).strip()
        left -= len(text)
        if " " in line:
            lines.append(line)
        if left <= 0:
            break
    return "\n".join(lines)


def _strings(value: object, depth: int) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif depth < _MAX_DEPTH and isinstance(value, Mapping):
        for item in value.values():
            yield from _strings(item, depth + 1)
    elif depth < _MAX_DEPTH and isinstance(value, list | tuple):
        for item in value:
            yield from _strings(item, depth + 1)
