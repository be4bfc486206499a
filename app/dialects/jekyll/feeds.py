"""Addresses of the feeds that jekyll-feed makes: github.com/jekyll/jekyll-feed."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from app.dialects.base import PublishedTerms
from app.dialects.jekyll.configuration import JekyllConfiguration
from app.dialects.mappings import is_false_or_null, mapping_of, text_at, texts_of
from app.front_matter import Value, source_text
from app.regex import regex

_POSTS: Final = "posts"
_BY_TAG: Final = "/feed/by_tag/"
# The plugin makes no feed of another tag.
_TAG: Final = regex("[a-zA-Z0-9_]+")


def has_feeds_by_tag(configuration: JekyllConfiguration) -> bool:
    """Return True if the plugin makes a feed of each tag."""
    tags = _settings(configuration).get("tags")
    is_on = tags is not None and not is_false_or_null(tags)
    return is_on and "jekyll-feed" in configuration.plugins


def feed_addresses(
    posts: Iterable[PublishedTerms], configuration: JekyllConfiguration
) -> Iterator[str]:
    """Yield the addresses of feeds: of collections, of their categories, and of posts by tag."""
    if "jekyll-feed" not in configuration.plugins:
        return
    settings = _settings(configuration)
    collections = _collections(settings.get("collections"))
    own = {key: settings[key] for key in ("path", "categories") if key in settings}
    collections[_POSTS] = {**own, **collections.get(_POSTS, {})}
    for name, collection in collections.items():
        prefix = "/feed" if name == _POSTS else f"/feed/{name}"
        yield _rooted(text_at(collection, "path") or f"{prefix}.xml")
        for category in texts_of(collection.get("categories")):
            yield f"{prefix}/{category}.xml"
    if has_feeds_by_tag(configuration):
        yield from _feeds_by_tag(posts, mapping_of(settings.get("tags")))


def _settings(configuration: JekyllConfiguration) -> Mapping[str, Value]:
    return mapping_of(configuration.values.get("feed"))


def _collections(value: Value | None) -> dict[str, Mapping[str, Value]]:
    if isinstance(value, tuple):
        return {name: {} for item in value if (name := source_text(item))}
    return {name: mapping_of(collection) for name, collection in mapping_of(value).items()}


def _feeds_by_tag(posts: Iterable[PublishedTerms], settings: Mapping[str, Value]) -> Iterator[str]:
    used = {tag for post in posts for tag in post.terms.get("tags", ())}
    if not used:
        return
    tags = set(texts_of(settings["only"])) if "only" in settings else used
    folder = text_at(settings, "path") or _BY_TAG
    for tag in sorted(tags - set(texts_of(settings.get("except")))):
        if _TAG.fullmatch(tag):
            yield _rooted(f"{folder}{tag}.xml")


def _rooted(path: str) -> str:
    return f"/{path.removeprefix('/')}"
