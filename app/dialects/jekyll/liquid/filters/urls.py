"""Filters of addresses, as Jekyll and its URI library make them."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Final
from urllib.parse import quote, unquote

from liquid.filter import with_context

from app.dialects.jekyll.liquid.context import Context
from app.dialects.jekyll.liquid.values import text_of

_SCHEME: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*+:")
_PARTS: Final = re.compile(
    r"(?:([a-zA-Z][a-zA-Z0-9+.-]*+:)?(//[^/?#]*+))?([^?#]*+)(\?[^#]*+)?(#.*+)?", re.DOTALL
)
_INDEX: Final = re.compile(r"/index\.html?$", re.MULTILINE)
_RESERVED: Final = ":/?#[]@!$&'()*+,;="
_PATH: Final = "/:@!$&'()*+,;="
_DELIMITERS: Final = dict.fromkeys(map(ord, "/?#&=+;"))
_QUERY: Final = "/:@!$'()*+,;=?&"


@with_context
def relative_url(value: object, *, context: Context) -> str | None:
    """Return the address below the base path; one with a scheme stays as it is."""
    address = _address_of(value, context)
    if address is None or _SCHEME.match(address):
        return address
    base = context.site.base_path.removesuffix("/")
    return normalized(_with_slash(base) + _with_slash(address))


@with_context
def absolute_url(value: object, *, context: Context) -> str | None:
    """Return the address with scheme and host, if the site has them."""
    address = _address_of(value, context)
    if address is None or _SCHEME.match(address):
        return address
    relative = str(relative_url(address, context=context))
    return normalized(context.site.url + relative) if context.site.url else relative


def strip_index(text: str) -> str | None:
    """Return the address without `index.html` at its end."""
    return _INDEX.sub("/", text, count=1) if text else None


def uri_escape(text: str) -> str:
    """Escape all signs that a URI cannot contain; escapes stay as they are."""
    return _component(text, _RESERVED)


def _address_of(value: object, context: Context) -> str | None:
    if isinstance(value, Mapping) and "url" in value:
        value = value["url"]
    return None if value is None else text_of(value, context.meter)


def _with_slash(path: str) -> str:
    return path if not path or path.startswith("/") else f"/{path}"


def normalized(address: str) -> str:
    """Return the address in the normal form of RFC 3986, section 6.2.2."""
    parts = _PARTS.fullmatch(address)
    assert parts is not None  # all of it is optional
    scheme, host, path, query, fragment = (part or "" for part in parts.groups())
    path = _without_dots(_component(path, _PATH))
    if host and not path:
        path = "/"
    if query:
        query = "?" + _component(query[1:], _QUERY)
    if fragment:
        fragment = "#" + _component(fragment[1:], _QUERY)
    return scheme.lower() + host.lower() + path + query + fragment


def _component(text: str, safe: str) -> str:
    """Decode the escapes that are not needed, and escape everything that is not safe."""
    escaped_safe = safe if safe == _RESERVED else safe.translate(_DELIMITERS)
    pieces = []
    for number, piece in enumerate(re.split(r"((?:%[0-9a-fA-F]{2})+)", text)):
        if number % 2:
            # An escaped delimiter is no delimiter, so in an address it stays escaped.
            plain, kept = unquote(piece, errors="surrogateescape"), escaped_safe
        else:
            plain, kept = piece, safe
        normal = unicodedata.normalize("NFC", plain)
        pieces.append(quote(normal, safe=kept, errors="surrogateescape"))
    return "".join(pieces)


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
