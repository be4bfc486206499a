"""The city line of an address in eleven countries: postal code, city, region, country."""

import re
from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

from app.front_matter.coordinates import GeographyError
from app.front_matter.countries import country_code, is_country_name
from app.front_matter.regions import region_code, regions, split_region
from app.front_matter.us_city_line import CityLine
from app.problems import shorten
from app.regex import regex

# Codes with letters, by country. Routing keys of Ireland are a letter and two digits, or D6W.
_WITH_LETTERS: Final = {
    "IE": regex(r"(?:[ACDEFHKNPRTVWXY][0-9]{2}|D6W) ?[0-9ACDEFHKNPRTVWXY]{4}"),
    "CA": regex(r"[ABCEGHJ-NPRSTVXY][0-9][ABCEGHJ-NPRSTV-Z][ -]?[0-9][ABCEGHJ-NPRSTV-Z][0-9]"),
    "GB": regex(r"(?:GIR ?0AA|[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2})"),
}
_DUTCH: Final = regex(r"(?:NL[- ])?([1-9][0-9]{3} ?[A-Z]{2})[ ,]{1,3}([^0-9]+)\Z")
# The letters before a hyphen in "CH-8001 Zürich".
_PREFIX: Final = MappingProxyType(
    {"D": "DE", "A": "AT", "F": "FR", "E": "ES", "NL": "NL", "CH": "CH", "DE": "DE", "AT": "AT"}
    | {"FR": "FR", "ES": "ES", "LI": "LI", "FL": "LI", "L": "LU", "LU": "LU", "B": "BE", "BE": "BE"}
)
_CODE_FIRST: Final = regex(
    r"(?:(?P<prefix>[A-Z]{1,2}) ?[-\u2010-\u2015 ] ?)?"
    r"(?P<code>[0-9]{4,5}|[0-9]{2} [0-9]{3})[ ,]{1,3}"
    r"(?P<city>[^0-9]+(?:[0-9]{1,2}(?:er|e|ème|eme)?(?: arr[a-z]*)?)?)",
    re.IGNORECASE,
)
_CITY_FIRST: Final = regex(r"(?P<city>[^0-9]{2,}?)[ ,]{1,3}(?P<code>[0-9]{5})")
# "Postal code" in Spanish and German.
_NAME_OF_CODE: Final = regex(r"(?:C\.? ?P\.?|PLZ):? ?(?=[0-9])", re.IGNORECASE)
# The signs of Swiss cantons, as in "4450 Sissach BL".
_CANTON: Final = regex(
    r"(?P<city>.+?) "
    r"(?P<canton>A[GIR]|B[ELS]|FR|G[ELR]|JU|LU|N[EW]|OW|S[GHOZ]|T[GI]|UR|V[DS]|Z[GH])\Z"
)
# Digits of a postal code.
_DIGITS: Final = MappingProxyType(
    {"DE": 5, "FR": 5, "ES": 5, "AT": 4, "CH": 4, "LI": 4, "NL": 4, "LU": 4, "BE": 4, "AU": 4}
)
_AUSTRALIAN: Final = regex(r"(?P<before>[^0-9]*)\b(?P<code>[0-9]{4})\b(?P<after>[^0-9]*)")
# What stands between a postal code and the place.
_BETWEEN: Final = " ,.-\u2013\u2014"
_FRENCH_OFFICE: Final = regex(r"\s+(?:CEDEX|Cedex|cedex)(?: [0-9]{1,2})?\Z")
_IN_BRACKETS: Final = regex(r"(?P<city>.+?) ?\((?P<region>[^()]+)\)\Z")


def parse_postal_line(text: str) -> CityLine:
    """Return the parts of a line such as "SW1A 1AA London" or "80331 München".

    Supported are the lines of the United Kingdom, Ireland, Germany, Austria, Switzerland, France,
    Spain, the Netherlands, Belgium, Canada and Australia, with or without the country and commas.
    The country is None if the line does not show it: five digits are a code in several. Raises
    GeographyError.
    """
    line = " ".join(text.split()).encode("utf-8", "backslashreplace").decode()
    parts = next(_readings(line), None) if len(line) <= 200 else None
    if parts is not None and any(letter.isalpha() for letter in parts.locality):
        return parts
    raise GeographyError(
        f'"{shorten(line)}" is not a postal code and city',
        'Write it like "SW1A 1AA London", "80331 München" or "Toronto, ON M5V 2T6".',
    )


def _readings(line: str) -> Iterator[CityLine]:
    line, country = _without_country(_NAME_OF_CODE.sub("", line, count=1).strip(" ,."))
    if country == "GB":  # "Cardiff, Wales, UK"
        part, outer = _without_country(line)
        line = part if outer == "GB" else line
    yield from _by_letters(line, country)
    yield from _australian(line, country)
    yield from _code_first(line, country)
    yield from _city_first(line, country)


