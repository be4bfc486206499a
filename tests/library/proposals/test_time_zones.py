"""Time zones of countries and states."""

import pytest

from app.library.proposals.time_zones import countries, zone_of, zones_of
from app.site.schema import is_time_zone


@pytest.mark.parametrize(
    ("country", "regions", "zone", "is_certain"),
    [
        ("GB", "", "Europe/London", True),
        ("FR", "", "Europe/Paris", True),
        ("DE", "", "Europe/Berlin", True),
        ("ES", "", "Europe/Madrid", True),
        ("NL", "", "Europe/Amsterdam", True),
        ("US", "CO", "America/Denver", True),
        ("US", "NY NJ", "America/New_York", True),
        ("US", "TX", "America/Chicago", False),
        ("CA", "BC", "America/Vancouver", False),
        ("CA", "AB", "America/Edmonton", True),
        ("US", "CO NY", None, False),
        ("US", "", None, False),
        ("AU", "", None, False),
        ("XX", "", None, False),
    ],
)
def test_a_country_or_its_states_have_a_zone(
    country: str, regions: str, zone: str | None, is_certain: bool
) -> None:
    guess = zone_of(country, frozenset(regions.split()))
    assert (guess.zone if guess else None) == zone
    assert (guess is not None and guess.is_certain) is is_certain


def test_all_zones_are_in_the_database() -> None:
    assert all(is_time_zone(zone) for country in countries() for zone in zones_of(country))


@pytest.mark.parametrize("country", ["US", "CA"])
def test_each_state_has_a_zone_of_its_country(country: str) -> None:
    codes = [
        f"{one}{other}" for one in map(chr, range(65, 91)) for other in map(chr, range(65, 91))
    ]
    guesses = [guess for code in codes if (guess := zone_of(country, frozenset({code})))]
    own = {*zones_of(country), "America/Puerto_Rico"}
    assert len(guesses) == {"US": 52, "CA": 11}[country]
    assert {guess.zone for guess in guesses} <= own
