"""Telephone numbers, as people read them and in E.164."""

import re
from typing import Final, NamedTuple

import phonenumbers

from app.problems import shorten
from app.regex import regex

# Countries of the North American Numbering Plan share this code; there letters are digits too.
_NORTH_AMERICA: Final = 1
_LABEL: Final = regex(
    r"\b(?:(?:telephone|telefon|teléfono|téléphone|phone|tel|tél|call|fon|fax|mobile|mobil|cell)"
    r"\s?[.:]{0,2}|(?:ph|office|t|p|f|m)\s?[.:]{1,2})\s*(?=[+(\d])",
    re.IGNORECASE,
)
_EXTENSION: Final = regex(
    r"[\s,;]*(?:\bext(?:ension|n)?|\bx|#|;ext=|\bdurchwahl|\bdw|\bposte|\banexo|\bint)"
    r"\.?\s?:?\s?#?(\d{1,7})",
    re.IGNORECASE,
)
# The digits of one number, with what people put between them.
_NUMBER: Final = regex(r"\+?[(\d][\d\s().\-\u2010-\u2015\u2212/\u00b7\u2022]*\d")
_REMARK: Final = regex(r"\([^()]*[^\W\d_][^()]*\)")
_VANITY: Final = regex(
    r"(?:\+?1[-. ]?)?\(?\d{3}\)?[-. ]?[A-Z0-9](?:[-. ]?[A-Z0-9]){6}", re.IGNORECASE | re.ASCII
)
_DIGITS_OF_A_NUMBER: Final = 7


class Phone(NamedTuple):
    """A number for readers ("(303) 444-2529") and in E.164 ("+13034442529").

    `display` is the national form for a number of the office's own country, else the
    international form, with the extension. E.164 has no extensions. `left_out` is text beside the
    number that neither has.
    """

    display: str
    e164: str
    left_out: str = ""


class PhoneError(ValueError):
    """A text that is not a telephone number. `hint` is the remedy, a whole sentence.

    `e164` is the number if only its extension is in doubt.
    """

    def __init__(self, message: str, hint: str, e164: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.e164 = e164


def parse_phone(text: str, country: str | None) -> Phone:
    """Parse one telephone number as people write it.

    `country` (ISO 3166-1, two letters) is the country of national numbers; without it only
    international numbers ("+1 …") can be parsed. Letters are digits in North American vanity
    numbers ("1-800-FLOWERS") alone; other words beside the number are left out.
    Raises PhoneError, also for two numbers and for two extensions.
    """
    region = country.strip().upper() if country and country.strip() else None
    quoted = shorten(text, 40)
    if region not in phonenumbers.SUPPORTED_REGIONS:
        region = None
    own_code = phonenumbers.country_code_for_region(region) if region else None
    written = _Written.of(text, is_north_american=own_code == _NORTH_AMERICA or "+1" in text)
    if written is None:
        raise PhoneError(f'"{quoted}" is not a telephone number', _hint(text))
    if len(written.numbers) > 1 and not _is_one(written.numbers, region):
        raise PhoneError(
            f'"{quoted}" is not a telephone number but several', "Write one number only."
        )
    extension = f" ext. {written.extensions[0]}" if written.extensions else ""
    try:
        number = phonenumbers.parse(" ".join(written.numbers) + extension, region)
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
    formats = phonenumbers.PhoneNumberFormat
    e164 = phonenumbers.format_number(number, formats.E164)
    if len(written.extensions) > 1:
        message = f'"{quoted}" is not a telephone number with one extension'
        raise PhoneError(message, "Write one extension only.", e164)
    form = formats.NATIONAL if number.country_code == own_code else formats.INTERNATIONAL
    return Phone(
        display=phonenumbers.format_number(number, form),
        e164=e164,
        left_out=written.rest,
    )


def country_of(text: str) -> str | None:
    """Return the country of an international number; None for any other text."""
    if not text.strip().startswith(("+", "tel:+", "00")):
        return None
    try:
        number = phonenumbers.parse(text, None)
    except phonenumbers.NumberParseException:
        return None
    code = phonenumbers.region_code_for_number(number)
    return code if code is not None and code.isalpha() else None


class _Written(NamedTuple):
    """The parts of a text: numbers, extensions, and other words."""

    numbers: tuple[str, ...]
    extensions: tuple[str, ...]
    rest: str

    @classmethod
    def of(cls, text: str, *, is_north_american: bool) -> "_Written | None":
        """Return the parts; None if there is no number."""
        plain = re.sub(r"^\s*tel:", "", text, flags=re.IGNORECASE)
        plain = _LABEL.sub("", plain)
        if is_north_american:
            whole = plain.strip()
            has_letters = any(char.isalpha() for char in whole)
            if has_letters and _VANITY.fullmatch(whole) and not _EXTENSION.search(whole):
                return cls((whole,), (), "")
        extensions = tuple(match[1] for match in _EXTENSION.finditer(plain))
        plain = _EXTENSION.sub(" ", plain)
        remarks = _REMARK.findall(plain)
        plain = _REMARK.sub(" ", plain)
        numbers: list[str] = []
        for match in _NUMBER.finditer(plain):
            numbers += re.split(r"\s/\s|\s{3,}", match[0])
        if not any(char.isdigit() for number in numbers for char in number):
            return None
        words = " ".join((_NUMBER.sub(" ", plain), *remarks))
        rest = " ".join(words.split()).strip(" ,;:-/()|&")
        return cls(tuple(numbers), extensions, rest)


def _is_one(numbers: tuple[str, ...], region: str | None) -> bool:
    """Return True if the parts are one number: "089 / 12 34 56", but not two whole ones."""

    def is_valid(text: str) -> bool:
        try:
            return phonenumbers.is_valid_number(phonenumbers.parse(text, region))
        except phonenumbers.NumberParseException:
            return False

    digits = [sum(char.isdigit() for char in number) for number in numbers]
    if sum(count >= _DIGITS_OF_A_NUMBER for count in digits) > 1:
        return False
    return is_valid(" ".join(numbers)) and not is_valid(numbers[0])


def _hint(text: str) -> str:
    # Twice the digits of a national number: two numbers in one field.
    if sum(character.isdigit() for character in text) >= 14:
        return "Write one number only."
    return "Check the digits and the area code, and write nothing but the number."
