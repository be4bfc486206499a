"""Telephone numbers: as people read them and as machines dial them."""

from typing import NamedTuple


class Phone(NamedTuple):
    """A number for readers ("(303) 444-2529") and in E.164 ("+13034442529").

    `display` is the national form for a number of the office's own country, else the
    international one, with the extension; E.164 knows no extensions.
    """

    display: str
    e164: str


class PhoneError(ValueError):
    """A text that is no telephone number, told for an editor. `hint` is a whole sentence."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def parse_phone(text: str, country: str | None) -> Phone:
    """Read one telephone number as people write it.

    `country` (ISO 3166-1, two letters) is the country whose national numbers are meant; without
    it only international numbers ("+1 …") can be read. Raises PhoneError.
    """
    # Trees without offices need not wait for it.
    import phonenumbers  # noqa: PLC0415
    from phonenumbers import NumberParseException, PhoneNumberFormat  # noqa: PLC0415

    region = country.strip().upper() if country and country.strip() else None
    printable = text.encode("utf-8", "backslashreplace").decode()
    shown = printable if len(printable) <= 40 else f"{printable[:39]}…"
    if region not in phonenumbers.SUPPORTED_REGIONS:
        region = None
    try:
        number = phonenumbers.parse(text, region)
    except NumberParseException as error:
        if error.error_type == NumberParseException.INVALID_COUNTRY_CODE and region is None:
            raise PhoneError(
                f'the telephone number "{shown}" belongs to no country that is known',
                'Write it with the country\'s code, such as "+1 303 444 2529", or set the country.',
            ) from None
        raise PhoneError(f'"{shown}" is not a telephone number', _hint(text)) from None
    if not phonenumbers.is_valid_number(number):
        where = f" in {region}" if region and not text.strip().startswith("+") else ""
        raise PhoneError(f'"{shown}" is not a telephone number in use{where}', _hint(text))
    own = region is not None and number.country_code == phonenumbers.country_code_for_region(region)
    form = PhoneNumberFormat.NATIONAL if own else PhoneNumberFormat.INTERNATIONAL
    return Phone(
        display=phonenumbers.format_number(number, form),
        e164=phonenumbers.format_number(number, PhoneNumberFormat.E164),
    )


def _hint(text: str) -> str:
    # Twice the digits of a national number are two numbers in one field.
    if sum(character.isdigit() for character in text) >= 14:
        return "Write one number only."
    return "Check the digits, the area code included, and write nothing else beside the number."
