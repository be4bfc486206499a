"""Attribute lists: `{: #id .class key="value" name}` and their definitions `{:name: .class}`.

Specification: https://kramdown.gettalong.org/syntax.html#attribute-list-definitions.
"""

import re
from collections.abc import Mapping
from typing import Any, Final, Literal, NamedTuple, TypeAlias

_NAME: Final = r"\w[\w-]*+"
# What stands between the braces of a list: a closing brace is escaped.
CONTENT: Final = r"(?:\\\}|[^}\n])"
_ANY: Final = re.compile(
    rf"""(?:\A|(?<=\s))
    (?: (?P<key>{_NAME})=(?P<quote>["'])(?P<value>(?:\\.|(?!(?P=quote))[^\\}}])*)(?P=quote)
      | (?P<reference>{_NAME})
      | (?P<short>(?:\#[A-Za-z][\w:-]*+|\.[^\s.\#]++)+) )
    (?=\s|\Z)""",
    re.VERBOSE,
)
_SHORT: Final = re.compile(r"#([A-Za-z][\w:-]*+)|\.([^\s.#]++)")
_PLAIN_ID: Final = re.compile("[^\\s&<>\"']+")
_ESCAPED: Final = re.compile(r"\\([\}\"'])")


# Where an attribute list stands: below the block it is about, above it, at the head of an item,
# behind a span or in a heading.
Position: TypeAlias = Literal["after", "before", "item", "span", "heading"]


class Attributes(NamedTuple):
    """An attribute list; `references` name definitions, or what a list stands for."""

    id: str | None = None
    classes: tuple[str, ...] = ()
    others: tuple[tuple[str, str], ...] = ()
    references: tuple[str, ...] = ()

    def joined(self, later: "Attributes") -> "Attributes":
        """Return both together; of two values the later one counts, and classes add up."""
        return Attributes(
            later.id or self.id,
            self.classes + later.classes,
            tuple(dict(self.others + later.others).items()),
            self.references + later.references,
        )

    def resolved(self, definitions: Mapping[str, "Attributes"]) -> "Attributes":
        """Return the list with the definitions it refers to; its own values count."""
        attributes = Attributes()
        for name in self.references:
            if name in definitions:
                attributes = attributes.joined(definitions[name])
        return attributes.joined(self)

    def pairs(self) -> list[tuple[str, str]]:
        """Return names and values, as an element of HTML has them."""
        pairs = [("id", self.id)] if self.id else []
        if self.classes:
            pairs.append(("class", " ".join(self.classes)))
        return [*pairs, *self.others]


def properties(pairs: list[tuple[str, str]]) -> dict[str, Any]:
    """Return attributes as `data.hProperties` of a node, by the unified ecosystem's names."""
    return {
        "className" if name == "class" else name: value.split() if name == "class" else value
        for name, value in pairs
    }


def read_attributes(content: str) -> Attributes:
    """Return the attributes between the braces; all else is left out, as kramdown does."""
    attributes = Attributes()
    for match in _ANY.finditer(content):
        if match["reference"]:
            attributes = attributes.joined(Attributes(references=(match["reference"],)))
        elif match["key"]:
            name, value = match["key"].lower(), _ESCAPED.sub(r"\1", match["value"])
            if name == "id":
                if _PLAIN_ID.fullmatch(value):
                    attributes = attributes.joined(Attributes(id=value))
            elif name == "class":
                attributes = attributes.joined(Attributes(classes=tuple(value.split())))
            else:
                attributes = attributes.joined(Attributes(others=((name, value),)))
        else:
            for identity, name in _SHORT.findall(match["short"]):
                one = Attributes(id=identity) if identity else Attributes(classes=(name,))
                attributes = attributes.joined(one)
    return attributes


class Placed(NamedTuple):
    """Attributes at an offset of the source, as far in as `column`, in so many `quotes`."""

    position: Position
    offset: int
    column: int
    quotes: int
    attributes: Attributes
