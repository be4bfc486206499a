"""The base of all records: models, and small immutable values inside them."""

import datetime as dt
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Final, Literal, Self, TypeAlias, TypeVar, dataclass_transform

from pydantic import BaseModel, ConfigDict, PlainSerializer

T = TypeVar("T")
Kind: TypeAlias = Literal["page", "condition", "location"]


def _iso(value: dt.date) -> str:
    return value.isoformat()


# Dates are ISO 8601 text in JSON; a moment has the time and the offset as well.
IsoDate: TypeAlias = Annotated[dt.date, PlainSerializer(_iso, return_type=str)]
IsoMoment: TypeAlias = Annotated[dt.date | dt.datetime, PlainSerializer(_iso, return_type=str)]

# A frozen model refuses `setattr`, so its own methods go past it.
_set: Final = object.__setattr__


@dataclass_transform(frozen_default=True)
def record_part(cls: type[T]) -> type[T]:
    """Make a class an immutable, slotted dataclass: a part of a record.

    The type checker keeps it frozen. At run time it is not: with `frozen=True` the constructor
    takes three times as long (1.2 µs against 0.4 µs for six fields), and a tree of 3,000 pages has
    60,000 parts: 4 % of its load.
    """
    return dataclass(slots=True, unsafe_hash=True)(cls)


class Record(BaseModel):
    """An immutable record with exactly its declared fields."""

    # Pydantic compiles validators and schemas when they are first used; most never are.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    @classmethod
    def as_built(cls, values: dict[str, Any]) -> Self:
        """Return the record of these values without validating or copying them.

        `values` has every field, in order and of its type; the record keeps the mapping itself.
        A page takes 0.8 µs so, against 15 µs and 2 KB more with validation: of 3,000 pages, 5 % of
        the load and 6 MB.
        """
        record = cls.__new__(cls)
        _set(record, "__dict__", values)
        # One set for all records instead of 2 KB for each.
        _set(record, "__pydantic_fields_set__", _field_names(cls))
        _set(record, "__pydantic_extra__", None)
        _set(record, "__pydantic_private__", None)
        return record


@cache
def _field_names(record: type[Record]) -> set[str]:
    return set(record.model_fields)
