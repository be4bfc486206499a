"""The keys of the site file, all of them optional."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Annotated, Any, Final, Self, TypeAlias
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator, model_validator

from app.front_matter import Scalar, plain
from app.front_matter.countries import country_code, country_hint
from app.front_matter.field_types import Fields, Flag, Text, Texts, WholeNumber, describe
from app.front_matter.foreign_keys import is_target
from app.markdown.sanitise import is_unsafe, scheme_of
from app.problems import CODES, Problem
from app.site.globs import glob
from app.site.patterns import PatternError, any_case

REDIRECT_STATUSES: Final = frozenset({301, 302, 303, 307, 308, 410})
_HOST: Final = re.compile(r"[a-z0-9.-]+\Z", re.IGNORECASE)
PLACEHOLDERS: Final = ("slug", "path", "section", "title", "year", "month", "day")
_PLACEHOLDER: Final = re.compile(r":([a-z_]+)")


def _match(value: object) -> object:
    """Return a list of one for a single glob or mapping."""
    return (value,) if isinstance(value, str | Mapping) else value


def _matcher(value: object) -> object:
    if isinstance(value, Scalar):
        return _checked_glob(value.source)
    if isinstance(value, Mapping):
        return _plain(value)
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
        message = f"must be a valid pattern of files: {error}"
        raise ValueError(message) from None
    return written


def _plain(value: Any) -> Any:
    """Return the value as plain data. An empty one is None already, which `plain` rejects."""
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return None if value is None else plain(value)


Matcher: TypeAlias = Annotated[str | dict[str, Any], BeforeValidator(_matcher)]


class Collection(Fields):
    """Documents that belong together: those that any of `match` matches."""

    match: Annotated[tuple[Matcher, ...], BeforeValidator(_match)] = ()
    permalink: Text | None = None
    fields: dict[str, Text] = {}

    @field_validator("permalink")
    @classmethod
    def _known_placeholders(cls, value: str | None) -> str | None:
        for name in _PLACEHOLDER.findall(value or ""):
            if name not in PLACEHOLDERS:
                known = ", ".join(f":{name}" for name in PLACEHOLDERS)
                message = f"has the unknown placeholder :{name}; known are {known}"
                raise ValueError(message)
        return value

    @field_validator("fields")
    @classmethod
    def _known_fields(cls, value: dict[str, str]) -> dict[str, str]:
        for key, target in value.items():
            if not is_target(target):
                message = f'reads "{key}" as "{target}", which is not a field'
                raise ValueError(message)
        return value

    def takes(self, file: str, values: Mapping[str, object]) -> bool:
        """Return True if the document of this name and front matter is in the collection."""
        return any(
            glob(matcher).is_in(file)
            if isinstance(matcher, str)
            else bool(matcher) and all(_has(values, key, item) for key, item in matcher.items())
            for matcher in self.match
        )


class MenuEntry(Fields):
    """An entry that the site file adds to a menu."""

    title: Text
    path: Annotated[Text | None, Field(alias="path")] = None
    # A page by its place in the tree; `path` counts if there is no such page.
    page: Text | None = None
    weight: WholeNumber | None = None
    identifier: Text | None = None
    parent: Text | None = None
    language: Text | None = None
    children: tuple["MenuEntry", ...] = ()


class RedirectRule(Fields):
    """An old address and its target; with `status` 410 it is gone and has none."""

    source: Annotated[Text, Field(alias="from")]
    to: Text | None = None
    status: WholeNumber = 301
    # Another system adds it without being configured to.
    implied: Flag = False

    @field_validator("status")
    @classmethod
    def _known_status(cls, value: int) -> int:
        if value not in REDIRECT_STATUSES:
            message = f"must be 301, 302, 303, 307, 308 or 410, not {value}"
            raise ValueError(message)
        return value

    @field_validator("to")
    @classmethod
    def _safe(cls, value: str | None) -> str | None:
        if value is not None and is_unsafe(value):
            message = f"must not have the unsafe scheme {scheme_of(value)}:"
            raise ValueError(message)
        return value

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Self:
        if self.to is None and self.status != 410:
            message = "must have a target, the key to, unless its status is 410"
            raise ValueError(message)
        return self


def _redirects(value: object) -> object:
    """Return a list of rules for a mapping of old addresses to new ones."""
    if isinstance(value, Mapping):
        return tuple({"from": old, "to": new} for old, new in value.items())
    return value


def _without_none(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _without_none(item) for key, item in value.items() if item is not None}
    if isinstance(value, tuple):
        return tuple(_without_none(item) for item in value)
    return value


def _offices(value: object) -> object:
    if isinstance(value, Mapping | tuple):
        return _without_none(value)
    message = f"must be a list of offices or a mapping of them, not {describe(value)}"
    raise ValueError(message)


class ConditionLists(Fields):
    """Labels of lists that name conditions, and of lists that do not, as patterns."""

    include: Texts = ()
    exclude: Texts = ()

    @field_validator("include", "exclude")
    @classmethod
    def _patterns(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for pattern in value:
            try:
                any_case(pattern)
            except PatternError as error:
                message = f'must be regular expressions; "{pattern}" is not valid: {error}'
                raise ValueError(message) from None
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
    condition_lists: ConditionLists = ConditionLists()
    iframe_hosts: Texts = ()
    heading_ids: Text | None = None
    # Offices as written, or where they stand: app.documents.offices reads them.
    locations: Annotated[Any, BeforeValidator(_offices)] = ()
    # Addresses that the front end serves itself.
    routes: Texts = ()
    menus: dict[str, tuple[MenuEntry, ...]] = {}
    redirects: Annotated[tuple[RedirectRule, ...], BeforeValidator(_redirects)] = ()
    ignore: dict[str, Texts] = {}

    @property
    def own_language(self) -> str | None:
        """The language of documents that state none: `language`, or the first of several."""
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
    def _known_country(cls, value: str | None) -> str | None:
        if value is None or not value.strip():
            return None
        code = country_code(value)
        if code is None:
            message = f'must be a country of two letters such as US, not "{value}": '
            message += country_hint(value).rstrip(".")
            raise ValueError(message)
        return code

    @field_validator("heading_ids")
    @classmethod
    def _known_ids(cls, value: str | None) -> str | None:
        if value not in {None, "github"}:
            message = (
                f'must be github, or left out to use those of the site\'s generator, not "{value}"'
            )
            raise ValueError(message)
        return value

    @field_validator("iframe_hosts")
    @classmethod
    def _hosts(cls, value: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        own = urlsplit(info.data.get("base_url") or "").hostname
        for host in value:
            if own and host.lower() == own:
                message = f'must not name the site\'s own host "{host}": its pages could escape'
                message += " the sandbox of frames"
                raise ValueError(message)
            if not _HOST.match(host):
                message = f'must be host names such as www.youtube.com, not "{host}"'
                raise ValueError(message)
        return value

    @field_validator("routes")
    @classmethod
    def _addresses(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for written in value:
            if not written.startswith("/"):
                message = f'must be addresses that begin with a slash, not "{written}"'
                raise ValueError(message)
            _checked_glob(written)
        return value

    @field_validator("ignore")
    @classmethod
    def _codes(cls, value: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        for written, codes in value.items():
            _checked_glob(written)
            for code in codes:
                if code not in CODES:
                    message = f'must name problem codes; "{code}" is not one'
                    raise ValueError(message)
        return value

    @property
    def zone(self) -> dt.tzinfo:
        """The site's time zone; UTC by default."""
        return ZoneInfo(self.time_zone) if self.time_zone else dt.UTC

    def ignores(self, problem: Problem) -> bool:
        """Return True if the site file ignores this problem."""
        return any(
            problem.code in codes and glob(written).is_in(problem.file)
            for written, codes in self.ignore.items()
        )


def is_time_zone(name: str | None) -> bool:
    """Return True if the name is in the IANA time zone database."""
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


def _has(values: Mapping[str, object], key: str, expected: object) -> bool:
    """Return True if front matter has the value, in a list or as a key of a mapping too."""
    names = {"category": ("category", "categories"), "menu": ("menu", "menus")}.get(key, (key,))
    accepted = expected if isinstance(expected, list) else [expected]
    for name in names:
        if (value := values.get(name)) is None:
            continue
        item = plain(value)  # type: ignore[arg-type]  # front matter values
        items = list(item) if isinstance(item, list | dict) else [item]
        if any(value in items for value in accepted):
            return True
    return False
