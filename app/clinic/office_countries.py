"""The countries of offices: stated, shown by the address, or those of the others."""

from collections.abc import Sequence
from functools import cached_property

from app.clinic.phone import country_of
from app.front_matter.coordinates import GeographyError
from app.front_matter.countries import country_code
from app.front_matter.postal_lines import parse_postal_line
from app.front_matter.schema import LocationFields
from app.front_matter.us_city_line import is_us_address


class OfficeCountries:
    """The countries of all offices of a site; `site_country` is a code of two letters."""

    def __init__(self, site_country: str | None, offices: Sequence[LocationFields]) -> None:
        self._site_country = site_country
        self._offices = offices

    def of(self, office: LocationFields) -> str | None:
        """Return the country that the address states, else that of the site.

        An office in a country that is not known is not in that of the site.
        """
        return country_code(text) if (text := stated_country(office)) else self._site_country

    def of_numbers(self, office: LocationFields) -> str | None:
        """Return the country of an office's national telephone numbers.

        Where neither the address nor the site states one, it is that of the postal code, else the
        only one of all offices.
        """
        if stated_country(office) or self._site_country:
            return self.of(office)
        return _shown_country(office) or self._only_one

    @cached_property
    def _only_one(self) -> str | None:
        countries = {
            code
            for office in self._offices
            for code in (_shown_country(office), country_of(office.phone or ""))
            if code is not None
        }
        return countries.pop() if len(countries) == 1 else None


def stated_country(office: LocationFields) -> str | None:
    """Return the country of the address as written; None if there is none."""
    text = office.address.country if office.address is not None else None
    return text.strip() or None if text else None


def _shown_country(office: LocationFields) -> str | None:
    """Return the country that an address states, or shows by its postal code."""
    if text := stated_country(office):
        return country_code(text)
    address = office.address
    if address is None:
        return None
    if is_us_address(address.region, address.postal_code):
        return "US"
    try:
        # Codes with letters are those of one country.
        return parse_postal_line(f"{address.postal_code or ''} {address.locality or ''}").country
    except GeographyError:
        return None
