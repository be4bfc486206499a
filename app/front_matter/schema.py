"""Front matter with types: what each kind of document may say of itself."""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any, Final, TypeAlias

from pydantic import BeforeValidator, Field

from app.front_matter import FrontMatter, KeyPath, Mark, Scalar, plain
from app.front_matter.field_types import (
    Date,
    Fields,
    Flag,
    Moment,
    Number,
    Text,
    Texts,
    WholeNumber,
)
from app.front_matter.fitting import conform
from app.problems import Fault
from app.records import Kind
from app.suggestions import misspelt


class ImageFields(Fields):
    """A picture: where it is, and what it shows."""

    src: Text = Field(description="The picture's path.", examples=["/images/iastm.jpg"])
    alt: Text | None = Field(None, description="What it shows, for those who do not see it.")


class MenuFields(Fields):
    """A page's place in one menu."""

    weight: WholeNumber | None = Field(None, description="Lighter entries come first.")
    title: Text | None = Field(None, description="The entry's name; the page's title without it.")
    name: Text | None = Field(None, description="The same as title.")
    parent: Text | None = Field(
        None, description="The identifier or title of the entry that this one stands below."
    )
    identifier: Text | None = Field(None, description="By what others name this entry.")


def _image(value: object) -> object:
    return {"src": value} if isinstance(value, str | Scalar) else value


def _menus(value: object) -> object:
    """A name, a list of names, or a map of names to placements, as such a map."""
    if isinstance(value, str | Scalar):
        value = (value,)
    if isinstance(value, tuple) and all(isinstance(name, str | Scalar) for name in value):
        return {(name if isinstance(name, str) else name.source): {} for name in value}
    if isinstance(value, Mapping):
        return {name: {} if held is None else held for name, held in value.items()}
    return value


Menus: TypeAlias = Annotated[dict[str, MenuFields], BeforeValidator(_menus)]


class PageFields(Fields):
    """The keys that every document knows."""

    type: Text | None = Field(
        None, description="What the document is: page, condition or location.", examples=["page"]
    )
    id: Text | None = Field(None, description="The slug of the condition or office.")
    slug: Text | None = Field(None, description="The last part of the path.", examples=["iastm"])
    permalink: Text | None = Field(None, description="The whole path.", examples=["/iastm/"])
    redirect_from: Texts = Field((), description="Old addresses of the page.")
    menus: Menus = Field({}, description="The menus that the page stands in.")
    weight: WholeNumber | None = Field(None, description="Lighter pages come first.")
    tags: Texts = Field((), description="Words to find the page by.")
    categories: Texts = Field((), description="What the page belongs to.")
    conditions: Texts = Field(
        (), description="Conditions that the page treats, by slug or name.", examples=[["Bursitis"]]
    )
    title: Text | None = Field(
        None, description="The title; the first heading without it.", examples=["Dry Needling"]
    )
    subtitle: Text | None = Field(None, description="A line below the title.")
    description: Text | None = Field(None, description="One sentence for search engines.")
    layout: Text | None = Field(None, description="How the front end lays the page out.")
    language: Text | None = Field(
        None, description="The language of the page, the site's without it.", examples=["en", "es"]
    )
    date: Moment | None = Field(None, description="When it was written.", examples=["2026-03-31"])
    updated: Moment | None = Field(None, description="When it was last changed.")
    publish_date: Moment | None = Field(
        None, description="From when on it is shown.", examples=["2026-12-01"]
    )
    expiry_date: Moment | None = Field(
        None,
        description="Shown until just before; a date alone is the moment at which that day begins.",
        examples=["2027-01-01"],
    )
    draft: Flag = Field(False, description="Not shown yet.")
    image: Annotated[ImageFields | None, BeforeValidator(_image)] = Field(
        None, description="The picture of the page: its path, or src and alt."
    )


class ConditionFields(PageFields):
    """The keys of a document about a condition."""

    name: Text | None = Field(None, description="The condition's name; the title without it.")
    alternate_names: Texts = Field(
        (), description="Other names, medical or lay.", examples=[["stiff neck"]]
    )
    treatments: Texts = Field(
        (), description="The pages that treat it: slugs, paths or titles.", examples=[["iastm"]]
    )
    related: Texts = Field((), description="Conditions or pages that belong to it, by name.")
    body_regions: Texts = Field((), description="Where it hurts.", examples=[["neck"]])
    symptoms: Texts = Field((), description="What patients feel.")
    codes: Texts = Field((), description="Codes of a classification.", examples=[["M54.2"]])
    last_reviewed: Date | None = Field(
        None, description="When it was last read by somebody who knows.", examples=["2026-09-01"]
    )
    reviewed_by: Text | None = Field(None, description="Who read it.")


class AddressFields(Fields):
    """A postal address, part by part."""

    street_address: Text | None = Field(None, description="Street and number.")
    unit: Text | None = Field(None, description="Suite, floor or door.")
    locality: Text | None = Field(None, description="The city.")
    region: Text | None = Field(None, description="The state or province.", examples=["CO"])
    postal_code: Text | None = Field(None, description="The postal code.", examples=["80303"])
    country: Text | None = Field(
        None, description="The country in two letters; the site's without it.", examples=["US"]
    )


