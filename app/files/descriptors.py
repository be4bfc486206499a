"""Open files and folders at their real paths: no symbolic link is followed.

A walk resolves symbolic links, so there is none on the paths that it returns. A link that is there
now was made later and may lead anywhere: it is refused at any part of the path.
"""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from app.files.stamps import Stamp

# O_NONBLOCK: a pipe that has taken a file's place has no writer. O_NOCTTY: neither may a terminal
# become the service's own.
_FILE: Final = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY
_FOLDER: Final = os.O_RDONLY | os.O_NOFOLLOW | os.O_DIRECTORY
# Where the system has O_PATH, a folder that may be entered but not listed is enough.
_ENTERED: Final = os.O_NOFOLLOW | os.O_DIRECTORY | getattr(os, "O_PATH", os.O_RDONLY)


def real_path(path: Path) -> Path:
    """Return the path without symbolic links. Raises OSError, also for a link to itself."""
    try:
        return path.resolve(strict=True)
    except RuntimeError:  # before Python 3.13
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path)) from None


def open_file(path: str, stamp: Stamp | None = None) -> int:
    """Return a descriptor to read the regular file at a real path. Raises OSError.

    `stamp` is what a walk found at the path. A file that still has it is the same one, whatever
    the path leads through now, and its folders need not be opened one by one: 2 system calls
    instead of 12.
    """
    if stamp is not None:
        descriptor = os.open(path, _FILE)
        if Stamp.of(os.fstat(descriptor)) == stamp:
            return descriptor
        os.close(descriptor)
    with _entered(path) as (folder, name):
        descriptor = os.open(name, _FILE, dir_fd=folder)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.EINVAL, "Not a file", path)
    return descriptor


def open_folder(path: str, stamp: Stamp | None = None) -> int:
    """Return a descriptor to list the folder at a real path. Raises OSError.

    `stamp` is what the folder above had at the path.
    """
    if stamp is not None:
        descriptor = os.open(path, _FOLDER)
        if Stamp.of(os.fstat(descriptor)) == stamp:
            return descriptor
        os.close(descriptor)
    with _entered(path) as (folder, name):
        return os.open(name, _FOLDER, dir_fd=folder)


def status_of(path: str) -> os.stat_result:
    """Return the status of what is at a real path. Raises OSError."""
    with _entered(path) as (folder, name):
        return os.stat(name, dir_fd=folder, follow_symlinks=False)


@contextmanager
def _entered(path: str) -> Iterator[tuple[int, str]]:
    """Yield a descriptor of the folder that holds the last part of an absolute path, and that."""
    *folders, name = [part for part in path.split("/") if part] or ["."]
    folder = os.open("/", _ENTERED)
    try:
        for part in folders:
            child = os.open(part, _ENTERED, dir_fd=folder)
            os.close(folder)
            folder = child
        yield folder, name
    finally:
        os.close(folder)
