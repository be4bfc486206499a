"""The lists of redirects and of files."""

import io
from collections.abc import Callable, Mapping

from PIL import Image

from app.library.library import Library
from app.views.files import Placeholders

Load = Callable[[Mapping[str, str | bytes]], Library]


def picture(color: str) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (30, 20), color).save(file, "PNG")
    return file.getvalue()


def test_a_placeholder_is_made_once_and_kept_for_the_next_library(load_files: Load) -> None:
    before = load_files({"index.md": "x", "a.png": picture("red"), "b.png": picture("blue")})
    placeholders = Placeholders(before)
    first = placeholders.of(before.assets["/a.png"])
    assert first is not None
    placeholders.of(before.assets["/b.png"])
    after = load_files({"b.png": picture("green")})
    kept = Placeholders(after, placeholders)
    assert kept.has(after.assets["/a.png"])
    assert not kept.has(after.assets["/b.png"])
    # What is not shown any more takes no memory.
    assert list(kept.made.values()) == [first]
    assert kept.of(after.assets["/a.png"]) == first


def test_a_file_that_is_gone_has_no_placeholder_and_is_looked_for_again(load_files: Load) -> None:
    library = load_files({"index.md": "x", "a.png": picture("red")})
    asset = library.assets["/a.png"]
    placeholders = Placeholders(library)
    asset.location.unlink()
    assert placeholders.of(asset) is None
    asset.location.write_bytes(picture("red"))
    assert placeholders.of(asset) is not None
