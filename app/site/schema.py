"""The site file: what a tree says of itself as a whole. All of it is optional."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Annotated, Any, Final, Self, TypeAlias
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator, model_validator

from app.front_matter import (
    Scalar,
    plain,
)
from app.front_matter.field_types import Fields, Flag, Text, Texts, WholeNumber, describe
from app.front_matter.foreign_keys import is_target
from app.markdown.sanitise import is_unsafe, scheme_of
from app.problems import CODES, Problem
from app.site.globs import PatternError, any_case, glob

CONDITION_LIST_PATTERNS: Final = (r"\bconditions?\b",)
_HOST: Final = re.compile(r"[a-z0-9.-]+\Z", re.IGNORECASE)
PLACEHOLDERS: Final = ("slug", "path", "section", "title", "year", "month", "day")
_PLACEHOLDER: Final = re.compile(r":([a-z_]+)")


def _match(value: object) -> object:
    """One glob or one map is a list of one."""
    return (value,) if isinstance(value, str | Mapping) else value


def _matcher(value: object) -> object:
    if isinstance(value, Scalar):
        return _checked_glob(value.source)
    if isinstance(value, Mapping):
        return _wanted(value)
    if not isinstance(value, str):
        message = (
            f"must be a pattern of files or a mapping of keys to values, not {describe(value)}"
        )
        raise ValueError(message)
    return _checked_glob(value)


def _checked_glob(written: str) -> str:
    try:
        glob(written)
    except PatternError as error:
        message = f"must be a pattern of files; this one is none: {error}"
        raise ValueError(message) from None
    return written


def _wanted(held: Any) -> Any:
    """The value as `plain` gives it; what is written as nothing is None already."""
    if isinstance(held, Mapping):
        return {key: _wanted(each) for key, each in held.items()}
    if isinstance(held, tuple):
        return [_wanted(each) for each in held]
    return None if held is None else plain(held)


Matcher: TypeAlias = Annotated[str | dict[str, Any], BeforeValidator(_matcher)]


class Collection(Fields):
    """Which documents belong together; the first of its matches that fits takes a document."""

    match: Annotated[tuple[Matcher, ...], BeforeValidator(_match)] = ()
    permalink: Text | None = None
    fields: dict[str, Text] = {}

    @field_validator("permalink")
    @classmethod
    def _known_placeholders(cls, value: str | None) -> str | None:
        for name in _PLACEHOLDER.findall(value or ""):
            if name not in PLACEHOLDERS:
                known = ", ".join(f":{each}" for each in PLACEHOLDERS)
                message = f"has the unknown placeholder :{name}; known are {known}"
                raise ValueError(message)
        return value

    @field_validator("fields")
    @classmethod
    def _known_fields(cls, value: dict[str, str]) -> dict[str, str]:
        for key, target in value.items():
            if not is_target(target):
                message = f'reads "{key}" as "{target}", which is no field of ours'
                raise ValueError(message)
        return value

    def takes(self, file: str, values: Mapping[str, object]) -> bool:
        """Whether the document of this name and front matter belongs here."""
        return any(
            glob(each).is_in(file)
            if isinstance(each, str)
            else bool(each) and all(_holds(values, key, wanted) for key, wanted in each.items())
            for each in self.match
        )


class MenuEntry(Fields):
    """An entry that the site file adds to a menu."""

    title: Text
    path: Annotated[Text | None, Field(alias="path")] = None
    # A page by its place in the tree, whatever its address is; `path` where there is none.
    page: Text | None = None
    weight: WholeNumber | None = None
    identifier: Text | None = None
    parent: Text | None = None
    language: Text | None = None
    children: tuple["MenuEntry", ...] = ()


class RedirectRule(Fields):
    """An old address and where it leads now; `status` 410 is gone and leads nowhere."""

    source: Annotated[Text, Field(alias="from")]
    to: Text | None = None
    status: WholeNumber = 301
    # Another system makes it by itself.
    implied: Flag = False

    @field_validator("status")
    @classmethod
    def _known_status(cls, value: int) -> int:
        if value not in {301, 302, 303, 307, 308, 410}:
            message = f"must be 301, 302, 303, 307, 308 or 410, not {value}"
            raise ValueError(message)
        return value

    @field_validator("to")
    @classmethod
    def _safe(cls, value: str | None) -> str | None:
        if value is not None and is_unsafe(value):
            message = f"must not have the scheme {scheme_of(value)}:, which is not safe"
            raise ValueError(message)
        return value

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Self:
        if self.to is None and self.status != 410:
            message = "must say where it leads with the key to, unless its status is 410"
            raise ValueError(message)
        return self


def _redirects(value: object) -> object:
    """A list of rules, or a map of old addresses to new ones."""
    if isinstance(value, Mapping):
        return tuple({"from": old, "to": new} for old, new in value.items())
    return value


class Site(Fields):
    """The site file's keys."""

    title: Text | None = None
    description: Text | None = None
    base_url: Text | None = None
    language: Text | None = None
    languages: Texts = ()
    country: Text | None = None
    time_zone: Text | None = None
    collections: dict[str, Collection] = {}
    condition_list_patterns: Texts = CONDITION_LIST_PATTERNS
    iframe_hosts: Texts = ()
    heading_ids: Text | None = None
    menus: dict[str, tuple[MenuEntry, ...]] = {}
    redirects: Annotated[tuple[RedirectRule, ...], BeforeValidator(_redirects)] = ()
    ignore: dict[str, Texts] = {}

    @property
    def own_language(self) -> str | None:
        """The language of what names none: `language`, or the first of several."""
        return self.language or next(iter(self.languages), None)

    @field_validator("base_url")
    @classmethod
    def _absolute(cls, value: str | None) -> str | None:
        if value is None:
            return None
        if not _is_base_url(value):
            message = f'must be an address such as https://example.org, not "{value}"'
            raise ValueError(message)
        return value.rstrip("/")

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, value: str | None) -> str | None:
        if value is not None and not is_time_zone(value):
            message = f'must be a time zone such as America/Denver, not "{value}"'
            raise ValueError(message)
        return value

    @field_validator("country")
    @classmethod
    def _two_letters(cls, value: str | None) -> str | None:
        if value is not None and not re.fullmatch(r"[A-Za-z]{2}", value):
            message = f'must be a country of two letters such as US, not "{value}"'
            raise ValueError(message)
        return value.upper() if value else None

    @field_validator("heading_ids")
    @classmethod
    def _known_ids(cls, value: str | None) -> str | None:
        if value not in {None, "github"}:
            message = (
                f'must be github, or left out for those of the site\'s own system, not "{value}"'
            )
            raise ValueError(message)
        return value

    @field_validator("iframe_hosts")
    @classmethod
    def _hosts(cls, value: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        own = urlsplit(info.data.get("base_url") or "").hostname
        for host in value:
            if own and host.lower() == own:
                message = f'must not name the site\'s own host "{host}": its pages could take off'
                message += " the sandbox that frames are put in"
                raise ValueError(message)
            if not _HOST.match(host):
                message = f'must be names of hosts such as www.youtube.com, not "{host}"'
                raise ValueError(message)
        return value

    @field_validator("condition_list_patterns")
    @classmethod
    def _patterns(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for pattern in value:
            try:
                any_case(pattern)
            except PatternError as error:
                message = f'must be regular expressions; "{pattern}" is none: {error}'
                raise ValueError(message) from None
        return value

    @field_validator("ignore")
    @classmethod
    def _codes(cls, value: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        for written, codes in value.items():
            _checked_glob(written)
            for code in codes:
                if code not in CODES:
                    message = f'must name problem codes; "{code}" is none'
                    raise ValueError(message)
        return value

    @property
    def zone(self) -> dt.tzinfo:
        """The site's time zone; UTC where it names none."""
        return ZoneInfo(self.time_zone) if self.time_zone else dt.UTC

    def ignores(self, problem: Problem) -> bool:
        """Whether the site file asks not to hear of this problem."""
        return any(
            problem.code in codes and glob(written).is_in(problem.file)
            for written, codes in self.ignore.items()
        )


def is_time_zone(name: str | None) -> bool:
    """Whether the IANA database knows the name."""
    try:
        return name is not None and ZoneInfo(name).key == name
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False


def _is_base_url(value: str) -> bool:
    try:
        parts = urlsplit(value)
        host = parts.hostname
    except ValueError:
        return False
    return bool(host) and parts.scheme in {"http", "https"} and not (parts.query or parts.fragment)


def _holds(values: Mapping[str, object], key: str, wanted: object) -> bool:
    """Whether front matter says so: the value, one of a list, or a key of a map such as menu's."""
    names = {"category": ("category", "categories"), "menu": ("menu", "menus")}.get(key, (key,))
    wanted_all = wanted if isinstance(wanted, list) else [wanted]
    for name in names:
        value = values.get(name)
        if value is None:
            continue
        held = plain(value)  # type: ignore[arg-type]  # the front matter's own values
        there = list(held) if isinstance(held, list | dict) else [held]
        if any(each in there for each in wanted_all):
            return True
    return False
