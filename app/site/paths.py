"""A document's file name and front matter → its path on the website. No file is read."""

import datetime as dt
import posixpath
import re
import unicodedata
from typing import Final
from urllib.parse import unquote, urlsplit

from slugify import slugify

from app.problems import shorten
from app.regex import regex

MAX_SEGMENT: Final = 200
MAX_PATH: Final = 2_000
HOME: Final = "index"

_INDEX_STEMS: Final = frozenset({"index", "_index"})
_KEPT_SIGNS: Final = regex(r"([._~]+)")
_PLAIN: Final = regex(r"[a-z0-9_~-][a-z0-9_.~-]*\Z")
PLACEHOLDER: Final = regex(r":([a-z_]+)")


class InvalidPathError(ValueError):
    """A slug or a path is not valid in an address; the message says why."""


def segment(text: str) -> str:
    """Return the text as one part of an address: lower case, with hyphens for other characters.

    Letters of every script stay. Raises InvalidPathError if nothing is left or it is too long.
    """
    if len(text) > MAX_SEGMENT:
        raise InvalidPathError(f"is {len(text)} characters long; the limit is {MAX_SEGMENT}")
    if _PLAIN.match(text):
        return text
    # Piece by piece: slugify keeps the marks of a letter, but turns a dot into a hyphen.
    slug = "".join(
        piece
        if _KEPT_SIGNS.match(piece)
        else slugify(
            piece,
            allow_unicode=True,
            algorithm="modern",
            replacements=[("&", " and "), ("'", ""), ("’", "")],
        )
        for piece in _KEPT_SIGNS.split(unicodedata.normalize("NFC", text))
    )
    if not slug.strip("."):
        raise InvalidPathError(f'"{text}" leaves nothing for an address')
    if len(slug) > MAX_SEGMENT:
        message = f"is {len(slug)} characters long when spelled out; the limit is {MAX_SEGMENT}"
        raise InvalidPathError(message)
    return slug


def checked_slug(slug: str) -> str:
    """Return the key `slug` as one part of an address. Raises InvalidPathError if it is none."""
    decoded = unquote(slug)
    if "/" in decoded or "\\" in decoded:
        message = f'"{shorten(slug)}" contains a slash; a slug is only the last part of a path'
        raise InvalidPathError(message)
    if decoded.strip() in {"", ".", ".."}:
        raise InvalidPathError(f'"{slug}" is not a name')
    return segment(decoded.strip())


def checked_permalink(permalink: str, is_own: bool = False) -> str:
    """Return a whole path that an author wrote, decoded, with a leading slash.

    `is_own`: it is a URL on the site's own host. Raises InvalidPathError if the path leads out of
    the site or is not valid in an address.
    """
    text = permalink.strip()
    if not is_own and re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", text):
        message = f'"{shorten(text)}" is an address elsewhere; a path begins with a slash'
        raise InvalidPathError(message)
    if is_own:
        try:
            text = urlsplit(text).path
        except ValueError as error:
            raise InvalidPathError(str(error)) from None
    return checked_address(text, spaces=False)


def checked_address(text: str, *, spaces: bool = True) -> str:
    """Return a whole path, decoded; `spaces`: they stay, as another system generates them.

    Raises InvalidPathError if the path leads out of the site or is not valid in an address.
    """
    if len(text) > MAX_PATH:
        raise InvalidPathError(f"is {len(text):,} characters long; the limit is {MAX_PATH:,}")
    if re.search(r"[?#\\]|%2[fF]|%5[cC]", text):
        reason = "contains a character that no path has (?, #, \\ or an encoded slash)"
        raise InvalidPathError(f'"{shorten(text)}" {reason}')
    decoded = unicodedata.normalize("NFC", unquote(text))
    if re.search("%2[ef]|%5c", decoded, re.IGNORECASE):
        # A server may decode it again, and browsers treat an encoded dot as a dot.
        raise InvalidPathError(f'"{shorten(text)}" contains a dot or a slash that is encoded twice')
    parts = []
    for written in decoded.strip("/").split("/") if decoded.strip("/") else []:
        part = written if spaces else written.strip()
        if part.strip() in {"", ".", ".."}:
            message = f'"{shorten(text)}" has the part "{written}", which no path may contain'
            raise InvalidPathError(message)
        if len(part) > MAX_SEGMENT:
            message = f"has a part of {len(part)} characters; the limit is {MAX_SEGMENT}"
            raise InvalidPathError(message)
        if any(unicodedata.category(character) in {"Cc", "Cf", "Cs"} for character in part):
            raise InvalidPathError(f'"{shorten(text)}" contains an invisible character')
        parts.append(part if spaces else re.sub(r"\s+", "-", part))
    if not parts:
        return "/"
    return f"/{'/'.join(parts)}{'/' if decoded.endswith('/') else ''}"


def file_parts(file: str) -> tuple[str, ...]:
    """Return the parts of a native document's path: `about/team.md` → about, team.

    Raises InvalidPathError if the name gives no address.
    """
    folder, stem = posixpath.split(posixpath.splitext(file)[0])
    parts = [segment(part) for part in folder.split("/") if part]
    if stem.lower() not in _INDEX_STEMS:
        parts.append(segment(stem))
    return tuple(parts)


def composed(path: str) -> str:
    """Return a path with each letter and its marks as one character: Unicode's form NFC.

    The same name may come in other forms, such as from the file system of a Mac.
    """
    return path if path.isascii() else unicodedata.normalize("NFC", path)


def path_of(parts: tuple[str, ...]) -> str:
    """Return the path of a page: its parts between slashes."""
    return f"/{'/'.join(parts)}/" if parts else "/"


def slug_of(path: str) -> str:
    """Return a page's slug: its path without the outer slashes; home is `index`."""
    return path.strip("/") or HOME


def stem_of(file: str) -> str:
    """Return the file's stem, or its folder's name if the file is the folder's index."""
    folder, stem = posixpath.split(posixpath.splitext(file)[0])
    if stem.lower() in _INDEX_STEMS and folder:
        return posixpath.basename(folder)
    return stem


def section_of(file: str) -> str | None:
    """Return the top folder of a document; None at the root."""
    folder, slash, _ = file.partition("/")
    return folder if slash else None


def fill_permalink(pattern: str, parts: tuple[str, ...], title: str, date: dt.date | None) -> str:
    """Return a collection's permalink for one document.

    `:path` is the document's path below its top folder. Raises InvalidPathError if the pattern
    needs a date and the document has none.
    """
    values = {
        "slug": parts[-1] if parts else HOME,
        "path": "/".join(parts[1:] if len(parts) > 1 else parts),
        "section": parts[0] if len(parts) > 1 else "",
    }

    def fill(match: re.Match[str]) -> str:
        name = match[1]
        if name == "title":
            return segment(title)
        if name in {"year", "month", "day"}:
            if date is None:
                raise InvalidPathError(f"has no date, which its permalink {pattern} needs")
            return f"{date.year:04}" if name == "year" else f"{getattr(date, name):02}"
        return values[name]

    filled = re.sub("/{2,}", "/", PLACEHOLDER.sub(fill, pattern))
    return checked_permalink(filled)
