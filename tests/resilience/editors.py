"""Ways in which programs write a file: each leaves the tree in other states on its way.

They block, so they run in a thread.
"""

import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

Write = Callable[[Path, str], None]

_HALF_SECONDS: Final = 0.6  # longer than a watcher waits for the rest


def write_in_place(file: Path, text: str) -> None:
    """Truncate and write, as nano and most scripts do."""
    file.write_text(text, encoding="utf-8")


def write_beside(file: Path, text: str) -> None:
    """A temporary file and a rename over the old one, as VS Code's atomic save and rsync do."""
    beside = file.with_name(f".{file.name}.tmp")
    beside.write_text(text, encoding="utf-8")
    beside.replace(file)


def write_as_vim(file: Path, text: str) -> None:
    """The old file becomes a backup, the new one is written, the backup goes; a swap file too."""
    swap = file.with_name(f".{file.name}.swp")
    swap.write_bytes(b"b0VIM 9.0")
    probe = file.with_name("4913")
    probe.touch()
    probe.unlink()
    backup = file.with_name(f"{file.name}~")
    if file.exists():
        file.rename(backup)
    with file.open("w", encoding="utf-8") as written:
        written.write(text)
        written.flush()
        os.fsync(written.fileno())
    backup.unlink(missing_ok=True)
    swap.unlink()


def write_in_halves(file: Path, text: str) -> None:
    """The first half, a pause, the rest: as a slow upload does."""
    middle = len(text) // 2
    with file.open("w", encoding="utf-8") as written:
        written.write(text[:middle])
        written.flush()
        time.sleep(_HALF_SECONDS)
        written.write(text[middle:])


WAYS: Final[Mapping[str, Write]] = {
    "in place": write_in_place,
    "temporary file and rename": write_beside,
    "as vim": write_as_vim,
    "in halves": write_in_halves,
}
