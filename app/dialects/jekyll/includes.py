"""Files that a template includes from its own folder: `{% include_relative part.md %}`."""

import posixpath
import re
from collections.abc import Iterable
from typing import Final

from app.dialects.base import Include

# The name may contain outputs, of bounded length.
_TAG: Final = re.compile(
    r"\{%-?\s*+include_relative\s++((?:[^\s{}%]|\{\{[^{}]{0,200}\}\}|%(?!\}))+)"
)


def includes_of(file: str | None, text: str) -> Iterable[Include]:
    """Yield the includes of a template, from the folder of its document; None for any folder."""
    folder = None if file is None else posixpath.join(posixpath.dirname(file), "")
    for tag in _TAG.finditer(text):
        name = tag[1].lstrip("/")
        start, opening, _ = name.partition("{{")
        if opening:
            yield Include(folder, start, name.rpartition("}}")[2])
        else:
            yield Include(folder, posixpath.normpath(name))
