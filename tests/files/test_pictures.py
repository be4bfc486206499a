"""Pictures: sizes, and what is wrong with them. No damage raises."""

import io
import os
import struct
import time
import zlib
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image

from app.files.assets import read_asset
from app.files.pictures import MAX_DRAWING_BYTES, MAX_PICTURE_BYTES, measure
from app.files.placeholders import placeholder
from app.files.tree import SourceFile
from tests.files.written import asset_at


def picture(form: str, width: int = 7, height: int = 5) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (width, height), (10, 90, 200)).save(file, form)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "form", "media_type"),
    [
        ("a.png", "PNG", "image/png"),
        ("a.jpg", "JPEG", "image/jpeg"),
        ("A.JPEG", "JPEG", "image/jpeg"),
        ("a.gif", "GIF", "image/gif"),
        ("a.webp", "WEBP", "image/webp"),
        ("a.avif", "AVIF", "image/avif"),
    ],
)
def test_pictures_have_sizes(tmp_path: Path, name: str, form: str, media_type: str) -> None:
    data = picture(form)
    asset, problems = asset_at(tmp_path, name, data)
    assert problems == ()
    assert (asset.path, asset.type) == (f"/{name}", media_type)
    assert (asset.width, asset.height, asset.size) == (7, 5, len(data))


@pytest.mark.parametrize("order", [">", "<"])
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("jfif", [True, False])
def test_damage_to_the_notes_of_a_camera_is_no_warning_of_a_library(
    tmp_path: Path, order: str, form: str, jfif: bool
) -> None:
    sign = b"MM\0*" if order == ">" else b"II*\0"
    # The directory has two entries, of which the second is cut off.
    entries = struct.pack(f"{order}LHHHLHH", 8, 2, 0x0112, 3, 1, 6, 0)
    file = io.BytesIO()
    Image.new("RGB", (7, 5)).save(file, form, exif=b"Exif\0\0" + sign + entries + b"\x01")
    data = file.getvalue() if jfif else file.getvalue().replace(b"JFIF", b"JFIX")
    asset, problems = asset_at(tmp_path, f"a.{form.lower()}", data)
    assert problems == ()
    assert (asset.width, asset.height) == (5, 7)
    assert placeholder(asset) is not None


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize(("orientation", "size"), [(1, (7, 5)), (3, (7, 5)), (6, (5, 7))])
def test_a_picture_has_the_size_that_it_is_shown_in(
    tmp_path: Path, form: str, orientation: int, size: tuple[int, int]
) -> None:
    turned = Image.Exif()
    turned[0x0112] = orientation
    file = io.BytesIO()
    Image.new("RGB", (7, 5)).save(file, form, exif=turned)
    asset, problems = asset_at(tmp_path, f"a.{form.lower()}", file.getvalue())
    assert problems == ()
    assert (asset.width, asset.height) == size


@pytest.mark.parametrize(
    ("root", "size"),
    [
        ('<svg width="24" height="16">', (24, 16)),
        ('<svg width="24px" height=" 16px ">', (24, 16)),
        ("<svg width='24.4' height='15.6'>", (24, 16)),
        ('<svg viewBox="0 0 48 32">', (48, 32)),
        ('<svg viewBox="0,0,48.2,31.9">', (48, 32)),
        ('<svg viewBox="-5 -5 48 32" width="100%" height="50%">', (48, 32)),
        ('<svg width="2em" height="1em" viewBox="0 0 48 32">', (48, 32)),
        ('<svg width="24" viewBox="0 0 48 32">', (48, 32)),
        ('<svg width="24" height="16" viewBox="0 0 48 32" stroke-width="2">', (24, 16)),
        ('<svg stroke-width="2" data-height="3" viewBox="0 0 48 32">', (48, 32)),
        ('<?xml version="1.0"?>\n<!DOCTYPE svg>\n<svg\n width="24"\n height="16">', (24, 16)),
        ('\ufeff<svg width="24" height="16">', (24, 16)),
        ('<svg width="a" height="b">', (None, None)),
        ('<svg viewBox="0 0 48">', (None, None)),
        ("<svg>", (None, None)),
    ],
)
def test_sizes_of_drawings(tmp_path: Path, root: str, size: tuple[int | None, int | None]) -> None:
    asset, problems = asset_at(tmp_path, "a.svg", f"{root}</svg>".encode())
    assert problems == ()
    assert (asset.width, asset.height) == size


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("<svg>\n é<script>x()</script></svg>", (2, 3)),
        ("<svg><a href='&#106;avascript:x()'/></svg>", (1, 1)),
        ("<svg><a href='JavaScript:x()'/></svg>", (1, 15)),
        ("<svg\n onload = 'x()'></svg>", (2, 2)),
        ("\ufeff<svg><foreignObject><iframe/></foreignObject></svg>", (1, 21)),
        ("<svg><foreignObject><p onclick='x()'/></foreignObject></svg>", (1, 24)),
        ("<svg contentStyleType='a'><g id='a'ONLOAD\n='x()'/></svg>", (1, 36)),
        ("<svg><\u017fcript>x()</\u017fcript></svg>", (1, 6)),
    ],
)
def test_drawings_with_script_are_told(tmp_path: Path, text: str, place: tuple[int, int]) -> None:
    _, (problem,) = asset_at(tmp_path, "a.svg", text.encode())
    assert (problem.code, problem.line, problem.column) == ("unsafe-svg", *place)


