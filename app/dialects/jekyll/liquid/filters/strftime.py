"""Ruby's `strftime`: its directives, flags and widths, in English whatever the machine speaks."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Final

from app.dialects.jekyll.liquid.limits import LimitError

_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_DIRECTIVE: Final = re.compile(r"%([-0^#_]*+)(\d*+)(:{0,2}z|[a-zA-Z%+])")
_WIDEST: Final = 100
_COMPOSED: Final = MappingProxyType(
    {
        "c": "%a %b %e %H:%M:%S %Y",
        "D": "%m/%d/%y",
        "F": "%Y-%m-%d",
        "R": "%H:%M",
        "r": "%I:%M:%S %p",
        "T": "%H:%M:%S",
        "v": "%e-%^b-%Y",
        "X": "%H:%M:%S",
        "x": "%m/%d/%y",
        "+": "%a %b %e %H:%M:%S %Z %Y",
    }
)
# Each with what it gives, how wide it is, and what fills it.
_NUMBERS: Final[Mapping[str, tuple[Callable[[datetime], int], int, str]]] = MappingProxyType(
    {
        "C": (lambda moment: moment.year // 100, 2, "0"),
        "d": (lambda moment: moment.day, 2, "0"),
        "e": (lambda moment: moment.day, 2, " "),
        "G": (lambda moment: moment.isocalendar().year, 4, "0"),
        "g": (lambda moment: moment.isocalendar().year % 100, 2, "0"),
        "H": (lambda moment: moment.hour, 2, "0"),
        "I": (lambda moment: moment.hour % 12 or 12, 2, "0"),
        "j": (lambda moment: moment.timetuple().tm_yday, 3, "0"),
        "k": (lambda moment: moment.hour, 2, " "),
        "l": (lambda moment: moment.hour % 12 or 12, 2, " "),
        "M": (lambda moment: moment.minute, 2, "0"),
        "m": (lambda moment: moment.month, 2, "0"),
        "S": (lambda moment: moment.second, 2, "0"),
        "s": (lambda moment: int(moment.timestamp() // 1), 1, "0"),
        "U": (lambda moment: int(moment.strftime("%U")), 2, "0"),
        "u": (lambda moment: moment.isoweekday(), 1, "0"),
        "V": (lambda moment: moment.isocalendar().week, 2, "0"),
        "W": (lambda moment: int(moment.strftime("%W")), 2, "0"),
        "w": (lambda moment: moment.isoweekday() % 7, 1, "0"),
        "Y": (lambda moment: moment.year, 4, "0"),
        "y": (lambda moment: moment.year % 100, 2, "0"),
    }
)
_WORDS: Final[Mapping[str, Callable[[datetime], str]]] = MappingProxyType(
    {
        "A": lambda moment: _DAYS[moment.weekday()],
        "a": lambda moment: _DAYS[moment.weekday()][:3],
        "B": lambda moment: _MONTHS[moment.month - 1],
        "b": lambda moment: _MONTHS[moment.month - 1][:3],
        "h": lambda moment: _MONTHS[moment.month - 1][:3],
        "n": lambda _: "\n",
        "P": lambda moment: "am" if moment.hour < 12 else "pm",
        "p": lambda moment: "AM" if moment.hour < 12 else "PM",
        "t": lambda _: "\t",
        "Z": lambda moment: moment.tzname() or "",
        "%": lambda _: "%",
    }
)


def formatted(moment: datetime, form: str) -> str:
    """The moment in this form. Raises LimitError for a field wider than any use has."""

    def field(found: re.Match[str]) -> str:
        flags, width, directive = found.groups()
        if len(width) > 3 or int(width or 0) > _WIDEST:
            message = f"a field of a date is wider than {_WIDEST} characters"
            raise LimitError(message)
        return _field(moment, flags, int(width or 0), directive) or found.group()

    return _DIRECTIVE.sub(field, form)


def _field(moment: datetime, flags: str, width: int, directive: str) -> str | None:
    if number := _NUMBERS.get(directive):
        value, least, fill = number
        return _padded(str(value(moment)), flags, width or least, fill)
    if directive in {"L", "N"}:
        digits = width or (3 if directive == "L" else 9)
        return f"{moment.microsecond:06}".ljust(digits, "0")[:digits]
    if directive.endswith("z"):
        offset = moment.strftime("%z") or "+0000"
        hours, minutes, seconds = offset[:3], offset[3:5], offset[5:7] or "00"
        return {
            "z": f"{hours}{minutes}",
            ":z": f"{hours}:{minutes}",
            "::z": f"{hours}:{minutes}:{seconds}",
        }[directive]
    if composed := _COMPOSED.get(directive):
        return _padded(_cased(formatted(moment, composed), flags, directive), flags, width, " ")
    if word := _WORDS.get(directive):
        return _padded(_cased(word(moment), flags, directive), flags, width, " ")
    return None


def _cased(text: str, flags: str, directive: str) -> str:
    if "#" in flags:
        return text.lower() if directive in {"p", "Z"} else text.upper()
    return text.upper() if "^" in flags else text


def _padded(text: str, flags: str, width: int, fill: str) -> str:
    if "-" in flags:
        return text
    if "_" in flags:
        fill = " "
    elif "0" in flags:
        fill = "0"
    return text.rjust(width, fill)
