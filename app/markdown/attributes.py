"""Attributes that an author gives to a block or a span."""

import re
from collections.abc import Callable
from typing import Any, Final, NamedTuple

# Allowed in an id without quoting or escaping.
_PLAIN_ID: Final = re.compile("[^\\s&<>\"']+")


class Attributes(NamedTuple):
    """An id, classes and other attributes. `references` name kramdown's definitions of more."""

    id: str | None = None
    classes: tuple[str, ...] = ()
    others: tuple[tuple[str, str], ...] = ()
    references: tuple[str, ...] = ()

    @classmethod
    def of(cls, name: str, value: str) -> "Attributes":
        """Return one attribute; an id that would need escaping is dropped."""
        if name == "id":
            return cls(id=value if _PLAIN_ID.fullmatch(value) else None)
        if name == "class":
            return cls(classes=tuple(value.split()))
        return cls(others=((name, value),))

    def extended(self, later: "Attributes") -> "Attributes":
        """Return both; later values replace earlier ones, and classes add up."""
        return Attributes(
            later.id or self.id,
            self.classes + later.classes,
            tuple(dict(self.others + later.others).items()),
            self.references + later.references,
        )

    def completed(self, other: "Attributes") -> "Attributes":
        """Return these attributes, with those of `other` that are missing here."""
        return Attributes(
            self.id or other.id,
            self.classes or other.classes,
            tuple((dict(other.others) | dict(self.others)).items()),
        )

    def mapped(self, value_of: Callable[[str], str]) -> "Attributes":
        """Return the attributes with each value replaced by what `value_of` returns for it."""
        return Attributes(
            Attributes.of("id", value_of(self.id)).id if self.id else None,
            tuple(name for value in self.classes for name in value_of(value).split()),
            tuple((name, value_of(value)) for name, value in self.others),
        )

    def pairs(self) -> list[tuple[str, str]]:
        """Return names and values as an HTML element has them."""
        pairs = [("id", self.id)] if self.id else []
        if self.classes:
            pairs.append(("class", " ".join(self.classes)))
        return [*pairs, *self.others]


NO_ATTRIBUTES: Final = Attributes()


def properties(pairs: list[tuple[str, str]]) -> dict[str, Any]:
    """Return attributes as `data.hProperties` of a node, in the unified ecosystem's names."""
    return {
        "className" if name == "class" else name: value.split() if name == "class" else value
        for name, value in pairs
    }
