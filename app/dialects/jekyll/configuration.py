"""`_config.yml` → what it says of files, addresses and the site."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

from app.front_matter import (
    FrontMatter,
    KeyPath,
    Mark,
    Scalar,
    Value,
    plain,
    source_text,
)

CONFIGURATION_FILES: Final = ("_config.yml", "_config.yaml", "_config.toml")
_EXCLUDED: Final = (
    ".sass-cache",
    ".jekyll-cache",
    "gemfiles",
    "Gemfile",
    "Gemfile.lock",
    "node_modules",
    "vendor/bundle/",
    "vendor/cache/",
    "vendor/gems/",
    "vendor/ruby/",
)
_STYLES: Final[Mapping[str, str]] = {
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}
_SCOPE_TYPES: Final[Mapping[str, str]] = {"page": "pages", "post": "posts", "draft": "drafts"}


class Default(NamedTuple):
    """Front matter for the files of a scope: by path, by type, or by both."""

    path: str
    type: str | None
    values: Mapping[str, Value]


class JekyllCollection(NamedTuple):
    """A folder of documents. Without `output` they have no page of their own.

    Templates see them in the `order` that names them, else by the key `sort_by`, else by date.
    """

    label: str
    output: bool
    permalink: str | None
    future: bool
    order: tuple[str, ...] = ()
    sort_by: str | None = None


class JekyllConfiguration(NamedTuple):
    """What a tree's configuration says, Jekyll's defaults where it says nothing.

    `values` is all of it as written.
    """

    values: Mapping[str, Value]
    collections: Mapping[str, JekyllCollection]
    collections_dir: str
    defaults: tuple[Default, ...]
    permalink: str
    baseurl: str
    include: tuple[str, ...]
    exclude: tuple[str, ...]
    destination: str
    data_dir: str
    includes_dir: str
    hidden_dirs: tuple[str, ...]
    markdown_suffixes: frozenset[str]
    kramdown_input: str
    kramdown_options: tuple[tuple[str, str], ...]
    excerpt_separator: str
    # None for all of them.
    limit_posts: int | None
    plugins: frozenset[str]
    future: bool
    unpublished: bool
    show_drafts: bool

    @classmethod
    def of(cls, found: FrontMatter) -> "JekyllConfiguration":
        """What the configuration's keys say; a value of the wrong type is as if it were not."""
        values = found.values
        collections_dir = _text(values, "collections_dir", "").strip("/")
        told = values.get("kramdown")
        markdown = told if isinstance(told, Mapping) else {}
        return cls(
            values=values,
            collections=_collections(values.get("collections"), _text(values, "permalink", "date")),
            collections_dir=collections_dir,
            defaults=tuple(_defaults(values.get("defaults"))),
            permalink=_text(values, "permalink", "date"),
            baseurl=_baseurl(_text(values, "baseurl", "")),
            include=(".htaccess", *_texts(values.get("include"))),
            exclude=(*_texts(values.get("exclude")), *_EXCLUDED),
            destination=_text(values, "destination", "_site").removeprefix("./").strip("/"),
            data_dir=_text(values, "data_dir", "_data").strip("/"),
            includes_dir=_text(values, "includes_dir", "_includes").strip("/"),
            hidden_dirs=tuple(
                _text(values, key, default).strip("/")
                for key, default in (("layouts_dir", "_layouts"), ("plugins_dir", "_plugins"))
            ),
            markdown_suffixes=frozenset(
                f".{suffix.strip().lower()}"
                for suffix in _text(values, "markdown_ext", "markdown,mkdown,mkdn,mkd,md").split(
                    ","
                )
                if suffix.strip()
            ),
            kramdown_input=_text(markdown, "input", "GFM"),
            kramdown_options=tuple(_kramdown_options(markdown)),
            excerpt_separator=_text(values, "excerpt_separator", "") or "\n\n",
            limit_posts=_limit(values.get("limit_posts")),
            plugins=frozenset((*_texts(values.get("plugins")), *_texts(values.get("gems")))),
            future=_flag(values, "future"),
            unpublished=_flag(values, "unpublished"),
            show_drafts=_flag(values, "show_drafts"),
        )

    def site(self, found: FrontMatter) -> FrontMatter:
        """What the configuration says of the site, as a site file says it."""
        values: dict[str, Value] = {}
        marks: dict[KeyPath, Mark] = {}
        for key, names in _SITE_KEYS.items():
            for name in names:
                text = source_text(self.values.get(name, ""))
                if text and text.strip():
                    values[key] = text.strip()
                    marks[(key,)] = found.marks[(name,)]
                    break
        url = values.get("base_url")
        if isinstance(url, str):
            values["base_url"] = url.rstrip("/") + self.baseurl
        return FrontMatter(found.format, values, marks, 0)

    def plain(self) -> dict[str, Any]:
        """All that the configuration says, as plain data."""
        return {key: plain(value) for key, value in self.values.items()}


