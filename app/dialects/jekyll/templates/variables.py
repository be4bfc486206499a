"""What templates know of the whole site: `site`, and the look-ups of `link` and `post_url`."""

import datetime as dt
import posixpath
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from app.dialects.jekyll.configuration import JekyllConfiguration
from app.dialects.jekyll.templates.collections import in_order
from app.dialects.jekyll.templates.drop import Drop
from app.dialects.jekyll.tree_layout import ContentFile
from app.files.assets import Asset


def site_variables(
    configuration: JekyllConfiguration,
    drops: Sequence[Drop],
    files: Iterable[tuple[ContentFile, Asset]],
    data: Mapping[str, Any],
    now: dt.datetime,
) -> dict[str, Any]:
    """All that a template may ask of `site`."""
    pages = sorted(
        (drop for drop in drops if drop.place.label is None),
        key=lambda drop: (posixpath.basename(drop.document.file), drop.document.file),
    )
    collections: dict[str, list[Drop]] = {label: [] for label in configuration.collections}
    for drop in drops:
        if drop.place.label is not None and not drop.place.is_draft:
            collections[drop.place.label].append(drop)
    collections = {
        label: in_order(configuration.collections[label], documents)
        for label, documents in collections.items()
    }
    posts = collections["posts"][::-1]
    beside = f"{configuration.collections_dir}/" if configuration.collections_dir else ""
    return {
        **configuration.plain(),
        **collections,
        "time": now,
        "baseurl": configuration.baseurl,
        "pages": pages,
        "html_pages": pages,
        "posts": posts,
        "related_posts": posts[:10],
        "documents": [drop for each in collections.values() for drop in each],
        "collections": [
            {
                "label": label,
                "docs": documents,
                "files": [],
                "output": configuration.collections[label].output,
                "relative_directory": f"{beside}_{label}",
            }
            for label, documents in sorted(collections.items())
        ],
        "static_files": [_static_file(place) for place, _ in files],
        "html_files": [],
        "data": data,
        "categories": _grouped(posts, "categories"),
        "tags": _grouped(posts, "tags"),
    }


def _grouped(posts: Sequence[Drop], key: str) -> dict[str, list[Drop]]:
    """The posts of each name, newest first; the names by the oldest post that bears them."""
    groups: dict[str, list[Drop]] = {}
    for post in reversed(posts):
        for name in post[key]:
            groups.setdefault(name, []).insert(0, post)
    return groups


def _static_file(place: ContentFile) -> dict[str, Any]:
    name = posixpath.basename(place.within)
    stem, suffix = posixpath.splitext(name)
    return {
        # In a collection, Jekyll's paths begin with no slash.
        "path": f"/{place.path}" if place.label is None else place.path,
        "name": name,
        "basename": stem.rstrip("."),
        "extname": suffix,
        "collection": place.label,
    }


class Lookups:
    """What the tags `link`, `post_url` and `include_relative` look for."""

    def __init__(
        self,
        drops: Iterable[Drop],
        files: Iterable[tuple[ContentFile, Asset]],
        text_of: Callable[[str], str | None],
    ) -> None:
        self._urls: dict[str, str] = {
            place.path: quote(asset.path, safe="/") for place, asset in files
        }
        self._posts: dict[str, str] = {}
        self._text_of = text_of
        for drop in drops:
            self._urls[drop["path"]] = drop["url"]
            if drop.place.label == "posts":
                stem = posixpath.splitext(drop.place.within)[0]
                folder = "/".join((*drop.place.above, stem))
                self._posts.setdefault(folder, drop["url"])
                self._posts.setdefault(stem, drop["url"])
                self._posts.setdefault(posixpath.basename(stem), drop["url"])

    def link(self, path: str) -> str | None:
        """The address of a file of the tree."""
        return self._urls.get(path.lstrip("/"))

    def post_url(self, name: str) -> str | None:
        """The address of the post of this name."""
        return self._posts.get(name.lstrip("/"))

    def relative_include(self, file: str, name: str) -> str | None:
        """The text of a file in the folder of a document, or below it."""
        whole = posixpath.normpath(posixpath.join(posixpath.dirname(file), name))
        folder = posixpath.dirname(file)
        if whole.startswith("..") or (folder and not whole.startswith(f"{folder}/")):
            return None
        return self._text_of(whole)
