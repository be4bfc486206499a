"""Types of files that a build makes: those that git ignores wherever they are."""

from pathlib import Path
from typing import Final

from app.files.gitignore import gitignore_lines
from app.regex import regex

_OF_SUFFIX: Final = regex(r"(?:\*\*/)?\*\.(?P<suffix>[A-Za-z0-9]+)")


def ignored_suffixes(root: Path) -> frozenset[str]:
    """Return the suffixes in lower case that `.gitignore` at the top names: zip for `*.zip`.

    One of which it names exceptions is none of them. Never raises.
    """
    lines = gitignore_lines(root)
    suffixes = {match["suffix"].lower() for line in lines if (match := _OF_SUFFIX.fullmatch(line))}
    exceptions = {line.lower().rpartition(".")[2] for line in lines if line.startswith("!")}
    return frozenset(suffixes - exceptions)
