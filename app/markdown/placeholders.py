"""Placeholders in rendered text for what only the link pass knows.

Links are resolved when all pages are known. What the resolution decides (the address of a link to
a source file, the record an internal link leads to) is rendered as the number of the link or
picture between two noncharacters, which no source text may hold.
"""

import re
from collections.abc import Callable
from html import escape
from typing import Final, Literal, TypeAlias

import orjson

ReferenceKind: TypeAlias = Literal["link", "image"]
AddressOf: TypeAlias = Callable[[ReferenceKind, int], str]

# What stands for a noncharacter in text that is none of ours.
NONCHARACTERS: Final = dict.fromkeys(range(0xFDD0, 0xFDF0), "\ufffd")
# No source text holds a noncharacter, but it may refer to one.
NONCHARACTER_REFERENCE: Final = re.compile(
    r"&#(?:[xX]0*+[fF][dD][dDeE][0-9a-fA-F](?![0-9a-fA-F])|0*+(?:649[7-9]|650[0-9])[0-9](?![0-9]));?"
)

_ADDRESS: Final = "\ufdd0"
_TARGET: Final = "\ufdd1"
_ADDRESS_PLACEHOLDER: Final = re.compile(f"{_ADDRESS}(link|image)(-in-html)?([0-9]+){_ADDRESS}")
_TARGET_PLACEHOLDER: Final = re.compile(f'"{_TARGET}([0-9]+){_TARGET}"')


def address_placeholder(kind: ReferenceKind, number: int, *, in_html: bool = False) -> str:
    """Return the placeholder for the address of the body's link or picture of this number.

    `in_html`: it stands in an attribute of raw HTML, also where that is a node of an mdast tree.
    """
    return f"{_ADDRESS}{kind}{'-in-html' if in_html else ''}{number}{_ADDRESS}"


def is_placeholder(url: str) -> bool:
    """Return True if the address is a placeholder."""
    return url.startswith(_ADDRESS)


def target_placeholder(link: int) -> str:
    """Return the placeholder, once it is a JSON string, for the target of a link."""
    return f"{_TARGET}{link}{_TARGET}"


def fill_html(html: str, address: AddressOf) -> str:
    """Return the HTML with the address of each link and picture, by its kind and number."""
    return _ADDRESS_PLACEHOLDER.sub(lambda match: escape(_address(match, address)), html)


def fill_json(json: str, address: AddressOf) -> str:
    """Return a JSON document with addresses for the placeholders in its strings."""

    def fill(match: re.Match[str]) -> str:
        filled = _address(match, address)
        return orjson.dumps(escape(filled) if match[2] else filled).decode()[1:-1]

    return _ADDRESS_PLACEHOLDER.sub(fill, json)


def fill_targets(json: str, target: Callable[[int], str]) -> str:
    """Return a JSON document with the JSON of each link's target."""
    return _TARGET_PLACEHOLDER.sub(lambda match: target(int(match[1])), json)


def _address(match: re.Match[str], address: AddressOf) -> str:
    return address("link" if match[1] == "link" else "image", int(match[3]))
