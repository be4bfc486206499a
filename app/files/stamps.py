"""Detect changed files: fingerprints of their bytes, stamps of their metadata."""

import hashlib
import os
from io import BufferedReader
from typing import Final, NamedTuple

from app.hashing import as_digest

# FAT counts in steps of two seconds.
_COARSEST_TICK_NS: Final = 2_000_000_000


def fingerprint(data: bytes) -> str:
    """Return the BLAKE2b hash of the bytes, 128 bits in hexadecimal."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def digest_in(fingerprinted: str) -> str:
    """Return a fingerprint as digests of records are written."""
    return as_digest(bytes.fromhex(fingerprinted))


def fingerprint_of(file: BufferedReader) -> tuple[str, int]:
    """Return the fingerprint of a file, open at its beginning, and how many bytes it has."""
    digest = hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16))
    return digest.hexdigest(), file.tell()


class Stamp(NamedTuple):
    """Metadata of a file; times are in nanoseconds since 1970.

    Equal stamps mean equal bytes, except for a file written within one tick of the file system's
    clock: see `is_racy`.
    """

    device: int
    inode: int
    size: int
    mtime_ns: int
    ctime_ns: int

    @classmethod
    def of(cls, status: os.stat_result) -> "Stamp":
        """Return the stamp in a result of `stat`."""
        return cls(
            status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns
        )

    def is_racy(self, read_at_ns: int) -> bool:
        """Return True if the file may have changed after it was read, with this stamp kept."""
        return max(self.mtime_ns, self.ctime_ns) > read_at_ns - _COARSEST_TICK_NS
