"""Where Jekyll puts a document: jekyllrb.com/docs/permalinks."""

import datetime as dt
import posixpath
import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple
from urllib.parse import unquote

from app.dialects.jekyll.configuration import JekyllCollection
from app.dialects.jekyll.places import HTML_SUFFIXES, Place
from app.dialects.jekyll.slugs import lowered, slugified

_PLACEHOLDER: Final = re.compile(r":([a-z_]+)")
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SUFFIX: Final = ".html"
_ANY_MOMENT: Final = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


class UnknownPlaceholderError(ValueError):
    """A permalink with a placeholder that is none; the message names it."""


class Naming(NamedTuple):
    """What the address of a collection's document is made of.

    `moment` is its date on the site's clock; None where it has none.
    """

    place: Place
    slug: str | None
    categories: Sequence[str]
    moment: dt.datetime | None


def page_address(file: str, permalink: str | None, style: str) -> str:
    """The address of a page, by its own permalink or the site's style."""
    folder, name = posixpath.split(file)
    stem, suffix = posixpath.splitext(name)
    stem = stem.rstrip(".")
    if permalink:
        template = permalink
    elif stem == "index":
        template = "/:path/"
    elif style == "pretty" or style.endswith("/"):
        template = "/:path/:basename/"
    elif style in {"date", "ordinal", "none"} or style.endswith(":output_ext"):
        template = "/:path/:basename:output_ext"
    else:
        template = "/:path/:basename"
    values = {"path": _coded(folder), "basename": _coded(stem)}
    values["output_ext"] = _output(suffix)
    # One after the other, and each wherever it stands.
    for key, value in values.items():
        template = template.replace(f":{key}", value)
    return _tidied(template)


def document_address(
    naming: Naming, collection: JekyllCollection, permalink: str | None, style: str
) -> str:
    """The address of a collection's document, by its own permalink or the collection's.

    Raises UnknownPlaceholderError.
    """
    template = permalink or _template(collection, style)
    values = _values(naming, collection.label)

    def fill(match: re.Match[str]) -> str:
        name = match[1]
        for key in (name, name.removesuffix("_")):
            if key in values:
                return values[key] + ("_" if key != name else "")
            if key in _dates(_ANY_MOMENT):
                # What has no date has none in its address.
                return "_" if key != name else ""
        message = f"has the unknown placeholder :{name}"
        raise UnknownPlaceholderError(message)

    return _tidied(_PLACEHOLDER.sub(fill, template))


def static_address(place: Place, collection: JekyllCollection | None, style: str) -> str:
    """The path of a static file: where it lies, or where its collection's documents are."""
    stem, suffix = posixpath.splitext(place.within)
    stem = stem.rstrip(".")
    if collection is None:
        return unquote(f"/{stem}{suffix}")
    template = _template(collection, style)
    values = {
        "collection": collection.label,
        "path": f"/{stem}",
        "output_ext": "",
        "name": posixpath.basename(stem),
        "title": "",
    }
    # One after the other; what is not known of a static file stays as it is written.
    for key, value in values.items():
        template = template.replace(f":{key}", value)
    return unquote(_tidied(template).removesuffix("/") + suffix)


def _template(collection: JekyllCollection, style: str) -> str:
    if collection.permalink:
        return collection.permalink
    if style == "pretty" or style.endswith("/"):
        return "/:collection/:path/"
    if style in {"date", "ordinal", "none"} or style.endswith(":output_ext"):
        return "/:collection/:path:output_ext"
    return "/:collection/:path"


def _values(naming: Naming, label: str) -> Mapping[str, str]:
    place = naming.place
    stem, suffix = posixpath.splitext(posixpath.basename(place.within))
    named = naming.slug if naming.slug is not None else stem
    # The folder of posts is taken out of their paths; that of drafts stays.
    folders = (*place.above, "_drafts") if place.is_draft else place.above
    path = "/".join((*folders, posixpath.splitext(place.within)[0].rstrip(".")))
    values = {
        "collection": label,
        "output_ext": _output(suffix),
        "path": f"/{path}",
        "name": slugified(stem),
        "title": slugified(named, "pretty", cased=True),
        "slug": slugified(named),
        "categories": "/".join(dict.fromkeys(map(lowered, naming.categories))),
        "slugified_categories": "/".join(dict.fromkeys(map(slugified, naming.categories))),
    }
    values = {key: _coded(value) for key, value in values.items()}
    return values if naming.moment is None else {**values, **_dates(naming.moment)}


def _output(suffix: str) -> str:
    """The suffix of what is made of a file: HTML keeps its own."""
    return suffix if suffix.lower() in HTML_SUFFIXES else _SUFFIX


def _coded(text: str) -> str:
    """The text with a per cent sign of its own written so that it is not taken for a code."""
    return text.replace("%", "%25")


def _dates(moment: dt.datetime) -> Mapping[str, str]:
    year, week, weekday = moment.isocalendar()
    month, day = _MONTHS[moment.month - 1], _DAYS[moment.weekday()]
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
    """With one slash at a time, and nothing that leads elsewhere."""
    made = f"/{address}".replace("..", "/").replace("./", "")
    return re.sub("/{2,}", "/", made)
