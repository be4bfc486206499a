"""Static files of a tree: their types, versions and, for pictures, their sizes."""

import os
import time
from pathlib import Path
from typing import NamedTuple

from app.files.descriptors import open_file
from app.files.lfs import pointer_problem
from app.files.pictures import RASTER_SUFFIXES, Measure, measure
from app.files.stamps import Stamp, digest_in, fingerprint_of
from app.files.tree import ASSET_TYPES, SourceFile, suffix_of, unreadable_problem
from app.problems import Problem


class Asset(NamedTuple):
    """A static file; `path` is its address, `type` its media type, sizes are in pixels.

    While the file has this `stamp`, its bytes have this `fingerprint`. The stamp is None if the
    file was written while it was read, or just before.
    """

    path: str
    location: Path
    type: str
    fingerprint: str
    size: int
    width: int | None
    height: int | None
    stamp: Stamp | None = None
    # Its name in the tree, if the address differs.
    name: str | None = None

    @property
    def file(self) -> str:
        """Its name in the tree."""
        return self.name or self.path[1:]

    @property
    def digest(self) -> str:
        """The fingerprint as digests of records are written."""
        return digest_in(self.fingerprint)


def read_asset(file: SourceFile) -> tuple[Asset | None, tuple[Problem, ...]]:
    """Return a file as an asset, None if it cannot be read, and its problems. Never raises."""
    suffix = suffix_of(file.name)
    picture = Measure()
    try:
        with os.fdopen(open_file(file.path, file.stamp), "rb") as opened:
            read_at = time.time_ns()
            before = Stamp.of(os.fstat(opened.fileno()))
            digest, size = fingerprint_of(opened)
            if (pointer := pointer_problem(file.name, opened, size)) is not None:
                picture = Measure(problem=pointer)
            elif suffix == ".svg" or suffix in RASTER_SUFFIXES:
                picture = measure(file.name, suffix, opened, size)
            settled = before == Stamp.of(os.fstat(opened.fileno())) and not before.is_racy(read_at)
    except OSError as error:
        return None, (unreadable_problem(file.name, error),)
    asset = Asset(
        path=f"/{file.name}",
        location=file.location,
        type=ASSET_TYPES[suffix],
        fingerprint=digest,
        size=size,
        width=picture.width,
        height=picture.height,
        stamp=before if settled else None,
    )
    return asset, (picture.problem,) if picture.problem else ()
