"""Filters of lists: their values by comma, the items that have them, and values that none has."""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Annotated, Any, Final, NamedTuple, TypeAlias

from pydantic import Field

from app.http.errors import invalid_error
from app.regex import regex
from app.suggestions import most_like
from app.views.listing import Listing
from app.views.shapes import UnmatchedView

# A comma in a value is written `\,`. A backslash before any other character is itself.
_VALUE: Final = regex(r"(?:\\[\\,]|[^,])*", re.DOTALL)
_ESCAPED: Final = regex(r"\\([\\,])")
# An error lists all valid values up to this number.
_MOST_LISTED: Final = 50
# Of so many unmatched values similar ones are looked for, which takes 1 ms among 10,000 slugs.
_MOST_COMPARED: Final = 16
_MOST_SUGGESTED: Final = 10

Filter: TypeAlias = Annotated[str | None, Field(json_schema_extra={"minLength": 1})]


class Matches(NamedTuple):
    """The numbers of the items that match, in order, and the values that match none."""

    numbers: list[int]
    unmatched: list[UnmatchedView]


def filter_field(description: str) -> Any:
    """Return the field of a query model for a filter by values that come from content."""
    return Field(None, description=f"{description} A comma in a value is written `\\,`.")


def by_comma(values: Iterable[str], *, signed: bool = False, most: int = 0) -> dict[str, Any]:
    """Return the JSON Schema of a parameter that takes some of these values, by comma.

    `most` is how many it takes, 0 for any number.
    """
    one = f"{'-?' if signed else ''}({'|'.join(values)})"
    return {"pattern": f"^{one}(,{one}){f'{{0,{most - 1}}}' if most else '*'}$"}


def split_values(text: str) -> list[str]:
    """Return the values of a parameter, each once; a comma in a value is written `\\,`."""
    values: dict[str, None] = {}
    start = 0
    while start <= len(text):
        match = _VALUE.match(text, start)
        assert match is not None
        values[_ESCAPED.sub(r"\1", match[0]).strip()] = None
        start = match.end() + 1
    return list(values)


def matching(listing: Listing[Any], filters: Mapping[str, str | None]) -> Matches:
    """Return the items that match every filter, and the values that no item can have.

    Raises RequestError for a value that is not in a closed set, and for an empty filter.
    """
    matches = frozenset(range(len(listing)))
    unmatched: list[UnmatchedView] = []
    for name, text in filters.items():
        if text is None:
            continue
        groups = listing.groups(name)
        numbers: set[int] = set()
        for value in split_values(text):
            if value in groups:
                numbers |= groups[value]
            elif name in listing.closed:
                valid = nearest(value, listing.closed[name])
                raise invalid_error(name, f'there is no "{value}"', valid)
            elif not text.strip():
                message = "the filter is empty; leave it out, or name a value"
                raise invalid_error(name, message, nearest(value, groups))
            else:
                is_compared = len(unmatched) < _MOST_COMPARED
                suggestions = similar_values(value, groups) if is_compared else []
                unmatched.append({"field": name, "value": value, "suggestions": suggestions})
        matches &= numbers
    return Matches(sorted(matches), unmatched)


def similar_values(value: str, valid: Collection[str]) -> list[str]:
    """Return the valid values most like one, best first; of a few, all."""
    folded: dict[str, str] = {}
    for name in sorted(valid):
        folded.setdefault(name.casefold(), name)
    options = {"least": 0.0} if len(folded) <= _MOST_SUGGESTED else {}
    names = most_like(value.casefold(), folded, _MOST_SUGGESTED, **options)
    return [folded[name] for name in names]


def nearest(value: str, valid: Iterable[str]) -> list[str]:
    """Return all valid values in order, or only the most similar ones if there are many."""
    known = sorted(valid)
    if len(known) <= _MOST_LISTED:
        return known
    return list(most_like(value, known, _MOST_LISTED // 5, least=0))
