"""States and provinces: their codes, and the one that a place ends with."""

import re
from collections.abc import Mapping
from functools import cache

from app.tables import read_table


@cache
def regions(country: str) -> Mapping[str, str]:
    """Return the codes of a country's regions by name, in small letters without full stops."""
    codes = read_table("app.front_matter", "regions.toml")[country]
    return {name: code for code, names in codes.items() for name in names}


def region_code(country: str, name: str) -> str | None:
    """Return the code of a region by its code, name or abbreviation."""
    plain = " ".join(
        re.sub("[.,]+", " ", re.sub("['\u2018\u2019\u02bb]", "", name)).split()
    ).casefold()
    code = plain.replace(" ", "").upper()
    return code if code in regions(country).values() else regions(country).get(plain)


def split_region(country: str, place: str) -> tuple[str, str | None]:
    """Return the city and the region that a place ends with; None if it ends with none."""
    words = re.sub("[,(]", " , ", place.replace(")", " ")).strip(" ,").split()
    # Longest names first: West Virginia is not Virginia.
    for length in (3, 2, 1):
        region = region_code(country, " ".join(words[-length:]))
        locality = " ".join(words[:-length]).replace(" ,", ",").strip(" ,-\u2013")
        if region and locality:
            return locality, region
    return place.strip(" ,"), None
