"""`hugo.toml` and its kin → rules for files, languages, addresses and the site."""

import posixpath
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from app.dialects.hosting import REDIRECTS
from app.dialects.hugo.cascades import Cascade, cascades
from app.dialects.hugo.goldmark.options import GoldmarkOptions
from app.dialects.mappings import (
    indexed_texts,
    is_true,
    lowered_keys,
    mapping_of,
    merged,
    text_at,
    texts_of,
)
from app.front_matter import NO_MARK, FrontMatter, Scalar, Value, source_text
from app.problems import Fault
from app.site.patterns import PatternError, Re2Pattern

# The keys from which each date is taken, and other names of these.
_DATES: Final[Mapping[str, tuple[str, ...]]] = {
    "date": ("date", "publishdate", "lastmod"),
    "lastmod": ("lastmod",),
    "publishdate": ("publishdate", "date"),
    "expirydate": ("expirydate",),
}
_ALSO: Final[Mapping[str, tuple[str, ...]]] = {
    "lastmod": ("modified",),
    "publishdate": ("pubdate", "published"),
    "expirydate": ("unpublishdate",),
}
_BUILDS: Final[Mapping[str, str]] = {
    "builddrafts": "draft",
    "buildfuture": "publish_date",
    "buildexpired": "expiry_date",
}
# Files in `config/_default/` of these names hold whole configurations.
_WHOLE: Final = frozenset({"hugo", "config"})


class Root(NamedTuple):
    """A folder of the tree with content or static files.

    `target` is its mount point below the content or the website; `language` is that of all files
    in it, None if their names state it.
    """

    prefix: str
    target: str
    language: str | None


class HugoConfiguration(NamedTuple):
    """A tree's configuration, with Hugo's defaults."""

    values: Mapping[str, Value]
    # The codes of the languages that are built, in their order.
    codes: tuple[str, ...]
    disabled_languages: frozenset[str]
    default_language: str
    in_subdir: bool
    content: tuple[Root, ...]
    static: tuple[Root, ...]
    # The folders of the themes, which may be elsewhere.
    themes: tuple[str, ...]
    permalinks: Mapping[str, Mapping[str, str]]
    ugly: frozenset[str] | bool
    keep_case: bool
    without_accents: bool
    goldmark: GoldmarkOptions
    dates: Mapping[str, tuple[str, ...]]
    cascade: tuple[Cascade, ...]
    ignored: tuple[str, ...]
    # The fields of front matter that keep no page from being built.
    ineffective: tuple[str, ...]
    # Plural names, the keys of front matter.
    taxonomies: tuple[str, ...]
    disabled_kinds: frozenset[str]
    # The formats whose file is `_redirects`, and those of pages.
    redirect_formats: frozenset[str]
    html_formats: frozenset[str]

    @classmethod
    def of(cls, parts: Iterable[FrontMatter]) -> "HugoConfiguration":
        """Return the configuration of these parts; a later one overrides an earlier one."""
        values: Mapping[str, Value] = {}
        for part in parts:
            values = merged(values, part.values)
        default = text_at(values, "defaultcontentlanguage") or "en"
        disabled = _disabled_languages(values) - {default.lower()}
        written = _languages(values.get("languages"))
        codes = tuple(code for code in written if code not in disabled) or (default.lower(),)
        content, static = _roots(values, codes, disabled)
        themes = _themes(values)
        return cls(
            values=values,
            codes=codes,
            disabled_languages=disabled,
            default_language=default,
            in_subdir=is_true(values.get("defaultcontentlanguageinsubdir")),
            content=content,
            # A file of the tree's own comes before a theme's.
            static=(*static, *(Root(f"{folder}/static/", "", None) for folder in themes)),
            themes=themes,
            permalinks=_permalinks(values.get("permalinks")),
            ugly=_ugly(values.get("uglyurls")),
            keep_case=is_true(values.get("disablepathtolower")),
            without_accents=is_true(values.get("removepathaccents")),
            goldmark=GoldmarkOptions.of(values),
            dates=_dates(values.get("frontmatter")),
            cascade=tuple(cascades(values.get("cascade"), "")),
            ignored=texts_of(values.get("ignorefiles")),
            ineffective=tuple(_BUILDS[key] for key in _BUILDS if is_true(values.get(key))),
            taxonomies=_taxonomies(values.get("taxonomies")),
            disabled_kinds=frozenset(kind.lower() for kind in texts_of(values.get("disablekinds"))),
            redirect_formats=frozenset(
                name
                for name, settings in mapping_of(values.get("outputformats")).items()
                if text_at(mapping_of(settings), "basename") == REDIRECTS
            ),
            html_formats=frozenset(
                (
                    "html",
                    *(
                        name
                        for name, settings in mapping_of(values.get("outputformats")).items()
                        if is_true(mapping_of(settings).get("ishtml"))
                        or text_at(mapping_of(settings), "mediatype") == "text/html"
                    ),
                )
            ),
        )

    @property
    def assets(self) -> str:
        """The folder of files that layouts make others from."""
        return (text_at(self.values, "assetdir") or "assets").strip("/")

    @property
    def publish_folder(self) -> str:
        """The folder of the built site. Hugo keeps what lies there."""
        return (text_at(self.values, "publishdir") or "public").strip("/")

    @property
    def is_multilingual(self) -> bool:
        """True if there is more than one language."""
        return len(self.codes) > 1

    def section_menu(self, language: str) -> str | None:
        """Return the menu of all sections of a language; None if there is none."""
        key = "sectionpagesmenu"
        own = text_at(self._of_language(language), key)
        return (own if own is not None else text_at(self.values, key)) or None

    def menu_keys(self, menu: str, language: str) -> frozenset[str]:
        """Return the identifiers or names of a menu's entries in the configuration."""
        both = (self._of_language(language), self.values)
        places = [values.get(key) for values in both for key in ("menus", "menu")]
        menus = next((place for place in places if isinstance(place, Mapping)), {})
        entries = menus.get(menu.lower())
        return frozenset(
            key
            for entry in map(mapping_of, entries if isinstance(entries, tuple) else ())
            if (key := text_at(entry, "identifier") or text_at(entry, "name"))
        )

    def _of_language(self, code: str) -> Mapping[str, Value]:
        """Return the settings of one language alone."""
        return mapping_of(mapping_of(self.values.get("languages")).get(code))


