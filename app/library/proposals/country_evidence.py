"""The country of a clinic: what its numbers, addresses and domain say."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final, NamedTuple

import phonenumbers

from app.front_matter.coordinates import GeographyError
from app.front_matter.postal_lines import parse_postal_line
from app.front_matter.us_city_line import parse_us_city_line
from app.library.proposals.time_zones import countries
from app.regex import regex

# Domain endings of countries that others use for their sound.
_LENT: Final = frozenset({"AI", "CC", "CO", "FM", "GG", "IO", "LY", "ME", "SH", "TO", "TV", "WS"})
_DOMAIN_ALIASES: Final = {"UK": "GB"}
# Postal codes that no other country writes like this.
_POSTAL_CODES: Final = {
    "CA": regex(r"\b[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z] ?\d[ABCEGHJ-NPRSTV-Z]\d\b"),
    "GB": regex(r"\b[A-Z]{1,2}\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{2}\b"),
}
_PROVINCE: Final = regex(r"\b(AB|BC|MB|NB|NL|NS|ON|PE|QC|SK|YT)[\s,]+(?=[A-Z]\d[A-Z] ?\d[A-Z]\d\b)")
_AUSTRALIAN: Final = regex(r"\b(ACT|NSW|NT|QLD|SA|TAS|VIC|WA)[\s,]+\d{4}\b")
_CITY_LINE: Final = regex(r"(?:^|[,|\n])\s*([^,|\n]{2,40},? [A-Z]{2},? \d{5}(?:-\d{4})?)\b")
# The country with the most clinics of a language: a guess where nothing else speaks.
_LANGUAGES: Final = {"de": "DE", "fr": "FR", "es": "ES", "nl": "NL", "it": "IT"}
_NANP: Final = regex(r"(?:\+?1[-. ]?)?\(?\b[2-9]\d{2}\)?[-. ][2-9]\d{2}[-. ]\d{4}\Z")
_NATIONAL: Final = regex(r"\(?0\d[\d\s()/.-]{6,18}\Z")
_INTERNATIONAL: Final = regex(r"\+\d[\d\s().-]{6,20}\Z")


class Place(NamedTuple):
    """A country and, where its zones depend on it, a state or province."""

    country: str
    region: str | None = None


class CountryGuess(NamedTuple):
    """A country, the states or provinces named, and the reasons.

    It is certain if numbers or addresses agree on it; a domain alone is no proof.
    """

    country: str
    regions: frozenset[str]
    reasons: tuple[str, ...]
    is_certain: bool


def guess_country(
    texts: Iterable[str], host: str | None, language: str | None
) -> CountryGuess | None:
    """Return the country that most of the texts belong to, else that of the domain."""
    numbers: Counter[str] = Counter()
    addresses: Counter[str] = Counter()
    regions: dict[str, set[str]] = {}
    own = _country_of_host(host)
    spoken = _country_of_language(language)
    for text in dict.fromkeys(texts):
        if (country := country_of_number(text, own or spoken)) is not None:
            numbers[country] += 1
        elif (place := place_of_address(text)) is not None:
            addresses[place.country] += 1
            if place.region is not None:
                regions.setdefault(place.country, set()).add(place.region)
    votes = Counter({country: 2 * count for country, count in addresses.items()})
    votes.update(numbers)
    if own is not None:
        votes[own] += 3
    if not votes:
        likely = spoken or _LANGUAGES.get((language or "").lower())
        return (
            None
            if likely is None
            else CountryGuess(
                likely, frozenset(), (f"the language is {language}",), is_certain=False
            )
        )
    country, most = votes.most_common(1)[0]
    reasons = [
        *_counted(addresses[country], "address", "addresses"),
        *_counted(numbers[country], "telephone number", "telephone numbers"),
        *([f"the domain {host}"] if own == country else []),
        *([f"the language {language}"] if spoken == country else []),
    ]
    has_proof = addresses[country] + numbers[country] > 0 or spoken == country
    is_certain = has_proof and 2 * most > votes.total()
    return CountryGuess(country, frozenset(regions.get(country, ())), tuple(reasons), is_certain)


def country_of_number(text: str, likely: str | None = None) -> str | None:
    """Return the country of a text that is a telephone number; None if it is open.

    A national number of the `likely` country is one of that country.
    """
    number = text.strip()
    is_known = _NANP.match(number) or _INTERNATIONAL.match(number)
    if not is_known and (likely is None or not _NATIONAL.match(number)):
        return None
    try:
        parsed = phonenumbers.parse(number, "US" if is_known else likely)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(parsed):
        return None
    region = phonenumbers.region_code_for_number(parsed)
    return region if region in countries() else None


def place_of_address(text: str) -> Place | None:
    """Return the country and state of a text that ends in a city line or has a postal code."""
    line = " ".join(text.split())
    if len(line) > 300:
        return None
    if match := _CITY_LINE.search(line):
        try:
            return Place("US", parse_us_city_line(match[1]).region)
        except GeographyError:
            return None
    try:
        parsed = parse_us_city_line(line)
    except GeographyError:
        pass
    else:
        return Place("US", parsed.region) if parsed.postal_code is not None else None
    if match := _AUSTRALIAN.search(line):
        return Place("AU", match[1])
    for country, pattern in _POSTAL_CODES.items():
        if pattern.search(line):
            province = _PROVINCE.search(line) if country == "CA" else None
            return Place(country, province[1] if province else None)
    try:
        written_country = parse_postal_line(line.rpartition(",")[2]).country
    except GeographyError:
        return None
    return (
        Place(written_country)
        if written_country is not None and written_country in countries()
        else None
    )


def _country_of_host(host: str | None) -> str | None:
    ending = (host or "").rpartition(".")[2].upper()
    code = _DOMAIN_ALIASES.get(ending, ending)
    return code if code in countries() and code not in _LENT else None


def _country_of_language(language: str | None) -> str | None:
    region = re.search(r"[-_]([A-Za-z]{2})\Z", language or "")
    code = region[1].upper() if region else ""
    return code if code in countries() else None


def _counted(number: int, one: str, more: str) -> Iterable[str]:
    if number:
        yield f"{number} {one if number == 1 else more}"
