"""The parts of a site file that Hugo's configuration states, each with its places."""

from collections.abc import Iterable, Mapping
from typing import Final

from app.dialects.hugo.addresses import language_prefix
from app.dialects.hugo.configuration import HugoConfiguration
from app.dialects.mappings import is_true, mapping_of, text_at
from app.front_matter import NO_MARK, FrontMatter, KeyPath, Mark, Scalar, Value, source_text

_SITE_KEYS: Final[Mapping[str, KeyPath]] = {
    "title": ("title",),
    "base_url": ("baseurl",),
    "time_zone": ("timezone",),
    "description": ("params", "description"),
}
_MENUS: Final = frozenset({"menu", "menus"})
# Hugo's keys of an entry, and ours; where several set the same, the first counts.
_ENTRY_KEYS: Final[Mapping[str, str]] = {
    "name": "title",
    "title": "title",
    "pageref": "path",
    "url": "path",
    "weight": "weight",
    "identifier": "identifier",
    "parent": "parent",
}


def site_parts(part: FrontMatter, configuration: HugoConfiguration) -> Iterable[FrontMatter]:
    """Return the settings of the site in a part of the configuration, then its menus."""
    yield _settings(part, configuration.codes)
    for code, path in _menu_paths(part.values, configuration.default_language):
        if code not in configuration.disabled_languages:
            yield _read_menus(part, path, configuration, code)


def whole_site(configuration: HugoConfiguration) -> FrontMatter:
    """Return the languages of the site, and the redirect between its home and its language's."""
    values: dict[str, Value] = {"language": configuration.default_language}
    if configuration.is_multilingual:
        values["languages"] = configuration.codes
    own = f"/{configuration.default_language}/"
    if not is_true(configuration.values.get("disabledefaultlanguageredirect")) and (
        configuration.in_subdir or configuration.is_multilingual
    ):
        old, new = ("/", own) if configuration.in_subdir else (own, "/")
        # It is in no file, so it is no problem if there is no such home.
        values["redirects"] = ({"from": old, "to": new, "implied": Scalar(True, "true")},)
    return FrontMatter(values, {(key,): NO_MARK for key in values})


def _settings(part: FrontMatter, codes: tuple[str, ...]) -> FrontMatter:
    """Return settings of the site, with the places where its languages are named."""
    values: dict[str, Value] = {}
    marks: dict[KeyPath, Mark] = {}
    names: dict[str, str] = {}
    for key, (*above, last) in _SITE_KEYS.items():
        holder = mapping_of(part.values.get(str(above[0]))) if above else part.values
        text = (text_at(holder, str(last)) or "").strip()
        if text and not (key == "base_url" and "://" not in text):
            values[key] = text
            marks[(key,)] = part.marks[(*above, last)]
            names[key] = ".".join(map(str, (*above, last)))
    for path, mark in part.marks.items():
        if len(codes) > 1 and len(path) == 2 and path[0] == "languages" and path[1] in codes:
            marks[("languages", codes.index(str(path[1])))] = Mark(mark.key, mark.key)
    return FrontMatter(values, marks, names=names)


def _menu_paths(values: Mapping[str, Value], own: str) -> Iterable[tuple[str, KeyPath]]:
    """Yield the paths of keys at which menus are, each with its language."""
    for key, value in values.items():
        if key in _MENUS:
            yield own, (key,)
        elif key == "languages":
            for code, settings in mapping_of(value).items():
                for _, path in _menu_paths(mapping_of(settings), code):
                    yield code, (key, code, *path)


def _read_menus(
    part: FrontMatter, path: KeyPath, configuration: HugoConfiguration, code: str
) -> FrontMatter:
    """Return the menus at a path of keys, those of a language, as the site file has them."""
    value: Value = part.values
    for key in path:
        value = mapping_of(value)[str(key)]
    marks: dict[KeyPath, Mark] = {("menus",): NO_MARK}
    menus: dict[str, Value] = {}
    for name, entries in mapping_of(value).items():
        if not isinstance(entries, tuple):
            continue
        items: list[Value] = []
        for number, entry in enumerate(entries):
            if isinstance(entry, Mapping):
                item: KeyPath = ("menus", name, len(items))
                values = _entry(entry, configuration, code)
                mark = part.marks.get((*path, name, number), NO_MARK)
                marks |= dict.fromkeys((item, *((*item, key) for key in values)), mark)
                items.append(values)
        menus[name] = tuple(items)
    return FrontMatter({"menus": menus} if menus else {}, marks)


def _entry(
    entry: Mapping[str, Value], configuration: HugoConfiguration, code: str
) -> Mapping[str, Value]:
    result: dict[str, Value] = {}
    for theirs, ours in _ENTRY_KEYS.items():
        value = entry.get(theirs)
        if value is not None and source_text(value) is not None:
            result.setdefault(ours, value)
    page = source_text(entry.get("pageref", ""))
    prefix = language_prefix(code, configuration)
    if page:
        result["page"] = page
        result["path"] = f"{prefix}/{page.lstrip('/')}"
    elif prefix:
        # Templates put it before the path, as `relLangURL` does.
        result["prefix"] = prefix
    # An entry without a name is named by its page, else by its identifier or path.
    default = "" if page else result.get("identifier", result.get("path", ""))
    result.setdefault("title", default)
    if configuration.is_multilingual:
        result["language"] = code
    return result
