"""Time zones of countries, states and provinces."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

from app.tables import read_table

_MOSTLY: Final = "mostly"
# How the IANA database marks the zone of all of a country but islands or a border.
_MAIN: Final = ("most of ", "mainland", "(mainland)")


class ZoneGuess(NamedTuple):
    """A time zone and the reason for it; certain if the country or state has no other."""

    zone: str
    reason: str
    is_certain: bool


def zone_of(country: str, regions: frozenset[str]) -> ZoneGuess | None:
    """Return the time zone of a country, or of its states or provinces; None if it is open."""
    by_state = _states().get(country)
    if by_state is not None:
        states = {by_state[region] for region in regions if region in by_state}
        zones = {zone for zone, _ in states}
        if len(zones) != 1:
            return None
        (zone,) = zones
        is_certain = all(certain for _, certain in states)
        names = ", ".join(sorted(regions))
        reason = f"the zone of {names}" if is_certain else f"the zone of most of {names}"
        return ZoneGuess(zone, reason, is_certain)
    rows = _zones().get(country, ())
    if len(rows) == 1:
        return ZoneGuess(rows[0][0], f"the only zone of {country}", is_certain=True)
    main = [(zone, note) for zone, note in rows if any(word in note for word in _MAIN)]
    if len(main) == 1:
        zone, note = main[0]
        return ZoneGuess(zone, f'the zone of "{note}"', is_certain=True)
    return None


def zones_of(country: str) -> tuple[str, ...]:
    """Return the time zones of a country."""
    return tuple(zone for zone, _ in _zones().get(country, ()))


@cache
def _zones() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Return the zones of each country with their notes, from the IANA database's zone.tab."""
    zones: dict[str, list[tuple[str, str]]] = {}
    text = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text("utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            country, _, zone, *note = line.split("\t")
            zones.setdefault(country, []).append((zone, "".join(note)))
    return {country: tuple(rows) for country, rows in zones.items()}


@cache
def countries() -> frozenset[str]:
    """Return the codes of all countries that have a time zone."""
    return frozenset(_zones())


@cache
def _states() -> Mapping[str, Mapping[str, tuple[str, bool]]]:
    """Return the zone of each state by country, with True if the state has no other."""
    return {
        country: {
            **_by_state(table.get(_MOSTLY, {}), is_certain=False),
            **_by_state(table, is_certain=True),
        }
        for country, table in read_table("app.library.proposals", "state_zones.toml").items()
    }


def _by_state(table: Mapping[str, object], *, is_certain: bool) -> Mapping[str, tuple[str, bool]]:
    return {
        state: (zone, is_certain)
        for zone, states in table.items()
        if isinstance(states, list)
        for state in states
    }
