"""Placeholders of permalinks that only a plugin fills, from front matter."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Final

from app.dialects.jekyll.configuration import JekyllConfiguration
from app.dialects.jekyll.fields import OURS
from app.front_matter import Scalar, Value

# Plugins that run on GitHub Pages: pages.github.com/versions. They add no placeholders.
_OF_GITHUB_PAGES: Final = frozenset(
    {
        *("jekyll-avatar", "jekyll-coffeescript", "jekyll-commonmark-ghpages"),
        *("jekyll-default-layout", "jekyll-feed", "jekyll-gist", "jekyll-github-metadata"),
        *("jekyll-include-cache", "jekyll-mentions", "jekyll-optional-front-matter"),
        *("jekyll-paginate", "jekyll-readme-index", "jekyll-redirect-from"),
        *("jekyll-relative-links", "jekyll-remote-theme", "jekyll-sass-converter"),
        *("jekyll-seo-tag", "jekyll-sitemap", "jekyll-titles-from-headings", "jemoji"),
    }
)
# In characters. A longer number is no part of an address.
_LONGEST_NUMBER: Final = 40


def plugins_may_fill(configuration: JekyllConfiguration, files: Iterable[str]) -> bool:
    """Return True if the tree, of these files, has a plugin that may add placeholders."""
    folder = f"{configuration.plugins_dir}/"
    return not configuration.plugins <= _OF_GITHUB_PAGES or any(
        name.startswith(folder) and name.endswith(".rb") for name in files
    )


def value_of(name: str, values: Mapping[str, Value]) -> str | None:
    """Return Ruby's text of the value under a key; None if there is none that is plain."""
    value = values.get(name, values.get(OURS.get(name, name)))
    if isinstance(value, str):
        return value
    if not isinstance(value, Scalar) or len(value.source) > _LONGEST_NUMBER:
        return None
    match value.value:
        case None:
            return ""
        case bool():
            return str(value.value).lower()
        case dt.datetime() | dt.time():
            return None
        case plain:
            return str(plain)
