"""Schema of front matter: the known keys of each kind of document, with their types."""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any, Final, TypeAlias

from pydantic import BaseModel, BeforeValidator, Field, WithJsonSchema, model_validator

from app.front_matter import (
    FrontMatter,
    KeyPath,
    Mark,
    Scalar,
    Value,
    plain,
    says_none,
    source_text,
)
from app.front_matter.field_types import (
    FIELDS_CONFIG,
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
    without_nulls,
)
from app.front_matter.fitting import fit
from app.front_matter.unknown_keys import without_unknown_keys
from app.problems import Fault
from app.records import Kind
from app.suggestions import misspelt


def _key(description: str, *examples: object, default: object = None) -> Any:
    """Return a field that may be left out, with its description and examples for editors."""
    return Field(default, description=description, examples=list(examples) or None)


class ImageFields(Fields):
    """A picture: its path and its text alternative."""

    src: Text = Field(description="The picture's path.", examples=["/images/iastm.jpg"])
    alt: Text | None = _key("A text alternative: what the picture shows.")


class MenuFields(Fields):
    """A page's place in one menu."""

    weight: WholeNumber | None = _key("Lighter entries come first.")
    title: Text | None = _key("The entry's name; by default the page's title.")
    name: Text | None = _key("The same as title.")
    parent: Text | None = _key("The identifier or title of the parent entry.")
    identifier: Text | None = _key("The name by which other entries refer to this one.")


def _image(value: object) -> object:
    """Return a picture's path as the mapping that it stands for; an empty one is none."""
    source = value.get("src") if isinstance(value, Mapping) else value
    if isinstance(source, str) and not source.strip():
        return None
    if isinstance(value, Scalar) and says_none(value):
        return None
    return {"src": value} if isinstance(value, str | Scalar) else value


def _menus(value: object) -> object:
    """Return a name, a list of names, or a map of names to placements as such a map."""
    if isinstance(value, str | Scalar):
        value = (value,)
    if isinstance(value, tuple) and all(isinstance(name, str | Scalar) for name in value):
        return {(name if isinstance(name, str) else name.source): {} for name in value}
    if isinstance(value, Mapping):
        return {name: {} if placement is None else placement for name, placement in value.items()}
    message = "must be the name of a menu, a list of names, or a mapping of names to placements"
    raise ValueError(message)


Menus: TypeAlias = Annotated[dict[str, MenuFields], BeforeValidator(_menus)]


class PageFields(BaseModel):
    """The keys of every document."""

    model_config = FIELDS_CONFIG
    _without_nulls = model_validator(mode="before")(without_nulls)

    type: Text | None = _key("The kind of the document: page, condition or location.", "page")
    id: Text | None = _key("The slug of the condition or office.")
    slug: Text | None = _key("The last part of the path.", "iastm")
    permalink: Text | None = _key("The whole path.", "/iastm/")
    redirect_from: Texts = _key("Old addresses of the page.", default=())
    # A dict as default is copied deeply for each page: 1.5 of 6 µs that its fields take.
    menus: Menus = Field(default_factory=dict, description="The menus that the page is in.")
    weight: WholeNumber | None = _key("Lighter pages come first.")
    tags: Texts = _key("Tags of the page.", default=())
    categories: Texts = _key("Categories of the page.", default=())
    conditions: Texts = _key(
        "Conditions that the page treats, by slug or name.", ["Bursitis"], default=()
    )
    title: Text | None = _key("The title; by default the first heading.", "Dry Needling")
    subtitle: Text | None = _key("A line below the title.")
    description: Text | None = _key("One sentence for search engines.")
    layout: Text | None = _key("The layout that the front end uses.")
    language: Text | None = _key("The language of the page; by default the site's.", "en", "es")
    date: Moment | None = _key("When it was written.", "2026-03-31")
    updated: Moment | None = _key("When it was last changed.")
    publish_date: Moment | None = _key("The page is published from then on.", "2026-12-01")
    expiry_date: Moment | None = _key(
        "The page is published until then; a date alone is the beginning of that day.", "2027-01-01"
    )
    draft: Flag = _key("True for a page that is not published yet.", default=False)
    image: Annotated[ImageFields | None, BeforeValidator(_image)] = _key(
        "The picture of the page: its path, or src and alt."
    )


