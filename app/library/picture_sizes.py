"""Files of one name in several folders: sizes of one picture, or different pictures."""

from collections.abc import Sequence
from typing import Final

from app.files.assets import Asset
from app.regex import regex

# A folder of pictures of one size: `440`, `800x600`, `1200w`.
_SIZE: Final = regex(r"(?<=/)\d{2,5}(?:x\d{2,5}|px|w)?(?=/)")


def meant_file(assets: Sequence[Asset], ending: str) -> Asset | None:
    """Return the file that a name without its folder means; None if there are several.

    `assets` are those whose paths end so. Files in folders below that of another, and in folders
    whose names differ only in a size, are sizes of one picture: the one nearest to the root
    counts, of several there the widest.
    """
    by_shape: dict[str, list[Asset]] = {}
    for asset in assets:
        by_shape.setdefault(_SIZE.sub("#", asset.path), []).append(asset)
    if not by_shape:
        return None
    top = min(by_shape, key=len)
    folder = top.removesuffix(ending)
    if not all(shape == top or shape.startswith(f"{folder}/") for shape in by_shape):
        return None
    return max(by_shape[top], key=lambda asset: (asset.width or 0, asset.path))