class GeoFields(Fields):
    """A place on Earth in degrees, WGS 84."""

    latitude: Number = Field(description="Degrees north.", examples=[40.0139])
    longitude: Number = Field(description="Degrees east.", examples=[-105.241])


class ExceptionFields(Fields):
    """A date whose hours differ; closed where both times are left out."""

    date: Date = Field(description="The day.", examples=["2026-12-24"])
    opens: Text | None = Field(None, description="From when on.", examples=["07:00"])
    closes: Text | None = Field(None, description="Until when.", examples=["12:00"])
    note: Text | None = Field(None, description="Why.", examples=["Christmas Eve"])


class LocationFields(PageFields):
    """The keys of a document about an office."""

    name: Text | None = Field(None, description="The office's name; the title without it.")
    address: AddressFields | None = Field(None, description="The postal address.")
    phone: Text | None = Field(
        None, description="The telephone number.", examples=["(303) 444-2529"]
    )
    fax: Text | None = Field(None, description="The fax number.")
    email: Text | None = Field(None, description="The e-mail address.")
    geo: GeoFields | None = Field(None, description="Where it is.")
    opening_hours: Text | None = Field(
        None,
        description="When it is open, in OpenStreetMap's syntax.",
        examples=["Mo-Fr 07:00-18:00; PH off"],
    )
    exceptions: tuple[ExceptionFields, ...] = Field((), description="Days with other hours.")
    time_zone: Text | None = Field(
        None, description="The site's without it.", examples=["America/Denver"]
    )
    map_url: Text | None = Field(None, description="A map for readers.")
    accepts_new_patients: Flag | None = Field(None, description="Whether new patients may come.")
    services: Texts = Field((), description="What is offered there.")


FIELDS: Final[Mapping[Kind, type[PageFields]]] = {
    "page": PageFields,
    "condition": ConditionFields,
    "location": LocationFields,
}
# Two spellings of one key: the left one is read as the right one.
SPELLINGS: Final = {
    "menu": "menus",
    "url": "permalink",
    "aliases": "redirect_from",
    # As Hugo spells them.
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


def kind_named(found: FrontMatter) -> Kind | None:
    """The kind that the key `type` names; None where it names no kind or is not there."""
    match found.values.get("type"):
        case "page":
            return "page"
        case "condition":
            return "condition"
        case "location":
            return "location"
    return None


def read_fields(
    found: FrontMatter, kind: Kind
) -> tuple[PageFields, dict[str, Any], tuple[Fault, ...]]:
    """The typed fields of a document of this kind, every other key as it stands, and faults."""
    known = _KNOWN[kind]
    values: dict[str, Any] = {}
    marks = found.marks
    params: dict[str, Any] = {}
    faults: list[Fault] = []
    for key, value in found.values.items():
        if key not in known or (key == "type" and kind_named(found) is None):
            params[key] = plain(value)
            if key not in known and (meant := misspelt(key, known)):
                told = f'"{key}" is no known key; it is kept in params'
                hint = f'Did you mean "{meant}"?'
                faults.append(Fault(_key_offset(found, (key,)), "misspelt-key", told, hint))
            continue
        field = SPELLINGS.get(key, key)
        if field in values:
            told = f'"{key}" means the same as another key above it; the first is served'
            hint = "Keep one of the two."
            faults.append(Fault(_key_offset(found, (key,)), "duplicate-key", told, hint))
            continue
        values[field] = value
        if field != key:
            marks = _respelled(marks, key, field)
    typed, wrong = conform(FIELDS[kind], FrontMatter(found.format, values, marks, found.body_start))
    if any(fault.message.startswith(("draft ", "publish_date ")) for fault in wrong):
        # Nobody knows what was meant; a page that may be a draft is not shown to the world.
        typed = typed.model_copy(update={"draft": True})
    return typed, params, (*faults, *wrong)


def spelled_out(path: KeyPath) -> KeyPath:
    """A path of keys by the names of the fields: `url` is `permalink`."""
    return (SPELLINGS.get(str(path[0]), path[0]), *path[1:]) if path else path


def _key_offset(found: FrontMatter, path: KeyPath) -> int:
    return found.marks[path].key if path in found.marks else 0


def _respelled(marks: Mapping[KeyPath, Mark], key: str, field: str) -> Mapping[KeyPath, Mark]:
    """The marks, with those of a key as the field's as well."""
    own = {(field, *path[1:]): mark for path, mark in marks.items() if path[0] == key}
    return {**marks, **own}


def as_moment(value: dt.datetime | dt.date, zone: dt.tzinfo) -> dt.datetime:
    """The moment at which a date begins in a time zone, or that a date and time name."""
    if not isinstance(value, dt.datetime):
        return dt.datetime(value.year, value.month, value.day, tzinfo=zone)
    return value if value.tzinfo else value.replace(tzinfo=zone)
