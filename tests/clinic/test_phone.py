import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.clinic.phone import Phone, PhoneError, country_of, parse_phone


@pytest.mark.parametrize(
    "text",
    ["(303) 444-2529", "303.444.2529", "303-444-2529", "+1 303 444 2529", "tel:+1-303-444-2529"],
)
def test_a_number_of_the_own_country_is_shown_in_its_national_form(text: str) -> None:
    assert parse_phone(text, "US") == Phone("(303) 444-2529", "+13034442529")


def test_a_number_of_another_country_is_shown_with_its_code() -> None:
    london = Phone("+44 20 7946 0958", "+442079460958")
    assert parse_phone("+44 20 7946 0958", "US") == london
    assert parse_phone("+44 20 7946 0958", None) == london
    assert parse_phone("020 7946 0958", "gb") == Phone("020 7946 0958", "+442079460958")


def test_an_extension_is_shown_and_not_dialled() -> None:
    assert parse_phone("303-444-2529 x12", "US") == Phone("(303) 444-2529 ext. 12", "+13034442529")


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        ("1-800-FLOWERS", "US", Phone("(800) 356-9377", "+18003569377")),
        ("303-444-body", "US", Phone("(303) 444-2639", "+13034442639")),
        ("089 123456 Praxis", "DE", Phone("089 123456", "+4989123456", "Praxis")),
        ("303-444-2529 Boulder", "US", Phone("(303) 444-2529", "+13034442529", "Boulder")),
        ("020 7946 0958 (day)", "GB", Phone("020 7946 0958", "+442079460958", "day")),
        ("Tel.: 089 / 12 34 56", "DE", Phone("089 123456", "+4989123456")),
        ("+49 (0)89 123456", "US", Phone("+49 89 123456", "+4989123456")),
        ("(303) 444-2529 ext. 12", "US", Phone("(303) 444-2529 ext. 12", "+13034442529")),
    ],
)
def test_letters_are_digits_in_north_american_numbers_alone(
    text: str, country: str, expected: Phone
) -> None:
    assert parse_phone(text, country) == expected


@pytest.mark.parametrize("text", ["303-444-2529 x1 x2", "303-444-2529 ext 1 or ext 2"])
def test_a_second_extension_is_reported_and_the_number_known(text: str) -> None:
    with pytest.raises(PhoneError, match="with one extension") as caught:
        parse_phone(text, "US")
    assert caught.value.e164 == "+13034442529"


@pytest.mark.parametrize(
    ("text", "country"),
    [("+1 303 444 2529", "US"), ("tel:+49-89-123456", "DE"), ("303 444 2529", None), ("+9", None)],
)
def test_an_international_number_shows_its_country(text: str, country: str | None) -> None:
    assert country_of(text) == country


@pytest.mark.parametrize("country", [None, "", "ZZ"])
def test_a_national_number_needs_a_country(country: str | None) -> None:
    with pytest.raises(
        PhoneError, match="cannot tell the country of the telephone number"
    ) as caught:
        parse_phone("(303) 444-2529", country)
    assert "+1 303 444 2529" in caught.value.hint


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("", '"" is not a telephone number', "Check the digits"),
        ("call us", '"call us" is not a telephone number', "Check the digits"),
        ("444-2529", '"444-2529" is not a telephone number in use in US', "area code"),
        ("(103) 444-2529", "not a telephone number in use in US", "area code"),
        ("+1 103 444 2529", '"+1 103 444 2529" is not a telephone number in use', "Check"),
        ("303-444-2529 / 720-536-8802", "is not a telephone number", "one number only"),
        ("303-444-2529, 720-536-8802", "is not a telephone number", "one number only"),
        ("3" * 300, "3…", "one number only"),
        ("\ud800", r'"\ud800" is not', "Check the digits"),
    ],
)
def test_what_is_no_number_is_told(text: str, message: str, hint: str) -> None:
    with pytest.raises(PhoneError) as caught:
        parse_phone(text, "US")
    assert message in caught.value.message
    assert not caught.value.message.endswith(".")
    assert len(caught.value.message) < 120
    assert hint in caught.value.hint


@given(
    text=st.one_of(st.text(), st.text(alphabet="0123456789+-() /x;.,ext", max_size=40)),
    country=st.sampled_from(["US", "DE", None, "nonsense"]),
)
def test_any_text_is_a_number_or_refused(text: str, country: str | None) -> None:
    try:
        phone = parse_phone(text, country)
    except PhoneError:
        return
    assert phone.e164.startswith("+")
    assert phone.e164[1:].isdigit()
    assert parse_phone(phone.display, country).e164 == phone.e164
