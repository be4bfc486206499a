"""`hugo.toml` and its kin → what they say of files, languages, addresses and the site."""

import posixpath
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple, cast

from app.dialects.hugo.cascades import Cascade, cascades, overlaid
from app.dialects.hugo.markup import IdType, id_type, parser_options
from app.front_matter import (
    FrontMatter,
    KeyPath,
    Mark,
    Scalar,
    Value,
    source_text,
)

_DATES: Final[Mapping[str, tuple[str, ...]]] = {
    "date": ("date", "publishdate", "pubdate", "published", "lastmod", "modified"),
    "lastmod": ("lastmod", "modified"),
    "publishdate": ("publishdate", "pubdate", "published", "date"),
    "expirydate": ("expirydate", "unpublishdate"),
}
_ALSO: Final[Mapping[str, tuple[str, ...]]] = {
    "lastmod": ("modified",),
    "publishdate": ("pubdate", "published"),
    "expirydate": ("unpublishdate",),
}
# What a file in `config/_default/` says that is not named after the whole.
_WHOLE: Final = frozenset({"hugo", "config"})
_SITE_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "title": ("title",),
    "base_url": ("baseurl",),
    "time_zone": ("timezone",),
}


class Root(NamedTuple):
    """A folder of the tree that content or static files are taken from.

    `target` is where they are mounted below the content or the website; `language` is that of all
    in it, None where their names tell it.
    """

    prefix: str
    target: str
    language: str | None


class Language(NamedTuple):
    """A language of the site."""

    code: str
    weight: int
    content_dir: str | None


