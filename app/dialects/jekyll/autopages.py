"""Addresses that jekyll-paginate-v2 makes: pages of lists, and lists by tag, category, collection.

Specification: the plugin's README-GENERATOR.md and README-AUTOPAGES.md.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from app.dialects.base import PublishedTerms
from app.dialects.jekyll.configuration import JekyllConfiguration
from app.dialects.jekyll.slugify import slugify
from app.dialects.jekyll.tree_layout import ContentFile
from app.dialects.mappings import is_false_or_null, mapping_of, text_at
from app.front_matter import Scalar, Value, plain
from app.regex import regex

# The key of pages that list others in pages, and of their defaults in the configuration.
PAGINATION: Final = "pagination"
_AUTOPAGES: Final = "autopages"
_PERMALINK: Final = "/page:num/"
_PER_PAGE: Final = 10
# More pages of a list than this are not linked to one by one.
_MAX_PAGES: Final = 1000
_DELIMITERS: Final = regex("[;,]")
_WORDS: Final = regex(r"[;,\s]+")


class _Kind(NamedTuple):
    """Lists of one kind: their key in the configuration, their address and its placeholder."""

    key: str
    permalink: str
    placeholder: str


_KINDS: Final = (
    _Kind("tags", "/tag/:tag", ":tag"),
    _Kind("categories", "/category/:cat", ":cat"),
    _Kind("collections", "/collection/:coll", ":coll"),
)


def has_autopages(configuration: JekyllConfiguration) -> bool:
    """Return True if the plugin makes lists of its own."""
    return _is_on(mapping_of(configuration.values.get(_AUTOPAGES)), "enabled")


def list_addresses(
    documents: Sequence[tuple[ContentFile, PublishedTerms]], configuration: JekyllConfiguration
) -> Iterator[str]:
    """Yield the addresses of lists and of their pages, without end slashes."""
    settings = mapping_of(configuration.values.get(PAGINATION))
    has_pages = _is_on(settings, "enabled")
    sizes = Counter(place.label for place, _ in documents if place.label is not None)
    for _, document in documents if has_pages else ():
        own = document.values.get(PAGINATION)
        if isinstance(own, Mapping) and own.get("enabled") is True:
            labels = _labels(own.get("collection", plain(settings.get("collection", "posts"))))
            size = sum(sizes.values()) if "all" in labels else sum(sizes[label] for label in labels)
            per_page = _positive(own.get("per_page")) or _per_page(settings)
            permalink = own.get("permalink")
            template = permalink if isinstance(permalink, str) else None
            yield from _pages(document.path, size, per_page, template, settings)
    autopages = mapping_of(configuration.values.get(_AUTOPAGES))
    if not _is_on(autopages, "enabled"):
        return
    for kind in _KINDS:
        own_settings = mapping_of(autopages.get(kind.key))
        if "enabled" in own_settings and not _is_on(own_settings, "enabled"):
            continue
        template = text_at(own_settings, "permalink") or kind.permalink
        for term, size in _terms(kind, documents).items():
            slug = _slug(term, mapping_of(own_settings.get("slugify")))
            address = f"/{template.strip('/')}".replace(kind.placeholder, slug)
            yield address
            if has_pages:
                yield from _pages(address, size, _per_page(settings), None, settings)


def _terms(
    kind: _Kind, documents: Iterable[tuple[ContentFile, PublishedTerms]]
) -> Mapping[str, int]:
    """Return the terms of documents in collections, each with their number."""
    sizes: Counter[str] = Counter()
    for place, document in documents:
        if place.label is None:
            continue
        if kind.key == "collections":
            sizes[place.label] += 1
            continue
        for term in document.terms.get(kind.key, ()):
            sizes.update(part.strip().lower() for part in _DELIMITERS.split(term))
    sizes.pop("", None)
    return sizes


def _pages(
    address: str, size: int, per_page: int, permalink: str | None, settings: Mapping[str, Value]
) -> Iterator[str]:
    """Yield the addresses of the pages of a list."""
    template = permalink or text_at(settings, "permalink") or _PERMALINK
    for number in range(1, min(-(-size // per_page), _MAX_PAGES) + 1):
        path = template.strip("/").replace(":num", str(number))
        yield f"{address.rstrip('/')}/{path}"


def _slug(term: str, settings: Mapping[str, Value]) -> str:
    mode = text_at(settings, "mode")
    if mode == "raw":
        return re.sub(r"\s+", "-", term)
    return slugify(term, is_pretty=mode == "pretty")


def _labels(value: object) -> frozenset[str]:
    """Return the names of collections in a list, or in one text."""
    if isinstance(value, str):
        return frozenset(_WORDS.split(value.strip()))
    return frozenset(map(str, value)) if isinstance(value, list | tuple) else frozenset()


def _per_page(settings: Mapping[str, Value]) -> int:
    size = settings.get("per_page")
    return (_positive(size.value) if isinstance(size, Scalar) else None) or _PER_PAGE


def _positive(value: object) -> int | None:
    return value if type(value) is int and value > 0 else None


def _is_on(values: Mapping[str, Value], key: str) -> bool:
    return key in values and not is_false_or_null(values[key])
