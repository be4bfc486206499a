"""Addresses that Hugo makes with or without a document: lists, their pages and their feeds."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Final, NamedTuple

from app.dialects.base import PublishedTerms
from app.dialects.hugo.addresses import (
    AddressInputs,
    UnknownTokenError,
    address,
    sanitized,
)
from app.dialects.hugo.configuration import HugoConfiguration
from app.dialects.hugo.tree_layout import ContentFile, TreeLayout
from app.dialects.mappings import is_true, lowered_keys, mapping_of, text_at, texts_of
from app.front_matter import Scalar, Value

# The suffixes of formats other than HTML, and those that lists have by default.
_SUFFIXES: Final[Mapping[str, str]] = {
    "calendar": "ics",
    "csv": "csv",
    "json": "json",
    "markdown": "md",
    "rss": "xml",
    "webappmanifest": "webmanifest",
}
# By the second half of a media type: gohugo.io/configuration/media-types.
_SUFFIXES_OF_MEDIA: Final[Mapping[str, str]] = {
    "atom+xml": "xml",
    "calendar": "ics",
    "css": "css",
    "csv": "csv",
    "feed+json": "json",
    "html": "html",
    "javascript": "js",
    "json": "json",
    "ld+json": "json",
    "manifest+json": "webmanifest",
    "markdown": "md",
    "plain": "txt",
    "rss+xml": "xml",
    "svg+xml": "svg",
    "xml": "xml",
}
# The formats of pages: by kind in the configuration, and of one page in its front matter.
OUTPUTS: Final = "outputs"
_DEFAULT_FORMATS: Final = ("html", "rss")
_DEFAULT_SIZE: Final = 10
# More pages of a list than this are not linked to one by one.
_MAX_PAGES: Final = 1000


class _List(NamedTuple):
    """A list of pages: the home, a section, a taxonomy, a term."""

    language: str
    kind: str
    folder: str


def generated_addresses(
    documents: Iterable[PublishedTerms], layout: TreeLayout, configuration: HugoConfiguration
) -> frozenset[str]:
    """Return the addresses of generated pages and files, without end slashes."""
    documents = list(documents)
    sizes = _sizes_of_lists(documents, layout, configuration)
    values = configuration.values
    addresses = {
        f"{document.path.rstrip('/')}/{name}"
        for document in documents
        for name in _files_of(_formats_of(document.values.get(OUTPUTS)), configuration)
    }
    per_page = _pages_per_list(values)
    folder = text_at(values, "paginatepath") or (
        text_at(mapping_of(values.get("pagination")), "path") or "page"
    )
    for item, size in sizes.items():
        if item.kind in configuration.disabled_kinds:
            continue
        sections = tuple(filter(None, item.folder.split("/")))
        content = ContentFile(item.language, item.folder, "_index", "branch")
        # Documents with an unknown token in their address report it.
        with suppress(UnknownTokenError):
            inputs = AddressInputs(content, sections, None, None, "", None)
            path = address(inputs, configuration).rstrip("/")
            addresses.add(path)
            addresses.update(f"{path}/{name}" for name in _files_of_list(item.kind, configuration))
            pages = min(-(-size // per_page), _MAX_PAGES)
            addresses.update(f"{path}/{folder}/{number}" for number in range(1, pages + 1))
    addresses.update(_files_of_site({item.language for item in sizes}, configuration))
    return frozenset(addresses)


def _sizes_of_lists(
    documents: Iterable[PublishedTerms], layout: TreeLayout, configuration: HugoConfiguration
) -> Mapping[_List, int]:
    """Return the lists of all languages that have a document, each with its number of pages."""
    sizes: Counter[_List] = Counter()
    for document in documents:
        content = layout.content_file(document.file)
        language = content.language
        is_listed = content.node != "branch"
        sizes[_List(language, "home", "")] += is_listed
        for plural in configuration.taxonomies:
            sizes[_List(language, "taxonomy", plural)] += 0
        section = content.folder.partition("/")[0]
        if section and (content.node != "leaf" or "/" in content.folder):
            sizes[_List(language, "section", section)] += is_listed
        for plural, terms in document.terms.items():
            for term in terms:
                name = sanitized(term, configuration)
                sizes[_List(language, "term", f"{plural}/{name}")] += is_listed
                sizes[_List(language, "taxonomy", plural)] += 1
    return sizes


def _pages_per_list(values: Mapping[str, Value]) -> int:
    size = values.get("paginate", mapping_of(values.get("pagination")).get("pagersize"))
    number = size.value if isinstance(size, Scalar) else None
    return number if type(number) is int and number > 0 else _DEFAULT_SIZE


def _files_of_list(kind: str, configuration: HugoConfiguration) -> Iterator[str]:
    """Yield the names of a list's files besides its page: feeds and other formats."""
    outputs = lowered_keys(mapping_of(configuration.values.get(OUTPUTS)))
    return _files_of(
        texts_of(outputs.get(kind)) if kind in outputs else _DEFAULT_FORMATS, configuration
    )


def _formats_of(written: object) -> Iterable[str]:
    """Return the formats that the front matter of a page names."""
    names = [written] if isinstance(written, str) else written
    return [name for name in names if isinstance(name, str)] if isinstance(names, list) else ()


def _files_of(formats: Iterable[str], configuration: HugoConfiguration) -> Iterator[str]:
    """Yield the names of the files of formats besides the page itself."""
    named = mapping_of(configuration.values.get("outputformats"))
    for name in map(str.lower, formats):
        settings = mapping_of(named.get(name))
        suffix = _suffix(name, text_at(settings, "mediatype"), configuration.values)
        if suffix is not None and name not in configuration.disabled_kinds:
            folder = (text_at(settings, "path") or "").strip("/")
            base = text_at(settings, "basename") or "index"
            yield f"{folder}/{base}{suffix}".lstrip("/")


def _suffix(name: str, media: str | None, values: Mapping[str, Value]) -> str | None:
    """Return the suffix of a format's files, with its full stop; empty if they have none.

    A format with an unknown media type has none that is known.
    """
    if media is None:
        return f".{_SUFFIXES[name]}" if name in _SUFFIXES else None
    types = mapping_of(values.get("mediatypes"))
    if media.lower() in types:
        suffixes = texts_of(mapping_of(types[media.lower()]).get("suffixes"))
        return f".{suffixes[0]}" if suffixes else ""
    known = _SUFFIXES_OF_MEDIA.get(media.lower().partition("/")[2])
    return None if known is None else f".{known}"


def _files_of_site(languages: Iterable[str], configuration: HugoConfiguration) -> Iterator[str]:
    """Yield the addresses of the site's maps, its home in its own language, and `robots.txt`."""
    values, disabled = configuration.values, configuration.disabled_kinds
    if "sitemap" not in disabled:
        name = text_at(mapping_of(values.get("sitemap")), "filename") or "sitemap.xml"
        yield f"/{name}"
        if configuration.is_multilingual:
            yield from (f"/{language}/{name}" for language in languages)
    if configuration.is_multilingual and not is_true(values.get("disabledefaultlanguageredirect")):
        # Of the root and the own language's folder, one is a redirect to the other.
        yield "" if configuration.in_subdir else f"/{configuration.default_language}"
    if is_true(values.get("enablerobotstxt")) and "robotstxt" not in disabled:
        yield "/robots.txt"
