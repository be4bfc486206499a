"""`fields=title,body.html`: a part of a view, checked against the view's own type."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Annotated, Any, NamedTuple, TypeAlias, get_args, get_origin, get_type_hints

from typing_extensions import is_typeddict

# Field names with what is below them; None stands for values that have no fields of their own.
Shape: TypeAlias = Mapping[str, "Shape | None"]
# Below `params` the author decides, so any name goes.
_OPEN = frozenset({"params", "json_ld"})
_OPAQUE = frozenset({"mdast"})


class UnknownFieldError(ValueError):
    """A field that the view does not have, with those that stand in its place."""

    def __init__(self, field: str, valid: tuple[str, ...]) -> None:
        super().__init__(f'there is no field "{field}"')
        self.field = field
        self.valid = valid


class Selection(NamedTuple):
    """Names that were asked for; an empty selection below a name is all of it."""

    names: Mapping[str, "Selection"]

    def pick(self, value: Any) -> Any:
        """The parts of a view that were asked for, in the view's order."""
        if not self.names:
            return value
        if isinstance(value, list):
            return [self.pick(item) for item in value]
        if not isinstance(value, Mapping):
            return value
        return {
            name: self.names[name].pick(held) for name, held in value.items() if name in self.names
        }


@cache
def shape_of(view: Any) -> Shape:
    """The names of a view's fields, nested; a view that holds itself is below itself."""
    return _shape(view, {}) or {}


def parse_selection(text: str, shape: Shape) -> Selection:
    """The selection that a `fields` parameter asks for. Raises UnknownFieldError."""
    paths = [name.strip() for name in text.split(",")]
    for path in paths:
        _check(path, shape)
    return _selection([path.split(".") for path in paths])


def _check(path: str, shape: Shape) -> None:
    level: Shape | None = shape
    before = ""
    for name in path.split("."):
        if level is None or name not in level:
            valid = tuple(f"{before}{each}" for each in level) if level else ()
            raise UnknownFieldError(path, valid or tuple(shape))
        if name in _OPEN:
            return
        level = level[name]
        before += f"{name}."


def _selection(paths: Iterable[list[str]]) -> Selection:
    below: dict[str, list[list[str]]] = {}
    whole: set[str] = set()
    for path in paths:
        below.setdefault(path[0], [])
        if len(path) == 1:
            whole.add(path[0])
        else:
            below[path[0]].append(path[1:])
    return Selection(
        {name: Selection({}) if name in whole else _selection(rest) for name, rest in below.items()}
    )


def _shape(view: Any, known: dict[Any, dict[str, Shape | None]]) -> Shape | None:
    if get_origin(view) is Annotated:
        view = get_args(view)[0]
    if is_typeddict(view):
        if view not in known:
            shape = known[view] = {}
            for name, hint in get_type_hints(view).items():
                shape[name] = None if name in _OPAQUE else _shape(hint, known)
        return known[view]
    for part in get_args(view):
        found = _shape(part, known)
        if found is not None:
            return found
    return None
