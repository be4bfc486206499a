"""Keys under which websites keep the details of offices, and the fields that they fill."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from app.clinic.opening_hours.hours import OpeningHours, OpeningHoursError
from app.front_matter.coordinates import GeographyError
from app.front_matter.foreign_keys import CITY_LINE, MAP_EMBED, is_target
from app.front_matter.map_links import coordinates_of_map
from app.front_matter.us_city_line import parse_us_city_line
from app.problems import shorten
from app.regex import regex

_STREET: Final = "address.street_address"
_UNIT: Final = "address.unit"
_CITY: Final = "address.locality"
_REGION: Final = "address.region"
_POSTAL_CODE: Final = "address.postal_code"
_COUNTRY: Final = "address.country"
_LATITUDE: Final = "geo.latitude"
_LONGITUDE: Final = "geo.longitude"
_MAP_URL: Final = "map_url"
_HOURS: Final = "opening_hours"

# Keys in lower case without signs, in English, German, French and Spanish.
_KEYS: Final[Mapping[str, str]] = {
    key: field
    for field, keys in {
        _STREET: "street streetaddress streetname address1 addressline1 line1 addressstreet "
        "address "
        "addressdisplay fulladdress postaladdress "
        "strasse straße rue adresse calle direccion dirección",
        _UNIT: "unit suite floor room address2 addressline2 line2 etage piso",
        CITY_LINE: "citystatezip citystate cityline citystatezipcode",
        _CITY: "city town locality addresscity addresslocality townorcity ort stadt ville ciudad "
        "localidad suburb",
        _REGION: "state province region addressstate addressregion stateorprovince bundesland "
        "provincia",
        _POSTAL_CODE: "zip zipcode postcode postalcode addresszip addresspostalcode plz "
        "postleitzahl codepostal codigopostal códigopostal",
        _COUNTRY: "country addresscountry land pays pais país",
        "phone": "phone phonenumber phone1 telephone telephonenumber tel telefon telefonnummer "
        "telefono teléfono téléphone mainphone officephone phonedisplay",
        "fax": "fax faxnumber telefax faxdisplay",
        "email": "email emailaddress mail courriel correo contactemail",
        _HOURS: "hours openinghours officehours businesshours oeffnungszeiten öffnungszeiten "
        "horaires horario",
        _LATITUDE: "lat latitude",
        _LONGITUDE: "lng lon long longitude",
        MAP_EMBED: "map mapembed embed googlemap googlemaps gmap googlemapsembed "
        "googlemapsembedurl mapiframe embedmap",
        _MAP_URL: "mapurl maplink googlemapsurl addressurl directions directionsurl",
        "time_zone": "timezone",
        "name": "name officename clinicname businessname companyname practicename",
    }.items()
    for key in keys.split()
}
# Words before a key that say whose it is.
_OWNERS: Final = ("clinic", "office", "practice", "business", "location", "contact", "main")
# An office has a place: one of these, and another field.
_PLACES: Final = frozenset({_STREET, CITY_LINE, _POSTAL_CODE, MAP_EMBED})
_NUMBER: Final = regex(r"-?\d{1,3}\.\d+\Z")
_EMAIL: Final = regex(r"[^@\s]+@[^@\s]+\.[^@\s]+\Z")
_LONGEST: Final = 200
_FEWEST_DIGITS: Final = 6
_POSTAL_LINE: Final = "postal_line"
_CODE_AND_CITY: Final = regex(r"(?:[A-Z]{1,2}-)?\d{4,5} [^\W\d]")


class OfficeKey(NamedTuple):
    """A key, the field that its values fill, and one of the values.

    A key with dots is one inside mappings.

    `fits` is the number of values that fit the field, of `total`.
    """

    key: str
    field: str
    example: str
    fits: int
    total: int

    @property
    def is_known(self) -> bool:
        """True for a key that is read as the field without being mapped."""
        return self.key == self.field

    @property
    def is_certain(self) -> bool:
        """True if most of the values fit the field."""
        return 2 * self.fits > self.total


def office_keys(offices: Sequence[Mapping[str, Any]]) -> tuple[OfficeKey, ...]:
    """Return the keys of offices that fill fields, one key for each field.

    Hours that are a list or a mapping are among them, though they fit no field.
    """
    values: dict[str, list[str]] = {}
    for office in offices:
        for key, text in _details(office):
            if field_of(key, text) is not None:
                values.setdefault(key, []).append(text)
    keys = [_office_key(key, texts) for key, texts in values.items()]
    keys += _hours_in_parts(offices)
    best: dict[str, OfficeKey] = {}
    for candidate in sorted(keys, key=lambda key: (not key.is_known, -key.fits)):
        best.setdefault(candidate.field, candidate)
    return tuple(key for key in keys if best[key.field] is key)


def field_of(key: str, value: str) -> str | None:
    """Return the field that a key and its value fill; None if there is none."""
    name = re.sub(r"[\W_]+", "", key.rpartition(".")[2]).casefold()
    owner = next((owner for owner in _OWNERS if name.startswith(owner)), "")
    field = _KEYS.get(name) or (_KEYS.get(name.removeprefix(owner)) if owner else None)
    if field in {_UNIT, _CITY} and _is_city_line(value):
        return CITY_LINE
    if field == _CITY and _CODE_AND_CITY.match(value) and is_target(_POSTAL_LINE):
        return _POSTAL_LINE
    if field == MAP_EMBED and not _has_coordinates(value):
        return _MAP_URL if value.startswith("https://") else MAP_EMBED
    return field


def is_office(value: Any) -> bool:
    """Return True if a mapping has a place and at least one more detail of an office."""
    if not isinstance(value, Mapping):
        return False
    fields = {
        field
        for key, text in _details(value)
        if (field := field_of(key, text)) is not None and _fits(field, text)
    }
    return bool(fields & _PLACES) and len(fields - {"name"}) > 1


def inline_office(value: Mapping[str, Any]) -> Mapping[str, str]:
    """Return the fields of an office with the texts that fill them, the first of each."""
    fields: dict[str, str] = {}
    for key, text in _details(value):
        field = field_of(key, text)
        if field == _STREET and _fits(field, text):
            for part, value_of_part in _split_address(text).items():
                fields.setdefault(part, value_of_part)
        elif field is not None and _fits(field, text):
            fields.setdefault(field, text)
    if (embed := fields.pop(MAP_EMBED, None)) is not None and _LATITUDE not in fields:
        place = coordinates_of_map(embed)
        fields |= {_LATITUDE: repr(place.latitude), _LONGITUDE: repr(place.longitude)}
    if (line := fields.pop(CITY_LINE, None)) is not None:
        city = parse_us_city_line(line)
        parts = {
            _CITY: city.locality,
            _REGION: city.region or "",
            _POSTAL_CODE: city.postal_code or "",
        }
        fields |= {key: part for key, part in parts.items() if part}
    return fields


def count_fields(value: Any) -> int:
    """Return the number of fields that an office fills."""
    return len(inline_office(value)) if is_office(value) else 0


def _hours_in_parts(offices: Iterable[Mapping[str, Any]]) -> list[OfficeKey]:
    parts: dict[str, list[str]] = {}
    for office in offices:
        for key, value in office.items():
            if isinstance(value, Mapping | list) and value and field_of(str(key), "") == _HOURS:
                parts.setdefault(str(key), []).append(json.dumps(value, default=str))
    return [
        OfficeKey(key, _HOURS, shorten(texts[0], 40), 0, len(texts)) for key, texts in parts.items()
    ]


def _split_address(text: str) -> Mapping[str, str]:
    """Return the parts of an address in one line; of another form it is the street."""
    street, comma, rest = text.partition(",")
    while comma:
        try:
            line = parse_us_city_line(rest)
        except GeographyError:
            break
        if line.postal_code is not None and "," not in line.locality:
            return {
                _STREET: street.strip(),
                _CITY: line.locality,
                _REGION: line.region or "",
                _POSTAL_CODE: line.postal_code,
            }
        more, comma, rest = rest.partition(",")
        street = f"{street},{more}"
    return {_STREET: text}


def _details(value: Mapping[str, Any], depth: int = 3) -> Iterator[tuple[str, str]]:
    """Yield the texts of a mapping and of the mappings in it, with their keys joined by dots."""
    for key, item in value.items():
        if (text := _text(item)) is not None:
            yield str(key), text
        elif depth and isinstance(item, Mapping):
            yield from ((f"{key}.{below}", text) for below, text in _details(item, depth - 1))


def _office_key(key: str, texts: list[str]) -> OfficeKey:
    (field, _), *_ = Counter(field_of(key, text) for text in texts).most_common(1)
    assert field is not None
    fits = sum(_fits(field, text) for text in texts)
    return OfficeKey(key, field, shorten(texts[0], 40), fits, len(texts))


def _text(value: Any) -> str | None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return value.strip() if isinstance(value, str) and value.strip() else None


def _fits(field: str, text: str) -> bool:
    """Return True if a text can be the value of a field."""
    fits = _FORMS.get(field)
    return len(text) <= _LONGEST if fits is None else fits(text)


def _is_email(text: str) -> bool:
    return _EMAIL.match(text) is not None


def _is_phone_number(text: str) -> bool:
    return sum(character.isdigit() for character in text) >= _FEWEST_DIGITS


def _is_decimal(text: str) -> bool:
    return _NUMBER.match(text) is not None


def _is_street(text: str) -> bool:
    return len(text) <= _LONGEST and any(character.isdigit() for character in text)


def _is_city_line(text: str) -> bool:
    try:
        return parse_us_city_line(text).postal_code is not None or "," in text
    except GeographyError:
        return False


def _has_coordinates(text: str) -> bool:
    try:
        coordinates_of_map(text)
    except GeographyError:
        return False
    return True


def _are_hours(text: str) -> bool:
    try:
        OpeningHours.parse(text, time_zone=None, country=None)
    except OpeningHoursError:
        return False
    return True


# The forms of texts that can be values of fields; of any other field, any short text can.
_FORMS: Final[Mapping[str, Callable[[str], bool]]] = {
    "email": _is_email,
    "phone": _is_phone_number,
    "fax": _is_phone_number,
    _HOURS: _are_hours,
    _LATITUDE: _is_decimal,
    _LONGITUDE: _is_decimal,
    MAP_EMBED: _has_coordinates,
    CITY_LINE: _is_city_line,
    _STREET: _is_street,
}
