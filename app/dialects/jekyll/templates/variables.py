"""The variable `site`, and the URLs that the tags `link` and `post_url` look up."""

import datetime as dt
import posixpath
from collections.abc import Iterable, Mapping, Sequence
from functools import cmp_to_key
from typing import Any
from urllib.parse import quote

from app.dialects.jekyll.configuration import JekyllCollection, JekyllConfiguration
from app.dialects.jekyll.templates.drop import Drop
from app.dialects.jekyll.tree_layout import ContentFile
from app.files.assets import Asset
from app.front_matter import plain


def site_variables(
    configuration: JekyllConfiguration,
    drops: Sequence[Drop],
    files: Iterable[ContentFile],
    data: Mapping[str, Any],
    now: dt.datetime,
) -> dict[str, Any]:
    """Return the variable `site`."""
    pages = sorted(
        (drop for drop in drops if drop.place.label is None),
        key=lambda drop: (posixpath.basename(drop.document.file), drop.document.file),
    )
    collections = {
        label: _in_order(
            collection,
            [drop for drop in drops if drop.place.label == label and not drop.place.is_draft],
        )
        for label, collection in configuration.collections.items()
    }
    posts = collections["posts"][::-1]
    folder = f"{configuration.collections_dir}/" if configuration.collections_dir else ""
    return {
        **{key: plain(value) for key, value in configuration.values.items()},
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
        "static_files": [_static_file(place) for place in files],
        "html_files": [],
        "data": data,
        "categories": _grouped(posts, "categories"),
        "tags": _grouped(posts, "tags"),
    }


def _in_order(collection: JekyllCollection, drops: list[Drop]) -> list[Drop]:
    """Return documents by the configured list or sort key, otherwise by date and file."""
    # If one document has no date, Jekyll compares only paths.
    dated = all(drop.date is not None for drop in drops)
    drops.sort(key=lambda drop: drop.order if dated else drop.order[1:])
    # Posts are always in the order of their dates.
    if collection.label == "posts":
        return drops
    if collection.order:
        ranks = {name: rank for rank, name in enumerate(collection.order)}
        # Documents that are not in the list come last.
        drops.sort(key=lambda drop: ranks.get(drop.place.within, len(ranks)))
    elif (key := collection.sort_by) is not None:
        in_sequence = cmp_to_key(_compare)
        drops.sort(key=lambda drop: in_sequence(drop.get(key)))
    return drops


def _compare(one: Any, other: Any) -> int:
    """Return less than 0 if the first value comes first; missing values come last."""
    if one is None or other is None:
        return (one is None) - (other is None)
    try:
        return int(one > other) - int(one < other)
    except TypeError:
        return 0


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


def urls_by_path(
    drops: Iterable[Drop], files: Iterable[tuple[ContentFile, Asset]]
) -> Mapping[str, str]:
    """Return the URLs of documents and static files by their paths in the tree."""
    urls = {place.path: quote(asset.path, safe="/") for place, asset in files}
    return urls | {drop["path"]: drop["url"] for drop in drops}


def urls_of_posts(drops: Iterable[Drop]) -> Mapping[str, str]:
    """Return the URLs of posts by their names, with and without the folders above."""
    urls: dict[str, str] = {}
    for drop in drops:
        if drop.place.label == "posts":
            stem = posixpath.splitext(drop.place.within)[0]
            for name in ("/".join((*drop.place.above, stem)), stem, posixpath.basename(stem)):
                urls.setdefault(name, drop["url"])
    return urls
