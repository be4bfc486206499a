"""The variable `site`, and the look-ups of the tags `link`, `post_url` and `include_relative`."""

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
    """Return the variable `site`."""
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
    folder = f"{configuration.collections_dir}/" if configuration.collections_dir else ""
    return {
        **configuration.plain(),
        **collections,
        "time": now,
        "baseurl": configuration.baseurl,
        "pages": pages,
        "html_pages": pages,
        "posts": posts,
        "related_posts": posts[:10],
        "documents": [drop for documents in collections.values() for drop in documents],
        "collections": [
            {
                "label": label,
                "docs": documents,
                "files": [],
                "output": configuration.collections[label].output,
                "relative_directory": f"{folder}_{label}",
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
    """Return the posts of each name, newest first; the names in the order of their oldest post."""
    groups: dict[str, list[Drop]] = {}
    for post in reversed(posts):
        for name in post[key]:
            groups.setdefault(name, []).insert(0, post)
    return groups


def _static_file(place: ContentFile) -> dict[str, Any]:
    name = posixpath.basename(place.within)
    stem, suffix = posixpath.splitext(name)
    return {
        # In a collection, Jekyll's paths do not begin with a slash.
        "path": f"/{place.path}" if place.label is None else place.path,
        "name": name,
        "basename": stem.rstrip("."),
        "extname": suffix,
        "collection": place.label,
    }


class Lookups:
    """The URLs and texts of the files of a tree."""

    def __init__(
        self,
        drops: Iterable[Drop],
        files: Iterable[tuple[ContentFile, Asset]],
        text_of: Callable[[str], str | None],
    ) -> None:
        self._urls = {place.path: quote(asset.path, safe="/") for place, asset in files}
        self._posts: dict[str, str] = {}
        self._text_of = text_of
        for drop in drops:
            url = drop["url"]
            self._urls[drop["path"]] = url
            if drop.place.label == "posts":
                stem = posixpath.splitext(drop.place.within)[0]
                names = ("/".join((*drop.place.above, stem)), stem, posixpath.basename(stem))
                for name in names:
                    self._posts.setdefault(name, url)

    def link(self, path: str) -> str | None:
        """Return the URL of the file at a path of the tree."""
        return self._urls.get(path.lstrip("/"))

    def post_url(self, name: str) -> str | None:
        """Return the URL of the post of a name."""
        return self._posts.get(name.lstrip("/"))

    def relative_include(self, file: str, name: str) -> str | None:
        """Return the text of a file in or below the folder of a document."""
        folder = posixpath.dirname(file)
        path = posixpath.normpath(posixpath.join(folder, name))
        if path.startswith("..") or (folder and not path.startswith(f"{folder}/")):
            return None
        return self._text_of(path)
