"""Content encodings: the representation's own bytes out of those that were sent."""

import importlib
import zlib
from importlib.util import find_spec
from typing import Final

# Modules that the service compresses with, if it does; the standard library knows gzip alone.
_MODULES: Final = {"br": "brotli", "zstd": "zstandard"}


class UndecodableError(Exception):
    """The bytes are not what Content-Encoding calls them, or nothing here reads the encoding."""


def decoded(body: bytes, encoding: str) -> bytes:
    """The bytes without their encoding. Raises UndecodableError."""
    if encoding in {"", "identity"}:
        return body
    try:
        if encoding == "gzip":
            return zlib.decompress(body, zlib.MAX_WBITS | 16)
        name = _MODULES.get(encoding)
        if name is None or find_spec(name) is None:
            raise UndecodableError(f"nothing here reads the encoding {encoding!r}")
        module = importlib.import_module(name)
        plain = (
            module.decompress(body)
            if encoding == "br"
            else module.ZstdDecompressor().decompressobj().decompress(body)
        )
    except (zlib.error, ValueError, RuntimeError) as error:
        raise UndecodableError(f"this is no {encoding}: {error}") from error
    except Exception as error:
        # Both modules have an error class of their own, called alike, and no common parent.
        if type(error).__name__.lower() in {"error", "zstderror"}:
            raise UndecodableError(f"this is no {encoding}: {error}") from error
        raise
    return bytes(plain)
