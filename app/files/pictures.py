"""Pictures: their sizes in pixels, and what is wrong with them."""

import re
from importlib import import_module
from io import BytesIO
from struct import Struct
from typing import Any, BinaryIO, Final, Literal, NamedTuple
from zlib import crc32

from app.files.character_references import unescape
from app.problems import Problem
from app.regex import regex

MAX_DRAWING_BYTES: Final = 5 * 1024 * 1024
# Pillow reads WebP and AVIF whole to find their sizes.
MAX_PICTURE_BYTES: Final = 64 * 1024 * 1024
# Pillow's limit: twice what takes a quarter of a gigabyte in memory.
MAX_PICTURE_PIXELS: Final = 2 * 1024 * 1024 * 1024 // 4 // 3
# The size of any other picture is in its beginning. Pillow keeps every segment of a JPEG that it
# reads: 2 MiB of empty ones take 1.4 s and 30 MB.
_HEAD_BYTES: Final = 2 * 1024 * 1024
RASTER_SUFFIXES: Final = frozenset({".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp"})
RASTER_TYPES: Final = frozenset(
    {"image/avif", "image/gif", "image/jpeg", "image/png", "image/webp"}
)
# Cameras save pictures as the sensor has them, and how they are to be turned. Specification: Exif
# 3.0, section 4.6.5.
_ORIENTATION: Final = 0x0112
_ON_ITS_SIDE: Final = frozenset({5, 6, 7, 8})
_EXIF: Final = b"Exif\0\0"
_JPEG_EXIF: Final = regex(rb"(?s)\xff\xe1..Exif\0\0")
_ENTRY_BYTES: Final = 12
# The last bytes of a complete file, by its format: a picture cut off in transfer lacks them. Some
# programs write a little after them, or fill the file with zeros.
_ENDINGS: Final = {"Jpeg": b"\xff\xd9", "Png": b"IEND\xaeB`\x82"}
# Segments of a JPEG for applications: Exif, XMP, a map of depths.
_MARKER: Final = 0xFF
_APP_SEGMENTS: Final = range(0xE0, 0xF0)
_MAX_APP_SEGMENTS: Final = 1000
_KEPT_APP_SEGMENTS: Final = 3
_PNG_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_PNG_CHUNK: Final = Struct(">I4s")
_IHDR_BYTES: Final = 13
_TAIL_BYTES: Final = 1024
_LONG_TAIL_BYTES: Final = 256 * 1024
# The beginning of the data of a JPEG. A small picture in its Exif data has one too, and its end.
_JPEG_SCAN: Final = b"\xff\xda"
# The header of a WebP ends with the number of bytes after it.
_RIFF_BYTES: Final = 8
_CUT_OFF: Final = "the picture is cut off: its end is missing"
_MAX_FILLING: Final = 1024 * 1024
# Attributes contain no "<": the search ends where another tag begins.
_SVG_ROOT: Final = regex(r"<svg\b[^<>]*+>", re.IGNORECASE)
_SVG_ATTRIBUTE: Final = regex(r"(?<![\w-])(width|height|viewBox)\s*=\s*[\"']([^\"']*)[\"']")
_SVG_LENGTH: Final = regex(r"\s*([0-9]{1,9}(?:\.[0-9]+)?)(?:px)?\s*\Z")
# HTML in a `<foreignObject>`, as drawing programs write it for labels, is searched as well.
_SVG_SCRIPT: Final = regex(r"<script\b|\bon[a-z]+\s*=|javascript:|<iframe\b", re.IGNORECASE)
# The same in folded case, but for the beginning of a handler's name.
_SCRIPT_SIGNS: Final = ("<script", "javascript:", "<iframe")
_HANDLER_BEGINS: Final = regex(r"on[a-z]")
_HANDLER: Final = regex(r"[a-z]+\s*=")

# The formats by their signatures, and the names of Pillow's plug-ins. Only the plug-in in use is
# imported: all of them take as long as loading a small site. What else Pillow reads, such as
# PostScript, is not a picture to a browser.
FORMATS: Final = regex(
    rb"(?s)(?P<Png>\x89PNG\r\n\x1a\n)|(?P<Jpeg>\xff\xd8\xff)|(?P<Gif>GIF8[79]a)"
    rb"|(?P<WebP>RIFF.{4}WEBP)|(?P<Avif>.{4}ftyp)"
)


