"""The variables of templates, and the URLs that the tags `link` and `post_url` look up."""

import datetime as dt
import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cmp_to_key
from typing import Any, Final
from urllib.parse import quote

from app.dialects.document import Document
from app.dialects.jekyll.configuration import JekyllCollection, JekyllConfiguration
from app.dialects.jekyll.dates import moment_of
from app.dialects.jekyll.tree_layout import ContentFile
from app.dialects.mappings import text_at
from app.front_matter import Scalar, Value, plain

# Keys computed on first use and left out of iterations: they contain other documents or much text.
_LAZY: Final = ("content", "output", "excerpt", "next", "previous")
# Characters that are not escaped in a URL.
_SAFE: Final = "/-._~!$&'()*+,;=:@"


class Drop(Mapping[str, Any]):
    """The front matter of a document and the keys that Jekyll adds; Liquid calls it a drop."""

    def __init__(
        self,
        document: Document,
        place: ContentFile,
        zone: dt.tzinfo,
        compute: Callable[["Drop", str], Any],
    ) -> None:
        self.document = document
        self.place = place
        self._compute = compute
        self._lazy: dict[str, Any] = {}
        self._values = _values(document, place, zone)

    def __getitem__(self, key: str) -> Any:
        """Return the value of a key. Raises KeyError."""
        if key in self._values:
            return self._values[key]
        if key not in _LAZY:
            raise KeyError(key)
        if key not in self._lazy:
            self._lazy[key] = self._compute(self, key)
        return self._lazy[key]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the keys whose values are not lazy."""
        return iter(self._values)

    def __len__(self) -> int:
        """Return the number of keys whose values are not lazy."""
        return len(self._values)

    @property
    def date(self) -> dt.datetime | None:
        """The date, if the document has one."""
        date = self._values.get("date")
        return date if isinstance(date, dt.datetime) else None

    @property
    def order(self) -> tuple[dt.datetime, str]:
        """The sort key in a collection: date and file."""
        return self.date or dt.datetime.min.replace(tzinfo=dt.UTC), self.document.file


def _values(document: Document, place: ContentFile, zone: dt.tzinfo) -> dict[str, Any]:
    data = document.template_source.data if document.template_source is not None else {}
    values: dict[str, Any] = {key: template_value(value, zone) for key, value in data.items()}
    url = quote(document.path, safe=_SAFE)
    values |= {"url": url, "path": place.path}
    if document.moved_to is not None:
        # Set by Jekyll's plugin for redirects.
        values["sitemap"] = False
    if place.label is None or values.get("name") is None:
        values["name"] = posixpath.basename(document.file)
    if place.label is None:
        values["dir"] = url if url.endswith("/") else f"{posixpath.dirname(url).rstrip('/')}/"
        return values
    values |= {
        "relative_path": place.path,
        "collection": place.label,
        "id": posixpath.splitext(url)[0].rstrip("/") or "/",
        "ext": posixpath.splitext(document.file)[1],
        "draft": place.is_draft,
    }
    if values.get("slug") is None:
        values["slug"] = place.slug
    if values.get("title") is None:
        words = place.slug.rstrip("-").split("-")
        values["title"] = " ".join(word[:1].upper() + word[1:].lower() for word in words)
    for key, terms in (("categories", document.fields.categories), ("tags", document.fields.tags)):
        if not _are_mappings(data.get(key)):
            values[key] = list(terms)
    date = document.fields.date
    moment = moment_of(Scalar(date, ""), zone) if date is not None else None
    if moment is not None:
        values["date"] = moment
    return values


def _are_mappings(value: Value | None) -> bool:
    """Return True for a list of mappings such as `category: X`, whose keys templates name."""
    return isinstance(value, tuple) and any(isinstance(item, Mapping) for item in value)


def template_value(value: Value, zone: dt.tzinfo) -> Any:
    """Return a value of the front matter as a value of templates."""
    if isinstance(value, Scalar):
        if isinstance(value.value, dt.datetime):
            return moment_of(value, zone)
        return value.value if isinstance(value.value, dt.date) else plain(value)
    if isinstance(value, Mapping):
        return {key: template_value(item, zone) for key, item in value.items()}
    if isinstance(value, tuple):
        return [template_value(item, zone) for item in value]
    return value


def _repository(values: Mapping[str, Value]) -> dict[str, Any]:
    """Return the part of `site.github` that follows from the name of the repository."""
    owner, slash, name = (text_at(values, "repository") or "").partition("/")
    if not slash:
        return {}
    url = f"https://github.com/{owner}"
    return {
        "github": {
            "repository_url": f"{url}/{name}",
            "repository_nwo": f"{owner}/{name}",
            "repository_name": name,
            "owner_name": owner,
            "owner_url": url,
            "issues_url": f"{url}/{name}/issues",
        }
    }


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
        **_repository(configuration.values),
        **{key: plain(value) for key, value in configuration.values.items()},
        "time": now,
        "baseurl": configuration.written_baseurl,
        "pages": pages,
        "html_pages": pages,
        "posts": posts,
        "related_posts": posts[:10],
        "documents": [drop for documents in collections.values() for drop in documents],
        "collections": [
            {
                **_metadata(configuration, label),
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
        # A collection that is named like a key above, such as "pages", is in its place.
        **{label: documents for label, documents in collections.items() if label != "posts"},
    }


def _metadata(configuration: JekyllConfiguration, label: str) -> dict[str, Any]:
    """Return what the configuration says of a collection, such as its title."""
    collections = configuration.values.get("collections")
    metadata = collections.get(label) if isinstance(collections, Mapping) else None
    if not isinstance(metadata, Mapping):
        return {}
    return {key: plain(value) for key, value in metadata.items()}


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
        fields = post.document.fields
        for name in fields.categories if key == "categories" else fields.tags:
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
    drops: Iterable[Drop], files: Iterable[tuple[ContentFile, str]]
) -> Mapping[str, str]:
    """Return the URLs of documents, and of static files with these addresses, by their paths."""
    urls = {place.path: quote(address, safe="/") for place, address in files}
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
