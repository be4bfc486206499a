import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.clinic.phone import Phone, PhoneError, parse_phone


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
