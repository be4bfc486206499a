import pytest

from app.clinic.office_countries import OfficeCountries
from app.front_matter.schema import AddressFields, LocationFields


def office(phone: str | None = None, **address: str) -> LocationFields:
    return LocationFields(phone=phone, address=AddressFields(**address) if address else None)


@pytest.mark.parametrize(
    ("address", "site", "country"),
    [
        ({"country": "Germany"}, "US", "DE"),
        ({"country": "Nowhere"}, "US", None),
        ({"country": " "}, "US", "US"),
        ({}, "US", "US"),
        ({}, None, None),
    ],
)
def test_the_country_is_stated_or_the_sites(
    address: dict[str, str], site: str | None, country: str | None
) -> None:
    assert OfficeCountries(site, ()).of(office(**address)) == country


def test_numbers_are_of_the_country_that_all_offices_have_in_common() -> None:
    silent = office("303 444 2529")
    american, german = office("+1 720 536 8802"), office(country="DE")
    assert OfficeCountries(None, (silent, american)).of_numbers(silent) == "US"
    assert OfficeCountries(None, (silent, american, german)).of_numbers(silent) is None
    assert OfficeCountries("AT", (silent, american)).of_numbers(silent) == "AT"
