"""Which addresses are the site's own."""

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")


def own_host(base_url: str | None) -> str | None:
    """The site's own host without `www.`; None where the site names none."""
    host = urlsplit(base_url).hostname if base_url else None
    return host.removeprefix("www.") if host else None


def base_path(base_url: str | None) -> str:
    """The path below which the site lies on its host: `/clinic`; empty at the root."""
    return urlsplit(base_url).path.rstrip("/") if base_url else ""


def is_internal(host: str | None, url: str) -> bool:
    """Whether a URL is relative, root-relative, or absolute on the site's own host."""
    if url[:1] == "/" and url[1:2] > " " and url[1:2] != "/":  # nearly all
        return True
    rest = re.sub("[\x00-\x20]+", "", url)
    if scheme := SCHEME.match(rest):
        if scheme.group().lower() not in {"http:", "https:"}:
            return False
        rest = rest[scheme.end() :]
        if not rest.startswith("//"):
            return False
    if not rest.startswith("//"):
        return True
    named = re.split(r"[/?#:]", rest[2:], maxsplit=1)[0].lower()
    return host is not None and named.removeprefix("www.") == host


@dataclass(frozen=True, slots=True)
class Internal:
    """The question whether a URL is internal, as a value: it is asked of many with one own host."""

    host: str | None

    def __call__(self, url: str) -> bool:
        """Whether it is."""
        return is_internal(self.host, url)
