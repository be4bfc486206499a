"""Addresses of documents by Jekyll's rules: jekyllrb.com/docs/permalinks."""

import datetime as dt
import posixpath
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple, TypeAlias
from urllib.parse import unquote

from app.dialects.jekyll.configuration import JekyllCollection
from app.dialects.jekyll.slugify import lowered, slugify
from app.dialects.jekyll.tree_layout import DRAFTS, HTML_SUFFIXES, ContentFile
from app.dialects.mappings import MONTHS, WEEKDAYS
from app.regex import regex
from app.site.paths import file_parts

_PLACEHOLDER: Final = regex(r":([a-z_]+)")
_SUFFIX: Final = ".html"
# What Jekyll's own converters make of files that are not Markdown.
_CONVERTED: Final[Mapping[str, str]] = {".scss": ".css", ".sass": ".css", ".coffee": ".js"}
_ANY_MOMENT: Final = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


# Returns the text that stands for another placeholder; None if there is none.
OtherValues: TypeAlias = Callable[[str], str | None]


class UnknownPlaceholderError(ValueError):
    """A permalink has an unknown placeholder; the message names it."""


def no_other_values(name: str) -> str | None:
    """Return None: no plugin adds placeholders."""
    del name
    return None


class AddressInputs(NamedTuple):
    """The inputs of a collection document's address; `moment` is its date, if any.

    `others` are the placeholders that plugins add.
    """

    content: ContentFile
    slug: str | None
    categories: Sequence[str]
    moment: dt.datetime | None
    others: OtherValues = no_other_values


def page_address(file: str, permalink: str | None, style: str) -> str:
    """Return the address of a page, by its own permalink or the site's style."""
    folder, name = posixpath.split(file)
    stem, suffix = posixpath.splitext(name)
    stem = stem.rstrip(".")
    if permalink:
        template = permalink
    elif stem == "index":
        template = "/:path/"
    else:
        template = _styled("/:path/:basename", style)
    return _filled(template, folder, stem, _output(suffix))


def built_address(file: str, permalink: str | None) -> str:
    """Return the address of what Jekyll makes of a page that is neither Markdown nor HTML."""
    folder, name = posixpath.split(file)
    stem, suffix = posixpath.splitext(name)
    output = _CONVERTED.get(suffix.lower(), suffix)
    template = permalink or "/:path/:basename:output_ext"
    address = unquote(_filled(template, folder, stem.rstrip("."), output))
    # Jekyll writes a file with the suffix of its type, unless the permalink has one.
    has_suffix = address.endswith("/") or posixpath.splitext(address)[1]
    return address if has_suffix else f"{address}{output}"


def _filled(template: str, folder: str, stem: str, output: str) -> str:
    """Return the address of a page by its template."""
    values = {"path": _coded(folder), "basename": _coded(stem), "output_ext": output}
    # One after the other, as in Jekyll: a value may contain the next placeholder.
    for key, value in values.items():
        template = template.replace(f":{key}", value)
    return _tidied(template)


def document_address(
    inputs: AddressInputs, collection: JekyllCollection, permalink: str | None, style: str
) -> str:
    """Return the address of a collection's document, by its own permalink or the collection's.

    Raises UnknownPlaceholderError.
    """
    template = permalink or collection.permalink or _styled("/:collection/:path", style)
    values = _values(inputs, collection.label)

    def fill(match: re.Match[str]) -> str:
        name = match[1]
        for key in (name, name.removesuffix("_")):
            if key in values:
                return values[key] + ("_" if key != name else "")
            if key in _dates(_ANY_MOMENT):
                # A document without a date has none in its address.
                return "_" if key != name else ""
            if (other := inputs.others(key)) is not None:
                return _coded(other) + ("_" if key != name else "")
        raise UnknownPlaceholderError(f"has the unknown placeholder :{name}")

    return _tidied(_PLACEHOLDER.sub(fill, template))


def static_address(content: ContentFile, collection: JekyllCollection | None, style: str) -> str:
    """Return the path of a static file: its name, or by its collection's permalink."""
    stem, suffix = posixpath.splitext(content.within)
    stem = stem.rstrip(".")
    if collection is None:
        return unquote(f"/{stem}{suffix}")
    template = collection.permalink or _styled("/:collection/:path", style)
    values = {
        "collection": collection.label,
        "path": f"/{stem}",
        "output_ext": "",
        "name": posixpath.basename(stem),
        "title": "",
    }
    # One after the other; placeholders that a static file lacks stay as written.
    for key, value in values.items():
        template = template.replace(f":{key}", value)
    return unquote(_tidied(template).removesuffix("/") + suffix)


def _styled(template: str, style: str) -> str:
    """Return the template with the end that the site's style gives addresses."""
    if style == "pretty" or style.endswith("/"):
        return f"{template}/"
    has_suffix = style in {"date", "ordinal", "none"} or style.endswith(":output_ext")
    return f"{template}:output_ext" if has_suffix else template


def _values(inputs: AddressInputs, label: str) -> Mapping[str, str]:
    content = inputs.content
    stem, suffix = posixpath.splitext(posixpath.basename(content.within))
    slug = inputs.slug if inputs.slug is not None else stem
    # The path of a post lacks its folder; that of a draft has it.
    folders = (*content.above, DRAFTS) if content.is_draft else content.above
    path = "/".join((*folders, posixpath.splitext(content.within)[0].rstrip(".")))
    values = {
        "collection": label,
        "output_ext": _output(suffix),
        "path": f"/{path}",
        "name": slugify(stem),
        "title": slugify(slug, is_pretty=True, is_cased=True),
        "slug": slugify(slug),
        "categories": "/".join(dict.fromkeys(map(lowered, inputs.categories))),
        "slugified_categories": "/".join(dict.fromkeys(map(slugify, inputs.categories))),
    }
    values = {key: _coded(value) for key, value in values.items()}
    return values if inputs.moment is None else {**values, **_dates(inputs.moment)}


def _output(suffix: str) -> str:
    """Return the suffix of the generated file: HTML keeps its own."""
    return suffix if suffix.lower() in HTML_SUFFIXES else _SUFFIX


def _coded(text: str) -> str:
    """Return the text with each per cent sign encoded, so that it starts no code."""
    return text.replace("%", "%25")


def _dates(moment: dt.datetime) -> Mapping[str, str]:
    year, week, weekday = moment.isocalendar()
    month, day = MONTHS[moment.month - 1], WEEKDAYS[moment.weekday()]
    return {
        "year": f"{moment.year:04}",
        "short_year": f"{moment.year % 100:02}",
        "month": f"{moment.month:02}",
        "i_month": str(moment.month),
        "short_month": month[:3],
        "long_month": month,
        "day": f"{moment.day:02}",
        "i_day": str(moment.day),
        "y_day": f"{moment.timetuple().tm_yday:03}",
        "short_day": day[:3],
        "long_day": day,
        "w_day": str(weekday),
        "week": f"{week:02}",
        "w_year": f"{year:04}",
        "hour": f"{moment.hour:02}",
        "minute": f"{moment.minute:02}",
        "second": f"{moment.second:02}",
    }


def _tidied(address: str) -> str:
    """Return the address with single slashes and without dots that lead elsewhere."""
    path = f"/{address}".replace("..", "/").replace("./", "")
    return re.sub("/{2,}", "/", path)


def native_parts(content: ContentFile) -> tuple[str, ...]:
    """Return the parts of the path that the document has in a native tree."""
    if content.label is None:
        return file_parts(content.within)
    folder = posixpath.dirname(content.within)
    return (content.label, *file_parts(posixpath.join(folder, f"{content.slug}.md")))
