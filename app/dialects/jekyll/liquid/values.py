"""What values are to a template: Ruby's ways of writing, reading and comparing them."""

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Final

import orjson
from liquid.builtin.expressions.primitive import Blank, Empty
from liquid.exceptions import LiquidValueError
from liquid.undefined import Undefined

from app.dialects.jekyll.liquid.limits import DEPTH, DIGITS, TEXT, LimitError, Meter

Number = int | float
_TOO_NESTED: Final = f"a value nests deeper than {DEPTH} levels"
_INSPECT_ESCAPES: Final = {
    '"': '\\"',
    "\\": "\\\\",
    "\n": "\\n",
    "\t": "\\t",
    "\r": "\\r",
    "\x1b": "\\e",
}


def refused(message: str) -> LiquidValueError:
    """The error of a filter or a comparison that cannot take its value."""
    return LiquidValueError(message, token=None)


def plain(value: object) -> object:
    """A value without what only the library knows: an undefined one is None."""
    if isinstance(value, Undefined):
        return None
    if isinstance(value, (Empty, Blank)):
        return ""
    return list(value) if type(value) is tuple else value


def scalar_text(value: object) -> str | None:
    """What Ruby writes for a value that holds no others; None for one that does."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        if value.bit_length() > DIGITS * 4:
            message = f"a number has more than {DIGITS:,} digits"
            raise LimitError(message)
        return str(value)
    if isinstance(value, float):
        return float_text(value)
    if isinstance(value, date):
        return _date_text(value)
    return f"{value.start}..{value.stop - 1}" if isinstance(value, range) else None


def _date_text(value: date) -> str:
    if not isinstance(value, datetime):
        return value.isoformat()
    offset = value.strftime("%z")[:5] or "+0000"
    return f"{value:%Y-%m-%d %H:%M:%S} {offset}"


def float_text(value: float) -> str:
    """A float as Ruby writes it: with a point, by powers of ten only when long."""
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    if math.isnan(value):
        return "NaN"
    if value and not 1e-4 <= abs(value) < 1e16:
        mantissa, _, exponent = repr(value).partition("e")
        if not exponent:
            mantissa, _, exponent = f"{value:.16e}".partition("e")
            mantissa = mantissa.rstrip("0")
        if "." not in mantissa:
            mantissa += ".0"
        return f"{mantissa.removesuffix('.') if mantissa[-1] != '.' else mantissa + '0'}e{exponent}"
    if value and "e" in repr(value):
        written = format(Decimal(repr(value)), "f")
        return written if "." in written else f"{written}.0"
    return repr(value)


class _Writer:
    """Takes in pieces of a text until they are more than a text may have."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self._size = 0

    def add(self, piece: str) -> None:
        self.pieces.append(piece)
        # An empty piece costs as well: lists can hold one list over and over.
        self._size += len(piece) + 2
        if self._size > TEXT:
            message = f"a text grows beyond {TEXT:,} characters"
            raise LimitError(message)

    def text(self) -> str:
        return "".join(self.pieces)


def text_of(value: object) -> str:
    """Ruby's `to_s`: a list or a mapping as its source would be written."""
    value = plain(value)
    written = scalar_text(value)
    return inspected(value) if written is None else written


def printed(value: object, glue: str = "") -> str:
    """What an output writes: a list's entries one after the other, lists within it too."""
    value = plain(value)
    if not isinstance(value, list):
        return text_of(value)
    writer = _Writer()
    for number, entry in enumerate(flattened(value)):
        if number and glue:
            writer.add(glue)
        writer.add(text_of(entry))
    return writer.text()


def inspected(value: object) -> str:
    """Ruby's `inspect`: how the value would be written in a program."""
    writer = _Writer()
    _inspect(plain(value), writer, 0)
    return writer.text()


