"""The static files of a tree: their types, versions and, for pictures, their sizes."""

import os
import re
import struct
import time
from html import unescape
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, NamedTuple

from app.files.tree import (
    ASSET_TYPES,
    SourceFile,
    Stamp,
    fingerprint_of,
    open_found,
    suffix_of,
)
from app.problems import Problem

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile

MAX_DRAWING_BYTES: Final = 5 * 1024 * 1024
# Pillow reads WebP and AVIF whole to tell their sizes.
MAX_PICTURE_BYTES: Final = 64 * 1024 * 1024
# Twice what takes a quarter of a gigabyte in memory: where Pillow too takes a picture for a bomb.
MAX_PICTURE_PIXELS: Final = 2 * 1024 * 1024 * 1024 // 4 // 3
# The last bytes of a whole file: a picture cut off on its way lacks them.
_ENDINGS: Final = {".jpg": b"\xff\xd9", ".jpeg": b"\xff\xd9", ".png": b"IEND\xaeB`\x82"}
_RASTER: Final = {
    ".avif": "AVIF",
    ".gif": "GIF",
    ".jpeg": "JPEG",
    ".jpg": "JPEG",
    ".png": "PNG",
    ".webp": "WEBP",
}
# Pillow's plug-ins by format: to get all of them ready takes as long as a small site.
_PLUG_INS: Final = {
    "AVIF": "PIL.AvifImagePlugin",
    "GIF": "PIL.GifImagePlugin",
    "JPEG": "PIL.JpegImagePlugin",
    "PNG": "PIL.PngImagePlugin",
    "WEBP": "PIL.WebPImagePlugin",
}
# What else Pillow reads (PostScript, for one) has no business in a picture of these types.
_FORMATS: Final = frozenset(_RASTER.values())
# Attributes hold no "<": the search ends where another begins.
_SVG_ROOT: Final = re.compile(r"<svg\b[^<>]*+>", re.IGNORECASE)
_SVG_ATTRIBUTE: Final = re.compile(r"(?<![\w-])(width|height|viewBox)\s*=\s*[\"']([^\"']*)[\"']")
_SVG_LENGTH: Final = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?)(?:px)?\s*\Z")
_SVG_SCRIPT: Final = re.compile(
    r"<script\b|\bon[a-z]+\s*=|javascript:|<foreignObject\b", re.IGNORECASE
)


class Asset(NamedTuple):
    """A static file; `path` is its address, `type` its media type, sizes are in pixels.

    While the file has this `stamp`, its bytes have this `fingerprint`. It is None where that is
    not sure: the file was written while it was read, or just before.
    """

    path: str
    location: Path
    type: str
    fingerprint: str
    size: int
    width: int | None
    height: int | None
    stamp: Stamp | None = None
    # Its name in the tree, where the address is another.
    name: str | None = None

    @property
    def file(self) -> str:
        """Its name in the tree."""
        return self.name or self.path[1:]


def read_asset(file: SourceFile) -> tuple[Asset | None, tuple[Problem, ...]]:
    """The file as an asset; None where it cannot be read."""
    suffix = suffix_of(file.name)
    width: int | None = None
    height: int | None = None
    problems: list[Problem] = []
    try:
        with os.fdopen(open_found(file.location), "rb") as opened:
            read_at = time.time_ns()
            before = Stamp.of(os.fstat(opened.fileno()))
            digest, size = fingerprint_of(opened)
            if suffix in _RASTER:
                width, height, wrong = _raster_size(opened, size, suffix)
                if wrong:
                    hint = "Save the picture anew."
                    problems.append(Problem(file.name, 1, 1, "unreadable-image", wrong, hint))
            elif suffix == ".svg":
                width, height, problem = _look_at_svg(file.name, opened)
                if problem:
                    problems.append(problem)
            settled = before == Stamp.of(os.fstat(opened.fileno())) and not before.is_racy(read_at)
    except OSError as error:
        told = f"this cannot be read: {(error.strerror or str(error)).lower()}"
        hint = "Look at the file's permissions."
        return None, (Problem(file.name, 1, 1, "unreadable", told, hint),)
    asset = Asset(
        path=f"/{file.name}",
        location=file.location,
        type=ASSET_TYPES[suffix],
        fingerprint=digest,
        size=size,
        width=width,
        height=height,
        stamp=before if settled else None,
    )
    return asset, tuple(problems)


