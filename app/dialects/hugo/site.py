"""The parts of a site file that Hugo's configuration states, each with its places."""

import posixpath
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, cast

from app.dialects.hugo.addresses import language_prefix
from app.dialects.hugo.configuration import HugoConfiguration, whole_keys
from app.dialects.hugo.menus import read_menus
from app.dialects.mappings import is_true, mapping_of, text_at
from app.front_matter import FrontMatter, KeyPath, Mark, Scalar, Value

_SITE_KEYS: Final = {"title": "title", "base_url": "baseurl", "time_zone": "timezone"}
_MENUS: Final = frozenset({"menu", "menus"})


def site_parts(
    name: str, front_matter: FrontMatter, configuration: HugoConfiguration
) -> Iterable[FrontMatter]:
    """Return a file's settings of the site, then its menus by language."""
    yield _settings(name, front_matter, configuration)
    is_multilingual = configuration.is_multilingual
    own = configuration.default_language if is_multilingual else None
    folder, base = posixpath.split(name)
    parts = base.lower().split(".")[:-1]
    if folder and parts and parts[0] in _MENUS:
        # The whole file is menus.
        code = parts[1] if len(parts) > 1 else configuration.default_language
        prefix = language_prefix(code, configuration)
        language = code if is_multilingual else None
        if menus := read_menus(front_matter, (), front_matter.values, language, prefix):
            yield menus
        return
    for key, value in front_matter.values.items():
        if key.lower() in _MENUS and (menus := read_menus(front_matter, (key,), value, own)):
            yield menus
        if key.lower() != "languages":
            continue
        for code, settings in mapping_of(value).items():
            spoken = code.lower() if is_multilingual else None
            prefix = language_prefix(code.lower(), configuration)
            for inner, item in mapping_of(settings).items():
                path = (key, code, inner)
                if inner.lower() in _MENUS and (
                    menus := read_menus(front_matter, path, item, spoken, prefix)
                ):
                    yield menus


def home_redirect(configuration: HugoConfiguration) -> FrontMatter | None:
    """Return the redirect between the site's home and its own language's, where both exist."""
    if is_true(configuration.values.get("disabledefaultlanguageredirect")):
        return None
    own = f"/{configuration.default_language}/"
    if configuration.in_subdir:
        old, new = "/", own
    elif configuration.is_multilingual:
        old, new = own, "/"
    else:
        return None
    # It is in no file, so it is no problem if there is no such home.
    rule: Mapping[str, Value] = {"from": old, "to": new, "implied": Scalar(True, "true")}
    return FrontMatter({"redirects": (rule,)}, {})


def _settings(
    name: str, front_matter: FrontMatter, configuration: HugoConfiguration
) -> FrontMatter:
    """Return a file's settings of the site without its menus."""
    values: dict[str, Value] = {}
    marks: dict[KeyPath, Mark] = {}
    written = front_matter.values
    names = {key.lower(): key for key in written}
    if not whole_keys(name, {}):
        for ours, theirs in _SITE_KEYS.items():
            key = names.get(theirs, "")
            text = (text_at(written, key) or "").strip()
            if text and not (ours == "base_url" and "://" not in text):
                values[ours] = text
                marks[(ours,)] = front_matter.marks.get((key,), Mark(0, 0))
        params = names.get("params", "")
        if description := text_at(mapping_of(written.get(params)), "description"):
            values["description"] = description
            marks[("description",)] = front_matter.marks.get((params,), Mark(0, 0))
        values["language"] = configuration.default_language
        marks[("language",)] = Mark(0, 0)
        if configuration.is_multilingual:
            values["languages"] = configuration.codes
            marks[("languages",)] = Mark(0, 0)
    if configuration.is_multilingual:
        marks.update(_language_marks(name, front_matter, configuration.codes))
    return FrontMatter(values, marks)


def _language_marks(
    name: str, front_matter: FrontMatter, codes: Sequence[str]
) -> Iterable[tuple[KeyPath, Mark]]:
    """Return the places in a file where the site's languages are named."""
    under = whole_keys(name, {})
    paths: Iterable[KeyPath] = ((key,) for key in front_matter.values)
    if not under:
        paths = (
            (key, code)
            for key, value in front_matter.values.items()
            if key.lower() == "languages"
            for code in mapping_of(value)
        )
    elif "languages" not in under:
        return
    elif under["languages"]:
        # The whole file is about one language.
        for code, rest in cast("Mapping[str, Value]", under["languages"]).items():
            if not rest and code in codes:
                yield ("languages", codes.index(code)), Mark(0, 0)
        return
    for path in paths:
        code = str(path[-1]).lower()
        if code in codes:
            key = front_matter.marks.get(path, Mark(0, 0)).key
            yield ("languages", codes.index(code)), Mark(key, key)
