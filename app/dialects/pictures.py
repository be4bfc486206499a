"""Pictures in front matter, under the keys that plugins and themes give them."""

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Final

from app.dialects.mappings import is_false_or_null
from app.files.tree import ASSET_TYPES
from app.front_matter import Value, source_text

# The keys of a picture's path: those of jekyll-seo-tag and HugoBlox, and those of themes.
_SOURCES: Final = (
    *("path", "url", "filename"),
    *("feature", "facebook", "og_image", "twitter", "teaser"),
)


def with_source(image: Value) -> Value:
    """Return the picture of a page with its path under `src`, which is empty if it has none."""
    if not isinstance(image, Mapping) or "src" in image:
        return image
    named = [
        image[key]
        for key in _SOURCES
        if key in image
        and not is_false_or_null(image[key])
        # HugoBlox also finds the file of a page's folder that begins so: `featured`.
        and (key != "filename" or _is_picture(image[key]))
    ]
    # A small one last.
    keys = sorted(image, key=lambda key: "thumb" in key)
    named += [image[key] for key in keys if _is_picture(image[key])]
    return {**image, "src": named[0] if named else ""}


def _is_picture(value: Value) -> bool:
    """Return True if a value is the name of a picture."""
    suffix = PurePosixPath(source_text(value) or "").suffix.lower()
    return ASSET_TYPES.get(suffix, "").startswith("image/")
