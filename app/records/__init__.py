"""The records: what a document is, once it is read and its links are resolved.

They know nothing of files before them nor of answers after them; field names are those of the
JSON, whose meaning DESIGN-level documentation and the README give.
"""

import datetime as dt
from typing import Annotated, Any, Final, Literal, NamedTuple, Protocol, Self, TypeAlias, TypeVar

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler
from pydantic_core import core_schema

Kind: TypeAlias = Literal["page", "condition", "location"]
LinkStatus: TypeAlias = Literal[
    "ok",
    "broken",
    "redirected",
    "anchor_missing",
    "asset",
    "external",
    "mailto",
    "tel",
    "unsafe",
    "other",
]
ListRole: TypeAlias = Literal["conditions", "indications"]
Weekday: TypeAlias = Literal[
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"
]


# What frozen records leave to their own methods.
_set: Final = object.__setattr__


class _TakenAsBuilt:
    """To pydantic: anything."""

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        del source, handler
        return core_schema.any_schema()


T = TypeVar("T")
# What this package builds is of its type already (the type checker sees to it): pydantic would
# only look at thousands of small values once more, and copy them.
AsBuilt: TypeAlias = Annotated[T, _TakenAsBuilt]


class Record(BaseModel):
    """Immutable, and made of exactly the fields that it names."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Ref(NamedTuple):
    """A pointer to a record, answered at `/{kind}s/{slug}`; `path` is its page's on the website."""

    kind: Kind
    slug: str
    path: str | None
    title: str


class LinkTarget(NamedTuple):
    """A page as the graph knows it: where it lives, what file it is, what can be jumped to.

    `translation` is what a page has in common with itself in other languages, `anchor_endings`
    what anchors may end in that are not among those known.
    """

    path: str
    ref: Ref
    file: str
    anchors: frozenset[str]
    language: str | None = None
    translation: str | None = None
    # The folder from which names of files count, where that is not the whole tree's.
    root: str | None = None
    anchor_endings: tuple[str, ...] = ()


class Image(Record):
    """A picture; width and height are in CSS pixels, null where the file does not tell."""

    src: str
    alt: str | None
    width: int | None
    height: int | None
    type: str | None


class MenuPlacement(NamedTuple):
    """A page's place in a menu; `parent` is the identifier of the entry above it."""

    menu: str
    weight: int | None
    title: str
    parent: str | None
    identifier: str


class Link(NamedTuple):
    """A link of a body; `line` counts from 1 in the source file."""

    href: str
    text: str
    status: LinkStatus
    target: Ref | None
    fragment: str | None
    line: int


class ListItem(NamedTuple):
    """An item of a labelled list, as plain text on one line."""

    text: str
    links: tuple[Link, ...]


class LabelledList(NamedTuple):
    """A list with the heading, bold paragraph or question that it directly follows."""

    title: str
    role: ListRole | None
    # The items as columns, of which most lists have but the first: `links` is empty where no item
    # has any. There are more items than anything else, and most are never read.
    texts: tuple[str, ...]
    links: tuple[tuple[Link, ...], ...]

    @property
    def items(self) -> tuple[ListItem, ...]:
        """The items."""
        return tuple(map(ListItem, self.texts, self.links or ((),) * len(self.texts)))


class TocEntry(NamedTuple):
    """A heading with the deeper ones below it; `depth` is 1 to 6."""

    depth: int
    id: str
    title: str
    children: tuple["TocEntry", ...]


class BodyContent(NamedTuple):
    """A body in its four forms; `html` is sanitised, `mdast` is a JSON document."""

    html: str
    mdast: str
    markdown: str
    text: str
    word_count: int


class PackedBody(Protocol):
    """A body as it is kept: small, until somebody wants to read it."""

    def unpack(self) -> BodyContent:
        """The body to be read."""


class PageBody(NamedTuple):
    """A body, and what is known of it without unpacking it."""

    content: PackedBody
    excerpt: str
    toc: tuple[TocEntry, ...]


class Source(NamedTuple):
    """Where a page comes from; `fingerprint` is BLAKE2b of the file's bytes, in hexadecimal."""

    file: str
    fingerprint: str


