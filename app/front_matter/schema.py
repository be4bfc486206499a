"""Schema of front matter: the known keys of each kind of document, with their types."""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any, Final, TypeAlias

from pydantic import BaseModel, BeforeValidator, Field, WithJsonSchema, model_validator

from app.front_matter import FrontMatter, KeyPath, Mark, Scalar, plain, source_text
from app.front_matter.field_types import (
    TEXT_SCHEMA,
    Date,
    Fields,
    Flag,
    Moment,
    Number,
    Text,
    Texts,
    WholeNumber,
    describe,
)
from app.front_matter.fitting import conform
from app.front_matter.unknown_keys import without_unknown_keys
from app.problems import Fault
from app.records import Kind
from app.suggestions import misspelt


class ImageFields(Fields):
    """A picture: its path and its text alternative."""

    src: Text = Field(description="The picture's path.", examples=["/images/iastm.jpg"])
    alt: Text | None = Field(None, description="A text alternative: what the picture shows.")


class MenuFields(Fields):
    """A page's place in one menu."""

    weight: WholeNumber | None = Field(None, description="Lighter entries come first.")
    title: Text | None = Field(None, description="The entry's name; by default the page's title.")
    name: Text | None = Field(None, description="The same as title.")
    parent: Text | None = Field(None, description="The identifier or title of the parent entry.")
    identifier: Text | None = Field(
        None, description="The name by which other entries refer to this one."
    )


def _image(value: object) -> object:
    return {"src": value} if isinstance(value, str | Scalar) else value


def _menus(value: object) -> object:
    """Return a name, a list of names, or a map of names to placements as such a map."""
    if isinstance(value, str | Scalar):
        value = (value,)
    if isinstance(value, tuple) and all(isinstance(name, str | Scalar) for name in value):
        return {(name if isinstance(name, str) else name.source): {} for name in value}
    if isinstance(value, Mapping):
        return {name: {} if placement is None else placement for name, placement in value.items()}
    return value


Menus: TypeAlias = Annotated[dict[str, MenuFields], BeforeValidator(_menus)]


class PageFields(Fields):
    """The keys of every document."""

    type: Text | None = Field(
        None,
        description="The kind of the document: page, condition or location.",
        examples=["page"],
    )
    id: Text | None = Field(None, description="The slug of the condition or office.")
    slug: Text | None = Field(None, description="The last part of the path.", examples=["iastm"])
    permalink: Text | None = Field(None, description="The whole path.", examples=["/iastm/"])
    redirect_from: Texts = Field((), description="Old addresses of the page.")
    menus: Menus = Field({}, description="The menus that the page is in.")
    weight: WholeNumber | None = Field(None, description="Lighter pages come first.")
    tags: Texts = Field((), description="Tags of the page.")
    categories: Texts = Field((), description="Categories of the page.")
    conditions: Texts = Field(
        (), description="Conditions that the page treats, by slug or name.", examples=[["Bursitis"]]
    )
    title: Text | None = Field(
        None, description="The title; by default the first heading.", examples=["Dry Needling"]
    )
    subtitle: Text | None = Field(None, description="A line below the title.")
    description: Text | None = Field(None, description="One sentence for search engines.")
    layout: Text | None = Field(None, description="The layout that the front end uses.")
    language: Text | None = Field(
        None, description="The language of the page; by default the site's.", examples=["en", "es"]
    )
    date: Moment | None = Field(None, description="When it was written.", examples=["2026-03-31"])
    updated: Moment | None = Field(None, description="When it was last changed.")
    publish_date: Moment | None = Field(
        None, description="The page is published from then on.", examples=["2026-12-01"]
    )
    expiry_date: Moment | None = Field(
        None,
        description="The page is published until then; a date alone is the beginning of that day.",
        examples=["2027-01-01"],
    )
    draft: Flag = Field(False, description="True for a page that is not published yet.")
    image: Annotated[ImageFields | None, BeforeValidator(_image)] = Field(
        None, description="The picture of the page: its path, or src and alt."
    )


