"""Addresses of documents by Hugo's rules: gohugo.io/content-management/urls."""

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from typing import Final, NamedTuple

from app.dialects.hugo.configuration import HugoConfiguration
from app.dialects.hugo.tree_layout import ContentFile
from app.dialects.mappings import MONTHS, WEEKDAYS
from app.regex import regex

_TOKEN: Final = regex(r":([a-z]+)(\[[^\]]*\])?")
_SLICE: Final = regex(r"\[(?P<low>\d{1,4}|last)?(?P<colon>:)?(?P<high>\d{1,4}|last)?\]\Z")
_KEPT: Final = frozenset("./\\_#+~-@")
_HEXADECIMAL: Final = regex("[0-9a-fA-F]{2}")
# The date of a page without one: the zero time of Go.
_NO_DATE: Final = dt.datetime(1, 1, 1, tzinfo=dt.UTC)


class UnknownTokenError(ValueError):
    """A permalink has an unknown token; the message names it."""


class AddressInputs(NamedTuple):
    """The inputs of an address; `sections` are the names of those above the page."""

    content: ContentFile
    sections: tuple[str, ...]
    slug: str | None
    url: str | None
    title: str
    moment: dt.datetime | None


def address(inputs: AddressInputs, configuration: HugoConfiguration) -> str:
    """Return the address of a document. Raises UnknownTokenError."""
    content = inputs.content
    language = language_prefix(content.language, configuration)
    if inputs.url and inputs.url.strip() and content.kind != "home":
        url = _TOKEN.sub(
            lambda match: sanitized(_filled(match, inputs, configuration), configuration),
            inputs.url.strip(),
        )
        whole = url if url.startswith("/") else f"{language}/{url}"
        is_file = "." in url and not url.endswith("/")
        return _tidied(whole if is_file else f"{whole}/")
    folders = tuple(part for part in content.folder.split("/") if part)
    if content.node != "page" and folders:
        folders = folders[:-1]
    pattern = _pattern(content, configuration)
    if pattern is not None:
        path = _TOKEN.sub(lambda match: _filled(match, inputs, configuration), pattern)
        path = sanitized(path, configuration)
    else:
        path = sanitized("/".join((*folders, _last(inputs))), configuration)
    path = path.strip("/")
    if path and _is_ugly(content, configuration):
        return _tidied(f"{language}/{path}.html")
    return _tidied(f"{language}/{path}/")


def sanitized(text: str, configuration: HugoConfiguration) -> str:
    """Return a path as the site writes it: with accents or without, in its case or lower case."""
    if configuration.without_accents and not text.isascii():
        parts = unicodedata.normalize("NFD", text)
        text = "".join(part for part in parts if unicodedata.category(part) != "Mn")
        text = unicodedata.normalize("NFC", text)
    return sanitize_path(text, keep_case=configuration.keep_case)


def sanitize_path(text: str, *, keep_case: bool = False) -> str:
    """Return a path with hyphens for white space, without signs, in lower case."""
    kept = "".join(
        character
        for index, character in enumerate(text)
        if character.isspace()
        or character in _KEPT
        or unicodedata.category(character)[0] in "LNM"
        or (character == "%" and _HEXADECIMAL.match(text, index + 1))
    )
    path = re.sub(r"\s+", "-", re.sub(r"(?<=-)\s+|\s+(?=-)", "", kept.strip()))
    return path if keep_case else path.lower()


def _last(inputs: AddressInputs) -> str:
    """Return the last part of the path: a page's slug, else its file's or folder's name."""
    content = inputs.content
    if content.node != "branch" and inputs.slug and inputs.slug.strip("-"):
        return inputs.slug.strip("-")
    return content.base


def _pattern(content: ContentFile, configuration: HugoConfiguration) -> str | None:
    """Return the pattern of the deepest section with one; pages without a section use `""`."""
    patterns = configuration.permalinks.get(content.kind, {})
    if content.kind == "page" and content.logical.count("/") == 1 and "" in patterns:
        return patterns[""]
    path = f"{content.logical}/"
    sections = [section for section in patterns if section and path.startswith(f"/{section}/")]
    return patterns[max(sections, key=len)] if sections else None


def _filled(match: re.Match[str], inputs: AddressInputs, configuration: HugoConfiguration) -> str:
    name, cut = match[1], match[2]
    if name in {"sections", "sectionslugs"}:
        return "/".join(_cut(inputs.sections, cut) if cut else inputs.sections)
    text = {**_dates(inputs.moment or _NO_DATE), **_names(inputs)}.get(name)
    if text is None:
        message = f"has the unknown token :{name}"
        raise UnknownTokenError(message)
    # Hugo reads it as a part of an address, where a plus sign is a space.
    return sanitized(text, configuration).replace("+", " ") + (cut or "")


def _names(inputs: AddressInputs) -> Mapping[str, str]:
    content = inputs.content
    section = content.folder.partition("/")[0]
    base = content.base
    title = inputs.title
    return {
        "section": section,
        "sectionslug": section,
        "title": title,
        "slug": inputs.slug or title,
        "slugorfilename": inputs.slug or base,
        "filename": base,
        "contentbasename": base,
        "slugorcontentbasename": inputs.slug or base,
    }


def _dates(moment: dt.datetime) -> Mapping[str, str]:
    return {
        "year": str(moment.year),
        "month": f"{moment.month:02}",
        "monthname": MONTHS[moment.month - 1],
        "day": f"{moment.day:02}",
        "weekday": str(moment.isoweekday() % 7),
        "weekdayname": WEEKDAYS[moment.weekday()],
        "yearday": str(moment.timetuple().tm_yday),
    }


def _cut(sections: tuple[str, ...], written: str) -> tuple[str, ...]:
    match = _SLICE.match(written)
    if match is None:
        return sections
    last = str(len(sections) - 1)
    low, high = (
        int(text.replace("last", last)) if text else None for text in match.group("low", "high")
    )
    low = low or 0
    return sections[low : high if match["colon"] else low + 1]


def _is_ugly(content: ContentFile, configuration: HugoConfiguration) -> bool:
    if isinstance(configuration.ugly, bool):
        return configuration.ugly
    return content.folder.partition("/")[0].lower() in configuration.ugly


def language_prefix(language: str, configuration: HugoConfiguration) -> str:
    """Return the prefix of a language's paths: `/es`, or nothing."""
    is_own = language == configuration.default_language or not configuration.is_multilingual
    return "" if is_own and not configuration.in_subdir else f"/{language}"


def _tidied(path: str) -> str:
    """Return the path with single slashes and without an `index.html`."""
    path = re.sub("/{2,}", "/", f"/{path}").replace("#", "%23")
    return path.removesuffix("index.html") if path.endswith("/index.html") else path