class Measure(NamedTuple):
    """The size of a picture in pixels, as far as it can be read, and its problem."""

    width: int | None = None
    height: int | None = None
    problem: Problem | None = None


def measure(name: str, suffix: str, file: BinaryIO, size: int) -> Measure:
    """Return the size of a picture in an open file of so many bytes. Raises only OSError."""
    return _measure_drawing(name, file) if suffix == ".svg" else _raster(name, suffix, file, size)


def _unreadable(name: str, message: str) -> Problem:
    return Problem(name, 1, 1, "unreadable-image", message, "Save the picture anew.")


def _raster(name: str, suffix: str, file: BinaryIO, size: int) -> Measure:
    if size > MAX_PICTURE_BYTES:
        message = f"the picture has {size:,} bytes; the limit is {MAX_PICTURE_BYTES:,}"
        return Measure(problem=_unreadable(name, message))
    file.seek(0)
    start = file.read(_HEAD_BYTES)
    other = f"this is not a picture of the type {suffix}"
    match = FORMATS.match(start)
    if match is None:
        return Measure(problem=_unreadable(name, other))
    form = match.lastgroup
    data = start + file.read() if form in {"WebP", "Avif"} else start
    if form == "WebP" and int.from_bytes(data[4:_RIFF_BYTES], "little") + _RIFF_BYTES > size:
        return Measure(problem=_unreadable(name, _CUT_OFF))
    if form == "Jpeg" and size > len(start):
        data = _without_app_segments(file, start)
    try:
        picture, orientation = open_raster(form or "", data)
        width, height = picture.size
        if orientation in _ON_ITS_SIDE:
            width, height = height, width
    except Exception as error:  # noqa: BLE001 - damage to a picture leads to exceptions of any type
        bomb = "DecompressionBomb" in type(error).__name__
        png_size = _size_of_png(start) if form == "Png" and not bomb else None
        if png_size is None:
            return Measure(problem=_unreadable(name, _TOO_MANY_PIXELS if bomb else other))
        width, height = png_size
    if width * height > MAX_PICTURE_PIXELS:
        return Measure(problem=_unreadable(name, _TOO_MANY_PIXELS))
    ending = _ENDINGS.get(form or "")
    if ending:
        file.seek(max(size - _TAIL_BYTES, 0))
        tail = file.read()
        if tail.endswith(b"\0"):
            file.seek(max(size - _TAIL_BYTES - _MAX_FILLING, 0))
            tail = file.read().rstrip(b"\0")[-_TAIL_BYTES:]
        if not _has_end(tail, ending):
            # Phones append their own data to a picture.
            file.seek(max(size - _LONG_TAIL_BYTES, 0))
            if form != "Jpeg" or not _has_end(file.read(), ending):
                return Measure(width, height, _unreadable(name, _CUT_OFF))
    return Measure(width, height)


def _has_end(data: bytes, ending: bytes) -> bool:
    """Return True if the last bytes of a file hold the end, and no picture begins behind it."""
    return data.rfind(ending) > data.rfind(_JPEG_SCAN)


def open_raster(form: str, data: bytes) -> tuple[Any, int]:
    """Return a picture of Pillow, and how it is to be turned. Damage raises any exception.

    Pillow warns of large pictures in `Image.open`, and of damage to the Exif data that it
    reads for the resolution of a JPEG. Warnings cannot be silenced for one thread only.
    """
    exif = b""
    if form == "Jpeg" and (note := _JPEG_EXIF.search(data)):
        exif = data[note.end() :]
        data = data.replace(_EXIF, _EXIF.lower())
    plugin = import_module(f"PIL.{form}ImagePlugin")
    picture = getattr(plugin, f"{form}ImageFile")(BytesIO(data), "")
    return picture, _orientation(exif or picture.info.get("exif", b""))


def _orientation(exif: bytes) -> int:
    """Return how a picture is to be turned; 0 if its Exif data does not say."""
    data = exif.removeprefix(_EXIF)
    order: Literal["little", "big"] = "little" if data.startswith(b"II") else "big"
    first = int.from_bytes(data[4:8], order) + 2
    entries = int.from_bytes(data[first - 2 : first], order)
    for at in range(first, first + entries * _ENTRY_BYTES, _ENTRY_BYTES):
        if int.from_bytes(data[at : at + 2], order) == _ORIENTATION:
            return int.from_bytes(data[at + 8 : at + 10], order)
    return 0


