"""Values as written → typed fields, with a located fault for each that does not fit.

Front matter and the site file are typed the same way: by pydantic models whose fields take what
authors write. A value that does not fit is taken out and the rest is read all the same.
"""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Final, Generic, NamedTuple, TypeAlias, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    ValidationError,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from app.front_matter import (
    FrontMatter,
    KeyPath,
    Mark,
    Scalar,
    is_null,
    source_text,
)
from app.problems import Fault

Model = TypeVar("Model", bound=BaseModel)


class Fields(BaseModel):
    """Fields as an author may write them; all optional, unknown keys are somebody else's."""

    model_config = ConfigDict(frozen=True, extra="ignore", arbitrary_types_allowed=True)

    @model_validator(mode="before")
    @classmethod
    def _without_nulls(cls, data: Any) -> Any:
        """A key with nothing after it is as if it were not there."""
        # To ask a dict whether it is a mapping takes long, and nearly all of them hold no null.
        if type(data) is dict and None not in data.values():
            return data
        if isinstance(data, Mapping):
            return {key: value for key, value in data.items() if value is not None}
        return data


_FLAGS: Final = {
    **dict.fromkeys(("true", "yes", "on"), True),
    **dict.fromkeys(("false", "no", "off"), False),
}
# Beyond, not every reader of JSON keeps a number whole.
_WHOLE_NUMBERS: Final = range(-(2**53) + 1, 2**53)
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_DATE_TIME: Final = re.compile(
    r"(\d{4}-\d{2}-\d{2})[Tt ]+(\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?) ?(Z|z|UTC|[+-]\d{2}:?\d{2})?\Z"
)


def shown(value: object) -> str:
    """A value as a message shows it: short, and on one line."""
    if isinstance(value, Scalar):
        value = value.source
    if isinstance(value, str):
        text = " ".join(value.split())
        return f'"{text[:60]}…"' if len(text) > 60 else f'"{text}"'
    if value is None:
        return "null"
    return "a mapping" if isinstance(value, Mapping) else "a list"


def _wrong(expected: str, value: object) -> PydanticCustomError:
    return PydanticCustomError("wrong_type", "{told}", {"told": f"{expected}, not {shown(value)}"})


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, Scalar) and (text := source_text(value)) is not None:
        return text
    raise _wrong("must be text", value)


def _texts(value: object) -> object:
    return (value,) if isinstance(value, str | Scalar) else value


def _flag(value: object) -> bool:
    word = value.source if isinstance(value, Scalar) else value
    if isinstance(word, str) and (flag := _FLAGS.get(word.casefold())) is not None:
        return flag
    raise _wrong("must be true or false", value)


def _whole_number(value: object) -> int:
    if isinstance(value, Scalar) and type(value.value) is int and value.value in _WHOLE_NUMBERS:
        return value.value
    if isinstance(value, str) and re.fullmatch(r"[-+]?[0-9]{1,9}", value.strip()):
        return int(value)
    raise _wrong("must be a whole number", value)


def _number(value: object) -> float:
    if isinstance(value, Scalar) and type(value.value) in {int, float}:
        assert isinstance(value.value, int | float)
        if abs(value.value) < _WHOLE_NUMBERS.stop:  # neither infinite nor no number at all
            return float(value.value)
    if isinstance(value, str) and re.fullmatch(r"[-+]?[0-9]{1,9}(\.[0-9]+)?", value.strip()):
        return float(value)
    raise _wrong("must be a number", value)


def _date(value: object) -> dt.date:
    if isinstance(value, Scalar) and type(value.value) is dt.date:
        return value.value
    if isinstance(value, str) and _DATE.match(value):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            pass
    raise _wrong("must be a date such as 2026-03-31", value)


def _moment(value: object) -> dt.datetime | dt.date:
    if isinstance(value, Scalar) and isinstance(value.value, dt.date):
        return value.value
    if isinstance(value, str):
        try:
            if _DATE.match(value):
                return dt.date.fromisoformat(value)
            if match := _DATE_TIME.match(value):
                day, time, zone = match.groups()
                zone = {"Z": "+00:00", "z": "+00:00", "UTC": "+00:00", None: ""}.get(zone, zone)
                return dt.datetime.fromisoformat(
                    f"{day}T{time.zfill(len(time) + (time[1] == ':'))}{zone}"
                )
        except ValueError:
            pass
    raise _wrong("must be a date such as 2026-03-31 or 2026-03-31 14:30", value)


_SCALAR: Final = {"type": ["string", "number", "boolean"]}

