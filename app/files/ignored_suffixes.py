"""Types of files that a build makes: those that git ignores wherever they are."""

from collections.abc import Sequence
from typing import Final

from app.regex import regex

_OF_SUFFIX: Final = regex(r"(?:\*\*/)?\*\.(?P<suffix>[A-Za-z0-9]+)")


def ignored_suffixes(lines: Sequence[str]) -> frozenset[str]:
    """Return the suffixes in lower case that the lines of a `.gitignore` name: zip for `*.zip`.

    One of which they name exceptions is none of them.
    """
    suffixes = {match["suffix"].lower() for line in lines if (match := _OF_SUFFIX.fullmatch(line))}
    exceptions = {line.lower().rpartition(".")[2] for line in lines if line.startswith("!")}
    return frozenset(suffixes - exceptions)
