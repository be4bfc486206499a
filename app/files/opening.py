"""Find, open and read files of a content tree. No symbolic link leads out of it."""

import errno
import os
import stat
from pathlib import Path
from typing import Final

from app.files.descriptors import open_file, real_path, status_of
from app.files.stamps import Stamp
from app.files.tree import SourceFile, link_target, suffix_of, unreadable_problem
from app.problems import Problem

MAX_DOCUMENT_BYTES: Final = 5 * 1024 * 1024
_CHUNK_BYTES: Final = 1024 * 1024


def find(root: Path, name: str) -> SourceFile | Problem | None:
    """Return the regular file of this name in a folder; None if there is none.

    A symbolic link is followed if it stays in the folder. Of one that leads out of it, the problem
    is returned.
    """
    path = root / name
    try:
        if not path.is_file():
            return None
        real = link_target(path, name, real_path(root))
        if isinstance(real, Problem):
            return real
        status = status_of(str(real))
    except OSError:
        return None
    return SourceFile(name, str(real), Stamp.of(status)) if stat.S_ISREG(status.st_mode) else None


def find_named(location: Path) -> SourceFile | None:
    """Return the regular file at a path that a setting names, wherever links lead from there."""
    try:
        real = real_path(location)
    except OSError:
        return None
    file = find(real.parent, real.name)
    return file._replace(name=location.name) if isinstance(file, SourceFile) else None


def read(file: SourceFile) -> bytes | Problem:
    """Return a document's bytes, or the problem that it cannot be read or is too large."""
    data = file.data
    size = len(data or b"")
    if data is None:
        try:
            data, size = _read_bounded(open_file(file.path, file.stamp))
        except OSError as error:
            return unreadable_problem(file.name, error)
    if size > MAX_DOCUMENT_BYTES:
        message = f"the document has {size:,} bytes; the limit is {MAX_DOCUMENT_BYTES:,}"
        return Problem(file.name, 1, 1, "file-too-large", message, "Split it into several pages.")
    return data


def _read_bounded(descriptor: int) -> tuple[bytes, int]:
    """Return the bytes of a file and their number; only the beginning if there are too many.

    The descriptor is closed. A file object's buffers and checks would take five times as long.
    """
    try:
        size = os.fstat(descriptor).st_size
        data = b""
        # One byte more than expected shows whether there is more. A file that grows meanwhile, or
        # reports no size, is not read beyond the limit either.
        request = min(size, MAX_DOCUMENT_BYTES) + 1
        while chunk := os.read(descriptor, request):
            data += chunk
            if len(data) == size or len(data) > MAX_DOCUMENT_BYTES:
                break
            request = min(len(data), _CHUNK_BYTES) + 1
        return data, max(size, len(data))
    finally:
        os.close(descriptor)


def open_again(root: Path, name: str) -> int:
    """Return a descriptor to read a file that may have moved since a walk found it.

    A volume is updated by switching a symbolic link, and the link's former target is removed at
    once. Raises OSError if there is no such file below the folder, or none that a walk would find.
    """
    base = real_path(root)
    location = real_path(base / name)
    if not location.is_relative_to(base):
        raise OSError(errno.EXDEV, "Not in the content folder", str(location))
    # The names of the folders that a volume switches between begin with two dots.
    parts = location.relative_to(base).parts
    hidden = any(part.startswith(".") and not part.startswith("..") for part in parts)
    if hidden or suffix_of(location.name) != suffix_of(name):
        raise OSError(errno.EACCES, "Not a file to be served", str(location))
    return open_file(str(location))
