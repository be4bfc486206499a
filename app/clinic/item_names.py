"""The names of conditions that the items of a list give, without their descriptions."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

from app.clinic.list_scores import is_medical

# What separates a name from its description.
_SEPARATOR: Final = re.compile(r"\s+[–—-]+\s+|\s*:\s+|\s*[–—]\s*")
_DESCRIPTION: Final = re.compile(r"\s*(?:[:–—]|-\s)")
_TRAILING: Final = " .,;:–—-"
# More words than this are a description, not one of several names.
_LONGEST_PART: Final = 6
_AND: Final = re.compile(r"\s*(?:,|;|\band\b|\bund\b|\bet\b|\by\b|&)\s+|,\s*", re.IGNORECASE)


class ItemText(NamedTuple):
    """An item: its first paragraph as text, and the bold or linked beginning of that, if any."""

    text: str
    lead: str | None = None


def item_names(items: Sequence[ItemText]) -> tuple[tuple[str, ...], ...]:
    """Return the names that each item gives: one as a rule, several where it is a group."""
    shared = _shared_separator(items)
    return tuple(_names(item, shared) for item in items)


def _names(item: ItemText, shared: str | None) -> tuple[str, ...]:
    text = " ".join(item.text.split())
    lead = " ".join(item.lead.split()) if item.lead else ""
    if lead and text.startswith(lead):
        rest = text[len(lead) :]
        if not rest.strip(_TRAILING):
            return (_clean(lead),)
        if lead.endswith(":") or _DESCRIPTION.match(rest):
            return _group(_clean(lead), rest.lstrip(_TRAILING)) or (_clean(lead),)
        return (_clean(text),)
    match = _SEPARATOR.search(text)
    if match is not None:
        before, after = text[: match.start()], text[match.end() :]
        if ":" in match.group() and (names := _group(before, after)):
            return names
        if _kind(match.group()) == shared:
            return (_clean(before),)
    return (_clean(text),)


def _group(before: str, after: str) -> tuple[str, ...]:
    """Return the names after a colon, if what stands before it is a group of them."""
    if is_medical(before):
        return ()
    parts = [_clean(part) for part in _AND.split(after) if part and part.strip(_TRAILING)]
    if len(parts) < 2 or any(len(part.split()) > _LONGEST_PART for part in parts):
        return ()
    return tuple(parts) if any(map(is_medical, parts)) else ()


def _shared_separator(items: Sequence[ItemText]) -> str | None:
    """Return the separator that more than half of several items have."""
    kinds = Counter(
        _kind(match.group())
        for item in items
        if (match := _SEPARATOR.search(" ".join(item.text.split()))) is not None
    )
    if len(items) < 2 or not kinds:
        return None
    kind, number = kinds.most_common(1)[0]
    return kind if number > len(items) / 2 else None


def _kind(separator: str) -> str:
    return ":" if ":" in separator else "-"


def _clean(text: str) -> str:
    """Return a name without the punctuation that belongs to the list."""
    return text if text.endswith("etc.") else text.strip().rstrip(_TRAILING)
