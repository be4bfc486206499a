"""The country of a clinic, by what its texts say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.library.proposals.country_evidence import (
    Place,
    country_of_number,
    guess_country,
    place_of_address,
)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("(303) 444-2529", "US"),
        ("604-875-2345", "CA"),
        ("+1 604 875 2345", "CA"),
        ("+49 40 123456", "DE"),
        ("+44 1905 798226", "GB"),
        ("+33 1 42 68 53 00", "FR"),
        # A number without its country, and what is no number.
        ("040 123456", None),
        ("2026-11-28", None),
        ("Suite 101", None),
        ("+99 1", None),
    ],
)
def test_a_number_has_a_country(text: str, country: str | None) -> None:
    assert country_of_number(text) == country


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Boulder, CO 80302", Place("US", "CO")),
        ("3920 Spring Road, Glen Allen VA, 23060", Place("US", "VA")),
        ("12 Main St, Toronto ON M5V 2T6", Place("CA", "ON")),
        ("V6B 1A1", Place("CA")),
        ("2 Middle Lane, Droitwich WR9 7JR", Place("GB")),
        ("Am Hafen 3, 20457 Hamburg", None),
        ("Am Hafen 3, D-20457 Hamburg", Place("DE")),
        ("Bahnhofstrasse 1, CH - 8001 Zürich", Place("CH")),
        ("1 rue de la Paix, 75008 PARIS CEDEX 08", Place("FR")),
        ("We opened in 2019, or so", None),
    ],
)
def test_an_address_has_a_country_and_a_state(text: str, place: Place | None) -> None:
    assert place_of_address(text) == place


def test_numbers_and_addresses_that_agree_are_certain() -> None:
    guess = guess_country(["(303) 444-2529", "Boulder, CO 80302", "(303) 444-2529"], None, None)
    assert guess is not None
    assert (guess.country, guess.regions, guess.is_certain) == ("US", frozenset({"CO"}), True)
    assert guess.reasons == ("1 address", "1 telephone number")


def test_numbers_that_differ_are_not() -> None:
    guess = guess_country(["(303) 444-2529", "+49 40 123456"], None, None)
    assert guess is not None
    assert not guess.is_certain


@pytest.mark.parametrize(
    ("host", "language", "country", "is_certain"),
    [
        ("praxis.de", None, "DE", False),
        ("praxis.de", "de-DE", "DE", True),
        ("clinic.co.uk", "en", "GB", False),
        ("physio.io", None, None, False),
        ("physio.example", "fr-CA", "CA", False),
        ("physio.com", "en", None, False),
        (None, None, None, False),
    ],
)
def test_a_domain_alone_is_no_proof(
    host: str | None, language: str | None, country: str | None, is_certain: bool
) -> None:
    guess = guess_country([], host, language)
    assert (guess.country if guess else None) == country
    assert (guess is not None and guess.is_certain) is is_certain


@given(st.lists(st.text()))
def test_any_texts_are_read(texts: list[str]) -> None:
    guess = guess_country(texts, None, None)
    assert guess is None or len(guess.country) == 2


@pytest.mark.parametrize(
    ("language", "country"), [("de", "DE"), ("fr", "FR"), ("es", "ES"), ("en", None), (None, None)]
)
def test_where_nothing_else_speaks_the_language_is_a_guess(
    language: str | None, country: str | None
) -> None:
    guess = guess_country(["Words"], None, language)
    assert (guess and guess.country) == country
    assert guess is None or not guess.is_certain
