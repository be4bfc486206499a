"""The elements of HTML that name a card, or a part of a page that opens, and are no headings."""

import re
from typing import Final

from app.markdown.sanitise import Tag
from app.regex import regex

# What designs call the name of a card: `<div class="card-title">`.
_NAMES: Final = frozenset({"div", "p", "span"})
_NAME_CLASS: Final = regex(r"(?:^|[\s_-])(?:title|heading|headline|name)(?:\s|$)", re.IGNORECASE)
# What opens a part below it: `<button class="accordion">`, `<a data-toggle="collapse">`.
_OPENERS: Final = frozenset({"a", "button"})
_OPENER_CLASS: Final = regex(r"\b(?:accordion|collapsible)", re.IGNORECASE)
_TOGGLES: Final = ("data-toggle", "data-bs-toggle")


def names_card(tag: Tag) -> bool:
    """Return True if the text of an element is the name of what follows it."""
    if tag.name in _NAMES:
        return _NAME_CLASS.search(tag.attribute("class") or "") is not None
    if tag.name not in _OPENERS:
        return False
    is_toggle = any(tag.attribute(key) == "collapse" for key in _TOGGLES)
    return is_toggle or _OPENER_CLASS.search(tag.attribute("class") or "") is not None
