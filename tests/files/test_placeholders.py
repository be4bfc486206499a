"""Placeholders of pictures: made from what is shown, within bounds, and never an error."""

import io
import random
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from app.files import placeholders
from app.files.placeholders import PictureChangedError, placeholder
from tests.files.written import asset_at


def picture(form: str, width: int, height: int, mode: str = "RGB", **options: Any) -> bytes:
    file = io.BytesIO()
    image = Image.new(mode, (width, height))
    image.putdata([_colour(mode, x, width) for _ in range(height) for x in range(width)])
    image.save(file, form, **options)
    return file.getvalue()


def _colour(mode: str, x: int, width: int) -> Any:
    """Red on the left, blue on the right."""
    share = x * 255 // width
    whole = (255 - share, 0, share, 128)
    return share if mode in {"L", "P", "1"} else whole[: len(mode)]


def is_landscape(hashed: str | None) -> bool:
    assert hashed is not None
    return bool(b64decode(hashed)[4] & 128)


@pytest.mark.parametrize(
    ("name", "form", "mode"),
    [
        ("a.png", "PNG", "RGB"),
        ("a.png", "PNG", "RGBA"),
        ("a.png", "PNG", "P"),
        ("a.png", "PNG", "1"),
        ("a.jpg", "JPEG", "RGB"),
        ("a.jpg", "JPEG", "CMYK"),
        ("a.jpg", "JPEG", "L"),
        ("a.gif", "GIF", "P"),
        ("a.webp", "WEBP", "RGB"),
        ("a.avif", "AVIF", "RGB"),
    ],
)
def test_every_form_of_picture_has_a_placeholder(
    tmp_path: Path, name: str, form: str, mode: str
) -> None:
    asset, _ = asset_at(tmp_path, name, picture(form, 300, 40, mode))
    hashed = placeholder(asset)
    assert is_landscape(hashed)
    assert hashed is not None
    assert bool(b64decode(hashed)[2] & 128) == (mode == "RGBA")


def test_a_placeholder_shows_the_picture_as_it_is_turned(tmp_path: Path) -> None:
    turned = Image.Exif()
    turned[0x0112] = 6
    flat, _ = asset_at(tmp_path, "flat.jpg", picture("JPEG", 300, 40))
    upright, _ = asset_at(tmp_path, "upright.jpg", picture("JPEG", 300, 40, exif=turned))
    assert is_landscape(placeholder(flat))
    assert not is_landscape(placeholder(upright))


def test_a_drawing_and_a_document_have_none(tmp_path: Path) -> None:
    drawing, _ = asset_at(tmp_path, "a.svg", b'<svg width="24" height="16"></svg>')
    document, _ = asset_at(tmp_path, "a.pdf", b"%PDF-1.4")
    assert (placeholder(drawing), placeholder(document)) == (None, None)


def test_a_jpeg_of_very_many_scans_has_none(tmp_path: Path) -> None:
    """Each takes a pass over all pixels, and a file of 64 MB has room for millions."""
    data = picture("JPEG", 300, 40, progressive=True)
    start = data.rindex(b"\xff\xda")
    scan = data[start:-2]
    for scans, has_one in ((10, True), (100, False)):
        asset, _ = asset_at(tmp_path, "a.jpg", data[:-2] + scan * scans + data[-2:])
        assert (placeholder(asset) is not None) == has_one


def test_a_picture_that_takes_too_much_memory_has_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(placeholders, "_MAX_PIXELS", 50_000)
    for number, form in enumerate(("PNG", "WEBP")):
        asset, _ = asset_at(tmp_path, f"{number}.{form.lower()}", picture(form, 300, 200))
        assert placeholder(asset) is None
    # Decoded at an eighth of its size ...
    asset, _ = asset_at(tmp_path, "a.jpg", picture("JPEG", 1600, 1600))
    assert placeholder(asset) is not None
    # ... which a progressive one is not.
    asset, _ = asset_at(tmp_path, "b.jpg", picture("JPEG", 1600, 1600, progressive=True))
    assert placeholder(asset) is None


def test_damage_is_no_error(tmp_path: Path) -> None:
    whole = picture("PNG", 60, 40)
    chance = random.Random(7)
    for number in range(200):
        damaged = bytearray(whole)
        for _ in range(3):
            damaged[chance.randrange(8, len(whole))] = chance.randrange(256)
        asset, _ = asset_at(tmp_path, f"{number}.png", bytes(damaged))
        placeholder(asset)


def test_a_picture_that_has_changed_has_none_yet(tmp_path: Path) -> None:
    asset, _ = asset_at(tmp_path, "a.png", picture("PNG", 60, 40))
    asset.location.write_bytes(picture("PNG", 61, 40))
    with pytest.raises(PictureChangedError):
        placeholder(asset)
    asset.location.unlink()
    with pytest.raises(FileNotFoundError):
        placeholder(asset)
