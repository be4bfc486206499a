"""Offices in data files and configurations, as `locations` of a site file."""

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from app.library.proposals.data_sources import DataSource
from app.library.proposals.office_keys import (
    OfficeKey,
    count_fields,
    field_of,
    inline_office,
    is_office,
    office_keys,
)
from app.regex import regex

_NAMES: Final = regex(
    r"location|office|clinic|branch|practice|contact|address|settings|site|business|company|info"
    r"|params|config|standort|praxis|cabinet|sede|kontakt|studio",
    re.IGNORECASE,
)
_MOST: Final = 30
_PLACE: Final = ("address.street_address", "address.postal_code")
_DEPTH: Final = 4


class OfficeSource(NamedTuple):
    """Offices in one place of the tree.

    They are read from there by `keys` if `name` names it. Otherwise `inline` has the fields of each
    office, to be written into the site file.
    """

    name: str | None
    origin: str
    total: int
    keys: tuple[OfficeKey, ...]
    inline: tuple[Mapping[str, str], ...]
    # The number of fields that the office with most of them fills.
    fields: int
    is_certain: bool


def find_office_sources(sources: Sequence[DataSource]) -> tuple[OfficeSource, ...]:
    """Return the place with most offices, or the files of one name that hold one office each."""
    matches = [match for source in _with_folders(sources) for match in _offices(source)]
    matches.sort(key=lambda match: (-match.total, -match.fields, match.name is None))
    return _of_one_name(matches, sources) or tuple(matches[:1])


def _of_one_name(
    matches: Sequence[OfficeSource], sources: Sequence[DataSource]
) -> tuple[OfficeSource, ...]:
    """Return the files that are called as the first is, if each has an office of its own.

    As in `_data/boulder/general.yml` and `_data/denver/general.yml`. Files of several languages
    have the same office.
    """
    if not matches or matches[0].name is None or matches[0].total > 1:
        return ()
    stem = posixpath.basename(matches[0].name)
    same = [match for match in matches if match.name and posixpath.basename(match.name) == stem]
    values = {source.name: source.value for source in sources if isinstance(source.value, Mapping)}
    places = {
        tuple(inline_office(values.get(match.name, {})).get(key) for key in _PLACE)
        for match in same
    }
    if len(same) < 2 or len(places) < len(same) or (None,) * len(_PLACE) in places:
        return ()
    same.sort(key=lambda match: match.name or "")
    return tuple([match._replace(is_certain=True) for match in same])


def _with_folders(sources: Sequence[DataSource]) -> Iterator[DataSource]:
    """Yield the sources, and each folder of data files with one office each."""
    folders: dict[str, list[DataSource]] = {}
    for source in sources:
        if source.name is not None and source.name.count("/") > 1:
            folders.setdefault(posixpath.dirname(source.name), []).append(source)
    in_folders: set[str | None] = set()
    for folder, members in folders.items():
        if len(members) > 1 and all(is_office(member.value) for member in members):
            in_folders |= {member.name for member in members}
            yield DataSource(folder, folder, [member.value for member in members])
    yield from (source for source in sources if source.name not in in_folders or not source.name)


def _offices(source: DataSource) -> Iterable[OfficeSource]:
    value = source.value
    is_named = _NAMES.search(source.name or source.origin) is not None
    values = list(value.values()) if isinstance(value, Mapping) else value
    if isinstance(values, list):
        offices = [item for item in values if isinstance(item, Mapping) and is_office(item)]
        is_list = isinstance(value, list) or len(offices) > 1
        if offices and is_list and 2 * len(offices) >= len(values) and source.name is not None:
            keys = office_keys(offices)
            fields = max(map(count_fields, offices))
            yield OfficeSource(source.name, source.origin, len(offices), keys, (), fields, is_named)
            return
    if inner := tuple(_inner_offices(value)):
        fields = max(map(len, inner))
        yield OfficeSource(None, source.origin, len(inner), (), inner[:_MOST], fields, is_named)
    elif is_office(value):
        fields = count_fields(value)
        if source.name is not None and _has_details(value):
            keys = office_keys([value])
            yield OfficeSource(source.name, source.origin, 1, keys, (), fields, is_named)
        else:
            office = inline_office(value)
            yield OfficeSource(None, source.origin, 1, (), (office,), fields, is_named)


def _inner_offices(value: Any, depth: int = _DEPTH) -> Iterator[Mapping[str, str]]:
    """Yield the offices in the lists within a value."""
    items = value.values() if isinstance(value, Mapping) else value
    for item in items if depth and isinstance(value, Mapping | list) else ():
        if isinstance(value, list) and isinstance(item, Mapping) and is_office(item):
            yield inline_office(item)
        else:
            yield from _inner_offices(item, depth - 1)


def _has_details(value: Mapping[str, Any]) -> bool:
    """Return True if a key of the mapping itself describes an office: it holds no others."""
    return any(
        isinstance(item, str) and field_of(key, item) not in {None, "name"}
        for key, item in value.items()
    )
