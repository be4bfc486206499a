"""Where Hugo puts a document: gohugo.io/content-management/urls."""

import datetime as dt
import posixpath
import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from app.dialects.hugo.configuration import HugoConfiguration
from app.dialects.hugo.path_names import path_name
from app.dialects.hugo.places import Place

_TOKEN: Final = re.compile(r":([a-z]+)(\[[^\]]*\])?")
_SLICE: Final = re.compile(r"\[(?P<low>\d+|last)?(?P<colon>:)?(?P<high>\d+|last)?\]\Z")
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DAYS: Final = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
# A page without a date has Go's first moment.
_NO_DATE: Final = dt.datetime(1, 1, 1, tzinfo=dt.UTC)


class UnknownTokenError(ValueError):
    """A permalink with a token that is none; the message names it."""


class Naming(NamedTuple):
    """What an address is made of; `sections` are the names of those that the page lies in."""

    place: Place
    sections: tuple[str, ...]
    slug: str | None
    url: str | None
    title: str
    moment: dt.datetime | None


def address(naming: Naming, configuration: HugoConfiguration) -> str:
    """The address of a document. Raises UnknownTokenError."""
    place = naming.place
    language = language_prefix(place.language, configuration)
    if naming.url and naming.url.strip() and place.kind != "home":
        url = _TOKEN.sub(lambda match: _filled(match, naming, configuration), naming.url.strip())
        whole = url if url.startswith("/") else f"{language}/{url}"
        is_file = "." in url and not url.endswith("/")
        return _tidied(whole if is_file else f"{whole}/")
    folders = tuple(part for part in place.folder.split("/") if part)
    if place.node != "page" and folders:
        folders = folders[:-1]
    pattern = _pattern(place, configuration)
    if pattern is not None:
        path = _TOKEN.sub(lambda match: _filled(match, naming, configuration), pattern)
        path = path_name(path, keep_case=configuration.keep_case)
    else:
        path = path_name("/".join((*folders, _last(naming))), keep_case=configuration.keep_case)
    path = path.strip("/")
    if path and _is_ugly(place, configuration):
        return _tidied(f"{language}/{path}.html")
    return _tidied(f"{language}/{path}/")


def _last(naming: Naming) -> str:
    """The last part of the path: a page's slug, else the name of the file or of its folder."""
    place = naming.place
    if place.node != "branch" and naming.slug and naming.slug.strip("-"):
        return naming.slug.strip("-")
    return place.stem if place.node == "page" else posixpath.basename(place.folder)


def _pattern(place: Place, configuration: HugoConfiguration) -> str | None:
    """The pattern of the deepest section that has one; that of none is for the topmost pages."""
    patterns = configuration.permalinks.get(place.kind, {})
    if place.kind == "page" and place.logical.count("/") == 1 and "" in patterns:
        return patterns[""]
    fitting = [each for each in patterns if each and f"{place.logical}/".startswith(f"/{each}/")]
    return patterns[max(fitting, key=len)] if fitting else None


def _filled(match: re.Match[str], naming: Naming, configuration: HugoConfiguration) -> str:
    name, cut = match[1], match[2]
    if name in {"sections", "sectionslugs"}:
        return "/".join(_cut(naming.sections, cut) if cut else naming.sections)
    filled = {**_dates(naming.moment or _NO_DATE), **_names(naming)}.get(name)
    if filled is None:
        message = f"has the unknown token :{name}"
        raise UnknownTokenError(message)
    return path_name(filled, keep_case=configuration.keep_case) + (cut or "")


def _names(naming: Naming) -> Mapping[str, str]:
    place = naming.place
    section = place.folder.partition("/")[0]
    base = posixpath.basename(place.folder) if place.node != "page" else place.stem
    title = naming.title
    return {
        "section": section,
        "sectionslug": section,
        "title": title,
        "slug": naming.slug or title,
        "slugorfilename": naming.slug or base,
        "filename": base,
        "contentbasename": base,
        "slugorcontentbasename": naming.slug or base,
    }


def _dates(moment: dt.datetime) -> Mapping[str, str]:
    return {
        "year": str(moment.year),
        "month": f"{moment.month:02}",
        "monthname": _MONTHS[moment.month - 1],
        "day": f"{moment.day:02}",
        "weekday": str(moment.isoweekday() % 7),
        "weekdayname": _DAYS[moment.isoweekday() % 7],
        "yearday": str(moment.timetuple().tm_yday),
    }


def _cut(sections: tuple[str, ...], written: str) -> tuple[str, ...]:
    match = _SLICE.match(written)
    if match is None:
        return sections
    last = len(sections) - 1

    def number(text: str | None, default: int) -> int:
        if text is None:
            return default
        return last if text == "last" else int(text)

    low = number(match["low"], 0)
    if match["colon"] is None:
        return sections[low : low + 1]
    return sections[low : number(match["high"], len(sections))]


def _is_ugly(place: Place, configuration: HugoConfiguration) -> bool:
    if isinstance(configuration.ugly, bool):
        return configuration.ugly
    return place.folder.partition("/")[0].lower() in configuration.ugly


def language_prefix(language: str, configuration: HugoConfiguration) -> str:
    """What the paths of a language's pages begin with: `/es`, or nothing."""
    if language == configuration.default_language and not configuration.in_subdir:
        return ""
    if not configuration.is_multilingual and not configuration.in_subdir:
        return ""
    return f"/{language}"


def _tidied(path: str) -> str:
    """The path with one slash where there are several, that of a folder for its index."""
    path = re.sub("/{2,}", "/", f"/{path}")
    return path.removesuffix("index.html") if path.endswith("/index.html") else path