def _raster_size(
    file: BinaryIO, size: int, suffix: str
) -> tuple[int | None, int | None, str | None]:
    if size > MAX_PICTURE_BYTES:
        return None, None, f"the picture has {size:,} bytes; the limit is {MAX_PICTURE_BYTES:,}"
    try:
        with _opened_picture(file, suffix) as picture:
            width, height = picture.size
    except (OSError, ValueError, SyntaxError, RuntimeError, EOFError, struct.error):
        # RuntimeError comes from the decoder of AVIF.
        return None, None, f"the file is no picture that a {suffix} file can hold"
    if width * height > MAX_PICTURE_PIXELS:
        return None, None, "the picture has more pixels than any screen shows"
    ending = _ENDINGS.get(suffix)
    if ending:
        file.seek(max(size - 1024, 0))
        if ending not in file.read():
            return width, height, "the picture is cut off: its end is missing"
    return width, height, None


def _opened_picture(file: BinaryIO, suffix: str) -> "ImageFile":
    """Open a picture as Pillow's `open` does, which decompresses nothing, but without a warning.

    That one warns at half of what is too much. To silence it for a while is not safe while other
    threads do the same: what one of them silences is heard.
    """
    # Trees without pictures need not wait for it.
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415

    file.seek(0)
    start = file.read(16)
    # Its own format first.
    own = _RASTER[suffix]
    for form in (own, *sorted(_FORMATS - {own})):
        import_module(_PLUG_INS[form])
        factory, accepts = Image.OPEN[form]
        # A string tells why this Pillow cannot read it.
        if accepts is not None and accepts(start) is not True:
            continue
        file.seek(0)
        try:
            return factory(file, "")
        except (SyntaxError, IndexError, TypeError, struct.error):
            continue
    raise UnidentifiedImageError


def _look_at_svg(name: str, file: BinaryIO) -> tuple[int | None, int | None, Problem | None]:
    file.seek(0)
    data = file.read(MAX_DRAWING_BYTES + 1)
    text = data[:MAX_DRAWING_BYTES].decode("utf-8-sig", "replace")
    root = _SVG_ROOT.search(text)
    if root is None:
        told = "the file has no <svg> element"
        return None, None, Problem(name, 1, 1, "unreadable-image", told, "Save the picture anew.")
    width, height = _svg_size(root.group())
    if len(data) > MAX_DRAWING_BYTES:
        told = f"the picture has more than {MAX_DRAWING_BYTES:,} bytes: too many to look for script"
        hint = "Make it smaller; it is served so that no script runs."
        return width, height, Problem(name, 1, 1, "unsafe-svg", told, hint)
    script = _SVG_SCRIPT.search(unescape(text))
    if script is None:
        return width, height, None
    place = text.find(script.group())
    before = text[: max(place, 0)]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    told = f'the picture holds script ("{script.group()}")'
    hint = "Save it without script; it is served so that none runs."
    return width, height, Problem(name, line, column, "unsafe-svg", told, hint)


def _svg_size(root: str) -> tuple[int | None, int | None]:
    attributes = {match[1]: match[2] for match in _SVG_ATTRIBUTE.finditer(root)}
    sizes = [_SVG_LENGTH.match(attributes.get(name, "")) for name in ("width", "height")]
    if sizes[0] and sizes[1]:
        return round(float(sizes[0][1])), round(float(sizes[1][1]))
    box = attributes.get("viewBox", "").replace(",", " ").split()
    if len(box) == 4:
        lengths = [_SVG_LENGTH.match(part) for part in box[2:]]
        if lengths[0] and lengths[1]:
            return round(float(lengths[0][1])), round(float(lengths[1][1]))
    return None, None
