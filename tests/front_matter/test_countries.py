import pytest

from app.front_matter.countries import country_code, country_codes, country_hint


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *[("US", "US"), ("us", "US"), ("USA", "US"), ("U.S.A.", "US"), ("United States", "US")],
        *[("UK", "GB"), ("England", "GB"), ("Germany", "DE"), ("Deutschland", "DE")],
        *[("Österreich", "AT"), ("osterreich", "AT"), ("España", "ES"), ("Pays-Bas", "NL")],
        *[("Narnia", None), ("ZZ", None), ("", None), ("Colorado", None)],
    ],
)
def test_a_country_is_known_by_code_and_by_name(text: str, code: str | None) -> None:
    assert country_code(text) == code


def test_there_are_249_countries() -> None:
    assert len(country_codes()) == 249


@pytest.mark.parametrize(
    ("text", "hint"), [("Germny", '"DE" (Germany)'), ("Xyzzy", "two letters of ISO 3166-1")]
)
def test_another_country_has_a_suggestion(text: str, hint: str) -> None:
    assert hint in country_hint(text)
