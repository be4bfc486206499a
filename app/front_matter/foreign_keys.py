"""Keys of another system's front matter, renamed by the site file's `fields` or by their names."""

import re
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Final

from app.front_matter import (
    NO_MARK,
    FrontMatter,
    KeyPath,
    Mark,
    Scalar,
    Value,
    is_null,
    source_text,
)
from app.front_matter.coordinates import GeographyError
from app.front_matter.field_types import Fields
from app.front_matter.map_links import coordinates_of_map
from app.front_matter.postal_lines import parse_postal_line
from app.front_matter.schema import FIELDS, AddressFields, ExceptionFields, GeoFields, ImageFields
from app.front_matter.us_city_line import parse_us_city_line
from app.problems import Fault

# Targets whose values are parsed rather than moved.
CITY_LINE: Final = "us_city_line"
POSTAL_LINE: Final = "postal_line"
MAP_EMBED: Final = "map_embed"

_PARTS: Final = {
    "address": AddressFields.model_fields,
    "geo": GeoFields.model_fields,
    "image": ImageFields.model_fields,
}
# Names of other systems, in small letters without separators, and ours.
_ADDRESS: Final = {
    **dict.fromkeys(("street", "street1", "line1", "address1", "addressline1"), "street_address"),
    **dict.fromkeys(("street2", "line2", "address2", "addressline2", "suite"), "unit"),
    **dict.fromkeys(("city", "town", "addresslocality", "ort", "ville", "ciudad"), "locality"),
    **dict.fromkeys(("state", "province", "addressregion"), "region"),
    **dict.fromkeys(("zip", "zipcode", "postcode", "postal", "plz"), "postal_code"),
    **dict.fromkeys(("addresscountry", "countrycode"), "country"),
    "streetaddress": "street_address",
    "postalcode": "postal_code",
}
_GEO: Final = {"lat": "latitude", **dict.fromkeys(("lng", "lon", "long"), "longitude")}
_EXCEPTION: Final = {
    **dict.fromkeys(("open", "opening", "from", "start"), "opens"),
    **dict.fromkeys(("close", "closing", "to", "until", "end"), "closes"),
    **dict.fromkeys(("day", "datum"), "date"),
    **dict.fromkeys(("reason", "name", "title", "description", "holiday", "comment"), "note"),
}
_FOREIGN: Final[Mapping[str, tuple[Mapping[str, str], type[Fields]]]] = {
    "address": (_ADDRESS, AddressFields),
    "geo": (_GEO, GeoFields),
    "exceptions": (_EXCEPTION, ExceptionFields),
}
# What an office of a data file has beside its address.
_FLAT: Final[Mapping[str, str]] = {
    **{name: f"address.{part}" for name, part in _ADDRESS.items()},
    **{name: f"geo.{part}" for name, part in _GEO.items()},
    **{part: f"geo.{part}" for part in ("latitude", "longitude")},
    **{part.replace("_", ""): f"address.{part}" for part in AddressFields.model_fields},
    **dict.fromkeys(("tel", "telephone", "phonenumber"), "phone"),
    **dict.fromkeys(("mail", "emailaddress"), "email"),
}


def is_target(target: str) -> bool:
    """Return True if a key can be read as this: a field, or a part of one after a dot."""
    if target in {CITY_LINE, POSTAL_LINE, MAP_EMBED}:
        return True
    field, _, part = target.partition(".")
    return any(
        field in model.model_fields and (not part or part in _PARTS.get(field, ()))
        for model in FIELDS.values()
    )


def translate(
    front_matter: FrontMatter,
    fields: Mapping[str, str],
    *,
    is_location: bool = False,
    is_data: bool = False,
) -> tuple[FrontMatter, tuple[Fault, ...]]:
    """Return front matter with its foreign keys under the names of fields, and faults.

    `fields` names them; a key with a dot is one inside a mapping. In an office's mappings, common
    names of other systems (`city`, `zip`, `lat`) are read without it, with a fault that names ours.
    `is_data`: it is of a data file, where the parts of the address may lack a mapping.

    A field that is there already stays, and a value that cannot be parsed stays under its own key;
    both are faults. A map's embed code stays as well: front ends show it.
    """
    values = front_matter.values
    is_named = any(key in values or key.partition(".")[0] in values for key in fields)
    has_mappings = is_location and not values.keys().isdisjoint(_FOREIGN)
    if not (is_named or has_mappings or is_data):
        return front_matter, ()
    translation = _Translation(front_matter)
    for key, target in fields.items():
        translation.translate(key, target)
    if is_data:
        translation.flatten()
    if is_location:
        translation.adopt(frozenset(fields))
    translated = front_matter._replace(values=translation.values, marks=translation.marks)
    return translated, tuple(translation.faults)


def _flat_target(key: str, value: Value) -> str | None:
    """Return the field that a foreign key beside the address of an office has; None if none."""
    if isinstance(value, Mapping | tuple):
        return None
    if key == "address":
        return "address.street_address"
    return None if key in FIELDS["location"].model_fields else _FLAT.get(_folded(key))