class ConditionFields(PageFields):
    """The keys of a condition's document."""

    name: Text | None = Field(None, description="The condition's name; by default the title.")
    alternate_names: Texts = Field(
        (), description="Other names, medical or common.", examples=[["stiff neck"]]
    )
    treatments: Texts = Field(
        (), description="The pages that treat it: slugs, paths or titles.", examples=[["iastm"]]
    )
    related: Texts = Field((), description="Related conditions or pages, by name.")
    body_regions: Texts = Field(
        (), description="The parts of the body that it affects.", examples=[["neck"]]
    )
    symptoms: Texts = Field((), description="Symptoms, as patients describe them.")
    codes: Texts = Field((), description="Codes of a classification.", examples=[["M54.2"]])
    last_reviewed: Date | None = Field(
        None, description="The date of the last medical review.", examples=["2026-09-01"]
    )
    reviewed_by: Text | None = Field(None, description="The reviewer.")


class AddressFields(Fields):
    """A postal address, part by part."""

    street_address: Text | None = Field(None, description="Street and number.")
    unit: Text | None = Field(None, description="Suite, floor or door.")
    locality: Text | None = Field(None, description="The city.")
    region: Text | None = Field(None, description="The state or province.", examples=["CO"])
    postal_code: Text | None = Field(None, description="The postal code.", examples=["80303"])
    country: Text | None = Field(
        None, description="The country in two letters; by default the site's.", examples=["US"]
    )


class GeoFields(Fields):
    """Coordinates in degrees, WGS 84."""

    latitude: Number = Field(description="Degrees north.", examples=[40.0139])
    longitude: Number = Field(description="Degrees east.", examples=[-105.241])


def _time_text(value: object) -> str:
    """Return a time as text; a value of another type as its description, which is no time."""
    if isinstance(value, str | Scalar):
        return source_text(value) or "null"
    return describe(value)


TimeText: TypeAlias = Annotated[str, BeforeValidator(_time_text), WithJsonSchema(TEXT_SCHEMA)]


class ExceptionFields(Fields):
    """A date with other hours; closed if both times are left out."""

    date: Date = Field(description="The day.", examples=["2026-12-24"])
    opens: TimeText | None = Field(None, description="The opening time.", examples=["07:00"])
    closes: TimeText | None = Field(None, description="The closing time.", examples=["12:00"])
    note: Text | None = Field(None, description="The reason.", examples=["Christmas Eve"])

    @model_validator(mode="before")
    @classmethod
    def _with_known_times(cls, data: Any) -> Any:
        """Raise ValueError for a day whose hours may be under a key that is not known.

        Without times it would be closed all day.
        """
        if not isinstance(data, Mapping):
            return data
        unknown = [key for key in data if key not in cls.model_fields and key != "closed"]
        has_times = any(data.get(key) is not None for key in ("opens", "closes"))
        if has_times or (not unknown and _is_closed(data.get("closed"))):
            return data
        names = ", ".join(f'"{key}"' for key in unknown or ("closed",))
        message = f"has no opens and closes, and {names} cannot be read; it is left out"
        raise ValueError(message)


def _is_closed(value: object) -> bool:
    word = value.source if isinstance(value, Scalar) else value
    return word is None or (isinstance(word, str) and word.casefold() in {"true", "yes", "on"})


class LocationFields(PageFields):
    """The keys of an office's document."""

    name: Text | None = Field(None, description="The office's name; by default the title.")
    address: AddressFields | None = Field(None, description="The postal address.")
    phone: Text | None = Field(
        None, description="The telephone number.", examples=["(303) 444-2529"]
    )
    fax: Text | None = Field(None, description="The fax number.")
    email: Text | None = Field(None, description="The e-mail address.")
    geo: GeoFields | None = Field(None, description="The coordinates.")
    opening_hours: Text | None = Field(
        None,
        description="Opening hours in OpenStreetMap's syntax.",
        examples=["Mo-Fr 07:00-18:00; PH off"],
    )
    exceptions: tuple[ExceptionFields, ...] = Field((), description="Days with other hours.")
    time_zone: Text | None = Field(
        None, description="The time zone; by default the site's.", examples=["America/Denver"]
    )
    map_url: Text | None = Field(None, description="The URL of a map.")
    accepts_new_patients: Flag | None = Field(
        None, description="True if the office accepts new patients."
    )
    services: Texts = Field((), description="The services of the office.")