class Page(Record):
    """Every document. A condition or a location is a page as well."""

    kind: Kind
    slug: str
    path: str
    title: str
    subtitle: str | None
    description: str | None
    layout: str | None
    section: str | None
    language: str | None
    date: dt.datetime | dt.date | None
    updated: dt.datetime | dt.date | None
    publish_date: dt.datetime | dt.date | None
    expiry_date: dt.datetime | dt.date | None
    draft: bool
    image: Image | None
    weight: int | None
    menus: AsBuilt[tuple[MenuPlacement, ...]]
    tags: tuple[str, ...]
    categories: tuple[str, ...]
    condition: str | None
    location: str | None
    body: AsBuilt[PageBody]
    lists: AsBuilt[tuple[LabelledList, ...]]
    conditions: AsBuilt[tuple[Ref, ...]]
    links: AsBuilt[tuple[Link, ...]]
    backlinks: AsBuilt[tuple[Ref, ...]]
    breadcrumbs: AsBuilt[tuple[Ref, ...]]
    previous: AsBuilt[Ref | None]
    next: AsBuilt[Ref | None]
    translations: AsBuilt[tuple[Ref, ...]]
    params: AsBuilt[dict[str, Any]]
    source: AsBuilt[Source]

    @classmethod
    def as_built(cls, values: dict[str, Any]) -> Self:
        """The page of these values, of each field one, in their order and of their types.

        It is what `model_validate` would make of them, without a look at each, which takes as long
        as to link the page. They are taken, not copied.
        """
        page = cls.__new__(cls)
        _set(page, "__dict__", values)
        _set(page, "__pydantic_fields_set__", _PAGE_FIELDS)
        _set(page, "__pydantic_extra__", None)
        _set(page, "__pydantic_private__", None)
        return page

    def model_post_init(self, context: object) -> None:
        """Say once for all pages which fields they were given: every one.

        Pydantic keeps a set of their names for each: 2 KB.
        """
        del context
        _set(self, "__pydantic_fields_set__", _PAGE_FIELDS)

    @property
    def ref(self) -> Ref:
        """The pointer to this page."""
        return Ref(kind="page", slug=self.slug, path=self.path, title=self.title)


_PAGE_FIELDS: Final = set(Page.model_fields)


class MenuItem(Record):
    """An entry of a menu with those below it."""

    title: str
    path: str | None
    target: AsBuilt[Ref | None]
    weight: int | None
    identifier: str
    children: tuple["MenuItem", ...]


class Menu(Record):
    """A menu: its entries by weight, then title; `language` where each language has its own."""

    name: str
    language: str | None
    items: tuple[MenuItem, ...]


class Mention(NamedTuple):
    """Where a page names a condition; `line` counts from 1 in the page's file."""

    page: Ref
    text: str
    line: int


class Condition(Record):
    """What a clinic treats. `page` is null for a condition that has no document of its own."""

    slug: str
    name: str
    alternate_names: tuple[str, ...]
    page: AsBuilt[Ref | None]
    treatments: AsBuilt[tuple[Ref, ...]]
    mentions: AsBuilt[tuple[Mention, ...]]
    related: AsBuilt[tuple[Ref, ...]]
    body_regions: tuple[str, ...]
    symptoms: tuple[str, ...]
    codes: tuple[str, ...]
    last_reviewed: dt.date | None
    reviewed_by: str | None
    summary: str | None


class Address(Record):
    """A postal address; `country` is an ISO 3166-1 code of two letters."""

    street_address: str | None
    unit: str | None
    locality: str | None
    region: str | None
    postal_code: str | None
    country: str | None


class Telephone(Record):
    """A telephone number as people read it, and as machines dial it (E.164)."""

    display: str
    e164: str


class Geo(Record):
    """A place in degrees, WGS 84."""

    latitude: float
    longitude: float


class Hours(Record):
    """Opening hours of some days, `HH:MM`; `closes` before `opens` is after midnight."""

    days: tuple[Weekday, ...]
    opens: str
    closes: str


class HoursException(Record):
    """Other hours on one date; closed where the times are null."""

    date: dt.date
    opens: str | None
    closes: str | None
    note: str | None


class OpeningTimes(Record):
    """When an office is open: as written (OpenStreetMap's syntax), and as a regular week."""

    text: str | None
    time_zone: str | None
    schedule: tuple[Hours, ...]
    exceptions: tuple[HoursException, ...]


class Location(Record):
    """An office."""

    slug: str
    name: str
    page: AsBuilt[Ref]
    address: Address | None
    phone: Telephone | None
    fax: Telephone | None
    email: str | None
    geo: Geo | None
    opening_hours: OpeningTimes | None
    map_url: str | None
    accepts_new_patients: bool | None
    services: tuple[str, ...]