@pytest.mark.parametrize("attribute", ["version='1'", "contentStyleType='a'", "data_onload='x()'"])
def test_an_attribute_that_only_looks_like_a_handler_is_none(
    tmp_path: Path, attribute: str
) -> None:
    _, problems = asset_at(tmp_path, "a.svg", f"<svg {attribute}></svg>".encode())
    assert problems == ()


def test_a_label_in_html_is_no_script(tmp_path: Path) -> None:
    label = "<svg><foreignObject><div xmlns='http://www.w3.org/1999/xhtml'>a</div></foreignObject>"
    _, problems = asset_at(tmp_path, "a.svg", f"{label}</svg>".encode())
    assert problems == ()


def test_a_drawing_without_a_root_is_none(tmp_path: Path) -> None:
    _, (problem,) = asset_at(tmp_path, "a.svg", b"<html></html>")
    assert (problem.code, problem.line) == ("unreadable-image", 1)


@pytest.mark.parametrize(("name", "form"), [("a.png", "PNG"), ("a.jpg", "JPEG")])
def test_pictures_that_are_cut_off_are_told(tmp_path: Path, name: str, form: str) -> None:
    asset, (problem,) = asset_at(tmp_path, name, picture(form, 60, 50)[:-6])
    assert problem.code == "unreadable-image"
    assert "cut off" in problem.message
    assert (asset.width, asset.height) == (60, 50)


@pytest.mark.parametrize(("name", "form"), [("a.jpg", "PNG"), ("a.png", "JPEG")])
def test_the_end_of_a_picture_is_that_of_its_format(tmp_path: Path, name: str, form: str) -> None:
    asset, problems = asset_at(tmp_path, name, picture(form, 60, 50))
    assert (asset.width, asset.height, problems) == (60, 50, ())
    _, (problem,) = asset_at(tmp_path, f"cut-{name}", picture(form, 60, 50)[:-6])
    assert "cut off" in problem.message


@pytest.mark.parametrize(("name", "form"), [("a.png", "PNG"), ("a.jpg", "JPEG")])
@pytest.mark.parametrize("filling", [b"\0" * 600_000, b"by a program" + b"\0" * 3_000])
def test_what_programs_write_after_a_picture_does_not_cut_it_off(
    tmp_path: Path, name: str, form: str, filling: bytes
) -> None:
    _, problems = asset_at(tmp_path, name, picture(form, 60, 50) + filling)
    assert problems == ()


def test_notes_of_a_telephone_behind_a_picture_do_not_cut_it_off(tmp_path: Path) -> None:
    whole = picture("JPEG", 60, 50)
    notes = b"ctrace" * 5_000
    assert asset_at(tmp_path, "a.jpg", whole + notes)[1] == ()
    # The picture in the notes of a camera has an end of its own.
    exif = b"Exif\0\0" + whole
    thumbnail = b"\xff\xe1" + (len(exif) + 2).to_bytes(2) + exif
    cut = whole[:2] + thumbnail + whole[2:-6]
    _, (problem,) = asset_at(tmp_path, "cut.jpg", cut + notes)
    assert "cut off" in problem.message


def test_a_webp_that_is_shorter_than_it_says_is_cut_off(tmp_path: Path) -> None:
    whole = picture("WEBP", 60, 50)
    assert asset_at(tmp_path, "a.webp", whole)[1] == ()
    _, (problem,) = asset_at(tmp_path, "cut.webp", whole[:-6])
    assert "cut off" in problem.message


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "WEBP", "AVIF"])
def test_pictures_of_which_only_the_start_is_there_are_told(tmp_path: Path, form: str) -> None:
    asset, (problem,) = asset_at(tmp_path, f"a.{form.lower()}", picture(form)[:12])
    assert problem.code == "unreadable-image"
    assert (asset.width, asset.height, asset.size) == (None, None, 12)


