"""A static file opened to be sent: its bytes, and the version that names exactly those.

The fingerprint of an asset is that of the moment it was read. By now the file may be another one,
or change while it is sent; so whatever is said of it here is said of the one descriptor that the
bytes come from.
"""

import os
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from starlette.concurrency import run_in_threadpool

from app.files.assets import Asset
from app.files.opening import open_again, open_found
from app.files.stamps import Stamp, fingerprint

# A file of up to so many bytes is read before its version is told: nearly all pictures of a
# website, about 1 ms to read and to fingerprint, and few enough that many may be held at once.
READ_WHOLE: Final = 1024 * 1024
_PIECE: Final = 256 * 1024


class FileChangedError(Exception):
    """A file was written while it was sent; the connection is cut, the client asks again."""


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file as it is now; `etag` is strong where it names the bytes and no others ever.

    `whole` are its bytes where they are few. Leaving the context closes the descriptor.
    """

    etag: str
    size: int
    modified_ns: int
    whole: bytes | None
    _descriptor: int | None
    _name: str

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)

    async def pieces(self, start: int, end: int) -> AsyncIterator[bytes]:
        """The bytes from `start` to before `end`. Raises FileChangedError where it was written."""
        if self.whole is not None:
            yield self.whole[start:end]
            return
        while start < end:
            piece = await run_in_threadpool(self._read, start, min(_PIECE, end - start))
            start += len(piece)
            yield piece

    def _read(self, start: int, length: int) -> bytes:
        assert self._descriptor is not None
        piece = os.pread(self._descriptor, length, start)
        status = os.fstat(self._descriptor)
        # The time of change is left out: a new file put in the place of this one changes it.
        if not piece or (status.st_size, status.st_mtime_ns) != (self.size, self.modified_ns):
            message = (
                f'"{self._name}" was written while it was sent; it is sent anew when asked for'
            )
            raise FileChangedError(message)
        return piece


def open_asset(asset: Asset, content: Path) -> OpenedFile:
    """The asset's file as it is at this moment. Raises OSError where there is none any more.

    `content` is the folder that it was found in.
    """
    try:
        descriptor = open_found(asset.location)
    except OSError:
        descriptor = open_again(content, asset.file)
    try:
        stamp = Stamp.of(os.fstat(descriptor))
        if stamp.size <= READ_WHOLE:
            whole = _read_to(descriptor, READ_WHOLE + 1)
            stamp = Stamp.of(os.fstat(descriptor))
            if len(whole) <= READ_WHOLE:
                known = stamp == asset.stamp
                etag = f'"{asset.fingerprint if known else fingerprint(whole)}"'
                os.close(descriptor)
                return OpenedFile(etag, len(whole), stamp.mtime_ns, whole, None, asset.path)
        if stamp == asset.stamp:
            etag = f'"{asset.fingerprint}"'
        else:
            weak = "W/" if stamp.is_racy(time.time_ns()) else ""
            etag = f'{weak}"{"-".join(format(part, "x") for part in stamp)}"'
        return OpenedFile(etag, stamp.size, stamp.mtime_ns, None, descriptor, asset.path)
    except BaseException:
        os.close(descriptor)
        raise


def _read_to(descriptor: int, limit: int) -> bytes:
    pieces = []
    while limit and (piece := os.read(descriptor, min(limit, _PIECE))):
        pieces.append(piece)
        limit -= len(piece)
    return b"".join(pieces)
