"""Types of fields for pydantic models of front matter and site files: they take what authors write.

The JSON Schema of a field, for editors, says what an author may write, not what it is read as.
"""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Annotated, Any, Final, TypeAlias

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PlainValidator,
    WithJsonSchema,
    model_validator,
)

from app.front_matter.values import Scalar, source_text
from app.problems import shorten
from app.regex import regex

# Most models are only parts of others, and are never built on their own.
FIELDS_CONFIG: Final = ConfigDict(
    frozen=True, extra="ignore", arbitrary_types_allowed=True, defer_build=True
)


def without_nulls(data: Any) -> Any:
    """Return the data of a model without the keys that have no value."""
    # Checking the type of a dict against Mapping is slow, and nearly all contain no null.
    if type(data) is dict and None not in data.values():
        return data
    if isinstance(data, Mapping):
        return {key: value for key, value in data.items() if value is not None}
    return data


class Fields(BaseModel):
    """Fields as an author may write them, without unknown keys."""

    model_config = FIELDS_CONFIG
    _without_nulls = model_validator(mode="before")(without_nulls)


_FLAGS: Final = {
    **dict.fromkeys(("true", "yes", "on"), True),
    **dict.fromkeys(("false", "no", "off"), False),
}
# Not every JSON reader keeps a number beyond this exact.
_WHOLE_NUMBERS: Final = range(-(2**53) + 1, 2**53)
# Slashes leave the order of year, month and day clear.
_DATE: Final = regex(r"\d{4}([-/])\d{2}\1\d{2}\Z")
_DATE_TIME: Final = regex(
    r"(\d{4}-\d{2}-\d{2})[Tt ]+(\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)"
    r" ?(Z|z|UTC|[+-]\d{2}:?\d{2}|[+-]\d{1,2})?\Z"
)


def describe(value: object) -> str:
    """Return a value for a message: short, in quotes, or its kind."""
    if isinstance(value, Scalar):
        value = value.source
    if isinstance(value, str):
        return f'"{shorten(value)}"'
    if value is None:
        return "null"
    return "a mapping" if isinstance(value, Mapping) else "a list"


def require(condition: object, message: str) -> None:
    """Raise ValueError with the message if the condition does not hold."""
    if not condition:
        raise ValueError(message)


def _type_error(expected: str, value: object) -> ValueError:
    return ValueError(f"{expected}, not {describe(value)}")


def _text(value: object) -> str:
    if isinstance(value, str):  # nearly all
        return value
    if isinstance(value, Scalar) and (text := source_text(value)) is not None:
        return text
    raise _type_error("must be text", value)


def _texts(value: object) -> object:
    return (value,) if isinstance(value, (str, Scalar)) else value


def _flag(value: object) -> bool:
    word = value.source if isinstance(value, Scalar) else value
    if isinstance(word, str) and (flag := _FLAGS.get(word.casefold())) is not None:
        return flag
    raise _type_error("must be true or false", value)


def _whole_number(value: object) -> int:
    if isinstance(value, Scalar) and type(value.value) is int and value.value in _WHOLE_NUMBERS:
        return value.value
    if isinstance(value, str) and re.fullmatch(r"[-+]?[0-9]{1,9}", value.strip()):
        return int(value)
    raise _type_error("must be a whole number", value)


def _number(value: object) -> float:
    if isinstance(value, Scalar) and type(value.value) in {int, float}:
        assert isinstance(value.value, int | float)
        if abs(value.value) < _WHOLE_NUMBERS.stop:  # neither infinite nor not a number
            return float(value.value)
    if isinstance(value, str) and re.fullmatch(r"[-+]?[0-9]{1,9}(\.[0-9]+)?", value.strip()):
        return float(value)
    if isinstance(value, str) and re.fullmatch(r"[-+]?[0-9]{1,9},[0-9]+", value.strip()):
        raise _type_error(f"must be a number with a point, {value.replace(',', '.')}", value)
    raise _type_error("must be a number", value)


def _date(value: object) -> dt.date:
    if isinstance(value, Scalar) and type(value.value) is dt.date:
        return value.value
    if isinstance(value, str) and _DATE.match(value):
        try:
            return dt.date.fromisoformat(value.replace("/", "-"))
        except ValueError:
            pass
    raise _type_error("must be a date such as 2026-03-31", value)


def _moment(value: object) -> dt.datetime | dt.date:
    if isinstance(value, Scalar) and isinstance(value.value, dt.date):
        return value.value
    if isinstance(value, str):
        try:
            if _DATE.match(value):
                return dt.date.fromisoformat(value.replace("/", "-"))
            if match := _DATE_TIME.match(value):
                day, time, zone = match.groups()
                zone = {"Z": "+00:00", "z": "+00:00", "UTC": "+00:00", None: ""}.get(zone, zone)
                if len(zone) in {2, 3}:  # "-4"
                    zone = f"{zone[0]}{zone[1:].zfill(2)}:00"
                return dt.datetime.fromisoformat(
                    f"{day}T{time.zfill(len(time) + (time[1] == ':'))}{zone}"
                )
        except ValueError:
            pass
    raise _type_error("must be a date such as 2026-03-31 or 2026-03-31 14:30", value)


TEXT_SCHEMA: Final = {"type": ["string", "number", "boolean"]}

Text: TypeAlias = Annotated[str, BeforeValidator(_text), WithJsonSchema(TEXT_SCHEMA)]
Texts: TypeAlias = Annotated[
    tuple[Text, ...],
    BeforeValidator(_texts),
    WithJsonSchema({"anyOf": [TEXT_SCHEMA, {"type": "array", "items": TEXT_SCHEMA}]}),
]
Flag: TypeAlias = Annotated[
    bool,
    BeforeValidator(_flag),
    WithJsonSchema({"enum": [True, False, "yes", "no", "on", "off"]}),
]
WholeNumber: TypeAlias = Annotated[
    int, BeforeValidator(_whole_number), WithJsonSchema({"type": "integer"})
]
Number: TypeAlias = Annotated[float, BeforeValidator(_number), WithJsonSchema({"type": "number"})]
Date: TypeAlias = Annotated[
    dt.date, BeforeValidator(_date), WithJsonSchema({"type": "string", "format": "date"})
]
# Which of the two types a value has would take pydantic longer to find out than to read it took.
Moment: TypeAlias = Annotated[
    dt.datetime | dt.date, PlainValidator(_moment), WithJsonSchema({"type": "string"})
]