def test_a_picture_of_absurd_size_is_told_and_not_opened(tmp_path: Path) -> None:
    head = b"IHDR" + (40_000).to_bytes(4, "big") * 2 + b"\x08\x02\x00\x00\x00"
    data = b"\x89PNG\r\n\x1a\n" + (13).to_bytes(4, "big") + head
    data += zlib.crc32(head).to_bytes(4, "big") + b"\x00\x00\x00\x00IEND\xaeB`\x82"
    asset, (problem,) = asset_at(tmp_path, "a.png", data)
    assert "pixels" in problem.message
    assert (problem.code, asset.width) == ("unreadable-image", None)


def test_a_large_picture_that_is_no_bomb_has_its_size(tmp_path: Path) -> None:
    # Between what Pillow warns of and what it refuses.
    head = b"IHDR" + (12_000).to_bytes(4, "big") * 2 + b"\x08\x02\x00\x00\x00"
    data = b"\x89PNG\r\n\x1a\n" + (13).to_bytes(4, "big") + head
    data += zlib.crc32(head).to_bytes(4, "big") + b"\x00\x00\x00\x00IEND\xaeB`\x82"
    asset, problems = asset_at(tmp_path, "a.png", data)
    assert (asset.width, asset.height, problems) == (12_000, 12_000, ())


@pytest.mark.parametrize("name", ["a.webp", "a.png"])
def test_a_picture_file_of_absurd_size_is_told_and_not_opened(tmp_path: Path, name: str) -> None:
    location = tmp_path / name
    location.write_bytes(picture(name[2:].upper()))
    os.truncate(location, MAX_PICTURE_BYTES + 1)
    asset, (problem,) = read_asset(SourceFile(name, str(location)))
    assert asset is not None
    assert (asset.size, asset.width) == (MAX_PICTURE_BYTES + 1, None)
    assert problem.code == "unreadable-image"
    assert "67,108,865 bytes" in problem.message


def test_a_drawing_of_absurd_size_is_told_and_not_looked_through(tmp_path: Path) -> None:
    text = '<svg width="24" height="16">'.ljust(MAX_DRAWING_BYTES) + "<script/></svg>"
    asset, (problem,) = asset_at(tmp_path, "a.svg", text.encode())
    assert (asset.width, asset.height) == (24, 16)
    assert problem.code == "unsafe-svg"
    assert "5,242,880 bytes" in problem.message


@pytest.mark.parametrize("form", ["EPS", "PPM", "TIFF", "BMP"])
def test_what_browsers_do_not_show_is_no_picture_under_another_name(
    tmp_path: Path, form: str
) -> None:
    asset, (problem,) = asset_at(tmp_path, "a.gif", picture(form))
    assert (problem.code, asset.width) == ("unreadable-image", None)


@given(
    form=st.sampled_from(["PNG", "JPEG", "GIF", "WEBP", "AVIF"]),
    changes=st.lists(st.tuples(st.integers(0, 90), st.integers(0, 255)), max_size=6),
    length=st.integers(0, 700),
)
@example(form="PNG", changes=[], length=0)
@example(form="AVIF", changes=[(81, 0)], length=700)
def test_no_damage_to_a_picture_stops_the_reading(
    tmp_path_factory: pytest.TempPathFactory,
    form: str,
    changes: list[tuple[int, int]],
    length: int,
) -> None:
    data = bytearray(picture(form))
    for place, byte in changes:
        data[place % len(data)] = byte
    asset, problems = asset_at(
        tmp_path_factory.getbasetemp(), f"a.{form.lower()}", bytes(data[:length])
    )
    assert asset.size == min(length, len(data))
    assert {problem.code for problem in problems} <= {"unreadable-image"}


def gif(width: int, height: int) -> bytes:
    """A GIF of 30 bytes whose only frame is larger than its screen of 10 by 10."""
    screen = b"GIF89a" + struct.pack("<HHBBB", 10, 10, 0, 0, 0)
    frame = b"," + struct.pack("<HHHHB", 0, 0, width, height, 0)
    return (screen + frame + b"\x02\x02\x4c\x01\x00;").ljust(30, b";")


def webp(width: int, height: int) -> bytes:
    """The beginning of a WebP picture in its extended form."""
    size = struct.pack("<I", width - 1)[:3] + struct.pack("<I", height - 1)[:3]
    chunk = b"VP8X" + struct.pack("<I", 10) + bytes(4) + size
    return b"RIFF" + struct.pack("<I", 4 + len(chunk)) + b"WEBP" + chunk