class ConditionFields(PageFields):
    """The keys of a condition's document."""

    name: Text | None = _key("The condition's name; by default the title.")
    alternate_names: Texts = _key("Other names, medical or common.", ["stiff neck"], default=())
    treatments: Texts = _key(
        "The pages that treat it: slugs, paths or titles.", ["iastm"], default=()
    )
    related: Texts = _key("Related conditions or pages, by name.", default=())
    body_regions: Texts = _key("The parts of the body that it affects.", ["neck"], default=())
    symptoms: Texts = _key("Symptoms, as patients describe them.", default=())
    codes: Texts = _key("Codes of a classification.", ["M54.2"], default=())
    last_reviewed: Date | None = _key("The date of the last medical review.", "2026-09-01")
    reviewed_by: Text | None = _key("The reviewer.")


class AddressFields(Fields):
    """A postal address, part by part."""

    street_address: Text | None = _key("Street and number.")
    unit: Text | None = _key("Suite, floor or door.")
    locality: Text | None = _key("The city.")
    region: Text | None = _key("The state or province.", "CO")
    postal_code: Text | None = _key("The postal code.", "80303")
    country: Text | None = _key("The country in two letters; by default the site's.", "US")


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
    opens: TimeText | None = _key("The opening time.", "07:00")
    closes: TimeText | None = _key("The closing time.", "12:00")
    note: Text | None = _key("The reason.", "Christmas Eve")

    @model_validator(mode="before")
    @classmethod
    def _with_known_times(cls, data: Any) -> Any:
        """Raise ValueError for a day that is closed and has times, or whose times are not known.

        Without times, under a key that is not known, it would be closed all day.
        """
        if not isinstance(data, Mapping):
            return data
        unknown = [key for key in data if key not in cls.model_fields and key != "closed"]
        has_times = any(data.get(key) is not None for key in ("opens", "closes"))
        if has_times and data.get("closed") is not None and _is_closed(data["closed"]):
            message = 'has "closed" beside opens and closes; it is left out'
            raise ValueError(message)
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

    name: Text | None = _key("The office's name; by default the title.")
    address: AddressFields | None = _key("The postal address.")
    phone: Text | None = _key("The telephone number.", "(303) 444-2529")
    fax: Text | None = _key("The fax number.")
    email: Text | None = _key("The e-mail address.")
    geo: GeoFields | None = _key("The coordinates.")
    opening_hours: Text | None = _key(
        "Opening hours in OpenStreetMap's syntax.", "Mo-Fr 07:00-18:00; PH off"
    )
    exceptions: tuple[ExceptionFields, ...] = _key("Days with other hours.", default=())
    time_zone: Text | None = _key("The time zone; by default the site's.", "America/Denver")
    map_url: Text | None = _key("The URL of a map.")
    accepts_new_patients: Flag | None = _key("True if the office accepts new patients.")
    services: Texts = _key("The services of the office.", default=())


FIELDS: Final[Mapping[Kind, type[PageFields]]] = {
    "page": PageFields,
    "condition": ConditionFields,
    "location": LocationFields,
}
# The models of mappings inside a document.
_PARTS: Final[Mapping[str, type[BaseModel]]] = {
    "menus": MenuFields,
    "image": ImageFields,
    "address": AddressFields,
    "geo": GeoFields,
    "exceptions": ExceptionFields,
}
# Other spellings of a key, and the field that each is read as; those of dates are Hugo's.
SPELLINGS: Final = {
    "menu": "menus",
    "url": "permalink",
    "aliases": "redirect_from",
    **dict.fromkeys(("publishDate", "publishdate", "pubdate"), "publish_date"),
    **dict.fromkeys(("expiryDate", "expirydate", "unpublishdate"), "expiry_date"),
}
# In place of a field: the key is a parameter, though it is a field elsewhere.
PARAMETER: Final = ""

