"""Telephone numbers, as people read them and in E.164."""

from typing import NamedTuple

import phonenumbers

from app.problems import shorten


class Phone(NamedTuple):
    """A number for readers ("(303) 444-2529") and in E.164 ("+13034442529").

    `display` is the national form for a number of the office's own country, else the
    international form, with the extension. E.164 has no extensions.
    """

    display: str
    e164: str


class PhoneError(ValueError):
    """A text that is not a telephone number. `hint` is the remedy, a whole sentence."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def parse_phone(text: str, country: str | None) -> Phone:
    """Parse one telephone number as people write it.

    `country` (ISO 3166-1, two letters) is the country of national numbers; without it only
    international numbers ("+1 …") can be parsed. Raises PhoneError.
    """
    region = country.strip().upper() if country and country.strip() else None
    quoted = shorten(text, 40)
    if region not in phonenumbers.SUPPORTED_REGIONS:
        region = None
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException as error:
        if error.error_type == error.INVALID_COUNTRY_CODE and region is None:
            raise PhoneError(
                f'cannot tell the country of the telephone number "{quoted}"',
                'Write it with its country code, such as "+1 303 444 2529", or set `country` '
                "in site.yaml.",
            ) from None
        raise PhoneError(f'"{quoted}" is not a telephone number', _hint(text)) from None
    if not phonenumbers.is_valid_number(number):
        where = f" in {region}" if region and not text.strip().startswith("+") else ""
        raise PhoneError(f'"{quoted}" is not a telephone number in use{where}', _hint(text))
    own = region is not None and number.country_code == phonenumbers.country_code_for_region(region)
    formats = phonenumbers.PhoneNumberFormat
    form = formats.NATIONAL if own else formats.INTERNATIONAL
    return Phone(
        display=phonenumbers.format_number(number, form),
        e164=phonenumbers.format_number(number, formats.E164),
    )


def _hint(text: str) -> str:
    # Twice the digits of a national number: two numbers in one field.
    if sum(character.isdigit() for character in text) >= 14:
        return "Write one number only."
    return "Check the digits and the area code, and write nothing but the number."
