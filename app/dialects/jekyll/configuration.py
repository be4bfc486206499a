"""`_config.yml` → rules for files, addresses and the site."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from app.dialects.mappings import (
    indexed_texts,
    is_false_or_null,
    mapping_of,
    merged,
    text_at,
)
from app.front_matter import (
    NULL,
    FrontMatter,
    KeyPath,
    Mark,
    Value,
    plain,
    source_text,
)
from app.problems import Fault, shorten
from app.regex import regex
from app.site.globs import scope_glob, shell_glob
from app.site.patterns import Pattern, PatternError
from app.site.urls import SCHEME

CONFIGURATION_FILES: Final = ("_config.yml", "_config.yaml", "_config.toml")
_EXCLUDED: Final = (
    *(".sass-cache", ".jekyll-cache", "gemfiles", "Gemfile", "Gemfile.lock", "node_modules"),
    *("vendor/bundle/", "vendor/cache/", "vendor/gems/", "vendor/ruby/"),
)
_STYLES: Final[Mapping[str, str]] = {
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}
# An address that begins with its host.
_HOST: Final = regex(r"(?://)?(?:[a-z0-9-]+\.)+[a-z]{2,}(?::[0-9]+)?(?:/|\Z)", re.IGNORECASE)
# The beginning of a scope's path that stands for itself.
_LITERAL: Final = regex(r"[^*?]*")
_SCOPE_TYPES: Final[Mapping[str, str]] = {"page": "pages", "post": "posts", "draft": "drafts"}


class Default(NamedTuple):
    """Front matter for the files of a scope: by path, by type, or by both."""

    path: str
    type: str | None
    values: Mapping[str, Value]

    def applies(self, path: str, kind: str, collections_dir: str) -> bool:
        """Return True if the scope has a file of this path and kind."""
        if self.type is not None and self.type != kind:
            return False
        beside = f"{collections_dir}/" if collections_dir else ""
        if "*" not in self.path:
            return path.startswith(self.path.removeprefix(beside))
        whole = f"{beside}{path}" if beside and self.path.startswith(beside) else path
        if not whole.startswith(_LITERAL.match(self.path)[0]):  # type: ignore[index]  # it may be empty
            return False
        try:
            return scope_glob(self.path).is_in(whole)
        except PatternError:
            # Reported with the configuration.
            return False

    def is_narrower(self, other: "Default") -> bool:
        """Return True if the values of this scope count more than those of one before it."""
        if len(self.path) != len(other.path):
            return len(self.path) >= len(other.path)
        return self.type is not None or other.type is None


class JekyllCollection(NamedTuple):
    """A folder of documents. Without `output` they have no pages of their own.

    Templates list them in this `order` of names, else by the key `sort_by`, else by date.
    """

    label: str
    output: bool
    permalink: str | None
    future: bool
    order: tuple[str, ...] = ()
    sort_by: str | None = None


class JekyllConfiguration(NamedTuple):
    """A tree's configuration, with Jekyll's defaults; `values` is all of it as written."""

    values: Mapping[str, Value]
    # The folder that is the site, with a slash at its end; empty if it is the whole tree.
    source: str
    collections: Mapping[str, JekyllCollection]
    collections_dir: str
    defaults: tuple[Default, ...]
    permalink: str
    baseurl: str
    written_baseurl: str
    include: tuple[str, ...]
    exclude: tuple[str, ...]
    destination: str
    data_dir: str
    includes_dir: str
    layouts_dir: str
    plugins_dir: str
    markdown_suffixes: frozenset[str]
    kramdown_input: str
    kramdown_options: tuple[tuple[str, str], ...]
    excerpt_separator: str
    # None for no limit.
    limit_posts: int | None
    plugins: frozenset[str]
    theme: str | None
    future: bool
    unpublished: bool
    strict_front_matter: bool
    show_drafts: bool

    @classmethod
    def of(cls, front_matter: FrontMatter) -> "JekyllConfiguration":
        """Return the configuration; values of a wrong type are ignored."""
        values = front_matter.values
        written = _text(values, "baseurl", "").strip()
        # Some sites have their whole address here, which only `site.baseurl` can take.
        baseurl = (urlsplit(written).path if SCHEME.match(written) else written).strip("/")
        limit = plain(values.get("limit_posts", NULL))
        markdown = mapping_of(values.get("kramdown"))
        source = _source(values)
        suffixes = _text(values, "markdown_ext", "markdown,mkdown,mkdn,mkd,md").split(",")
        return cls(
            values=values,
            source=source,
            collections=_collections(values.get("collections"), _text(values, "permalink", "date")),
            collections_dir=_text(values, "collections_dir", "").strip("/"),
            defaults=tuple(_defaults(values.get("defaults"))),
            permalink=_text(values, "permalink", "date"),
            baseurl=f"/{baseurl}" if baseurl else "",
            written_baseurl=written,
            include=(".htaccess", *_texts(values.get("include"))),
            exclude=(*_texts(values.get("exclude")), *_EXCLUDED),
            destination=_text(values, "destination", "_site").removeprefix("./").strip("/"),
            data_dir=source + _text(values, "data_dir", "_data").strip("/"),
            includes_dir=source + _text(values, "includes_dir", "_includes").strip("/"),
            layouts_dir=source + _text(values, "layouts_dir", "_layouts").strip("/"),
            plugins_dir=source + _text(values, "plugins_dir", "_plugins").strip("/"),
            markdown_suffixes=frozenset(
                f".{suffix.strip().lower()}" for suffix in suffixes if suffix.strip()
            ),
            kramdown_input=_text(markdown, "input", "GFM"),
            kramdown_options=tuple(_kramdown_options(markdown)),
            excerpt_separator=_text(values, "excerpt_separator", "") or "\n\n",
            limit_posts=limit if type(limit) is int and limit > 0 else None,
            plugins=frozenset((*_texts(values.get("plugins")), *_texts(values.get("gems")))),
            theme=text_at(values, "theme") or text_at(values, "remote_theme") or None,
            future=_flag(values, "future"),
            unpublished=_flag(values, "unpublished"),
            strict_front_matter=_flag(values, "strict_front_matter"),
            show_drafts=_flag(values, "show_drafts"),
        )

    def site(self, front_matter: FrontMatter) -> FrontMatter:
        """Return the settings of the site, under the keys of a site file."""
        values: dict[str, Value] = {}
        marks: dict[KeyPath, Mark] = {}
        written: dict[str, str] = {}
        for key, names in _SITE_KEYS.items():
            for name in names:
                text = source_text(self.values.get(name, ""))
                if text and text.strip():
                    values[key] = text.strip()
                    marks[(key,)] = front_matter.marks[(name,)]
                    written[key] = name
                    break
        url = values.get("base_url")
        if SCHEME.match(self.written_baseurl):
            values["base_url"] = self.written_baseurl.rstrip("/")
            marks[("base_url",)] = front_matter.marks[("baseurl",)]
            written["base_url"] = "baseurl"
        elif isinstance(url, str):
            values["base_url"] = with_scheme(url).rstrip("/") + self.baseurl
        return FrontMatter(values, marks, names=written)

    def defaults_for(self, path: str, kind: str) -> Mapping[str, Value]:
        """Return the values for a file of this path and kind; those of the narrower scope win.

        Mappings are merged. `kind` is the file's collection, or `pages`.
        """
        values: Mapping[str, Value] = {}
        last: Default | None = None
        for default in self.defaults:
            if not default.applies(path, kind, self.collections_dir):
                continue
            if last is None or default.is_narrower(last):
                values = merged(values, default.values, nulls=False)
                last = default
            else:
                values = merged(default.values, values, nulls=False)
        return values


def _source(values: Mapping[str, Value]) -> str:
    """Return the folder that `source` names, with a slash at its end; empty for the whole tree.

    A build may copy that folder to a hidden one first, such as to `.tmp/src`: the folder in the
    tree is the part that is not hidden.
    """
    written = _text(values, "source", "").replace("\\", "/")
    parts = [part for part in written.split("/") if part and not part.startswith(".")]
    is_elsewhere = written.startswith("/") or ".." in written.split("/")
    return "" if is_elsewhere or not parts else "/".join((*parts, ""))


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
    collections: dict[str, JekyllCollection] = {"posts": posts}
    if isinstance(written, Mapping):
        for name, value in written.items():
            label = re.sub(r"[^a-z0-9_.-]", "", name, flags=re.IGNORECASE)
            metadata = mapping_of(value)
            collections[label] = JekyllCollection(
                label,
                output=label == "posts" or _flag(metadata, "output"),
                permalink=_text(metadata, "permalink", "") or (style if label == "posts" else None),
                future=_flag(metadata, "future"),
                order=_texts(metadata.get("order")),
                sort_by=_text(metadata, "sort_by", "") or None,
            )
    else:
        for label in _texts(written):
            collections.setdefault(label, JekyllCollection(label, False, None, False))
    return collections


def _defaults(written: Value | None) -> Iterable[Default]:
    for item in written if isinstance(written, tuple) else ():
        values = mapping_of(item).get("values")
        if not isinstance(values, Mapping):
            continue
        scope = mapping_of(mapping_of(item).get("scope"))
        kind = text_at(scope, "type")
        yield Default(
            path=text_at(scope, "path") or "",
            type=_SCOPE_TYPES.get(kind, kind) if kind is not None else None,
            values=values,
        )


def _text(values: Mapping[str, Value], key: str, default: str) -> str:
    text = text_at(values, key)
    return default if text is None else text


def _texts(value: Value | None) -> tuple[str, ...]:
    """Return the texts of a list, or the words of one text."""
    return tuple(text for _, text in _indexed(value))


def _indexed(value: Value | None) -> Iterator[tuple[int, str]]:
    """Yield the texts of a list with their indices, or the words of one text."""
    for index, text in indexed_texts(value):
        if isinstance(value, tuple):
            yield index, text
        else:
            yield from ((index, word) for word in text.split())


def _kramdown_options(values: Mapping[str, Value]) -> Iterable[tuple[str, str]]:
    """Yield the options that change bodies, as a body would set them."""
    if "auto_ids" in values and not _flag(values, "auto_ids"):
        yield "auto_ids", "false"
    if levels := _texts(values.get("toc_levels")):
        yield "toc_levels", ",".join(levels)


def _flag(values: Mapping[str, Value], key: str) -> bool:
    """Return True unless the value is false or null, as in Ruby."""
    return not is_false_or_null(values.get(key, NULL))


def with_scheme(url: str) -> str:
    """Return the address of a site; one that begins with its host is read as one of https."""
    return f"https://{url.removeprefix('//')}" if _HOST.match(url) else url


def url_faults(front_matter: FrontMatter) -> Iterable[Fault]:
    """Return the fault of a `url` without a scheme, which Jekyll builds wrong addresses from."""
    url = (text_at(front_matter.values, "url") or "").strip()
    if _HOST.match(url):
        message = f'url "{shorten(url)}" has no scheme; it is read as {shorten(with_scheme(url))}'
        hint = "Begin it with https://, or absolute addresses of your website lead nowhere."
        yield Fault(front_matter.marks[("url",)].value, "unfit-value", message, hint)


def pattern_faults(front_matter: FrontMatter) -> Iterable[Fault]:
    """Return the invalid patterns of files: `include`, `exclude` and the scopes of defaults."""
    values, patterns = front_matter.values, list[tuple[KeyPath, str, Callable[[str], Pattern]]]()
    for key in ("include", "exclude"):
        for index, text in _indexed(values.get(key)):
            patterns.append(((key, index), text, shell_glob))
    defaults = values.get("defaults")
    for index, item in enumerate(defaults if isinstance(defaults, tuple) else ()):
        path = text_at(mapping_of(mapping_of(item).get("scope")), "path")
        patterns.append((("defaults", index), path or "", scope_glob))
    for place, text, compiled in patterns:
        try:
            compiled(text)
        except PatternError as error:
            mark = front_matter.marks.get(place) or front_matter.marks[place[:1]]
            message = f"{place[0]} has an invalid pattern of files: {error}"
            yield Fault(mark.value, "invalid-value", message, "Correct it; it matches no file.")
