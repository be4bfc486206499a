"""Countries by their ISO 3166-1 codes and by the names that authors write."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from app.suggestions import most_like
from app.tables import read_table


@cache
def country_codes() -> frozenset[str]:
    """Return the codes of all countries, from the IANA database."""
    text = files("tzdata").joinpath("zoneinfo", "iso3166.tab").read_text("utf-8")
    return frozenset(re.findall("^([A-Z]{2})\t", text, re.MULTILINE))


def country_code(text: str) -> str | None:
    """Return the code of a country by its code or name; None if it is not known."""
    name = text.strip()
    if name.upper() in country_codes():
        return name.upper()
    return _by_key().get(_key(name)[:60])


def is_country_name(text: str) -> bool:
    """Return True for a country's name, or for its code in capitals."""
    return text in country_codes() or (len(text) > 2 and country_code(text) is not None)


def country_hint(text: str) -> str:
    """Return the remedy for a country that is not known."""
    names = {name: code for name, code in _by_name().items() if len(name) > 3}
    best = most_like(text.strip()[:60], names, least=75.0)
    if best:
        return f'Did you mean "{names[best[0]]}" ({best[0]})?'
    return 'Use the two letters of ISO 3166-1, such as "US", or the name in English.'


def _key(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(re.sub(r"[^\w]+", " ", letters.replace(".", "")).split())


@cache
def _by_name() -> Mapping[str, str]:
    codes = read_table("app.front_matter", "countries.toml")
    return {name: code for code, names in codes.items() for name in names}


@cache
def _by_key() -> Mapping[str, str]:
    return {_key(name): code for name, code in _by_name().items()}
