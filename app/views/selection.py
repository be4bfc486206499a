"""The parameter `fields`: a part of an answer, such as `fields=title,body.html`."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final, NamedTuple, NotRequired, get_origin

from app.records import Record
from app.views.derived import fields_of, nested_view

# The name of all fields.
ALL: Final = "*"
# Authors and schema.org decide which names these have, so any name is valid below them.
_OPEN: Final = frozenset({"params", "json_ld"})


class UnknownFieldError(ValueError):
    """A field that an answer does not have; `valid` are the fields it has at that depth."""

    def __init__(self, field: str, valid: tuple[str, ...]) -> None:
        super().__init__(f'there is no field "{field}"')
        self.field = field
        self.valid = valid


class Selection(NamedTuple):
    """The selected fields, each with the selection below it; an empty selection is everything."""

    names: Mapping[str, "Selection"]

    def has(self, name: str) -> bool:
        """Return True if a field is selected, in part at least."""
        return not self.names or name in self.names

    def pick(self, value: Any) -> Any:
        """Return the selected part of a view, in the view's order."""
        if not self.names:
            return value
        if isinstance(value, list | tuple):
            return [self.pick(item) for item in value]
        fields = _items(value)
        if fields is None:
            return value
        return {name: self.names[name].pick(item) for name, item in fields if name in self.names}


def parse_selection(text: str, view: Any, added: Collection[str] = ()) -> Selection:
    """Return the selection of a `fields` parameter for answers of type `view`.

    `*` selects all. Of the optional fields, which other parameters add, only those in `added` can
    be selected. Raises UnknownFieldError.
    """
    paths = [name.strip() for name in text.split(",")]
    fields = {
        name: hint
        for name, hint in fields_of(view).items()
        if name in added or get_origin(hint) is not NotRequired
    }
    for path in paths:
        if path != ALL:
            _check(path, fields)
    return _selection([[] if path == ALL else path.split(".") for path in paths])


def _items(value: Any) -> Iterable[tuple[str, Any]] | None:
    """Return the names and values of an object's fields; None for anything but an object."""
    if isinstance(value, Mapping):
        return value.items()
    if isinstance(value, Record):
        return vars(value).items()
    part: Any = type(value)
    fields = fields_of(part)
    return [(name, getattr(value, name)) for name in fields] if fields else None


def _check(path: str, all_fields: Mapping[str, Any]) -> None:
    fields = all_fields
    above = ""
    for name in path.split("."):
        if name not in fields:
            valid = tuple(f"{above}{field}" for field in fields)
            raise UnknownFieldError(path, valid or tuple(all_fields))
        if name in _OPEN:
            return
        fields = fields_of(nested_view(fields[name]))
        above += f"{name}."


def _selection(paths: Collection[list[str]]) -> Selection:
    # The end of a path selects all that is below it.
    if [] in paths:
        return Selection({})
    below: dict[str, list[list[str]]] = {}
    for name, *rest in paths:
        below.setdefault(name, []).append(rest)
    return Selection({name: _selection(rests) for name, rests in below.items()})
