"""Response types that are derived from records: their fields, and the part that `fields` selects.

A record is its own response type. What differs from it is derived here: items of lists with fewer
fields, answers with a few more, and parts in which every field is optional.
"""

from collections.abc import Mapping
from dataclasses import is_dataclass
from functools import cache, reduce
from operator import or_
from types import UnionType
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from pydantic import BaseModel
from typing_extensions import TypedDict, is_typeddict

# The type checker only accepts literal fields.
_typed_dict: Any = TypedDict


@cache
def fields_of(view: Any) -> Mapping[str, Any]:
    """Return the fields of a view and their types; empty for a type that has no fields."""
    if isinstance(view, type) and issubclass(view, BaseModel):
        return {name: field.rebuild_annotation() for name, field in view.model_fields.items()}
    if is_typeddict(view) or _is_part(view):
        return get_type_hints(view, include_extras=True)
    return {}


def nested_view(hint: Any) -> Any:
    """Return the record or part in a field's type, such as Link in `tuple[Link, ...]`, or None.

    Typed dictionaries, such as the nodes of a syntax tree, are not taken apart.
    """
    if _is_part(hint):
        return hint
    views = (nested_view(argument) for argument in get_args(hint))
    return next((view for view in views if view is not None), None)


def derived_view(
    name: str, fields: Mapping[str, Any], description: str, *, total: bool = True
) -> Any:
    """Return the type of a JSON object with these fields; all are optional if not `total`."""
    view = _typed_dict(name, dict(fields), total=total)
    view.__doc__ = description
    return view


@cache
def part_of(view: Any) -> Any:
    """Return the same type with every field optional, at every depth.

    In a type that contains itself, the inner one is whole.
    """
    name = f"{view.__name__.removesuffix('View')}Part"
    fields = {field: _parts_in(hint, view) for field, hint in fields_of(view).items()}
    return derived_view(name, fields, "Only the fields that were asked for.", total=False)


def _parts_in(hint: Any, around: Any) -> Any:
    if hint is around or get_origin(hint) is Annotated:
        return hint
    if _is_part(hint):
        return part_of(hint)
    arguments = get_args(hint)
    parts = tuple([_parts_in(argument, around) for argument in arguments])
    if parts == arguments:
        return hint
    origin = get_origin(hint)
    return reduce(or_, parts) if origin is UnionType else origin[parts]


def _is_part(view: Any) -> bool:
    return isinstance(view, type) and is_dataclass(view)