_SITE_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "title": ("title", "name"),
    "description": ("description", "tagline"),
    "base_url": ("url",),
    "language": ("lang", "language", "locale"),
    "time_zone": ("timezone",),
}


def _collections(written: Value | None, permalink: str) -> Mapping[str, JekyllCollection]:
    style = _STYLES.get(permalink, permalink)
    posts = JekyllCollection("posts", output=True, permalink=style, future=False)
    found: dict[str, JekyllCollection] = {"posts": posts}
    if isinstance(written, Mapping):
        for label, said in written.items():
            label = re.sub(r"[^a-z0-9_.-]", "", label, flags=re.IGNORECASE)  # noqa: PLW2901
            metadata = said if isinstance(said, Mapping) else {}
            found[label] = JekyllCollection(
                label,
                output=label == "posts" or _flag(metadata, "output"),
                permalink=_text(metadata, "permalink", "") or (style if label == "posts" else None),
                future=_flag(metadata, "future"),
                order=_texts(metadata.get("order")),
                sort_by=_text(metadata, "sort_by", "") or None,
            )
    else:
        for label in _texts(written):
            found.setdefault(label, JekyllCollection(label, False, None, False))
    return found


def _defaults(written: Value | None) -> Iterable[Default]:
    for each in written if isinstance(written, tuple) else ():
        if not isinstance(each, Mapping) or not isinstance(each.get("values"), Mapping):
            continue
        scope = each.get("scope")
        scope = scope if isinstance(scope, Mapping) else {}
        named = source_text(scope["type"]) if "type" in scope else None
        values = each["values"]
        assert isinstance(values, Mapping)
        yield Default(
            path=source_text(scope.get("path", "")) or "",
            type=_SCOPE_TYPES.get(named, named) if named is not None else None,
            values=values,
        )


def _baseurl(written: str) -> str:
    inner = written.strip().strip("/")
    return f"/{inner}" if inner else ""


def _text(values: Value | Mapping[str, Value], key: str, default: str) -> str:
    assert isinstance(values, Mapping)
    found = values.get(key)
    text = source_text(found) if found is not None else None
    return default if text is None else text


def _texts(value: Value | None) -> tuple[str, ...]:
    """Several names: a list of them, or one text with spaces between."""
    if isinstance(value, tuple):
        return tuple(text for each in value if (text := source_text(each)))
    text = source_text(value) if value is not None else None
    return tuple(text.split()) if text else ()


def _limit(written: Value | None) -> int | None:
    value = written.value if isinstance(written, Scalar) else None
    return value if type(value) is int and value > 0 else None


def _kramdown_options(values: Mapping[str, Value]) -> Iterable[tuple[str, str]]:
    """Those that say something of bodies, as an author would write them in one."""
    if "auto_ids" in values and not _flag(values, "auto_ids"):
        yield "auto_ids", "false"
    if levels := _texts(values.get("toc_levels")):
        yield "toc_levels", ",".join(levels)


def _flag(values: Mapping[str, Value], key: str) -> bool:
    """Ruby takes everything for true but false and null."""
    found = values.get(key)
    value = found.value if isinstance(found, Scalar) else found
    return value is not None and value is not False
