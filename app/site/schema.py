"""The keys of the site file, all of them optional."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Annotated, Any, Final, Self, TypeAlias
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, model_validator
from pydantic.json_schema import SkipJsonSchema

from app.front_matter import Scalar, plain
from app.front_matter.countries import country_code, country_hint
from app.front_matter.field_types import Fields, Flag, Text, Texts, WholeNumber, describe, require
from app.front_matter.foreign_keys import is_target
from app.markdown.sanitise import is_unsafe, scheme_of
from app.problems import CODES, Problem
from app.regex import regex
from app.site.business_types import BUSINESS_TYPES
from app.site.globs import any_glob, glob, globs
from app.site.paths import PLACEHOLDER
from app.site.patterns import PatternError, any_case
from app.suggestions import most_like

REDIRECT_STATUSES: Final = (301, 302, 303, 307, 308, 410)
_HOST: Final = regex(r"[a-z0-9.-]+\Z", re.IGNORECASE)
# Every document is compared with each.
_MAX_COLLECTIONS: Final = 1_000
# Of phrases that mean the same. The search keeps each pair, once for each language.
_MAX_PAIRS: Final = 50_000
_PLACEHOLDERS: Final = ("slug", "path", "section", "title", "year", "month", "day")


def _match(value: object) -> object:
    """Return a list of one for a single glob or mapping."""
    return (value,) if isinstance(value, str | Mapping) else value


def _matcher(value: Any) -> object:
    if isinstance(value, Mapping):
        return plain(value)
    expected = "must be a pattern of files or a mapping of keys to values"
    require(isinstance(value, str | Scalar), f"{expected}, not {describe(value)}")
    return _checked_glob(value.source if isinstance(value, Scalar) else value)


def _checked_glob(written: str) -> str:
    try:
        glob(written)
    except PatternError as error:
        raise ValueError(f"must be a valid pattern of files: {error}") from None
    return written


def _permalink(value: str) -> str:
    for name in PLACEHOLDER.findall(value):
        known = ", ".join(f":{name}" for name in _PLACEHOLDERS)
        message = f"has the unknown placeholder :{name}; known are {known}"
        require(name in _PLACEHOLDERS, message)
    return value


def _fields(value: dict[str, str]) -> dict[str, str]:
    for key, target in value.items():
        require(is_target(target), f'reads "{key}" as "{target}", which is not a field')
    return value


Matcher: TypeAlias = Annotated[str | dict[str, Any], BeforeValidator(_matcher)]


def _key(description: str, default: object = None) -> Any:
    """Return a field that may be left out, with its description for editors."""
    return Field(default, description=description)


class Collection(Fields):
    """Documents that belong together: those that any of `match` matches."""

    match: Annotated[tuple[Matcher, ...], BeforeValidator(_match)] = _key(
        "Patterns of files, or mappings of front matter keys to values.", ()
    )
    permalink: Annotated[Text, AfterValidator(_permalink)] | None = _key(
        "The path of each document, such as /:section/:slug/."
    )
    fields: Annotated[dict[str, Text], AfterValidator(_fields)] = _key(
        "Other keys of the documents, and the fields that they are read as.", {}
    )

    def takes(self, file: str, values: Mapping[str, object]) -> bool:
        """Return True if the document of this name and front matter is in the collection."""
        return any_glob(*[each for each in self.match if isinstance(each, str)]).is_in(file) or any(
            matcher and all(_has(values, key, item) for key, item in matcher.items())
            for matcher in self.match
            if not isinstance(matcher, str)
        )


def _collections(value: dict[str, Collection]) -> dict[str, Collection]:
    message = f"must have at most {_MAX_COLLECTIONS:,} collections, not {len(value):,}"
    require(len(value) <= _MAX_COLLECTIONS, message)
    return value


class MenuEntry(Fields):
    """An entry that the site file adds to a menu."""

    title: Text = Field(description="The entry's name.")
    path: Text | None = _key("The address that the entry leads to.")
    page: Text | None = _key(
        "A page by its place in the tree; path counts if there is no such page."
    )
    weight: WholeNumber | None = _key("Lighter entries come first.")
    identifier: Text | None = _key("The name by which other entries refer to this one.")
    parent: Text | None = _key("The identifier or title of the parent entry.")
    language: Text | None = _key("The language whose menu has the entry.")
    children: tuple["MenuEntry", ...] = _key("The entries below this one.", ())
    # Another system may put it before the path; no key for authors.
    prefix: SkipJsonSchema[Text | None] = Field(default=None, exclude=True)


def _status(value: int) -> int:
    message = f"must be 301, 302, 303, 307, 308 or 410, not {value}"
    require(value in REDIRECT_STATUSES, message)
    return value


def _source(value: str) -> str:
    message = f'may have * only at its end, where it stands for any rest, unlike "{value}"'
    require("*" not in value[:-1], message)
    return value


def _target(value: str) -> str:
    require(not is_unsafe(value), f"must not have the unsafe scheme {scheme_of(value)}:")
    return value


class RedirectRule(Fields):
    """An old address and its target; with `status` 410 it is gone and has none."""

    source: Annotated[
        Text, AfterValidator(_source), Field(alias="from", description="The old address.")
    ]
    to: Annotated[Text, AfterValidator(_target)] | None = _key("The new address.")
    status: Annotated[WholeNumber, AfterValidator(_status)] = _key(
        "301, 302, 303, 307, 308, or 410 for an address that is gone.", 301
    )
    # Another system adds it without being configured to; no key for authors.
    implied: SkipJsonSchema[Flag] = Field(default=False, exclude=True)

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Self:
        message = "must have a target, the key to, unless its status is 410"
        require(self.to is not None or self.status == 410, message)
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
    message = f"must be a list of offices or a mapping of them, not {describe(value)}"
    require(isinstance(value, Mapping | tuple), message)
    return _without_none(value)


def _patterns(value: tuple[str, ...]) -> tuple[str, ...]:
    for pattern in value:
        try:
            any_case(pattern)
        except PatternError as error:
            message = f'must be regular expressions; "{pattern}" is not valid: {error}'
            raise ValueError(message) from None
    return value


Patterns: TypeAlias = Annotated[Texts, AfterValidator(_patterns)]


class ConditionLists(Fields):
    """Labels of lists that name conditions, and of lists that do not, as patterns."""

    include: Patterns = _key("Labels of lists that name conditions.", ())
    exclude: Patterns = _key("Labels of lists that name none.", ())


def _base_url(value: str) -> str:
    with suppress(ValueError):
        parts = urlsplit(value)
        is_web = parts.hostname and parts.scheme in {"http", "https"}
        if is_web and not (parts.query or parts.fragment):
            return value.rstrip("/")
    raise ValueError(f'must be an address such as https://example.org, not "{value}"')


def _time_zone(value: str) -> str:
    require(is_time_zone(value), f'must be a time zone such as America/Denver, not "{value}"')
    return value


def _country(value: str) -> str | None:
    if not value.strip():
        return None
    code = country_code(value)
    if code is None:
        hint = country_hint(value).rstrip(".")
        raise ValueError(f'must be a country of two letters such as US, not "{value}": {hint}')
    return code


def _heading_ids(value: str) -> str:
    expected = "must be github, or left out to use those of the site's generator"
    require(value == "github", f'{expected}, not "{value}"')
    return value


def _business_type(value: str) -> str:
    example = next(iter(most_like(value, BUSINESS_TYPES)), "Physiotherapy")
    message = f'must be a clinic\'s type of schema.org such as {example}, not "{value}"'
    require(value in BUSINESS_TYPES, message)
    return value


def _iframe_hosts(value: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
    own = urlsplit(info.data.get("base_url") or "").hostname
    for host in value:
        expected = f'must not name the site\'s own host "{host}"'
        require(
            not own or host.lower() != own,
            f"{expected}: its pages could escape the sandbox of frames",
        )
        require(_HOST.match(host), f'must be host names such as www.youtube.com, not "{host}"')
    return value


def _routes(value: tuple[str, ...]) -> tuple[str, ...]:
    for written in value:
        message = f'must be addresses that begin with a slash, not "{written}"'
        require(written.startswith("/"), message)
        _checked_glob(written)
    return value


def _synonyms(value: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    pairs = sum(len(group) ** 2 for group in value)
    message = f"must make at most {_MAX_PAIRS:,} pairs of phrases, not {pairs:,}"
    require(pairs <= _MAX_PAIRS, f"{message}; use smaller groups")
    return value


def _ignore(value: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    for written, codes in value.items():
        _checked_glob(written)
        for code in codes:
            require(code in CODES, f'must name problem codes; "{code}" is not one')
    return value


# Keys of the site file that no document is parsed by.
_OF_WHOLE_SITE: Final = frozenset(
    {
        *("title", "description", "country", "business_type", "locations", "routes"),
        *("synonyms", "menus", "redirects", "ignore"),
    }
)


class Site(Fields):
    """The site file's keys."""

    title: Text | None = _key("The name of the clinic.")
    description: Text | None = _key("One sentence for search engines.")
    base_url: Annotated[Text, AfterValidator(_base_url)] | None = _key(
        "The address of the website, such as https://example.org."
    )
    language: Text | None = _key("The language of pages that state none, such as en.")
    languages: Texts = _key("The languages of the site, its own first.", ())
    country: Annotated[Text | None, AfterValidator(_country)] = _key(
        "The country of offices that state none, in two letters, such as US."
    )
    time_zone: Annotated[Text, AfterValidator(_time_zone)] | None = _key(
        "The time zone, such as America/Denver; by default UTC."
    )
    business_type: Annotated[Text, AfterValidator(_business_type)] = _key(
        "The type of schema.org that offices have for search engines.", "MedicalClinic"
    )
    collections: Annotated[dict[str, Collection], AfterValidator(_collections)] = _key(
        "Documents that belong together; conditions and locations give documents their kind.", {}
    )
    condition_lists: ConditionLists = _key(
        "Labels of lists that name conditions, and of lists that do not.", ConditionLists()
    )
    iframe_hosts: Annotated[Texts, AfterValidator(_iframe_hosts)] = _key(
        "Hosts whose frames are served, such as www.youtube.com.", ()
    )
    heading_ids: Annotated[Text, AfterValidator(_heading_ids)] | None = _key(
        "github for GitHub's ids of headings; by default those of the site's generator."
    )
    # app.documents.offices reads them.
    locations: Annotated[Any, BeforeValidator(_offices)] = _key(
        "Offices as written, or where they stand: {from: …}.", ()
    )
    routes: Annotated[Texts, AfterValidator(_routes)] = _key(
        "Addresses that the front end serves itself.", ()
    )
    synonyms: Annotated[tuple[Texts, ...], AfterValidator(_synonyms)] = _key(
        "Words and phrases of the search that mean the same.", ()
    )
    menus: dict[str, tuple[MenuEntry, ...]] = _key("Entries of menus, by the menu's name.", {})
    redirects: Annotated[tuple[RedirectRule, ...], BeforeValidator(_redirects)] = _key(
        "Old addresses and where they lead.", ()
    )
    ignore: Annotated[dict[str, Texts], AfterValidator(_ignore)] = _key(
        "Codes of problems that are not reported, by pattern of files.", {}
    )

    @property
    def own_language(self) -> str | None:
        """The language of documents that state none: `language`, or the first of several."""
        return self.language or next(iter(self.languages), None)

    @property
    def zone(self) -> dt.tzinfo:
        """The site's time zone; UTC by default."""
        return ZoneInfo(self.time_zone) if self.time_zone else dt.UTC

    def for_documents(self) -> Mapping[str, object]:
        """Return the values that documents may be parsed by."""
        return {key: value for key, value in vars(self).items() if key not in _OF_WHOLE_SITE}

    def without_ignored(self, problems: Iterable[Problem]) -> list[Problem]:
        """Return the problems that the site file does not ignore."""
        ignored: dict[str, list[str]] = {}
        for written, codes in self.ignore.items():
            for code in frozenset(codes):
                ignored.setdefault(code, []).append(written)
        patterns = {code: globs(written) for code, written in ignored.items()}
        return [
            problem
            for problem in problems
            if problem.code not in patterns or not patterns[problem.code].is_in(problem.file)
        ]


def is_time_zone(name: str | None) -> bool:
    """Return True if the name is in the IANA time zone database."""
    try:
        return name is not None and ZoneInfo(name).key == name
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False


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