def _inspect(value: object, writer: _Writer, depth: int) -> None:
    if depth > DEPTH:
        raise LimitError(_TOO_NESTED)
    if value is None:
        writer.add("nil")
    elif isinstance(value, str):
        escaped = "".join(_INSPECT_ESCAPES.get(each, each) for each in value)
        writer.add(f'"{escaped}"'.replace("#{", "\\#{"))
    elif isinstance(value, Mapping):
        writer.add("{")
        for number, (key, held) in enumerate(value.items()):
            writer.add(", " if number else "")
            _inspect(key, writer, depth + 1)
            writer.add("=>")
            _inspect(plain(held), writer, depth + 1)
        writer.add("}")
    elif isinstance(value, Sequence) and not isinstance(value, range):
        writer.add("[")
        for number, held in enumerate(value):
            writer.add(", " if number else "")
            _inspect(plain(held), writer, depth + 1)
        writer.add("]")
    else:
        writer.add(scalar_text(value) or str(value)[:100])


def json_text(value: object) -> str:
    """The value as JSON, written as Ruby writes it: no spaces, no escapes but the needed."""
    writer = _Writer()
    _json(plain(value), writer, 0)
    return writer.text()


def _json(value: object, writer: _Writer, depth: int) -> None:
    if depth > DEPTH:
        raise LimitError(_TOO_NESTED)
    if value is None:
        writer.add("null")
    elif isinstance(value, Mapping):
        writer.add("{")
        for number, (key, held) in enumerate(value.items()):
            writer.add(("," if number else "") + _json_string(text_of(key)) + ":")
            _json(plain(held), writer, depth + 1)
        writer.add("}")
    elif isinstance(value, Sequence) and not isinstance(value, (str, range)):
        writer.add("[")
        for number, held in enumerate(value):
            writer.add("," if number else "")
            _json(plain(held), writer, depth + 1)
        writer.add("]")
    elif isinstance(value, (bool, int, float)):
        if isinstance(value, float) and not math.isfinite(value):
            message = f"{float_text(value)} is not allowed in JSON"
            raise refused(message)
        writer.add(scalar_text(value) or "")
    else:
        writer.add(_json_string(text_of(value)))


def _json_string(text: str) -> str:
    # A half of a surrogate pair, which a slice of a text can never make, has no JSON.
    return orjson.dumps(text.encode("utf-8", "replace").decode()).decode()


def flattened(value: Sequence[object]) -> Iterator[object]:
    """The entries of a list and of the lists in it. Raises LimitError when there are too many."""
    stack: list[Iterator[object]] = [iter(value)]
    count = 0
    while stack:
        for entry in stack[-1]:
            count += 1
            if count > TEXT:
                message = f"a list has more than {TEXT:,} entries within entries"
                raise LimitError(message)
            if isinstance(entry, (list, tuple)):
                if len(stack) > DEPTH:
                    raise LimitError(_TOO_NESTED)
                stack.append(iter(entry))
                break
            yield plain(entry)
        else:
            stack.pop()


def is_truthy(value: object) -> bool:
    """Everything is true but false and nil."""
    value = plain(value)
    return value is not None and value is not False


def equal(left: object, right: object, meter: Meter, depth: int = 0) -> bool:
    """Whether two values are equal to Ruby: `1 == 1.0`, and `1` is neither "1" nor true."""
    left, right = plain(left), plain(right)
    if left is right:
        return True
    if isinstance(left, bool) or isinstance(right, bool):
        return False
    if isinstance(left, (str, int, float)):
        if isinstance(left, str) and isinstance(right, str):
            meter.spend(min(len(left), len(right)) >> 10)
        return left == right
    if depth > DEPTH:
        raise LimitError(_TOO_NESTED)
    if isinstance(left, list) and isinstance(right, list):
        meter.spend(1 + (len(left) >> 2))
        return len(left) == len(right) and all(
            equal(*pair, meter, depth + 1) for pair in zip(left, right, strict=True)
        )
    if isinstance(left, Mapping) and isinstance(right, Mapping):
        meter.spend(1 + (len(left) >> 2))
        return len(left) == len(right) and all(
            key in right and equal(held, right[key], meter, depth + 1) for key, held in left.items()
        )
    return type(left) is type(right) and isinstance(left, (date, range)) and left == right


def integer_of(value: object) -> int:
    """Liquid's reading of a whole number. Raises LiquidValueError for anything else."""
    value = plain(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    written = text_of(value).strip().replace("_", "")
    if len(written) > DIGITS or not (written.lstrip("+-").isdecimal() and written.isascii()):
        message = f"{inspected(value)[:40]} is no whole number"
        raise refused(message)
    return int(written)
