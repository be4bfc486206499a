"""The shapes of answers, in the order in which their fields are sent."""

from typing import Generic, Literal, TypeVar

from typing_extensions import TypedDict

from app.records import Kind, LinkStatus, ListRole
from app.views.json_ld import PageLd

Item = TypeVar("Item")


class RefView(TypedDict):
    """A pointer to a record, answered at `/{kind}s/{slug}`."""

    kind: Kind
    slug: str
    path: str | None
    title: str


class ImageView(TypedDict):
    """A picture with the size of its file in pixels, where that is known."""

    src: str
    alt: str | None
    width: int | None
    height: int | None
    type: str | None


class MenuPlacementView(TypedDict):
    """A page's place in a menu."""

    menu: str
    weight: int | None
    title: str
    parent: str | None
    identifier: str


class LinkView(TypedDict):
    """A link of a page's body."""

    href: str
    text: str
    status: LinkStatus
    target: RefView | None
    fragment: str | None
    line: int


class ListItemView(TypedDict):
    """An item of a labelled list."""

    text: str
    links: list[LinkView]


class LabelledListView(TypedDict):
    """A list with what labels it."""

    title: str
    role: ListRole | None
    items: list[ListItemView]


class TocEntryView(TypedDict):
    """A heading with the deeper ones below it."""

    depth: int
    id: str
    title: str
    children: list["TocEntryView"]


class SeoView(TypedDict):
    """What a page tells search engines."""

    title: str
    description: str | None
    canonical: str | None
    json_ld: PageLd


class SourceView(TypedDict):
    """The file that a page comes from."""

    file: str
    fingerprint: str


class ListView(TypedDict, Generic[Item]):
    """A part of a list; `next` is the address of the part that follows."""

    items: list[Item]
    total: int
    limit: int
    offset: int
    next: str | None


# `from` cannot be written in a class.
EdgeView = TypedDict(
    "EdgeView",
    {
        "from": RefView,
        "href": str,
        "text": str,
        "status": LinkStatus,
        "target": RefView | None,
        "fragment": str | None,
        "line": int,
    },
)
EdgeView.__doc__ = "A link with the page that it stands on."


class MenuItemView(TypedDict):
    """An entry of a menu with those below it."""

    title: str
    path: str | None
    target: RefView | None
    weight: int | None
    identifier: str
    children: list["MenuItemView"]


class MenuView(TypedDict):
    """A menu as a tree; `language` where each language has its own."""

    name: str
    language: str | None
    items: list[MenuItemView]


class CountsView(TypedDict):
    """How many records there are."""

    pages: int
    conditions: int
    locations: int
    menus: int
    links: int
    assets: int


class SiteView(TypedDict):
    """The site as a whole."""

    title: str | None
    description: str | None
    base_url: str | None
    language: str | None
    languages: list[str]
    country: str | None
    time_zone: str | None
    counts: CountsView
    version: str


class EntranceView(TypedDict):
    """What is here."""

    name: str
    version: str
    links: dict[str, str]


class ResolutionView(TypedDict):
    """What lives at an address of the website."""

    status: Literal["ok", "redirect"]
    target: RefView | None
    location: str | None
    code: int | None


class ProblemView(TypedDict):
    """A mistake in the content, at its place."""

    file: str
    line: int
    column: int
    severity: Literal["error", "warning", "hint"]
    code: str
    message: str
    hint: str


class HealthView(TypedDict):
    """The process answers."""

    status: Literal["ok"]


class ReloadView(TypedDict):
    """The last attempt to read the content: `refused` and `failed` leave what is served."""

    outcome: Literal["accepted", "refused", "failed"]
    at: str
    detail: str


class ReadinessView(TypedDict):
    """Whether content is served, which, and what is wrong with it as it lies in its folder."""

    status: Literal["ok", "degraded"]
    version: str
    tree: str
    counts: CountsView
    problems: list[ProblemView]
    loaded_at: str
    reload: ReloadView | None


class FieldErrorView(TypedDict):
    """What is wrong with one part of a request, and what would be right."""

    field: str
    message: str
    valid: list[str]


class HttpProblemView(TypedDict):
    """An error. Specification: RFC 9457."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    errors: list[FieldErrorView]
    suggestions: list[RefView]