def _without_app_segments(file: BinaryIO, start: bytes) -> bytes:
    """Return the beginning of a JPEG without most application segments, which may take megabytes.

    The first ones say how it is to be turned.
    """
    kept = [start[:2]]
    at = len(kept[0])
    for _ in range(_MAX_APP_SEGMENTS):
        file.seek(at)
        head = file.read(4)
        if len(head) < 4 or head[0] != _MARKER or head[1] not in _APP_SEGMENTS:
            break
        length = 2 + int.from_bytes(head[2:])
        if len(kept) <= _KEPT_APP_SEGMENTS:
            kept.append(head + file.read(length - len(head)))
        at += length
    file.seek(at)
    return b"".join((*kept, file.read(_HEAD_BYTES // 2)))


def _size_of_png(start: bytes) -> tuple[int, int] | None:
    """Return the size of a PNG whose ancillary chunks are damaged; None if others are.

    Browsers ignore such chunks, as PNG's specification (section 13.2) has it.
    """
    size: tuple[int, int] | None = None
    at = len(_PNG_SIGNATURE)
    while at + 12 <= len(start):
        length, kind = _PNG_CHUNK.unpack_from(start, at)
        end = at + 8 + length
        if kind == b"IDAT":
            return size if size and all(size) else None
        is_critical = kind[:1].isupper()
        if is_critical and crc32(start[at + 4 : end]).to_bytes(4) != start[end : end + 4]:
            return None
        if kind == b"IHDR" and length == _IHDR_BYTES:
            size = int.from_bytes(start[at + 8 : at + 12]), int.from_bytes(start[at + 12 : at + 16])
        at = end + 4
    return None


_TOO_MANY_PIXELS: Final = f"the picture has more than {MAX_PICTURE_PIXELS:,} pixels"


def _measure_drawing(name: str, file: BinaryIO) -> Measure:
    file.seek(0)
    data = file.read(MAX_DRAWING_BYTES + 1)
    text = data[:MAX_DRAWING_BYTES].decode("utf-8-sig", "replace")
    root = _SVG_ROOT.search(text)
    if root is None:
        return Measure(problem=_unreadable(name, "the file has no <svg> element"))
    width, height = _drawing_size(root.group())
    if len(data) > MAX_DRAWING_BYTES:
        message = f"the picture has more than {MAX_DRAWING_BYTES:,} bytes, too many to check"
        hint = "Make it smaller. It is served in a way that no script in it runs."
        return Measure(width, height, Problem(name, 1, 1, "unsafe-svg", message, hint))
    script = _script_in(unescape(text))
    if script is None:
        return Measure(width, height)
    before = text[: max(text.find(script.group()), 0)]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    message = f'the picture contains script ("{script.group()}")'
    hint = "Save it without script. It is served in a way that none runs."
    return Measure(width, height, Problem(name, line, column, "unsafe-svg", message, hint))


def _script_in(text: str) -> re.Match[str] | None:
    """Return the first script of a drawing, if there is any.

    Nearly all have none, which a search for fixed signs finds out in a sixth of the time.
    """
    folded = text.casefold()
    if any(sign in folded for sign in _SCRIPT_SIGNS) or any(
        not folded[match.start() - 1 : match.start()].isalnum()
        and _HANDLER.match(folded, match.start()) is not None
        for match in _HANDLER_BEGINS.finditer(folded)
    ):
        return _SVG_SCRIPT.search(text)
    return None


def _drawing_size(root: str) -> tuple[int | None, int | None]:
    attributes = {match[1]: match[2] for match in _SVG_ATTRIBUTE.finditer(root)}
    box = attributes.get("viewBox", "").replace(",", " ").split()
    for pair in ([attributes.get("width", ""), attributes.get("height", "")], box[2:]):
        lengths = [_SVG_LENGTH.match(length) for length in pair]
        if len(lengths) == 2 and lengths[0] and lengths[1]:
            return round(float(lengths[0][1])), round(float(lengths[1][1]))
    return None, None
