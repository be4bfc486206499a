"""City lines of ten countries, with and without the country and commas."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.front_matter.coordinates import GeographyError
from app.front_matter.postal_lines import parse_postal_line


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SW1A 1AA London", ("London", None, "SW1A 1AA", "GB")),
        ("London SW1A 1AA", ("London", None, "SW1A 1AA", "GB")),
        ("London, sw1a1aa, UK", ("London", None, "SW1A 1AA", "GB")),
        ("Leeds, West Yorkshire LS1 4AP", ("Leeds", "West Yorkshire", "LS1 4AP", "GB")),
        ("D02 AF30 Dublin", ("Dublin", None, "D02 AF30", "IE")),
        ("Dublin 2, D02 AF30, Ireland", ("Dublin 2", None, "D02 AF30", "IE")),
        ("80331 München", ("München", None, "80331", None)),
        ("D-80331 München", ("München", None, "80331", "DE")),
        ("60311 Frankfurt am Main, Deutschland", ("Frankfurt am Main", None, "60311", "DE")),
        ("1010 Wien", ("Wien", None, "1010", None)),
        ("A-6020 Innsbruck", ("Innsbruck", None, "6020", "AT")),
        ("6020 Innsbruck Austria", ("Innsbruck", None, "6020", "AT")),
        ("CH-8001 Zürich", ("Zürich", None, "8001", "CH")),
        ("8001 Zürich, Schweiz", ("Zürich", None, "8001", "CH")),
        ("75001 Paris", ("Paris", None, "75001", None)),
        ("75001 Paris, France", ("Paris", None, "75001", "FR")),
        ("75008 PARIS CEDEX 08", ("PARIS", None, "75008", "FR")),
        ("28013 Madrid, España", ("Madrid", None, "28013", "ES")),
        ("08901 Hospitalet (Barcelona)", ("Hospitalet", "Barcelona", "08901", None)),
        ("1012 JS Amsterdam", ("Amsterdam", None, "1012 JS", "NL")),
        ("1012JS Amsterdam, Netherlands", ("Amsterdam", None, "1012 JS", "NL")),
        ("Toronto, ON M5V 2T6", ("Toronto", "ON", "M5V 2T6", "CA")),
        ("Toronto ON M5V2T6 Canada", ("Toronto", "ON", "M5V 2T6", "CA")),
        ("Montréal (Québec) H2X 1Y4", ("Montréal", "QC", "H2X 1Y4", "CA")),
        ("Sydney NSW 2000", ("Sydney", "NSW", "2000", "AU")),
        ("Melbourne, Victoria, 3000, Australia", ("Melbourne", "VIC", "3000", "AU")),
        ("1012 Amsterdam, NL", ("Amsterdam", None, "1012", "NL")),
        ("80331 München, Bayern", ("München", "Bayern", "80331", None)),
        ("Dublin 4, D04 X4C2, Co. Dublin", ("Dublin 4", "Co. Dublin", "D04 X4C2", "IE")),
        ("L-1234 Luxembourg", ("Luxembourg", None, "1234", "LU")),
        ("D - 10115 Berlin", ("Berlin", None, "10115", "DE")),
        ("F – 67000 Strasbourg", ("Strasbourg", None, "67000", "FR")),
        ("PLZ 80331 München", ("München", None, "80331", None)),
        ("80 331 München", ("München", None, "80331", None)),
        ("4051 Basel BS", ("Basel", "BS", "4051", "CH")),
        ("1700 Fribourg FR", ("Fribourg", "FR", "1700", "CH")),
        (
            "13008 Marseille 8ème arrondissement",
            ("Marseille 8ème arrondissement", None, "13008", None),
        ),
        ("69006 Lyon 6e arr.", ("Lyon 6e arr", None, "69006", None)),
        ("Paris 75011", ("Paris", None, "75011", None)),
        ("Granada, 18001, España", ("Granada", None, "18001", "ES")),
        ("C.P. 28013 Madrid", ("Madrid", None, "28013", None)),
        ("B - 4000 Liège", ("Liège", None, "4000", "BE")),
    ],
)
def test_a_line_has_a_city_a_code_and_a_country(
    text: str, expected: tuple[str, str | None, str, str | None]
) -> None:
    assert tuple(parse_postal_line(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        *("", "London", "12345", "ON M5V 2T6", "80331 München, USA", "Main Street 12", "\ud800"),
        *("Boulder, CO 80303", "Boulder, Colorado 80303", "Wien 1010"),
    ],
)
def test_other_lines_are_refused(text: str) -> None:
    with pytest.raises(GeographyError, match="is not a postal code and city") as caught:
        parse_postal_line(text)
    assert caught.value.hint.endswith(".")


@given(st.one_of(st.text(), st.text(alphabet="ADN01 9-,()éCHSWontari", max_size=40)))
def test_any_text_has_a_city_or_is_refused(text: str) -> None:
    with contextlib.suppress(GeographyError):
        assert parse_postal_line(text).locality


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("4305 Ipswich QLD", ("Ipswich", "QLD", "4305", "AU")),
        ("QLD 4305 Ipswich", ("Ipswich", "QLD", "4305", "AU")),
        ("Ipswich 4305 QLD", ("Ipswich", "QLD", "4305", "AU")),
        ("V6B 1A1 Vancouver, BC", ("Vancouver", "BC", "V6B 1A1", "CA")),
        ("Calgary, Alta. T2P 1J9", ("Calgary", "AB", "T2P 1J9", "CA")),
        ("Bristol. BS1 4DJ", ("Bristol", None, "BS1 4DJ", "GB")),
        ("Aberdeen - AB10 1AB", ("Aberdeen", None, "AB10 1AB", "GB")),
        ("Cardiff, CF10 1EP, Wales, UK", ("Cardiff", None, "CF10 1EP", "GB")),
        ("Dublin 2, D02 X285", ("Dublin 2", None, "D02 X285", "IE")),
        ("4305 Ipswich", ("Ipswich", None, "4305", None)),
    ],
)
def test_codes_may_stand_before_the_city_or_the_region(
    line: str, parts: tuple[str | None, ...]
) -> None:
    assert tuple(parse_postal_line(line)) == parts