class HugoConfiguration(NamedTuple):
    """What a tree's configuration says, Hugo's defaults where it says nothing."""

    values: Mapping[str, Value]
    languages: tuple[Language, ...]
    default_language: str
    in_subdir: bool
    content: tuple[Root, ...]
    static: tuple[Root, ...]
    permalinks: Mapping[str, Mapping[str, str]]
    ugly: frozenset[str] | bool
    keep_case: bool
    id_type: IdType
    parser_options: tuple[tuple[str, str], ...]
    dates: Mapping[str, tuple[str, ...]]
    cascade: tuple[Cascade, ...]
    ignored: tuple[str, ...]
    builds_drafts: bool
    builds_future: bool
    builds_expired: bool
    # By the plurals of their names, as front matter has them.
    taxonomies: tuple[str, ...]
    disabled_kinds: frozenset[str]

    @classmethod
    def of(cls, files: Iterable[tuple[str, FrontMatter]]) -> "HugoConfiguration":
        """What the files say together, each by its name in the tree; the last word counts."""
        values: Mapping[str, Value] = {}
        for name, found in files:
            values = overlaid(values, said(name, found.values))
        default = _text(values, "defaultcontentlanguage") or "en"
        languages = _languages(values.get("languages"), default)
        content, static = _roots(values, languages)
        return cls(
            values=values,
            languages=languages,
            default_language=default,
            in_subdir=_flag(values, "defaultcontentlanguageinsubdir"),
            content=content,
            static=static,
            permalinks=_permalinks(values.get("permalinks")),
            ugly=_ugly(values.get("uglyurls")),
            keep_case=_flag(values, "disablepathtolower"),
            id_type=id_type(values),
            parser_options=parser_options(values),
            dates=_dates(values.get("frontmatter")),
            cascade=tuple(cascades(values.get("cascade"), "")),
            ignored=_texts(values.get("ignorefiles")),
            builds_drafts=_flag(values, "builddrafts"),
            builds_future=_flag(values, "buildfuture"),
            builds_expired=_flag(values, "buildexpired"),
            taxonomies=_taxonomies(values.get("taxonomies")),
            disabled_kinds=frozenset(kind.lower() for kind in _texts(values.get("disablekinds"))),
        )

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the languages, in their order."""
        return tuple(language.code for language in self.languages)

    @property
    def is_multilingual(self) -> bool:
        """Whether there is more than one language."""
        return len(self.languages) > 1

    def section_menu(self, language: str) -> str | None:
        """The menu that all sections of a language stand in; None where there is none."""
        own = _text(self._of_language(language), "sectionpagesmenu")
        return (own if own is not None else _text(self.values, "sectionpagesmenu")) or None

    def menu_keys(self, menu: str, language: str) -> frozenset[str]:
        """By what the entries are known that the configuration gives a menu in a language."""
        for held in (self._of_language(language), self.values):
            for menus in (held.get("menus"), held.get("menu")):
                if isinstance(menus, Mapping):
                    entries = menus.get(menu.lower())
                    return frozenset(
                        key
                        for entry in (entries if isinstance(entries, tuple) else ())
                        if isinstance(entry, Mapping)
                        and (key := _text(entry, "identifier") or _text(entry, "name"))
                    )
        return frozenset()

    def _of_language(self, code: str) -> Mapping[str, Value]:
        """What the configuration says of one language alone."""
        languages = self.values.get("languages")
        about = languages.get(code) if isinstance(languages, Mapping) else None
        return about if isinstance(about, Mapping) else {}


def said(name: str, values: Mapping[str, Value]) -> Mapping[str, Value]:
    """What a file says, under the keys of the whole: `menus.es.toml` speaks of `languages.es`."""
    lowered = cast("Mapping[str, Value]", _lowered(values))
    folder, base = posixpath.split(name)
    parts = base.lower().split(".")[:-1]
    if not folder or not parts or parts[0] in _WHOLE:
        return lowered
    if parts[0] == "languages" and len(parts) > 1:
        return {"languages": {parts[1]: lowered}}
    about: Mapping[str, Value] = {parts[0]: lowered}
    if len(parts) > 1:
        about = {"languages": {parts[1]: about}}
    return about


def site_of(name: str, found: FrontMatter, configuration: HugoConfiguration) -> FrontMatter:
    """What one file says of the site but for its menus, as a site file says it."""
    values: dict[str, Value] = {}
    marks: dict[KeyPath, Mark] = {}
    lowered = {key.lower(): key for key in found.values}
    if said(name, found.values) == _lowered(found.values):
        for ours, theirs in _SITE_KEYS.items():
            for key in theirs:
                text = source_text(found.values[lowered[key]]) if key in lowered else None
                if text and text.strip() and not (ours == "base_url" and "://" not in text):
                    values[ours] = text.strip()
                    marks[(ours,)] = found.marks.get((lowered[key],), Mark(0, 0))
        described = found.values.get(lowered.get("params", ""))
        if isinstance(described, Mapping) and (
            text := source_text(described.get("description", ""))
        ):
            values["description"] = text
            marks[("description",)] = found.marks.get((lowered["params"],), Mark(0, 0))
        values["language"] = configuration.default_language
        marks[("language",)] = Mark(0, 0)
        if configuration.is_multilingual:
            values["languages"] = configuration.codes
            marks[("languages",)] = Mark(0, 0)
    if configuration.is_multilingual:
        marks.update(_language_marks(name, found, configuration.codes))
    return FrontMatter(found.format, values, marks, 0)


def _language_marks(
    name: str, found: FrontMatter, codes: Sequence[str]
) -> Iterable[tuple[KeyPath, Mark]]:
    """Where a file speaks of the site's languages."""
    under = said(name, {})
    paths: Iterable[KeyPath] = ((key,) for key in found.values)
    if not under:
        paths = (
            (key, code)
            for key, value in found.values.items()
            if key.lower() == "languages" and isinstance(value, Mapping)
            for code in value
        )
    elif "languages" not in under:
        return
    elif under["languages"]:
        # The whole file is about one.
        for code, rest in cast("Mapping[str, Value]", under["languages"]).items():
            if not rest and code in codes:
                yield ("languages", codes.index(code)), Mark(0, 0)
        return
    for path in paths:
        code = str(path[-1]).lower()
        if code in codes:
            key = found.marks.get(path, Mark(0, 0)).key
            yield ("languages", codes.index(code)), Mark(key, key)


def _lowered(value: Value) -> Value:
    if isinstance(value, Mapping):
        return {key.lower(): _lowered(held) for key, held in value.items()}
    if isinstance(value, tuple):
        return tuple(_lowered(each) for each in value)
    return value


