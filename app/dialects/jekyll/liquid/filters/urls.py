"""Filters of addresses, as Jekyll and the URI library that it stands on make them."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Final
from urllib.parse import quote, unquote

from app.dialects.jekyll.liquid.context import Context
from app.dialects.jekyll.liquid.filters.strings import read, url_encode

_SCHEME: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*+:")
_PARTS: Final = re.compile(
    r"(?:([a-zA-Z][a-zA-Z0-9+.-]*+:)?(//[^/?#]*+))?([^?#]*+)(\?[^#]*+)?(#.*+)?", re.DOTALL
)
_INDEX: Final = re.compile(r"/index\.html?$", re.MULTILINE)
_RESERVED: Final = ":/?#[]@!$&'()*+,;="
_PATH: Final = "/:@!$&'()*+,;="
_DELIMITERS: Final = dict.fromkeys(map(ord, "/?#&=+;"))
_QUERY: Final = "/:@!$'()*+,;=?&"


def relative_url(context: Context, value: object) -> object:
    """The address below the base path, unless it has a scheme."""
    if value is None:
        return None
    address = read(context, _addressed(value))
    if _SCHEME.match(address):
        return address
    base = context.site.base_path.removesuffix("/")
    return normalised(_with_slash(base) + _with_slash(address))


def absolute_url(context: Context, value: object) -> object:
    """The address with scheme and host, where the site says which."""
    if value is None:
        return None
    address = read(context, _addressed(value))
    if _SCHEME.match(address):
        return address
    relative = str(relative_url(context, address))
    return normalised(context.site.url + relative) if context.site.url else relative


def strip_index(context: Context, value: object) -> object:
    """The address without a last `index.html`."""
    text = read(context, value)
    return _INDEX.sub("/", text, count=1) if text else None


def uri_escape(context: Context, value: object) -> object:
    """The text with all escaped that may not stand in a URI; escapes stay."""
    return _component(read(context, value), _RESERVED)


def _addressed(value: object) -> object:
    return value["url"] if isinstance(value, Mapping) and "url" in value else value


def _with_slash(path: str) -> str:
    return path if not path or path.startswith("/") else f"/{path}"


def normalised(address: str) -> str:
    """The address in the normal form of RFC 3986, section 6.2.2."""
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
    """Each escape that need not be one undone, and all else escaped."""
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


FILTERS: Final[dict[str, Callable[..., object]]] = {
    "absolute_url": absolute_url,
    "cgi_escape": url_encode,
    "relative_url": relative_url,
    "strip_index": strip_index,
    "uri_escape": uri_escape,
}
