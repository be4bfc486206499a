"""Places in rendered text that only the link pass can fill.

A page is rendered when it is parsed, its links are resolved when all pages are known. What the
resolution decides (the address of a link to a source file, the record an internal link leads to)
is a hole until then: the number of the link or picture between two noncharacters, which no source
text may hold.
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
_ADDRESS_HOLE: Final = re.compile(f"{_ADDRESS}(link|image)(-in-html)?([0-9]+){_ADDRESS}")
_TARGET_HOLE: Final = re.compile(f'"{_TARGET}([0-9]+){_TARGET}"')


def address_hole(kind: ReferenceKind, number: int, *, in_html: bool = False) -> str:
    """A stand-in for the address of the body's link or picture of this number.

    `in_html`: it stands in an attribute of raw HTML, also where that is a node of an mdast tree.
    """
    return f"{_ADDRESS}{kind}{'-in-html' if in_html else ''}{number}{_ADDRESS}"


def is_hole(url: str) -> bool:
    """Whether the address is one that is not known yet."""
    return url.startswith(_ADDRESS)


def target_hole(link: int) -> str:
    """A stand-in, once it is a JSON string, for the target of the link of this number."""
    return f"{_TARGET}{link}{_TARGET}"


def fill_html(html: str, address: AddressOf) -> str:
    """The HTML with each address hole filled by what `address` says of its kind and number."""
    if _ADDRESS not in html:
        return html
    return _ADDRESS_HOLE.sub(lambda hole: escape(_address(hole, address)), html)


def fill_json(json: str, address: AddressOf) -> str:
    """The same for a JSON document, in whose strings the holes stand."""
    if _ADDRESS not in json:
        return json

    def fill(hole: re.Match[str]) -> str:
        filled = _address(hole, address)
        return orjson.dumps(escape(filled) if hole[2] else filled).decode()[1:-1]

    return _ADDRESS_HOLE.sub(fill, json)


def fill_targets(json: str, target: Callable[[int], str]) -> str:
    """The JSON with each target hole filled by the JSON that `target` says of its link."""
    if _TARGET not in json:
        return json
    return _TARGET_HOLE.sub(lambda hole: target(int(hole[1])), json)


def _address(hole: re.Match[str], address: AddressOf) -> str:
    return address("link" if hole[1] == "link" else "image", int(hole[3]))
