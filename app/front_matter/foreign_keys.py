"""Keys of another system's front matter, renamed by the site file's `fields`."""

from collections.abc import Mapping
from typing import Any, Final

from app.front_matter import FrontMatter, KeyPath, Mark, Scalar, Value, is_null, source_text
from app.front_matter.places import GeographyError, coordinates_of_map, parse_us_city_line
from app.front_matter.schema import FIELDS, AddressFields, GeoFields, ImageFields
from app.problems import Fault

# Targets whose values are parsed rather than moved.
CITY_LINE: Final = "us_city_line"
MAP_EMBED: Final = "map_embed"


def is_target(target: str) -> bool:
    """Return True if a key can be read as this: a field, or a part of one after a dot."""
    if target in {CITY_LINE, MAP_EMBED}:
        return True
    field, _, part = target.partition(".")
    return any(
        field in model.model_fields and (not part or part in _PARTS.get(field, ()))
        for model in FIELDS.values()
    )


_PARTS: Final = {
    "address": AddressFields.model_fields,
    "geo": GeoFields.model_fields,
    "image": ImageFields.model_fields,
}


def translate(
    front_matter: FrontMatter, fields: Mapping[str, str]
) -> tuple[FrontMatter, tuple[Fault, ...]]:
    """Return front matter with its foreign keys under the names of fields, and faults.

    A field that is there already stays, and a value that cannot be parsed stays under its own key;
    both are faults. A map's embed code stays as well: front ends show it.
    """
    if not any(key in front_matter.values for key in fields):
        return front_matter, ()
    translation = _Translation(front_matter)
    for key, target in fields.items():
        if key in front_matter.values:
            translation.translate(key, target)
    translated = front_matter._replace(values=translation.values, marks=translation.marks)
    return translated, tuple(translation.faults)


class _Translation:
    """The values and marks of front matter while keys are renamed."""

    def __init__(self, front_matter: FrontMatter) -> None:
        self.values: dict[str, Any] = dict(front_matter.values)
        self.marks: dict[KeyPath, Mark] = dict(front_matter.marks)
        self.faults: list[Fault] = []

    def translate(self, key: str, target: str) -> None:
        """Put the value of a key where its target is."""
        value: Value = self.values[key]
        mark = self.marks.get((key,), Mark(0, 0))
        if is_null(value):
            return
        try:
            parts = self._parts(value, target)
        except GeographyError as error:
            message = f"{key}: {error.message}"
            self.faults.append(Fault(mark.value, "invalid-value", message, error.hint))
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
        """Put a value at a path and return True; False if there is one already."""
        mapping = self.values
        for step in path[:-1]:
            inner = mapping.get(str(step), {})
            if not isinstance(inner, Mapping):
                return False
            mapping[str(step)] = inner = dict(inner)
            self.marks.setdefault(path[:1], mark)
            mapping = inner
        if str(path[-1]) in mapping:
            message = f'"{key}" is read as {".".join(map(str, path))}, which is there already'
            hint = "Keep one of the two."
            self.faults.append(Fault(mark.key, "duplicate-key", message, hint))
            return False
        mapping[str(path[-1])] = value
        self.marks[path] = mark
        return True