# What a misspelt key may have been meant to be. A key that is like one of Hugo's names of dates,
# such as Astro's `pubDate`, is another system's.
_MEANT: Final[Mapping[Kind, frozenset[str]]] = {
    kind: frozenset(model.model_fields) | {"menu", "url", "aliases"}
    for kind, model in FIELDS.items()
}


# Fields of names, under whose keys templates may find data of their own.
_NAMES: Final = frozenset({"tags", "categories"})
# Fields that keep a document from being published.
_HIDING: Final = frozenset({"draft", "publish_date"})


def kind_named(front_matter: FrontMatter) -> Kind | None:
    """Return the kind that the key `type` names; None if it is missing or names none."""
    written = front_matter.values.get("type")
    return next((kind for kind in FIELDS if kind == written), None)


def read_fields(
    front_matter: FrontMatter, kind: Kind, spellings: Mapping[str, str] = SPELLINGS
) -> tuple[PageFields, dict[str, Any], tuple[Fault, ...], Mapping[KeyPath, Mark]]:
    """Return the typed fields of a document, all other keys as `params`, faults, and marks.

    `spellings` are the other spellings of keys, each with the field that it is read as, or with
    PARAMETER.
    The marks are those of the fields: an index in a list does not count the entries left out.
    """
    known = FIELDS[kind].model_fields
    values: dict[str, Any] = {}
    marks = front_matter.marks
    params: dict[str, Any] = {}
    faults: list[Fault] = []
    names = dict(front_matter.names)
    for key, value in front_matter.values.items():
        field = spellings.get(key, key)
        if field not in known or (key == "type" and kind_named(front_matter) is None):
            params[key] = plain(value)
            meant = misspelt(key, _MEANT[kind]) if field not in known else None
            if meant is not None and spellings.get(meant, meant) in known:
                message = f'"{key}" is not a known key; it is kept in params'
                hint = f'Did you mean "{meant}"?'
                faults.append(Fault(_key_offset(front_matter, key), "misspelt-key", message, hint))
            continue
        if field in _NAMES and _are_mappings(value):
            params[key] = plain(value)
            message = f"{key} has mappings, not names; they are kept in params"
            hint = "Write names to sort the page by them."
            faults.append(Fault(_key_offset(front_matter, key), "not-names", message, hint))
            continue
        if field in values:
            message = f'"{key}" means the same as another key above it; the first is served'
            hint = "Keep one of the two."
            faults.append(Fault(_key_offset(front_matter, key), "duplicate-key", message, hint))
            continue
        values[field] = value
        if field != key:
            names[field] = front_matter.written(key)
            marks = _respelled(marks, key, field)
    known_values = FrontMatter(values, marks, front_matter.body_start, names)
    known_values, left, unknown = without_unknown_keys(known_values, _PARTS)
    params |= left
    faults += unknown
    # An entry of a list that does not fit is a lesser fault than a value: the others are served.
    fields, unfit, moved = fit(FIELDS[kind], known_values, entry_code="invalid-entry")
    written = {key for key in _HIDING if key in values and not says_none(values[key])}
    if not written <= fields.model_fields_set:
        # What may be a draft is not published.
        fields = fields.model_copy(update={"draft": True})
    return fields, params, (*faults, *unfit), {**marks, **moved} if unfit else marks


def spelled_out(path: KeyPath, spellings: Mapping[str, str] = SPELLINGS) -> KeyPath:
    """Return a path of keys by the names of fields: `permalink` for `url`."""
    return (spellings.get(str(path[0]), path[0]), *path[1:]) if path else path


def _are_mappings(value: Value) -> bool:
    """Return True for a list of nothing but mappings."""
    if not isinstance(value, tuple) or not value:
        return False
    return all(isinstance(entry, Mapping) for entry in value)


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
