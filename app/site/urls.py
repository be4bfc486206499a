"""Addresses on the site's own host."""

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote, urlsplit

from app.regex import regex

SCHEME: Final = regex(r"[A-Za-z][A-Za-z0-9+.\-]*:")
_ON_HOST: Final = regex(r"//(?P<host>[^/?#:]*)(?::[0-9]*)?(?P<path>(?:/[^?#]*)?)(?=[?#]|\Z)")
_WEB: Final = frozenset({"http:", "https:"})


def own_host(base_url: str | None) -> str | None:
    """Return the site's own host without `www.`; None if the site has none."""
    host = urlsplit(base_url).hostname if base_url else None
    return host.removeprefix("www.") if host else None


def base_path(base_url: str | None) -> str:
    """Return the path of the site on its host: `/clinic`; empty at the root."""
    return urlsplit(base_url).path.rstrip("/") if base_url else ""


def with_slashes(url: str) -> str:
    """Return a URL of the web with slashes for backslashes in its path, as browsers read it.

    Specification: https://url.spec.whatwg.org/#concept-basic-url-parser.
    """
    scheme = SCHEME.match(url.lstrip())
    if "\\" not in url or (scheme and scheme.group().lower() not in _WEB):
        return url
    end = min((at for at in (url.find("?"), url.find("#")) if at >= 0), default=len(url))
    return url[:end].replace("\\", "/") + url[end:]


def is_internal(host: str | None, url: str, base: str = "") -> bool:
    """Return True if a URL is relative, root-relative, or absolute on the site's own host.

    There it also is below `base`, the path of the site on its host.
    """
    if url[:1] == "/" and url[1:2] > " " and url[1:2] not in "/\\":  # the usual case
        return True
    rest = with_slashes(re.sub("[\x00-\x20]+", "", url))
    if scheme := SCHEME.match(rest):
        if scheme.group().lower() not in _WEB:
            return False
        rest = rest[scheme.end() :]
        if not rest.startswith("//"):
            return False
    if not rest.startswith("//"):
        return True
    match = _ON_HOST.match(rest)
    if match is None or host is None or match["host"].lower().removeprefix("www.") != host:
        return False
    return f"{unquote(match['path'])}/".startswith(f"{unquote(base)}/")


@dataclass(frozen=True, slots=True)
class Internal:
    """The predicate `is_internal` for one site, comparable by value.

    `base` is the path of the site on its host, empty at the root.
    """

    host: str | None
    base: str = ""

    def __call__(self, url: str) -> bool:
        """Return True if `url` is an address of the site."""
        return is_internal(self.host, url, self.base)