def part_of_whole(name: str, front_matter: FrontMatter) -> FrontMatter:
    """Return a file's values under their keys in the whole configuration, in lower case.

    Those of `config/_default/menus.es.toml` are under `languages.es.menus`.
    """
    folder, base = posixpath.split(name)
    key, *language = base.lower().split(".")[:-1] or [""]
    above: tuple[str, ...] = ()
    if folder and key and key not in _WHOLE:
        above = (key,)
        if language:
            above = ("languages", language[0], *(above if key != "languages" else ()))
    values = _lowered(front_matter.values)
    for outer in reversed(above):
        values = {outer: values}
    marks = {(*above, *map(_lower, path)): mark for path, mark in front_matter.marks.items()}
    marks.setdefault(above, NO_MARK)
    return front_matter._replace(values=mapping_of(values), marks=marks)


def _lower(key: str | int) -> str | int:
    return key.lower() if isinstance(key, str) else key


def _lowered(value: Value) -> Value:
    if isinstance(value, Mapping):
        return {key.lower(): _lowered(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return tuple(map(_lowered, value))
    return value


def _languages(written: Value | None) -> tuple[str, ...]:
    """Return the codes of the languages by weight, those without one last."""
    languages: list[tuple[int, str]] = []
    for code, settings in mapping_of(written).items():
        weight = mapping_of(settings).get("weight")
        number = weight.value if isinstance(weight, Scalar) else 0
        languages.append(((isinstance(number, int) and number) or 1_000_000, code))
    return tuple(code for _, code in sorted(languages))


def _disabled_languages(values: Mapping[str, Value]) -> frozenset[str]:
    """Return the codes of languages that are not built."""
    languages = mapping_of(values.get("languages"))
    return frozenset(
        (
            *(code for code in languages if is_true(mapping_of(languages[code]).get("disabled"))),
            *map(str.lower, texts_of(values.get("disablelanguages"))),
        )
    )


def _roots(
    values: Mapping[str, Value], codes: Sequence[str], disabled: Iterable[str]
) -> tuple[tuple[Root, ...], tuple[Root, ...]]:
    """Return the folders of content and of static files: by mounts, by languages, by name."""
    content: list[Root] = []
    static: list[Root] = []
    mounts = mapping_of(values.get("module")).get("mounts")
    for mount in mounts if isinstance(mounts, tuple) else ():
        if not isinstance(mount, Mapping):
            continue
        source = (text_at(mount, "source") or "").strip("/")
        target = (text_at(mount, "target") or "").strip("/")
        kind, _, rest = target.partition("/")
        if source and kind in {"content", "static"}:
            root = Root(f"{source}/", f"{rest}/" if rest else "", _mounted_language(mount))
            (content if kind == "content" else static).append(root)
    if not content:
        languages = mapping_of(values.get("languages"))
        own = {
            code: text_at(mapping_of(languages.get(code)), "contentdir")
            for code in (*codes, *sorted(disabled))
        }
        content = [_root(name, code) for code, name in own.items() if name]
        if not content or any(own[code] is None for code in codes):
            content.append(_root(text_at(values, "contentdir") or "content"))
    if not static:
        static = [_root(name) for name in texts_of(values.get("staticdir")) or ("static",)]
    # The deepest first, for a folder may lie in another.
    content.sort(key=lambda root: -len(root.prefix))
    static.sort(key=lambda root: -len(root.prefix))
    return tuple(content), tuple(static)


def _themes(values: Mapping[str, Value]) -> tuple[str, ...]:
    """Return the folders of the themes and modules that the site uses."""
    above = (text_at(values, "themesdir") or "themes").strip("/.")
    imports = mapping_of(values.get("module")).get("imports")
    modules = (
        text_at(lowered_keys(mapping_of(item)), "path") or ""
        for item in (imports if isinstance(imports, tuple) else ())
    )
    names = (*texts_of(values.get("theme")), *modules)
    folders = (posixpath.join(above, name.strip("/")) for name in names if name.strip("/"))
    return tuple(dict.fromkeys(folder for folder in folders if ".." not in folder))


def _root(folder: str, language: str | None = None) -> Root:
    return Root(f"{folder.strip('/')}/", "", language)


def _mounted_language(mount: Mapping[str, Value]) -> str | None:
    if language := text_at(mount, "lang"):
        return language.lower()
    matrix = mapping_of(mapping_of(mount.get("sites")).get("matrix"))
    codes = texts_of(matrix.get("languages"))
    return codes[0].lower() if len(codes) == 1 and "*" not in codes[0] else None


def _permalinks(written: Value | None) -> Mapping[str, Mapping[str, str]]:
    """Return the patterns by kind of page and section; those without a kind are for pages."""
    patterns: dict[str, dict[str, str]] = {"page": {}, "section": {}}
    for key, value in mapping_of(written).items():
        if isinstance(value, Mapping) and key in patterns:
            patterns[key].update(
                (section.strip("/"), text)
                for section, pattern in value.items()
                if (text := source_text(pattern))
            )
        elif (text := source_text(value)) is not None:
            patterns["page"][key.strip("/")] = text
    return patterns


def _ugly(written: Value | None) -> frozenset[str] | bool:
    if isinstance(written, Mapping):
        return frozenset(key for key, value in written.items() if is_true(value))
    return is_true(written)


def _dates(written: Value | None) -> Mapping[str, tuple[str, ...]]:
    dates = {}
    for field, default in _DATES.items():
        value = mapping_of(written).get(field)
        keys: list[str] = []
        for key in default if value is None else texts_of(value):
            for name in default if key == ":default" else (key.lower(),):
                keys += (name, *_ALSO.get(name, ()))
        dates[field] = tuple(dict.fromkeys(keys))
    return dates


def _taxonomies(written: Value | None) -> tuple[str, ...]:
    if not isinstance(written, Mapping):
        return ("tags", "categories")
    return tuple(text.lower() for value in written.values() if (text := source_text(value)))


def ignored_faults(front_matter: FrontMatter) -> Iterable[Fault]:
    """Return the invalid patterns of `ignoreFiles`."""
    key, marks = "ignorefiles", front_matter.marks
    for index, pattern in indexed_texts(front_matter.values.get(key)):
        try:
            Re2Pattern(pattern)
        except PatternError as error:
            message = f'ignoreFiles has an invalid regular expression "{pattern}": {error}'
            mark = marks.get((key, index)) or marks[(key,)]
            hint = "Correct it, or remove it: it ignores no file."
            yield Fault(mark.value, "invalid-value", message, hint)
