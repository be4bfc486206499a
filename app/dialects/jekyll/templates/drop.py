"""A document as templates see it."""

import datetime as dt
import posixpath
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final
from urllib.parse import quote

from app.dialects.document import Document
from app.dialects.jekyll.dates import moment_of
from app.dialects.jekyll.tree_layout import ContentFile
from app.front_matter import Scalar, Value, plain

# Made when they are asked for, and left out where all of a document is asked for: they hold whole
# other documents, or much text.
_LATE: Final = ("content", "output", "excerpt", "next", "previous")
# What stays in an address.
_SAFE: Final = "/-._~!$&'()*+,;=:@"


class Drop(Mapping[str, Any]):
    """What a document says, in the words of its own system, and what is known of it besides."""

    def __init__(
        self,
        document: Document,
        place: ContentFile,
        zone: dt.tzinfo,
        late: Callable[["Drop", str], Any],
    ) -> None:
        self.document = document
        self.place = place
        self._late = late
        self._made: dict[str, Any] = {}
        self._values = _values(document, place, zone)

    def __getitem__(self, key: str) -> Any:
        """The value; raises KeyError."""
        if key in self._values:
            return self._values[key]
        if key in _LATE:
            if key not in self._made:
                self._made[key] = self._late(self, key)
            return self._made[key]
        raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        """The names of all that is at hand."""
        return iter(self._values)

    def __len__(self) -> int:
        """How many values are at hand."""
        return len(self._values)

    @property
    def is_dated(self) -> bool:
        """Whether the document has a date."""
        return isinstance(self._values.get("date"), dt.datetime)

    @property
    def order(self) -> tuple[dt.datetime, str]:
        """By which the documents of a collection are in order."""
        date = self._values.get("date")
        first = dt.datetime.min.replace(tzinfo=dt.UTC)
        return (date if isinstance(date, dt.datetime) else first, self.document.file)


def _values(document: Document, place: ContentFile, zone: dt.tzinfo) -> dict[str, Any]:
    raw = document.template_source
    data = raw.data if raw is not None else {}
    values: dict[str, Any] = {key: held(value, zone) for key, value in data.items()}
    file = document.file
    url = quote(document.path, safe=_SAFE)
    values["url"] = url
    if document.moved_to is not None:
        # As the plugin that sends readers on marks them.
        values["sitemap"] = False
    values["path"] = place.path
    if place.label is None or values.get("name") is None:
        values["name"] = posixpath.basename(file)
    if place.label is None:
        values["dir"] = url if url.endswith("/") else f"{posixpath.dirname(url).rstrip('/')}/"
        return values
    values["relative_path"] = place.path
    values["collection"] = place.label
    values["id"] = posixpath.splitext(url)[0].rstrip("/") or "/"
    values["ext"] = posixpath.splitext(file)[1]
    values["draft"] = place.is_draft
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


def held(value: Value, zone: dt.tzinfo) -> Any:
    """A value of the front matter as templates know it."""
    if isinstance(value, Scalar):
        if isinstance(value.value, dt.datetime):
            return moment_of(value, zone)
        return value.value if isinstance(value.value, dt.date) else plain(value)
    if isinstance(value, Mapping):
        return {key: held(each, zone) for key, each in value.items()}
    if isinstance(value, tuple):
        return [held(each, zone) for each in value]
    return value