FIELDS: Final[Mapping[Kind, type[PageFields]]] = {
    "page": PageFields,
    "condition": ConditionFields,
    "location": LocationFields,
}
# The models of mappings inside a document, by kind.
_PARTS: Final[Mapping[Kind, Mapping[str, type[BaseModel]]]] = {
    "page": {"menus": MenuFields},
    "condition": {"menus": MenuFields},
    "location": {
        "menus": MenuFields,
        "address": AddressFields,
        "geo": GeoFields,
        "exceptions": ExceptionFields,
    },
}
# Other spellings of a key, and the field that each is read as.
SPELLINGS: Final = {
    "menu": "menus",
    "url": "permalink",
    "aliases": "redirect_from",
    # Hugo's spellings.
    "publishDate": "publish_date",
    "publishdate": "publish_date",
    "pubdate": "publish_date",
    "expiryDate": "expiry_date",
    "expirydate": "expiry_date",
    "unpublishdate": "expiry_date",
}

_KNOWN: Final[Mapping[Kind, frozenset[str]]] = {
    kind: frozenset(model.model_fields) | frozenset(SPELLINGS) for kind, model in FIELDS.items()
}


def kind_named(front_matter: FrontMatter) -> Kind | None:
    """Return the kind that the key `type` names; None if it is missing or names none."""
    written = front_matter.values.get("type")
    return next((kind for kind in FIELDS if kind == written), None)


def read_fields(
    front_matter: FrontMatter, kind: Kind
) -> tuple[PageFields, dict[str, Any], tuple[Fault, ...]]:
    """Return the typed fields of a document, all other keys as `params`, and faults."""
    known = _KNOWN[kind]
    values: dict[str, Any] = {}
    marks = front_matter.marks
    params: dict[str, Any] = {}
    faults: list[Fault] = []
    for key, value in front_matter.values.items():
        if key not in known or (key == "type" and kind_named(front_matter) is None):
            params[key] = plain(value)
            if key not in known and (meant := misspelt(key, known)):
                message = f'"{key}" is not a known key; it is kept in params'
                hint = f'Did you mean "{meant}"?'
                faults.append(Fault(_key_offset(front_matter, key), "misspelt-key", message, hint))
            continue
        field = SPELLINGS.get(key, key)
        if field in values:
            message = f'"{key}" means the same as another key above it; the first is served'
            hint = "Keep one of the two."
            faults.append(Fault(_key_offset(front_matter, key), "duplicate-key", message, hint))
            continue
        values[field] = value
        if field != key:
            marks = _respelled(marks, key, field)
    known_values = front_matter._replace(values=values, marks=marks)
    known_values, left, unknown = without_unknown_keys(known_values, _PARTS[kind])
    params |= left
    faults += unknown
    fields, unfit = conform(FIELDS[kind], known_values)
    if any(fault.message.startswith(("draft ", "publish_date ")) for fault in unfit):
        # What may be a draft is not published.
        fields = fields.model_copy(update={"draft": True})
    return fields, params, (*faults, *unfit)


def spelled_out(path: KeyPath) -> KeyPath:
    """Return a path of keys by the names of fields: `permalink` for `url`."""
    return (SPELLINGS.get(str(path[0]), path[0]), *path[1:]) if path else path


def _key_offset(front_matter: FrontMatter, key: str) -> int:
    mark = front_matter.marks.get((key,))
    return mark.key if mark else 0


def _respelled(marks: Mapping[KeyPath, Mark], key: str, field: str) -> Mapping[KeyPath, Mark]:
    """Return the marks, with those of a key as those of a field as well."""
    respelled = {(field, *path[1:]): mark for path, mark in marks.items() if path[0] == key}
    return {**marks, **respelled}


def as_moment(value: dt.datetime | dt.date, zone: dt.tzinfo) -> dt.datetime:
    """Return the moment of a date and time, or at which a date begins in a time zone."""
    if not isinstance(value, dt.datetime):
        return dt.datetime(value.year, value.month, value.day, tzinfo=zone)
    return value if value.tzinfo else value.replace(tzinfo=zone)
