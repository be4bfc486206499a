"""Which files a template takes in from beside its document: `{% include_relative part.md %}`."""

import posixpath
import re
from collections.abc import Iterable
from typing import Final

from app.dialects.base import Inclusion

# The name may have outputs in it, of a length that has an end.
_TAG: Final = re.compile(
    r"\{%-?\s*+include_relative\s++((?:[^\s{}%]|\{\{[^{}]{0,200}\}\}|%(?!\}))+)"
)


def inclusions_of(file: str | None, text: str) -> Iterable[Inclusion]:
    """What a template names, from the folder of its document on; None: whichever that is."""
    folder = None
    if file is not None:
        folder = posixpath.join(posixpath.dirname(file), "")
    for tag in _TAG.finditer(text):
        name = tag[1].lstrip("/")
        start, opening, _ = name.partition("{{")
        if opening:
            yield Inclusion(folder, start, name.rpartition("}}")[2])
        else:
            yield Inclusion(folder, posixpath.normpath(name))
