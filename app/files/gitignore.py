"""The file `.gitignore` of a folder."""

import posixpath
from pathlib import Path
from typing import Final

from app.files.opening import find, read
from app.files.tree import SourceFile

_NAME: Final = ".gitignore"
# Signs of a pattern, a negation or a comment.
PATTERN_SIGNS: Final = frozenset("*?[]!\\#")


def gitignore_lines(root: Path, folder: str = "") -> tuple[str, ...]:
    """Return the lines of a folder's `.gitignore` without spaces around them. Never raises."""
    file = find(root, posixpath.join(folder, _NAME))
    data = read(file) if isinstance(file, SourceFile) else b""
    text = data.decode("utf-8", "replace") if isinstance(data, bytes) else ""
    return tuple(line.strip() for line in text.split("\n"))
