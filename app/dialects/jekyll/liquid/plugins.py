"""The tags, filters and pages that a site's plugins add to its templates."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from app.dialects.jekyll.configuration import JekyllConfiguration
from app.dialects.jekyll.site_parts import plugin_folders
from app.dialects.mappings import mapping_of, text_at
from app.files.text import SourceText
from app.regex import regex

PICTURE_TAG: Final = "jekyll_picture_tag"
# Writes lists of literature, each entry with the anchor of its key.
SCHOLAR: Final = "jekyll-scholar"
# Tags and filters of public plugins by the names of these.
_TAGS: Final[Mapping[str, tuple[str, ...]]] = {
    PICTURE_TAG: ("picture",),
    "jekyll_version_plugin": ("project_version",),
    "jekyll-gist": ("gist",),
    "jekyll-seo-tag": ("seo",),
    "jekyll-feed": ("feed_meta",),
    "jekyll-toc": ("toc",),
    "jekyll-include-cache": ("include_cached",),
    "jekyll-assets": ("asset", "css", "js", "img"),
    "jekyll-github-metadata": ("github_edit_link",),
    "jekyll-polyglot": ("i18n_headers", "static_href"),
    "jekyll-responsive-image": ("responsive_image", "responsive_image_block"),
    "jekyll-figure": ("figure",),
    "jekyll-youtube": ("youtube",),
    "jekyll-avatar": ("avatar",),
    "jekyll-contentblocks": ("contentfor", "contentblock"),
    "jekyll-twitter-plugin": ("twitter",),
    "jekyll-tabs": ("tabs", "tab"),
    "jekyll-katex": ("katex", "katexmm"),
    SCHOLAR: ("bibliography", "cite", "reference", "quote", "bibliography_count"),
}
_FILTERS: Final[Mapping[str, tuple[str, ...]]] = {
    "jekyll-toc": ("toc", "toc_only", "inject_anchors"),
    "jemoji": ("emojify",),
    "jekyll-smartify": ("smartify_quotes",),
    "jekyll-email-protect": ("encode_email",),
    "jekyll-typogrify": ("typogrify", "improve"),
    "liquid_reading_time": ("reading_time",),
}
# They load the part of Rails that says what is `blank`.
_WITH_RAILS: Final = frozenset({"github-pages", "jekyll-mentions", "jemoji"})
_GEM: Final = regex(r"^[ \t]*gem[ \t(]+[\"']([\w-]+)[\"']", re.MULTILINE)
_TAG: Final = regex(r"register_tag[ \t(]+(?:[\"'](?P<text>\w+)[\"']|:(?P<symbol>\w+)|\w)")
# A text that may be the name of a tag.
_WORD: Final = regex(r"[\"'](\w+)[\"']")
_METHOD: Final = regex(r"^[ \t]*def[ \t]+(\w+)", re.MULTILINE)


class Pictures(NamedTuple):
    """The settings of jekyll_picture_tag: the folder of pictures, presets that give an address."""

    folder: str = ""
    address_presets: frozenset[str] = frozenset()


class Plugins(NamedTuple):
    """The plugins of a site: who makes each tag and filter, and the settings of `picture`.

    `know_blank`: conditions may compare with `blank`, which plain Liquid does not know.
    """

    tags: Mapping[str, str] = MappingProxyType({})
    filters: Mapping[str, str] = MappingProxyType({})
    pictures: Pictures | None = None
    # The folders in which plugins make pages.
    folders: frozenset[str] = frozenset()
    know_blank: bool = False


def read_plugins(
    configuration: JekyllConfiguration,
    gemfile: str,
    sources: Mapping[str, SourceText],
    presets: Mapping[str, object],
) -> Plugins:
    """Return the plugins of the configuration, the Gemfile, and the folder of the site's own.

    `sources` are the texts of this folder. `presets` are the data of jekyll_picture_tag.
    """
    names = configuration.plugins | set(_GEM.findall(gemfile))
    tags = {tag: name for name in sorted(names) for tag in _TAGS.get(name, (_own_tag(name),))}
    filters = {key: name for name in sorted(names) for key in _FILTERS.get(name, ())}
    for file, source in sources.items():
        place = f"{configuration.plugins_dir}/{file}"
        tags |= dict.fromkeys(_registered_tags(file, source.text), place)
        if "register_filter" in source.text:
            filters |= dict.fromkeys(_METHOD.findall(source.text), place)
    pictures = None
    if PICTURE_TAG in names:
        settings = mapping_of(configuration.values.get("picture"))
        folder = (text_at(settings, "source") or "").removeprefix("./").strip("/")
        pictures = Pictures(folder, frozenset(_address_presets(presets)))
    folders = frozenset(
        folder for source in sources.values() for folder in plugin_folders(source.text)
    )
    return Plugins(tags, filters, pictures, folders, not _WITH_RAILS.isdisjoint(names))


def _own_tag(plugin: str) -> str:
    """Return the name of the tag that a plugin is likely to add, that of `jekyll-cloudinary`."""
    return plugin.removeprefix("jekyll-").removeprefix("jekyll_").replace("-", "_")


def _registered_tags(file: str, text: str) -> Iterator[str]:
    """Yield the names of the tags that a plugin adds.

    Where one is registered by a variable, they may be any word in quotes, or the file's name.
    """
    is_computed = False
    for match in _TAG.finditer(text):
        name = match["text"] or match["symbol"]
        if name is not None:
            yield name
        is_computed = is_computed or name is None
    if is_computed:
        yield from _WORD.findall(text)
        yield posixpath.splitext(posixpath.basename(file))[0]


def _address_presets(data: Mapping[str, object]) -> Iterator[str]:
    """Yield the names of presets that render to an address, such as for a background."""
    for key in ("presets", "markup_presets"):
        written = data.get(key)
        for name, preset in written.items() if isinstance(written, Mapping) else ():
            if isinstance(preset, Mapping) and preset.get("markup") in _ADDRESSES:
                yield str(name)


_ADDRESSES: Final = ("direct_url", "naked_srcset")
