"""Of files with one name, the sizes of a picture are told from other pictures."""

from pathlib import Path

import pytest

from app.files.assets import Asset
from app.library.picture_sizes import meant_file


@pytest.mark.parametrize(
    ("widths", "path"),
    [
        # The widest, whatever the order of the names.
        ({"/img/1200/a.png": 1200, "/img/600/a.png": 600}, "/img/1200/a.png"),
        ({"/img/800x600/a.png": 800, "/img/a.png": 400}, "/img/a.png"),
        ({"/img/1200/a.png": None, "/img/600/a.png": None}, "/img/600/a.png"),
        ({"/img/1200/a.png": 1200, "/team/600/a.png": 600}, None),
        ({}, None),
    ],
)
def test_the_highest_then_the_widest_of_its_sizes_is_a_picture(
    widths: dict[str, int | None], path: str | None
) -> None:
    assets = [
        Asset(name, Path("nowhere"), "image/png", "", 0, width, width)
        for name, width in widths.items()
    ]
    file = meant_file(assets, "/a.png")
    assert (file and file.path) == path
