"""A document as a variable of templates; Liquid calls such variables drops."""

import datetime as dt
import posixpath
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final
from urllib.parse import quote

from app.dialects.document import Document
from app.dialects.jekyll.dates import moment_of
from app.dialects.jekyll.tree_layout import ContentFile
from app.front_matter import Scalar, Value, plain

# Keys computed on first use and left out of iterations: they contain other documents or much text.
_LAZY: Final = ("content", "output", "excerpt", "next", "previous")
# Characters that are not escaped in a URL.
_SAFE: Final = "/-._~!$&'()*+,;=:@"


class Drop(Mapping[str, Any]):
    """The front matter of a document and the keys that Jekyll adds."""

    def __init__(
        self,
        document: Document,
        place: ContentFile,
        zone: dt.tzinfo,
        compute: Callable[["Drop", str], Any],
    ) -> None:
        self.document = document
        self.place = place
        self._compute = compute
        self._lazy: dict[str, Any] = {}
        self._values = _values(document, place, zone)

    def __getitem__(self, key: str) -> Any:
        """Return the value of a key. Raises KeyError."""
        if key in self._values:
            return self._values[key]
        if key not in _LAZY:
            raise KeyError(key)
        if key not in self._lazy:
            self._lazy[key] = self._compute(self, key)
        return self._lazy[key]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the keys whose values are not lazy."""
        return iter(self._values)

    def __len__(self) -> int:
        """Return the number of keys whose values are not lazy."""
        return len(self._values)

    @property
    def date(self) -> dt.datetime | None:
        """The date, if the document has one."""
        date = self._values.get("date")
        return date if isinstance(date, dt.datetime) else None

    @property
    def order(self) -> tuple[dt.datetime, str]:
        """The sort key in a collection: date and file."""
        return self.date or dt.datetime.min.replace(tzinfo=dt.UTC), self.document.file


def _values(document: Document, place: ContentFile, zone: dt.tzinfo) -> dict[str, Any]:
    data = document.template_source.data if document.template_source is not None else {}
    values: dict[str, Any] = {key: template_value(value, zone) for key, value in data.items()}
    url = quote(document.path, safe=_SAFE)
    values |= {"url": url, "path": place.path}
    if document.moved_to is not None:
        # Set by Jekyll's plugin for redirects.
        values["sitemap"] = False
    if place.label is None or values.get("name") is None:
        values["name"] = posixpath.basename(document.file)
    if place.label is None:
        values["dir"] = url if url.endswith("/") else f"{posixpath.dirname(url).rstrip('/')}/"
        return values
    values |= {
        "relative_path": place.path,
        "collection": place.label,
        "id": posixpath.splitext(url)[0].rstrip("/") or "/",
        "ext": posixpath.splitext(document.file)[1],
        "draft": place.is_draft,
    }
    if values.get("slug") is None:
        values["slug"] = place.slug
    if values.get("title") is None:
        words = place.slug.rstrip("-").split("-")
        values["title"] = " ".join(word[:1].upper() + word[1:].lower() for word in words)
    values["categories"] = list(document.fields.categories)
    values["tags"] = list(document.fields.tags)
    date = document.fields.date
    moment = moment_of(Scalar(date, ""), zone) if date is not None else None
    if moment is not None:
        values["date"] = moment
    return values


def template_value(value: Value, zone: dt.tzinfo) -> Any:
    """Return a value of the front matter as a value of templates."""
    if isinstance(value, Scalar):
        if isinstance(value.value, dt.datetime):
            return moment_of(value, zone)
        return value.value if isinstance(value.value, dt.date) else plain(value)
    if isinstance(value, Mapping):
        return {key: template_value(item, zone) for key, item in value.items()}
    if isinstance(value, tuple):
        return [template_value(item, zone) for item in value]
    return value