def _without_country(line: str) -> tuple[str, str | None]:
    """Return the line without the country that it begins or ends with, and the country."""
    words = line.replace(",", " , ").split()
    first = re.match(r"(?:[A-Z]{1,2}[- ])?([0-9]{4,5})\b", line)
    digits = len(first[1]) if first is not None else 0
    for length in (3, 2, 1):
        name = " ".join(words[-length:])
        if length < len(words) and (
            _is_country(name, words[-length - 1], length) or _DIGITS.get(name) == digits
        ):
            rest = " ".join(words[:-length]).replace(" ,", ",").strip(" ,-\u2013")
            # The city of Luxembourg has its country's name.
            if re.search(r"[^\W\d_]{2}", rest):
                return rest, country_code(name)
    return line, None


def _is_country(name: str, before: str, length: int) -> bool:
    # Two capitals may be a province: they count after a comma only if the line has its code.
    if name.startswith(",") or "," in name:
        return False
    if length == 1 and len(name) == 2:
        return name in {"UK", "GB", "IE", "AU", "CA"} and before == ","
    return len(name) > 2 and is_country_name(name)


def _by_letters(line: str, country: str | None) -> Iterator[CityLine]:
    """Yield the readings with codes that have letters: they say which country it is."""
    upper = line.upper()
    for code, pattern in _WITH_LETTERS.items():
        if country not in {None, code}:
            continue
        for match in pattern.finditer(upper):
            before, after = line[: match.start()], line[match.end() :]
            if (before and before[-1].isalnum()) or (after and after[0].isalnum()):
                continue
            if code == "CA":
                yield from _canadian(before, after, match[0])
            else:
                place = ",".join(filter(None, (before.strip(_BETWEEN), after.strip(_BETWEEN))))
                locality, _, region = (part.strip() for part in place.rpartition(","))
                locality, region = (locality, region) if locality else (region, "")
                yield CityLine(locality, region or None, _spaced(match[0], code), code)
    dutch = _DUTCH.match(line)
    if dutch is not None and country in {None, "NL"}:
        yield CityLine(dutch[2].strip(" ,"), None, _spaced(dutch[1], "NL"), "NL")


def _spaced(code: str, country: str) -> str:
    """Return a postal code with the space that its country writes."""
    plain = re.sub("[ -]", "", code)
    end = {"GB": 3, "CA": 3, "NL": 2, "IE": 4}[country]
    return f"{plain[:-end]} {plain[-end:]}"


def _canadian(before: str, after: str, code: str) -> Iterator[CityLine]:
    if before.strip(" ,") and after.strip(" ,"):
        return
    place = before.strip(_BETWEEN) or after.strip(_BETWEEN)
    locality, region = split_region("CA", _without_country(place)[0])
    if region is None:
        locality = place
    if region or (locality and locality.upper() not in regions("CA").values()):
        yield CityLine(locality, region, _spaced(code, "CA"), "CA")


def _australian(line: str, country: str | None) -> Iterator[CityLine]:
    match = _AUSTRALIAN.fullmatch(line)
    if match is None or country not in {None, "AU"}:
        return
    before, after = match["before"].strip(" ,"), match["after"].strip(" ,")
    locality, region = split_region("AU", f"{before} {after}".strip())
    if region is None and after and (first := region_code("AU", before)):
        locality, region = after, first
    # Four digits before a city are a code in many countries.
    if region or (country == "AU" and not after):
        yield CityLine(locality, region, match["code"], "AU")


def _code_first(line: str, country: str | None) -> Iterator[CityLine]:
    match = _CODE_FIRST.fullmatch(line)
    if match is None:
        return
    if match["prefix"]:
        prefixed = _PREFIX.get(match["prefix"].upper())
        if prefixed is None or country not in {None, prefixed}:
            return
        country = prefixed
    code, city = match["code"].replace(" ", ""), match["city"].strip(" ,.-\u2013")
    if country == "US":
        return
    if country is not None and len(code) != _DIGITS.get(country, len(code)):
        return
    city, _, region = (part.strip() for part in city.partition(","))
    if country in {None, "FR"} and _FRENCH_OFFICE.search(match["city"]):
        city, country = _FRENCH_OFFICE.sub("", match["city"]).strip(" ,"), "FR"
    elif province := _IN_BRACKETS.match(city):
        city, region = province["city"], province["region"]
    elif country in {None, "CH"} and (canton := _CANTON.match(city)) and len(code) == 4:
        city, region, country = canton["city"], canton["canton"], "CH"
    yield CityLine(city, region or None, code, country)


def _city_first(line: str, country: str | None) -> Iterator[CityLine]:
    match = _CITY_FIRST.fullmatch(line)
    if match is None or _DIGITS.get(country or "", 5) != 5 or country == "US":
        return
    # "Boulder, CO 80303" is a line of another country.
    if split_region("US", match["city"])[1] is None:
        city, _, region = (part.strip() for part in match["city"].strip(" ,.-").partition(","))
        yield CityLine(city, region or None, match["code"], country)
