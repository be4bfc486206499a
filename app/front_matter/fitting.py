"""Values as written to the typed fields of a model, with a fault for each that does not fit."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from app.front_matter.field_types import describe
from app.front_matter.values import (
    NO_MARK,
    FrontMatter,
    KeyPath,
    Mark,
    Scalar,
    Value,
    is_null,
    says_none,
)
from app.problems import Fault

Model = TypeVar("Model", bound=BaseModel)

# The paths of values that do not fit; what is inside them is left out too.
_Removed: TypeAlias = set[KeyPath]
# By the path of a collection, its keys or indices without those removed.
_Steps: TypeAlias = dict[KeyPath, list[Any]]


def fit(
    model: type[Model],
    written: FrontMatter,
    *,
    entry_code: str = "invalid-value",
) -> tuple[Model, tuple[Fault, ...], Mapping[KeyPath, Mark]]:
    """Return the values that fit as fields, a fault for each other, and marks of the fields.

    A value that does not fit is removed from its mapping. An entry of a list is removed from the
    list, also if it is a mapping that lacks a required key; indices in the marks do not count it. A
    list in a list goes with its entry. A field that is `false`, `[]` or `{}`, where that does not
    fit, has no value, which is no fault. `entry_code` is the code of faults inside lists.
    """
    removed: _Removed = set()
    faults: list[Fault] = []
    while True:
        values = {
            key: _without(value, (key,), removed)
            for key, value in written.values.items()
            if not (removed and (key,) in removed) and not is_null(value)
        }
        try:
            fields = model.model_validate(values)
        except ValidationError as error:
            unfit: _Removed = set()
            parents = {path[:-1] for path in removed}
            steps: _Steps = {}
            for details in error.errors(include_url=False):
                path = _written_path(details["loc"], written.values, removed, steps)
                unfit.add(path)
                lacking = (*path, details["loc"][-1]) if details["type"] == "missing" else None
                if says_none(written.values.get(str(path[0]), "")):
                    continue
                # A mapping that lacks what was removed from it has its fault already.
                if lacking not in removed and not (isinstance(path[-1], int) and path in parents):
                    faults.append(_fault(path, details, written, entry_code))
            removed |= unfit
        else:
            marks = dict(_moved_marks(written.marks, removed)) if removed else written.marks
            return fields, tuple(faults), marks


def _without(value: Value, path: KeyPath, removed: _Removed) -> object:
    """Return a value without what is removed in it; null is None."""
    if isinstance(value, str):  # nearly all
        return value
    if isinstance(value, Scalar):
        return None if value.value is None else value
    if isinstance(value, tuple):
        return tuple(
            _without(item, (*path, index), removed)
            for index, item in enumerate(value)
            if (*path, index) not in removed
        )
    return {
        key: _without(item, (*path, key), removed)
        for key, item in value.items()
        if (*path, key) not in removed
    }


def _written_path(
    loc: tuple[str | int, ...], values: Mapping[str, Value], removed: _Removed, known: _Steps
) -> KeyPath:
    """Return the path, among the values as written, of what to remove for an error.

    `loc` is pydantic's: list indices do not count what is removed, and a mapping that a model
    reads as a list has indices too. Its path may lead beyond what is written.
    """
    path: KeyPath = ()
    value: Value = values
    for step in loc:
        is_list = isinstance(value, tuple) and not (path and isinstance(path[-1], int))
        if not is_list and not isinstance(value, Mapping):
            break
        items: Any = value
        if path not in known:
            steps = range(len(items)) if is_list else items
            known[path] = [key for key in steps if (*path, key) not in removed]
        if isinstance(step, int) and step < len(known[path]):
            key = known[path][step]
        elif not is_list and step in items and (*path, step) not in removed:
            key = step
        else:
            break
        path = (*path, key)
        value = items[key]
    return path


def _fault(
    path: KeyPath,
    details: ErrorDetails,
    written: FrontMatter,
    entry_code: str,
) -> Fault:
    offset = written.marks.get(path, NO_MARK).value
    if details["type"] == "missing" and path[-1] != details["loc"][-1]:
        path = (*path, details["loc"][-1])
    name = ".".join([written.written(str(path[0])), *map(str, path[1:])])
    message = f"{name} {_message(details)}"
    is_in_list = any(isinstance(step, int) for step in path)
    code = entry_code if is_in_list else "invalid-value"
    return Fault(offset, code, message, "Correct the value, or remove the line.")


def _message(details: ErrorDetails) -> str:
    match details["type"]:
        case "tuple_type" | "list_type":
            return f"must be a list, not {describe(details['input'])}"
        case "model_type" | "dict_type" | "model_attributes_type" | "mapping_type":
            return f"must be a mapping of keys to values, not {describe(details['input'])}"
        case "missing":
            return "is missing"
    message = details["msg"].removeprefix("Value error, ")
    return message[:1].lower() + message[1:]


def _moved_marks(
    marks: Mapping[KeyPath, Mark], removed: _Removed
) -> Iterable[tuple[KeyPath, Mark]]:
    """Return the marks of what is not removed, by their paths without what is."""
    gaps: dict[KeyPath, list[int]] = {}
    for *above, step in removed:
        if isinstance(step, int):
            insort(gaps.setdefault(tuple(above), []), step)
    for path, mark in marks.items():
        if not any(path[:length] in removed for length in range(1, len(path) + 1)):
            moved = (
                step - bisect_left(gaps.get(path[:n], ()), step) if isinstance(step, int) else step
                for n, step in enumerate(path)
            )
            yield tuple(moved), mark
