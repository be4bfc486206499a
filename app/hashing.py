"""Digests of values: equal values have equal digests, on every machine."""

import datetime as dt
import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import fields, is_dataclass
from typing import Final, TypeAlias

_BYTES: Final = 16
_Write: TypeAlias = Callable[[bytes], None]


def digest_of(*values: object) -> str:
    """Return the BLAKE2b hash of values, 128 bits as 22 characters of base64url.

    Values are texts, bytes, numbers, dates, None, and sequences, mappings (in their order), sets
    and dataclasses of these. Raises TypeError for any other, whose hash would be chance.
    """
    return as_digest(_hash(values))


def as_digest(hashed: bytes) -> str:
    """Return a hash of 128 bits as 22 characters of base64url."""
    return urlsafe_b64encode(hashed)[:22].decode()


def _hash(values: Iterable[object]) -> bytes:
    state = hashlib.blake2b(digest_size=_BYTES)
    for value in values:
        _write(value, state.update)
    return state.digest()


def _write(value: object, write: _Write) -> None:
    """Write a value so that no other values give the same bytes."""
    match value:
        case bytes():
            write(b"b%d:" % len(value))
            write(value)
        case str():
            text = value.encode("utf-8", "surrogatepass")
            write(b"s%d:" % len(text))
            write(text)
        case None | bool() | int() | float() | dt.date() | dt.time():
            write(b"v%b;" % repr(value).encode())
        case tuple() | list():
            write(b"t%d:" % len(value))
            _write(type(value).__name__, write)
            for item in value:
                _write(item, write)
        case _ if is_dataclass(value):
            names = [field.name for field in fields(value)]
            write(b"c%d:" % len(names))
            _write(type(value).__name__, write)
            for name in names:
                _write(getattr(value, name), write)
        case Mapping():
            write(b"m%d:" % len(value))
            for pair in value.items():
                _write(pair, write)
        case Set():
            write(b"u%d:" % len(value))
            for hashed in sorted(_hash((item,)) for item in value):
                write(hashed)
        case _:
            raise TypeError(type(value).__name__)