class _Translation:
    """The values and marks of front matter while keys are renamed."""

    def __init__(self, front_matter: FrontMatter) -> None:
        self.values: dict[str, Any] = dict(front_matter.values)
        self.marks: dict[KeyPath, Mark] = dict(front_matter.marks)
        self.faults: list[Fault] = []

    def translate(self, key: str, target: str, *, quiet: bool = False) -> bool:
        """Put the value of a key where its target is; return True if it is there.

        `quiet`: nothing is reported if the target is taken.
        """
        path = (key,) if key in self.values else tuple(key.split("."))
        value = self._at(path)
        if is_missing(value):
            return False
        mark = self.marks.get(path, NO_MARK)
        try:
            parts = _parts(value, target)
        except GeographyError as error:
            code = "uncertain-place" if target == MAP_EMBED else "unparsed-value"
            self.faults.append(Fault(mark.value, code, f"{key}: {error.message}", error.hint))
            return False
        if target != MAP_EMBED:
            del self._mutable(path)[str(path[-1])]
        is_moved = True
        for part, item in parts.items():
            # A country that follows from the line is not said twice if the address has its own.
            is_country = part[-1] == "country"
            is_put = self._put(part, item, mark, key, quiet=quiet or is_country)
            is_moved = is_moved and (is_put or is_country)
        if not is_moved and target != MAP_EMBED:
            self._mutable(path).setdefault(str(path[-1]), value)
        return is_moved

    def adopt(self, named: frozenset[str]) -> None:
        """Rename the names of other systems in an office's mappings; those `named` are known."""
        for field in _FOREIGN:
            value = self.values.get(field)
            if field != "exceptions" and isinstance(value, Mapping):
                self.values[field] = self._adopted((field,), value, named)
            elif field == "exceptions" and isinstance(value, tuple):
                self.values[field] = tuple(
                    self._adopted((field, index), entry, named)
                    if isinstance(entry, Mapping)
                    else entry
                    for index, entry in enumerate(value)
                )

    def flatten(self) -> None:
        """Put the parts of an address and of coordinates into their mappings."""
        for key in tuple(self.values):
            flat = _flat_target(key, self.values[key])
            if flat is not None and self.translate(key, flat, quiet=True):
                remedy = f"Write it as {flat}, or map it with fields: {{{key}: {flat}}}."
                self._report_foreign((key,), flat, remedy)

    def _report_foreign(self, path: KeyPath, target: str, remedy: str) -> None:
        """Report a key that is read as another one."""
        message = f'"{path[-1]}" is read as {target}'
        mark = self.marks.get(path, NO_MARK)
        self.faults.append(Fault(mark.key, "foreign-key", message, remedy))

    def _adopted(
        self, above: KeyPath, mapping: Mapping[str, Value], named: frozenset[str]
    ) -> Mapping[str, Value]:
        names, model = _FOREIGN[str(above[0])]
        result: dict[str, Value] = {}
        for key, value in mapping.items():
            name = names.get(_folded(key)) if key not in model.model_fields else None
            taken = name is not None and (name in result or not is_missing(mapping.get(name)))
            if name is None or taken or is_missing(value):
                result[key] = value
                continue
            result[name] = value
            path = (*above, key)
            if key not in named:
                target = ".".join(map(str, (*above, name)))
                self._report_foreign(path, target, f"Write {name}.")
            self.marks[*above, name] = self.marks.get(path, NO_MARK)
        return result

    def _at(self, path: KeyPath) -> Any:
        value: Any = self.values
        for step in path:
            value = value.get(step) if isinstance(value, Mapping) else None
        return value

    def _mutable(self, path: KeyPath) -> dict[str, Any]:
        """Return the mapping that a path ends in, copied so that it may be changed."""
        mapping = self.values
        for step in path[:-1]:
            inner = mapping.get(str(step))
            mapping[str(step)] = inner = dict(inner) if isinstance(inner, Mapping) else {}
            mapping = inner
        return mapping

    def _put(self, path: KeyPath, value: Value, mark: Mark, key: str, *, quiet: bool) -> bool:
        """Put a value at a path and return True; False if there is one already."""
        above = self._at(path[:-1])
        is_free = isinstance(above, Mapping) and is_missing(above.get(str(path[-1])))
        if above is not None and not is_free:
            if not quiet:
                message = f'"{key}" is read as {".".join(map(str, path))}, which is there already'
                fault = Fault(mark.key, "duplicate-key", message, "Keep one of the two.")
                self.faults.append(fault)
            return False
        if len(path) > 1:
            self.marks.setdefault(path[:1], mark)
        self._mutable(path)[str(path[-1])] = value
        self.marks[path] = mark
        return True


def is_missing(value: Value | None) -> bool:
    """Return True for no value and for null."""
    return value is None or is_null(value)


def _folded(key: str) -> str:
    return re.sub(r"[-_ .]", "", key.casefold())


def _parts(value: Value, target: str) -> Mapping[KeyPath, Value]:
    """Return the paths and values that a value has as this target. Raises GeographyError."""
    text = source_text(value) or ""
    if target == MAP_EMBED:
        geo = asdict(coordinates_of_map(text))
        return {("geo", part): Scalar(degrees, repr(degrees)) for part, degrees in geo.items()}
    if target in {CITY_LINE, POSTAL_LINE}:
        line = parse_us_city_line(text) if target == CITY_LINE else parse_postal_line(text)
        return {("address", part): text for part, text in line._asdict().items() if text}
    return {tuple(target.split(".")): value}