def _languages(written: Value | None, default: str) -> tuple[Language, ...]:
    found = []
    for code, about in written.items() if isinstance(written, Mapping) else ():
        about = about if isinstance(about, Mapping) else {}  # noqa: PLW2901
        if _flag(about, "disabled"):
            continue
        weight = about.get("weight")
        number = weight.value if isinstance(weight, Scalar) else 0
        found.append(
            Language(
                code.lower(),
                number if isinstance(number, int) and number else 1_000_000,
                _text(about, "contentdir"),
            )
        )
    if not found:
        return (Language(default.lower(), 1, None),)
    return tuple(sorted(found, key=lambda each: (each.weight, each.code)))


def _roots(
    values: Mapping[str, Value], languages: Sequence[Language]
) -> tuple[tuple[Root, ...], tuple[Root, ...]]:
    """The folders of content and of static files: by mounts, by languages, by name."""
    content_dir = (_text(values, "contentdir") or "content").strip("/")
    content: list[Root] = []
    static: list[Root] = []
    module = values.get("module")
    mounts = module.get("mounts") if isinstance(module, Mapping) else None
    for mount in mounts if isinstance(mounts, tuple) else ():
        if not isinstance(mount, Mapping):
            continue
        source = (_text(mount, "source") or "").strip("/")
        target = (_text(mount, "target") or "").strip("/")
        kind, _, rest = target.partition("/")
        if source and kind in {"content", "static"}:
            root = Root(f"{source}/", f"{rest}/" if rest else "", _mounted_language(mount))
            (content if kind == "content" else static).append(root)
    if not content:
        content = [
            Root(f"{language.content_dir.strip('/')}/", "", language.code)
            for language in languages
            if language.content_dir
        ]
        if not content or any(language.content_dir is None for language in languages):
            content.append(Root(f"{content_dir}/", "", None))
    if not static:
        names = _texts(values.get("staticdir")) or ("static",)
        static = [Root(f"{name.strip('/')}/", "", None) for name in names]
    # The deepest first: a folder may lie in another.
    return (
        tuple(sorted(content, key=lambda root: -len(root.prefix))),
        tuple(sorted(static, key=lambda root: -len(root.prefix))),
    )


def _mounted_language(mount: Mapping[str, Value]) -> str | None:
    named = _text(mount, "lang")
    if named:
        return named.lower()
    sites = mount.get("sites")
    matrix = sites.get("matrix") if isinstance(sites, Mapping) else None
    codes = _texts(matrix.get("languages")) if isinstance(matrix, Mapping) else ()
    return codes[0].lower() if len(codes) == 1 and "*" not in codes[0] else None


def _permalinks(written: Value | None) -> Mapping[str, Mapping[str, str]]:
    """Patterns by kind of page and section; those of no kind are for pages."""
    found: dict[str, dict[str, str]] = {"page": {}, "section": {}}
    for key, value in written.items() if isinstance(written, Mapping) else ():
        if isinstance(value, Mapping) and key in found:
            found[key].update(
                (section.strip("/"), text)
                for section, each in value.items()
                if (text := source_text(each))
            )
        elif (text := source_text(value)) is not None:
            found["page"][key.strip("/")] = text
    return found


def _ugly(written: Value | None) -> frozenset[str] | bool:
    if isinstance(written, Mapping):
        return frozenset(
            key
            for key, value in written.items()
            if isinstance(value, Scalar) and value.value is True
        )
    return isinstance(written, Scalar) and written.value is True


def _dates(written: Value | None) -> Mapping[str, tuple[str, ...]]:
    found = dict(_DATES)
    for field, value in written.items() if isinstance(written, Mapping) else ():
        if field not in found:
            continue
        keys: list[str] = []
        for key in _texts(value):
            if key == ":default":
                keys += _DATES[field]
            else:
                keys += (key.lower(), *_ALSO.get(key.lower(), ()))
        found[field] = tuple(dict.fromkeys(keys))
    return found


def _taxonomies(written: Value | None) -> tuple[str, ...]:
    if not isinstance(written, Mapping):
        return ("tags", "categories")
    return tuple(text.lower() for each in written.values() if (text := source_text(each)))


def _text(values: Mapping[str, Value], key: str) -> str | None:
    found = values.get(key)
    return source_text(found) if found is not None else None


def _texts(value: Value | None) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return tuple(text for each in value if (text := source_text(each)))
    text = source_text(value) if value is not None else None
    return (text,) if text else ()


def _flag(values: Mapping[str, Value], key: str) -> bool:
    found = values.get(key)
    return isinstance(found, Scalar) and found.value is True