@pytest.mark.parametrize(
    ("name", "data"), [("a.gif", gif(65_535, 65_535)), ("a.webp", webp(16_384, 16_384))]
)
def test_a_bomb_is_a_problem_and_does_not_raise(tmp_path: Path, name: str, data: bytes) -> None:
    asset, (problem,) = asset_at(tmp_path, name, data)
    assert (problem.code, problem.line, asset.width) == ("unreadable-image", 1, None)
    assert "pixels" in problem.message


def test_only_the_beginning_of_a_picture_is_read(tmp_path: Path) -> None:
    location = tmp_path / "a.jpg"
    location.write_bytes(b"\xff\xd8" + (b"\xff\xfe\xff\xff" + bytes(65_533)) * 500)
    with location.open("rb") as file:
        width, _, problem = measure("a.jpg", ".jpg", file, location.stat().st_size)
        assert file.tell() < 4_000_000
    assert (width, problem and problem.code) == (None, "unreadable-image")


@pytest.mark.parametrize("root", ['width="{0}" height="{0}"', 'viewBox="0 0 {0} {0}"'])
def test_a_length_of_any_number_of_digits_is_read_or_left_out(tmp_path: Path, root: str) -> None:
    asset, problems = asset_at(tmp_path, "a.svg", f"<svg {root.format('9' * 500)}>".encode())
    assert (asset.width, asset.height, problems) == (None, None, ())


def test_a_reference_of_any_number_of_digits_does_not_raise(tmp_path: Path) -> None:
    text = f'<svg viewBox="0 0 4 3"><a href="&#{"1" * 5000};"/></svg>'
    asset, problems = asset_at(tmp_path, "a.svg", text.encode())
    assert (asset.width, asset.height, problems) == (4, 3, ())


def damaged(kind: bytes) -> bytes:
    """Return a PNG whose chunk of this kind has another checksum."""
    file = io.BytesIO()
    image = Image.new("P", (7, 5))
    image.save(file, "PNG", dpi=(72, 72))
    data = bytearray(file.getvalue())
    at = data.index(kind)
    end = at + 4 + int.from_bytes(data[at - 4 : at])
    data[end] ^= 1
    return bytes(data)


def test_a_png_is_shown_whose_ancillary_chunk_is_damaged(tmp_path: Path) -> None:
    asset, problems = asset_at(tmp_path, "a.png", damaged(b"pHYs"))
    assert problems == ()
    assert (asset.width, asset.height) == (7, 5)


@pytest.mark.parametrize("kind", [b"IHDR", b"PLTE"])
def test_a_png_is_unreadable_whose_critical_chunk_is_damaged(tmp_path: Path, kind: bytes) -> None:
    asset, (problem,) = asset_at(tmp_path, "a.png", damaged(kind))
    assert problem.code == "unreadable-image"
    assert asset.width is None


def with_notes(data: bytes, note: bytes, number: int) -> bytes:
    """Return a JPEG with notes of a camera after its first two segments."""
    at = 2
    for _ in range(2):
        at += 2 + int.from_bytes(data[at + 2 : at + 4])
    segment = b"\xff\xe1" + (2 + len(note)).to_bytes(2) + note
    return data[:at] + segment * number + data[at:]


@pytest.mark.parametrize(("orientation", "size"), [(1, (7, 5)), (6, (5, 7))])
def test_a_picture_with_megabytes_of_notes_has_its_size(
    tmp_path: Path, orientation: int, size: tuple[int, int]
) -> None:
    turned = Image.Exif()
    turned[0x0112] = orientation
    file = io.BytesIO()
    Image.new("RGB", (7, 5)).save(file, "JPEG", exif=turned)
    data = with_notes(file.getvalue(), b"depth" * 13_000, 50)
    assert len(data) > 3_000_000
    asset, problems = asset_at(tmp_path, "a.jpg", data)
    assert problems == ()
    assert (asset.width, asset.height) == size


def test_very_many_notes_are_not_all_read(tmp_path: Path) -> None:
    file = io.BytesIO()
    Image.new("RGB", (7, 5)).save(file, "JPEG")
    _, problems = asset_at(tmp_path, "a.jpg", with_notes(file.getvalue(), b"", 1_000_000))
    assert [problem.code for problem in problems] == ["unreadable-image"]


@pytest.mark.parametrize("piece", ["on", "ona ", " on", "on =", "<"])
def test_a_drawing_of_many_pieces_is_looked_through_in_linear_time(
    tmp_path: Path, piece: str
) -> None:
    data = f"<svg>{piece * 300_000}</svg>".encode()
    start = time.process_time()
    _, problems = asset_at(tmp_path, "a.svg", data)
    assert time.process_time() - start < 5
    assert problems == ()
