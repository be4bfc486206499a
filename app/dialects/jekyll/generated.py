"""Files and pages that Jekyll's common plugins make: feeds, the map of the site, pages of lists."""

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from app.dialects.base import PublishedTerms
from app.dialects.jekyll.autopages import list_addresses
from app.dialects.jekyll.configuration import JekyllConfiguration
from app.dialects.jekyll.feeds import feed_addresses
from app.dialects.jekyll.slugify import slugify
from app.dialects.jekyll.tree_layout import ContentFile, TreeLayout
from app.dialects.mappings import mapping_of, text_at, texts_of
from app.front_matter import Scalar, Value

_DEFAULT_PATH: Final = "/page:num"
# The addresses of archives by the kinds that a site enables.
_ARCHIVES: Final = {"categories": "/category/:name/", "tags": "/tag/:name/"}
_ARCHIVE_OF: Final = {"categories": "category", "tags": "tag"}


def page_size(values: Mapping[str, Value]) -> int | None:
    """Return the number of posts on a page of the list; None for a list without pages."""
    size = values.get("paginate")
    number = size.value if isinstance(size, Scalar) else None
    return number if type(number) is int and number > 0 else None


def page_path(values: Mapping[str, Value], number: int) -> str:
    """Return the address of a page of the list of posts, from the second on."""
    template = text_at(values, "paginate_path") or _DEFAULT_PATH
    return f"/{template.removeprefix('/')}".replace(":num", str(number), 1)


def paginated_file(values: Mapping[str, Value], files: Iterable[str]) -> str | None:
    """Return the `index.html` that lists posts in pages: the deepest above their addresses."""
    folder = posixpath.dirname(page_path(values, 2).rstrip("/")).strip("/")
    candidates = [
        file
        for file in files
        if posixpath.basename(file) == "index.html"
        and f"{folder}/".startswith(f"{posixpath.dirname(file)}/".lstrip("/"))
    ]
    return max(candidates, key=len, default=None)


def generated_addresses(
    documents: Iterable[PublishedTerms], layout: TreeLayout, configuration: JekyllConfiguration
) -> frozenset[str]:
    """Return the addresses of generated files and pages, without end slashes."""
    values, plugins = configuration.values, configuration.plugins
    addresses: set[str] = set()
    if "jekyll-sitemap" in plugins:
        addresses |= {"/sitemap.xml", "/robots.txt"}
    places = [(layout.content_file(document.file), document) for document in documents]
    posts = [(place, document) for place, document in places if place.label == "posts"]
    addresses.update(feed_addresses((document for _, document in posts), configuration))
    size = page_size(values)
    pages = [place.within for place, _ in places if place.label is None]
    if size is not None and paginated_file(values, pages) is not None:
        numbers = range(2, -(-len(posts) // size) + 1)
        addresses |= {page_path(values, number).rstrip("/") for number in numbers}
    if has_archives(configuration):
        addresses.update(_archives(posts, mapping_of(values.get("jekyll-archives"))))
    addresses.update(list_addresses(places, configuration))
    return frozenset(addresses)


def has_archives(configuration: JekyllConfiguration) -> bool:
    """Return True if jekyll-archives makes lists; a Gemfile may name it in place of `plugins`."""
    name = "jekyll-archives"
    return name in configuration.plugins or name in configuration.values


def _archives(
    posts: Iterable[tuple[ContentFile, PublishedTerms]], settings: Mapping[str, Value]
) -> Iterator[str]:
    """Yield the addresses of the lists of posts of each category and tag."""
    enabled = texts_of(settings.get("enabled"))
    permalinks = mapping_of(settings.get("permalinks"))
    for _, document in posts:
        for kind, template in _ARCHIVES.items():
            if kind in enabled or "all" in enabled:
                written = text_at(permalinks, _ARCHIVE_OF[kind]) or template
                for term in document.terms.get(kind, ()):
                    path = re.sub(":name", slugify(term), f"/{written.strip('/')}")
                    yield path.removesuffix(".html").rstrip("/")
