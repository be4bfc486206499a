"""Ruby's `strftime`: its directives, flags and widths."""

import re
from datetime import datetime
from typing import Final

from app.dialects.jekyll.liquid.limits import LimitError

_DIRECTIVE: Final = re.compile(r"%([-0^#_]*+)(\d*+)(:{0,2}z|[a-zA-Z%+])")
_MAX_WIDTH: Final = 100
_COMPOSED: Final = {
    "c": "%a %b %e %H:%M:%S %Y", "D": "%m/%d/%y", "F": "%Y-%m-%d", "h": "%b", "R": "%H:%M",
    "r": "%I:%M:%S %p", "T": "%H:%M:%S", "v": "%e-%^b-%Y", "X": "%H:%M:%S", "x": "%m/%d/%y",
    "+": "%a %b %e %H:%M:%S %Z %Y", "n": "\n", "t": "\t", "%": "%",
}  # fmt: skip
# Directives of numbers, with their widths; those that are filled with spaces are not Python's.
_NUMBERS: Final = {
    **dict.fromkeys("CdegHIklMmSUVWy", 2), **dict.fromkeys("uw", 1), "j": 3, "G": 4, "Y": 4,
}  # fmt: skip
_SPACED: Final = {"e": "d", "k": "H", "l": "I"}


def strftime(moment: datetime, form: str) -> str:
    """Return the moment in this form. Raises LimitError for a field wider than 100 characters.

    Names are English: the service does not set a locale.
    """

    def field(match: re.Match[str]) -> str:
        flags, width, directive = match.groups()
        if len(width) > 3 or int(width or 0) > _MAX_WIDTH:
            raise LimitError(f"a field of a date is wider than {_MAX_WIDTH} characters")
        return _field(moment, flags, int(width or 0), directive) or match.group()

    return _DIRECTIVE.sub(field, form)


def _field(moment: datetime, flags: str, width: int, directive: str) -> str | None:
    if directive in _NUMBERS:
        number = int(moment.strftime(f"%{_SPACED.get(directive, directive)}"))
        fill = " " if directive in _SPACED else "0"
        return _padded(str(number), flags, width or _NUMBERS[directive], fill)
    if directive == "s":
        return _padded(str(int(moment.timestamp() // 1)), flags, width or 1, "0")
    if directive in {"L", "N"}:
        digits = width or (3 if directive == "L" else 9)
        return f"{moment.microsecond:06}".ljust(digits, "0")[:digits]
    if directive.endswith("z"):
        offset = moment.strftime("%z") or "+0000"
        parts = [offset[:3], offset[3:5], offset[5:7] or "00"][: max(directive.count(":") + 1, 2)]
        return ("" if directive == "z" else ":").join(parts)
    if directive in _COMPOSED:
        text = strftime(moment, _COMPOSED[directive])
    elif directive in {"A", "a", "B", "b", "p", "Z"}:
        text = moment.strftime(f"%{directive}")
    elif directive == "P":
        text = moment.strftime("%p").lower()
    else:
        return None
    if "#" in flags:
        text = text.lower() if directive in {"p", "Z"} else text.upper()
    elif "^" in flags:
        text = text.upper()
    return _padded(text, flags, width, " ")


def _padded(text: str, flags: str, width: int, fill: str) -> str:
    if "-" in flags:
        return text
    if "_" in flags:
        fill = " "
    elif "0" in flags:
        fill = "0"
    return text.rjust(width, fill)
