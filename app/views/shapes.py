"""The types of answers that are not records, in the order in which their fields are sent."""

from typing import Any, Generic, Literal, NotRequired, TypeVar

from pydantic import RootModel
from typing_extensions import TypedDict

from app.records import Ref

Item = TypeVar("Item")


class Included(RootModel[dict[str, dict[str, Any]]]):
    """The records that `include` asks for, by `{kind}/{slug}`, such as `condition/bursitis`.

    Each is here once, and none that the answer has anyway. Pages have the fields of items of lists,
    unless `fields[page]` names others; conditions and offices are whole, unless `fields[condition]`
    or `fields[location]` does.
    """


class UnmatchedView(TypedDict):
    """A value of a filter that nothing in the content has; `suggestions` are valid values."""

    field: str
    value: str
    suggestions: list[str]


class ListView(TypedDict, Generic[Item]):
    """A part of a list; `next` is the address of the following part.

    Content changes, so a value of a filter that nothing has any more is no error: `unmatched` lists
    such values. `include` adds `included`.
    """

    items: list[Item]
    total: int
    limit: int
    offset: int
    next: str | None
    unmatched: list[UnmatchedView]
    included: NotRequired[Included]


class CountsView(TypedDict):
    """The number of records of each kind."""

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
    """The name and version of the API, and the addresses of its endpoints."""

    name: str
    version: str
    links: dict[str, str]


class ResolutionView(TypedDict):
    """The page, file or redirect at an address of the website."""

    status: Literal["ok", "redirect"]
    target: Ref | None
    location: str | None
    code: int | None


class ProblemView(TypedDict):
    """A mistake in the content, with its place."""

    file: str
    line: int
    column: int
    severity: Literal["error", "warning", "hint"]
    code: str
    message: str
    hint: str


class ProblemsSummaryView(TypedDict):
    """The number of problems of each severity, and of each code that occurs."""

    errors: int
    warnings: int
    hints: int
    codes: dict[str, int]


class HealthView(TypedDict):
    """The process is alive."""

    status: Literal["ok"]


class ReloadView(TypedDict):
    """The last attempt to load the content; `refused` and `failed` keep the content served."""

    outcome: Literal["accepted", "refused", "failed"]
    at: str
    detail: str


class ReadinessView(TypedDict):
    """The version of the content that is served, its errors, and the number of its problems."""

    status: Literal["ok", "degraded"]
    version: str
    tree: str
    counts: CountsView
    problems: list[ProblemView]
    summary: ProblemsSummaryView
    loaded_at: str
    reload: ReloadView | None
    overdue: str | None


class FieldErrorView(TypedDict):
    """An error in one part of a request; `valid` are valid values."""

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
    suggestions: list[Ref]
