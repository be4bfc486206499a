"""The parts of a site file that Hugo's configuration states, each with its places."""

from collections.abc import Iterable, Mapping
from typing import Final

from app.dialects.hugo.addresses import language_prefix
from app.dialects.hugo.configuration import HugoConfiguration
from app.dialects.hugo.menus import read_menus
from app.dialects.mappings import is_true, mapping_of, text_at
from app.front_matter import FrontMatter, KeyPath, Mark, Scalar, Value

_SITE_KEYS: Final[Mapping[str, KeyPath]] = {
    "title": ("title",),
    "base_url": ("baseurl",),
    "time_zone": ("timezone",),
    "description": ("params", "description"),
}
_MENUS: Final = frozenset({"menu", "menus"})


def site_parts(part: FrontMatter, configuration: HugoConfiguration) -> Iterable[FrontMatter]:
    """Return the settings of the site in a part of the configuration, then its menus."""
    yield _settings(part, configuration.codes)
    for code, path, value in _menus(part.values, configuration.default_language):
        language = code if configuration.is_multilingual else None
        menus = read_menus(part, path, value, language, language_prefix(code, configuration))
        if menus is not None:
            yield menus


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
    return FrontMatter(values, {(key,): Mark(0, 0) for key in values})


def _settings(part: FrontMatter, codes: tuple[str, ...]) -> FrontMatter:
    """Return settings of the site, with the places where its languages are named."""
    values: dict[str, Value] = {}
    marks: dict[KeyPath, Mark] = {}
    for key, (*above, last) in _SITE_KEYS.items():
        holder = mapping_of(part.values.get(str(above[0]))) if above else part.values
        text = (text_at(holder, str(last)) or "").strip()
        if text and not (key == "base_url" and "://" not in text):
            values[key] = text
            marks[(key,)] = part.marks[(*above, last)]
    for path, mark in part.marks.items():
        if len(codes) > 1 and len(path) == 2 and path[0] == "languages" and path[1] in codes:
            marks[("languages", codes.index(str(path[1])))] = Mark(mark.key, mark.key)
    return FrontMatter(values, marks)


def _menus(values: Mapping[str, Value], own: str) -> Iterable[tuple[str, KeyPath, Value]]:
    """Yield menus with their languages and paths of keys."""
    for key, value in values.items():
        if key in _MENUS:
            yield own, (key,), value
        elif key == "languages":
            for code, settings in mapping_of(value).items():
                for _, path, menus in _menus(mapping_of(settings), code):
                    yield code, (key, code, *path), menus