# What editors' schemas say of a field is what an author may write, not what it is read as.
Text: TypeAlias = Annotated[str, BeforeValidator(_text), WithJsonSchema(_SCALAR)]
Texts: TypeAlias = Annotated[
    tuple[Text, ...],
    BeforeValidator(_texts),
    WithJsonSchema({"anyOf": [_SCALAR, {"type": "array", "items": _SCALAR}]}),
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
Moment: TypeAlias = Annotated[
    dt.datetime | dt.date, BeforeValidator(_moment), WithJsonSchema({"type": "string"})
]


class Fit(NamedTuple, Generic[Model]):
    """Values as a model's fields. `marks` are those of what was kept, entries of lists counted
    without those that were left out.
    """

    fields: Model
    faults: tuple[Fault, ...]
    marks: Mapping[KeyPath, Mark]


class _Place(NamedTuple):
    """Where an error stands: the path as written, the innermost mapping around it, and what can
    be taken out: a key of `holder`, or from the list there the one value that `entry` holds.
    """

    path: KeyPath
    around: dict[Any, Any]
    holder: dict[Any, Any]
    key: str | int
    entry: tuple[Any, ...] = ()


def conform(model: type[Model], found: FrontMatter) -> tuple[Model, tuple[Fault, ...]]:
    """The values as the model's fields; those that do not fit are null, each with a fault."""
    fitted = fit(model, found)
    return fitted.fields, fitted.faults


def fit(model: type[Model], found: FrontMatter) -> Fit[Model]:
    """The same, with the marks of what fits.

    What does not fit is taken out by itself where it is the key of a mapping, with its mapping
    where a list entry cannot be without it, else with its whole field.
    """
    written: dict[int, KeyPath] = {}
    values: dict[Any, Any] = {
        key: _opened(value, (key,), written)
        for key, value in found.values.items()
        if not is_null(value)
    }
    written[id(values)] = ()
    faults: list[Fault] = []
    gone: set[tuple[int, str | int]] = set()
    while True:
        try:
            fields = model.model_validate(values)
        except ValidationError as error:
            places = []
            for each in error.errors(include_url=False):
                place = _place(values, each["loc"], written)
                places.append(place)
                path = place.path
                if each["type"] == "missing":
                    lacking = each["loc"][-1]
                    if (id(place.around), lacking) in gone:
                        continue
                    path = path if path[-1:] == (lacking,) else (*path, lacking)
                elif place.around in place.entry and id(place.around) in {at for at, _ in gone}:
                    continue  # the entry as a whole lacks what was taken out of it
                faults.append(
                    Fault(
                        _offset(place.path, found, at_key=each["type"] == "extra_forbidden"),
                        "invalid-value",
                        f"{'.'.join(map(str, path))} {_told(each)}",
                        "Mend the value, or take the line out.",
                    )
                )
            for place in places:
                _take_out(place, gone)
        else:
            marks = _kept_marks(values, written, found.marks) if faults else found.marks
            return Fit(fields, tuple(faults), marks)


def _opened(value: Any, path: KeyPath, written: dict[int, KeyPath]) -> Any:
    """A copy whose mappings can be taken from; `written` gets where each of them stands.

    What is written as nothing is None.
    """
    if isinstance(value, str):  # nearly all
        return value
    if is_null(value):
        return None
    if isinstance(value, Mapping):
        opened = {key: _opened(held, (*path, key), written) for key, held in value.items()}
        written[id(opened)] = path
        return opened
    if isinstance(value, tuple):
        return tuple(_opened(held, (*path, index), written) for index, held in enumerate(value))
    return value


def _told(error: Any) -> str:
    if error["type"] == "wrong_type":
        return str(error["ctx"]["told"])
    if error["type"] == "extra_forbidden":
        return "is no known key here"
    if error["type"] in {"tuple_type", "list_type"}:
        return f"must be a list, not {shown(error['input'])}"
    if error["type"] in {"model_type", "dict_type", "model_attributes_type", "mapping_type"}:
        return f"must be a mapping of keys to values, not {shown(error['input'])}"
    if error["type"] == "missing":
        return "is missing"
    message = str(error["msg"]).removeprefix("Value error, ")
    return message[:1].lower() + message[1:]


def _place(
    values: dict[Any, Any],
    loc: tuple[str | int, ...],
    written: dict[int, KeyPath],
) -> _Place:
    place = _Place((), values, values, loc[0])
    current: Any = values
    for step in loc:
        if isinstance(current, dict):
            key = step
            if isinstance(step, int) and step < len(current):
                key = list(current)[step]  # a list that is written as a mapping
            if key not in current:
                break
            place = _Place((*written[id(current)], key), current, current, key)
            current = current[key]
        elif isinstance(current, tuple) and isinstance(step, int) and not place.entry:
            current = current[step]
            is_mapping = isinstance(current, dict)
            path = written[id(current)] if is_mapping else (*place.path, step)
            around = current if is_mapping else place.around
            place = place._replace(path=path, around=around, entry=(current,))
        else:
            break
    return place._replace(around=current) if isinstance(current, dict) else place


def _offset(path: KeyPath, found: FrontMatter, *, at_key: bool = False) -> int:
    mark = found.marks.get(path)
    if mark is None:
        return 0
    return mark.key if at_key else mark.value


def _take_out(place: _Place, gone: set[tuple[int, str | int]]) -> None:
    if not place.entry:
        place.holder.pop(place.key, None)
        gone.add((id(place.holder), place.key))
    elif place.key in place.holder:
        (wrong,) = place.entry
        kept = tuple(each for each in place.holder[place.key] if each is not wrong)
        place.holder[place.key] = kept


def _kept_marks(
    values: dict[Any, Any], written: dict[int, KeyPath], marks: Mapping[KeyPath, Mark]
) -> dict[KeyPath, Mark]:
    """The marks by where things stand now that entries of lists are gone."""
    moved = {written[id(mapping)]: path for mapping, path in _mappings(values, ())}
    taken_out = frozenset(written.values()) - moved.keys()
    kept = {}
    for path, mark in marks.items():
        around = path
        while around not in moved and around not in taken_out:
            around = around[:-1]
        if around in moved:
            kept[(*moved[around], *path[len(around) :])] = mark
    return kept


def _mappings(value: Any, path: KeyPath) -> Iterable[tuple[dict[Any, Any], KeyPath]]:
    if isinstance(value, dict):
        yield value, path
        for key, held in value.items():
            yield from _mappings(held, (*path, key))
    elif isinstance(value, tuple):
        for index, held in enumerate(value):
            yield from _mappings(held, (*path, index))
