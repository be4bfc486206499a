"""Placeholders: what a client shows of a picture until the picture itself is there."""

import os
from base64 import b64encode
from importlib import import_module
from typing import Any, Final

from app.files.assets import Asset
from app.files.descriptors import open_file
from app.files.pictures import FORMATS, MAX_PICTURE_BYTES, RASTER_TYPES, open_raster
from app.files.stamps import fingerprint
from app.files.thumb_hash import MAX_SIDE, thumb_hash

# A picture is decoded whole, in four bytes a pixel: this takes a tenth of a gigabyte.
_MAX_PIXELS: Final = 25_000_000
# Each scan of a progressive JPEG takes a pass over all pixels. Encoders write about ten.
_SCAN: Final = b"\xff\xda"
_MAX_SCANS: Final = 64
# By the orientation that Exif has, what Pillow calls the turn that shows a picture upright.
_TURNS: Final = {
    2: "FLIP_LEFT_RIGHT",
    3: "ROTATE_180",
    4: "FLIP_TOP_BOTTOM",
    5: "TRANSPOSE",
    6: "ROTATE_270",
    7: "TRANSVERSE",
    8: "ROTATE_90",
}


class PictureChangedError(Exception):
    """The file is not the one that the asset was read from."""


def placeholder(asset: Asset) -> str | None:
    """Return the ThumbHash of a picture in base64; None if it has none.

    A drawing, a picture that cannot be measured, one of more than 25 megapixels and a JPEG of very
    many scans have none.
    Raises OSError if the file cannot be read, PictureChangedError if it has changed.
    """
    if asset.type not in RASTER_TYPES or asset.width is None or asset.size > MAX_PICTURE_BYTES:
        return None
    with os.fdopen(open_file(str(asset.location), asset.stamp), "rb") as file:
        data = file.read(MAX_PICTURE_BYTES)
    if fingerprint(data) != asset.fingerprint:
        raise PictureChangedError(asset.path)
    match = FORMATS.match(data)
    if match is None or match.lastgroup is None:
        return None
    if match.lastgroup == "Jpeg" and data.count(_SCAN) > _MAX_SCANS:
        return None
    try:
        small = _small(match.lastgroup, data)
        if small is None:
            return None
        bands = [band.tobytes() for band in small.split()]
    except Exception:  # noqa: BLE001 - damage to a picture leads to exceptions of any type
        return None
    return b64encode(thumb_hash(small.width, small.height, bands)).decode()


def _small(form: str, data: bytes) -> Any:
    """Return a picture as it is shown, of at most 100 by 100 pixels; None if it is too large."""
    picture, orientation = open_raster(form, data)
    # A JPEG is decoded at an eighth of its size, unless all of it is needed for that.
    if not picture.info.get("progressive"):
        picture.draft(None, (2 * MAX_SIDE, 2 * MAX_SIDE))
    if picture.width * picture.height > _MAX_PIXELS:
        return None
    if (turn := _TURNS.get(orientation)) is not None:
        picture = picture.transpose(import_module("PIL.Image").Transpose[turn])
    upright = picture.convert("RGBA")
    upright.thumbnail((MAX_SIDE, MAX_SIDE))
    return upright
