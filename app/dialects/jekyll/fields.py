"""Jekyll's front matter under the keys of the records."""

import datetime as dt
from collections.abc import Mapping
from typing import Final

from app.dialects.base import NormalizedFrontMatter
from app.dialects.document import Withheld
from app.dialects.jekyll.configuration import JekyllConfiguration
from app.dialects.jekyll.dates import date_of, written_date
from app.dialects.jekyll.tree_layout import ContentFile
from app.dialects.jekyll.values import (
    are_names,
    categories_of,
    first_name,
    names_of,
    respelled,
    rooted,
    split_names,
)
from app.dialects.mappings import is_false_or_null, unwrapped
from app.dialects.pictures import with_source
from app.front_matter import (
    NO_MARK,
    NULL,
    FrontMatter,
    KeyPath,
    Mark,
    Scalar,
    Value,
    plain,
    source_text,
)
from app.markdown.sanitise import is_unsafe, scheme_of
from app.problems import Fault
from app.regex import regex

# Keys of common plugins, and the records'.
OURS: Final[Mapping[str, str]] = {"lang": "language", "last_modified_at": "updated"}
# Keys of a page that defaults do not set where the page has them, even as null.
_PAGE_KEYS: Final = frozenset({"permalink", "published"})
_TERMS: Final = frozenset({"tags", "categories"})
# The permalink of a draft as an export from WordPress writes it: it has no address yet.
_UNADDRESSED: Final = regex(r"/?\?p=\d")
_TRUE: Final = Scalar(True, "true")


def normalized(
    front_matter: FrontMatter,
    data: Mapping[str, Value],
    content: ContentFile,
    configuration: JekyllConfiguration,
    zone: dt.tzinfo,
) -> NormalizedFrontMatter:
    """Return front matter under the records' keys.

    `data` is the front matter over the configuration's defaults.
    """
    values = dict(data)
    marks = dict(front_matter.marks)
    names: dict[str, str] = {}
    for theirs, ours in OURS.items():
        if theirs in values and ours not in values:
            values[ours] = values.pop(theirs)
            names[ours] = theirs
            marks.update(respelled(front_matter.marks, theirs, ours))
    if "redirect_from" in values:
        values["redirect_from"] = rooted(values["redirect_from"])
    moved_to = first_name(values.get("redirect_to", NULL))
    faults: tuple[Fault, ...] = ()
    if moved_to is not None:
        del values["redirect_to"]
        if is_unsafe(moved_to):
            place = marks.get(("redirect_to",), NO_MARK).value
            message = f"redirect_to has the scheme {scheme_of(moved_to)}:, which is not safe"
            faults += (Fault(place, "unsafe-link", message, "Use https:, mailto: or tel:."),)
    if content.label is None:
        # A page's own null counts, and defaults do not publish or unpublish it.
        values.pop("published", None)
        own = front_matter.values
        values.update((key, own[key]) for key in _PAGE_KEYS & own.keys())
    published = values.get("published", _TRUE)
    if isinstance(plain(published), bool | None):
        values.pop("published", None)
    if not configuration.unpublished and is_false_or_null(published):
        values["draft"] = _TRUE
        marks[("draft",)] = marks.get(("published",), NO_MARK)
    if content.is_draft and not configuration.show_drafts:
        values["draft"] = _TRUE
        if _UNADDRESSED.match(source_text(values.get("permalink", NULL)) or "") is not None:
            del values["permalink"]
    if "image" in values:
        values["image"] = with_source(values["image"])
    for key in _TERMS & values.keys():
        values[key] = unwrapped(values[key])
    if content.label is not None:
        _set_terms(content, values)
    _set_dates(content, configuration, zone, values, marks)
    withheld = None
    if content.label is not None and not configuration.collections[content.label].output:
        reason = f'is in the collection "{content.label}", which has no pages (output: true)'
        withheld = Withheld(reason, "let its collection have pages")
    result = FrontMatter(values, marks, front_matter.body_start, names)
    return NormalizedFrontMatter(result, faults, moved_to, withheld)


def _set_dates(
    content: ContentFile,
    configuration: JekyllConfiguration,
    zone: dt.tzinfo,
    values: dict[str, Value],
    marks: dict[KeyPath, Mark],
) -> None:
    """Set the dates of the front matter or the name; a future date delays publication."""
    for key in ("date", "updated"):
        value = values.get(key, NULL)
        # The typed fields report values that are no dates.
        if (date := date_of(value, zone)) is not None:
            values[key] = Scalar(date, source_text(value) or "")
    if content.label is None:
        return
    if plain(values.get("date", NULL)) is None:
        date = written_date(content.date, zone) if content.date is not None else None
        if date is None:
            return
        values["date"] = Scalar(date, content.date or "")
    elif date_of(values["date"], zone) is None:
        return
    collection = configuration.collections[content.label]
    if not (configuration.future or collection.future):
        values.setdefault("publish_date", values["date"])
        marks.setdefault(("publish_date",), marks.get(("date",), NO_MARK))


def _set_terms(content: ContentFile, values: dict[str, Value]) -> None:
    """Set categories and tags of a collection's document. Values that are no names stay."""
    category, tag = values.pop("category", NULL), values.pop("tag", NULL)
    categories, tags = values.get("categories", NULL), values.get("tags", NULL)
    if not are_names(category):
        values["categories"] = category
    elif are_names(categories):
        values["categories"] = categories_of(content, categories, category)
    if not are_names(tag):
        values["tags"] = tag
    elif are_names(tags):
        values["tags"] = tuple(names_of(tag) if plain(tag) else split_names(tags))
