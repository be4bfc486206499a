"""New addresses in the style in which an author wrote the old one."""

import posixpath
import re
from collections.abc import Iterator
from typing import Final, NamedTuple
from urllib.parse import quote, unquote

from app.regex import regex

_PARTS: Final = regex(
    r"(?P<host>(?:[A-Za-z][A-Za-z0-9+.-]*:)?//[^/?#]*)?(?P<path>[^?#]*)", re.DOTALL
)
# A colon in the first part of a relative path would make a scheme of it; parentheses end a link.
_SAFE: Final = "~!$&'*+,;=@"
_INDEX: Final = "index.html"


class WrittenAddress(NamedTuple):
    """An address as written, by its parts: `https://host`, `/path`, `?query#fragment`."""

    host: str
    path: str
    tail: str

    @classmethod
    def of(cls, text: str) -> "WrittenAddress":
        """Return the parts of an address."""
        match = _PARTS.match(text)
        assert match is not None
        return cls(match["host"] or "", match["path"], text[match.end() :])

    @property
    def is_relative(self) -> bool:
        """True if the path is relative to a page or a file."""
        return not self.host and not self.path.startswith("/")

    @property
    def decoded(self) -> str:
        """The path without percent-encoding."""
        return unquote(self.path)

    def with_path(self, path: str) -> str:
        """Return the address with another path, which is decoded.

        Parts that the old path has too stay as they were written.
        """
        written = {unquote(part): part for part in self.path.split("/")}
        is_raw = not self.path.isascii()
        parts = [
            written[part] if part in written else _encoded(part, is_raw) for part in path.split("/")
        ]
        return f"{self.host}{'/'.join(parts)}{self.tail}"


def in_style(path: str, written: str, old_path: str) -> str:
    """Return a page's path with the ending that an author gave its old path.

    Endings are a slash, none, `.html` and `index.html`.
    """
    if written.endswith(f"/{_INDEX}") and not old_path.endswith(_INDEX):
        return f"{path}{_INDEX}" if path.endswith("/") else path
    if written.endswith(".html") and not old_path.endswith(".html"):
        return f"{path.rstrip('/')}.html" if path.rstrip("/") else path
    if written.endswith("/"):
        return path if old_path.endswith("/") else f"{path.removesuffix('.html').rstrip('/')}/"
    if old_path.endswith(".html") and not written.endswith(".html"):
        return path.removesuffix(".html")
    return path.rstrip("/") or "/"


def relative_paths(path: str, base: str, written: str) -> Iterator[str]:
    """Yield the forms of a path relative to a folder, the one most like the written one first."""
    relative = posixpath.relpath(path, base.rstrip("/") or "/")
    if (path.endswith("/") and path != "/") or path == "/":
        relative += "/"
    is_above = relative.startswith("../")
    dotted = relative if is_above and not written.startswith("./../") else f"./{relative}"
    yield from (dotted, relative) if written.startswith("./") else (relative, dotted)


def _encoded(part: str, is_raw: bool) -> str:
    if not is_raw:
        return quote(part, safe=_SAFE)
    return "".join(sign if ord(sign) > 127 else quote(sign, safe=_SAFE) for sign in part)
