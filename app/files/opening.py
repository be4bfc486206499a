"""Open and read files of a content tree. No symbolic link leads out of it."""

import errno
import os
import stat
from pathlib import Path
from typing import Final

from app.files.tree import SourceFile, suffix_of, unreadable_problem
from app.problems import Problem

MAX_DOCUMENT_BYTES: Final = 5 * 1024 * 1024
_CHUNK_BYTES: Final = 1024 * 1024
# Where the system has O_PATH, a folder that may be entered but not listed is enough.
_FOLDER: Final = os.O_DIRECTORY | os.O_NOFOLLOW | getattr(os, "O_PATH", os.O_RDONLY)


def read(file: SourceFile) -> bytes | Problem:
    """Return a document's bytes, or the problem that it cannot be read or is too large."""
    try:
        data, size = _read_bounded(file.path)
    except OSError as error:
        return unreadable_problem(file.name, error)
    if size > MAX_DOCUMENT_BYTES:
        message = f"the document has {size:,} bytes; the limit is {MAX_DOCUMENT_BYTES:,}"
        return Problem(file.name, 1, 1, "file-too-large", message, "Split it into several pages.")
    return data


def _read_bounded(path: str) -> tuple[bytes, int]:
    """Return the bytes of a file and their number; only the beginning if there are too many."""
    # A file object's buffers and checks take five times as long.
    descriptor = os.open(path, os.O_RDONLY)
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
    base = root.resolve(strict=True)
    location = (base / name).resolve(strict=True)
    if not location.is_relative_to(base):
        raise OSError(errno.EXDEV, "Not in the content folder", str(location))
    # The names of the folders that a volume switches between begin with two dots.
    parts = location.relative_to(base).parts
    hidden = any(part.startswith(".") and not part.startswith("..") for part in parts)
    if hidden or suffix_of(location.name) != suffix_of(name):
        raise OSError(errno.EACCES, "Not a file to be served", str(location))
    return open_found(location)


def open_found(location: Path) -> int:
    """Return a descriptor to read a file where a walk found it. Raises OSError.

    A walk resolves symbolic links, so there is none on this path. A link that is there now was
    made later and may lead anywhere: it is refused at any part of the path.
    """
    folder = os.open(location.anchor, _FOLDER)
    try:
        for part in location.parts[1:-1]:
            child = os.open(part, _FOLDER, dir_fd=folder)
            os.close(folder)
            folder = child
        # O_NONBLOCK: a pipe that has taken the file's place has no writer.
        descriptor = os.open(
            location.name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=folder
        )
    finally:
        os.close(folder)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.EINVAL, "Not a file", str(location))
    return descriptor
