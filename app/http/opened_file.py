"""A static file opened to be sent: its bytes, and the entity tag of exactly these bytes.

The fingerprint of an asset was computed when the tree was read. The file may have changed since,
or may change while it is sent, so everything here comes from one file descriptor.
"""

import os
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from starlette.concurrency import run_in_threadpool

from app.files.assets import Asset
from app.files.descriptors import open_file
from app.files.opening import open_again
from app.files.stamps import Stamp, digest_in, fingerprint

# In bytes. A file up to this size is read before its tag is sent. Nearly all pictures of a website
# are; it takes about 1 ms to read and hash one, and memory has room for many at once.
READ_WHOLE: Final = 1024 * 1024
_PIECE: Final = 256 * 1024


class FileChangedError(Exception):
    """A file was written while it was sent; the server closes the connection."""


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file at this moment; `etag` is weak if other bytes may have the same one.

    `digest` names its bytes, None if they were not read. `whole` is the content of a small file,
    None for others, which have an open descriptor.
    """

    etag: str
    digest: str | None
    size: int
    modified_ns: int
    whole: bytes | None
    _descriptor: int | None
    _name: str

    def close(self) -> None:
        """Close the file."""
        if self._descriptor is not None:
            os.close(self._descriptor)

    async def read(self, start: int, end: int) -> AsyncIterator[bytes]:
        """Yield the bytes of a large file from `start` up to `end`.

        Raises FileChangedError if the file changed.
        """
        while start < end:
            piece = await run_in_threadpool(self._read, start, min(_PIECE, end - start))
            start += len(piece)
            yield piece

    def _read(self, start: int, length: int) -> bytes:
        assert self._descriptor is not None
        piece = os.pread(self._descriptor, length, start)
        status = os.fstat(self._descriptor)
        # Not ctime: it changes when another file replaces this one, whose bytes stay the same.
        if not piece or (status.st_size, status.st_mtime_ns) != (self.size, self.modified_ns):
            message = f'"{self._name}" was written while it was sent; request it again'
            raise FileChangedError(message)
        return piece


def open_asset(asset: Asset, content: Path) -> OpenedFile:
    """Open an asset's file in the folder `content`. Raises OSError if it no longer exists."""
    try:
        descriptor = open_file(str(asset.location), asset.stamp)
    except OSError:
        descriptor = open_again(content, asset.file)
    try:
        stamp = Stamp.of(os.fstat(descriptor))
        if stamp.size <= READ_WHOLE:
            with os.fdopen(descriptor, "rb", closefd=False) as file:
                whole = file.read(READ_WHOLE + 1)
            stamp = Stamp.of(os.fstat(descriptor))
            if len(whole) <= READ_WHOLE:
                known = stamp == asset.stamp
                hashed = asset.fingerprint if known else fingerprint(whole)
                os.close(descriptor)
                return OpenedFile(
                    f'"{hashed}"',
                    digest_in(hashed),
                    len(whole),
                    stamp.mtime_ns,
                    whole,
                    None,
                    asset.path,
                )
        digest: str | None = None
        if stamp == asset.stamp:
            etag, digest = f'"{asset.fingerprint}"', asset.digest
        else:
            weak = "W/" if stamp.is_racy(time.time_ns()) else ""
            etag = f'{weak}"{"-".join(format(part, "x") for part in stamp)}"'
        return OpenedFile(etag, digest, stamp.size, stamp.mtime_ns, None, descriptor, asset.path)
    except BaseException:
        os.close(descriptor)
        raise
