"""Filters of addresses, as Jekyll and its URI library make them."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Final
from urllib.parse import quote, unquote

from liquid.filter import with_context

from app.dialects.jekyll.liquid.context import Context
from app.dialects.jekyll.liquid.values import text_of
from app.regex import regex
from app.site.urls import SCHEME

_PARTS: Final = regex(
    r"(?:([a-zA-Z][a-zA-Z0-9+.-]*+:)?(//[^/?#]*+))?([^?#]*+)(\?[^#]*+)?(#.*+)?", re.DOTALL
)
_ESCAPES: Final = regex(r"((?:%[0-9a-fA-F]{2})+)")
_INDEX: Final = regex(r"/index\.html?$", re.MULTILINE)
_RESERVED: Final = ":/?#[]@!$&'()*+,;="
_PATH: Final = "/:@!$&'()*+,;="
_DELIMITERS: Final = dict.fromkeys(map(ord, "/?#&=+;"))
_QUERY: Final = "/:@!$'()*+,;=?&"


@with_context
def relative_url(value: object, *, context: Context) -> str | None:
    """Return the address below the base path; one with a scheme stays as it is."""
    if isinstance(value, Mapping) and "url" in value:
        value = value["url"]
    address = None if value is None else text_of(value, context.meter)
    if address is None or SCHEME.match(address):
        return address
    base = context.site.base_path.removesuffix("/")
    return normalized(_with_slash(base) + _with_slash(address))


@with_context
def absolute_url(value: object, *, context: Context) -> str | None:
    """Return the address with scheme and host, if the site has them."""
    address: str | None = relative_url(value, context=context)
    if address is None or SCHEME.match(address) or not context.site.url:
        return address
    return normalized(context.site.url + address)


def strip_index(text: str) -> str | None:
    """Return the address without `index.html` at its end."""
    return _INDEX.sub("/", text, count=1) if text else None


def uri_escape(text: str) -> str:
    """Escape all signs that a URI cannot contain; escapes stay as they are."""
    return _component(text, _RESERVED, _RESERVED)


def _with_slash(path: str) -> str:
    return path if not path or path.startswith("/") else f"/{path}"


def normalized(address: str) -> str:
    """Return the address in the normal form of RFC 3986, section 6.2.2."""
    parts = _PARTS.fullmatch(address)
    assert parts is not None  # all of it is optional
    scheme, host, path, query, fragment = (part or "" for part in parts.groups())
    path = _without_dots(_normalized(path, _PATH)) or ("/" if host else "")
    rest = "".join(part[0] + _normalized(part[1:], _QUERY) for part in (query, fragment) if part)
    return scheme.lower() + host.lower() + path + rest


def _normalized(text: str, safe: str) -> str:
    # An escaped delimiter is no delimiter, so it stays escaped.
    return _component(text, safe, safe.translate(_DELIMITERS))


def _component(text: str, safe: str, escaped_safe: str) -> str:
    """Decode the escapes that are not needed, and escape everything that is not safe."""
    pieces = _ESCAPES.split(text)
    pieces[1::2] = (unquote(piece, errors="surrogateescape") for piece in pieces[1::2])
    return "".join(
        quote(
            unicodedata.normalize("NFC", piece),
            safe=escaped_safe if number % 2 else safe,
            errors="surrogateescape",
        )
        for number, piece in enumerate(pieces)
    )


def _without_dots(path: str) -> str:
    if "/." not in path and not path.startswith("."):
        return path
    kept: list[str] = []
    segments = path.split("/")
    for segment in segments:
        if segment == "..":
            if len(kept) > 1:
                kept.pop()
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in {".", ".."}:
        kept.append("")
    return "/".join(kept)
