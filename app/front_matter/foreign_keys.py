"""Keys of another system's front matter, read as ours by the site file's `fields`."""

from collections.abc import Mapping
from typing import Any, Final

from app.front_matter import FrontMatter, KeyPath, Mark, Scalar, Value, source_text
from app.front_matter.places import GeographyError, coordinates_of_map, parse_us_city_line
from app.front_matter.schema import FIELDS, GeoFields
from app.problems import Fault

# Targets that are read and taken apart, rather than moved.
CITY_LINE: Final = "us_city_line"
MAP_EMBED: Final = "map_embed"


def is_target(target: str) -> bool:
    """Whether a key can be read as this: a field of ours, with a dot for a part of it."""
    if target in {CITY_LINE, MAP_EMBED}:
        return True
    field, _, part = target.partition(".")
    return any(
        field in model.model_fields and (not part or part in _PARTS.get(field, ()))
        for model in FIELDS.values()
    )


_PARTS: Final = {
    "address": ("street_address", "unit", "locality", "region", "postal_code", "country"),
    "geo": tuple(GeoFields.model_fields),
    "image": ("src", "alt"),
}


def translate(
    found: FrontMatter, fields: Mapping[str, str]
) -> tuple[FrontMatter, tuple[Fault, ...]]:
    """The front matter with its foreign keys under our names.

    What is there under our name already stays, and a value that cannot be taken apart stays
    under its own name; both are faults. A map's embed code stays as well: front ends show it.
    """
    if not any(key in found.values for key in fields):
        return found, ()
    translation = _Translation(found)
    for key, target in fields.items():
        if key in found.values:
            translation.read(key, target)
    translated = FrontMatter(found.format, translation.values, translation.marks, found.body_start)
    return translated, tuple(translation.faults)


class _Translation:
    def __init__(self, found: FrontMatter) -> None:
        self.values: dict[str, Any] = dict(found.values)
        self.marks: dict[KeyPath, Mark] = dict(found.marks)
        self.faults: list[Fault] = []

    def read(self, key: str, target: str) -> None:
        value: Value = self.values[key]
        mark = self.marks.get((key,), Mark(0, 0))
        if isinstance(value, Scalar) and value.value is None:
            return
        try:
            parts = self._parts(value, target)
        except GeographyError as error:
            told = f"{key}: {error.message}"
            self.faults.append(Fault(mark.value, "invalid-value", told, error.hint))
            return
        moved = [self._put(path, part, mark, key) for path, part in parts.items()]
        if all(moved) and target != MAP_EMBED:
            del self.values[key]

    def _parts(self, value: Value, target: str) -> Mapping[KeyPath, Value]:
        if target == CITY_LINE:
            line = parse_us_city_line(source_text(value) or "")
            parts: dict[KeyPath, Value] = {
                ("address", "locality"): line.locality,
                ("address", "region"): line.region,
            }
            if line.postal_code is not None:
                parts["address", "postal_code"] = line.postal_code
            return parts
        if target == MAP_EMBED:
            place = coordinates_of_map(source_text(value) or "")
            return {
                ("geo", "latitude"): Scalar(place.latitude, repr(place.latitude)),
                ("geo", "longitude"): Scalar(place.longitude, repr(place.longitude)),
            }
        return {tuple(target.split(".")): value}

    def _put(self, path: KeyPath, value: Value, mark: Mark, key: str) -> bool:
        """Put a value where our name for it is; not over one that is there."""
        holder = self.values
        for step in path[:-1]:
            below = holder.get(str(step), {})
            if not isinstance(below, Mapping):
                return False
            holder[str(step)] = below = dict(below)
            self.marks.setdefault(path[:1], mark)
            holder = below
        if str(path[-1]) in holder:
            told = f'"{key}" is read as {".".join(map(str, path))}, which is there already'
            hint = "Keep one of the two."
            self.faults.append(Fault(mark.key, "duplicate-key", told, hint))
            return False
        holder[str(path[-1])] = value
        self.marks[path] = mark
        return True
