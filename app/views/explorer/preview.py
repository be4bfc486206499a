"""A body's HTML for the explorer: links stay in it, and nothing comes from another host.

It has no classes: the names that authors choose may be those of the explorer's style sheet.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple
from urllib.parse import quote, unquote, urlsplit

from markupsafe import escape

from app.files.character_references import unescape_attribute
from app.library.library import Library
from app.regex import regex

# The sanitiser writes every tag in this form, with `<` and `"` escaped in values.
_TAG: Final = regex(r"<(a|img|iframe)((?: [a-z-]+(?:=\"[^\"]*\")?)*) ?/?>(?:</iframe>)?")
_ATTRIBUTE: Final = regex(r" ([a-z-]+)(?:=\"([^\"]*)\")?")
_CLASS: Final = regex(r"(<[a-z][a-z0-9]*(?: [a-z-]+(?:=\"[^\"]*\")?)*?) class=\"[^\"]*\"")
_ELSEWHERE: Final = regex(r"[A-Za-z][A-Za-z0-9+.-]*:|//")


class Picture(NamedTuple):
    """A picture of a body; `is_missing` if it is to be in the content folder and is not."""

    src: str
    alt: str
    size: str | None
    is_elsewhere: bool
    is_missing: bool


class Preview(NamedTuple):
    """The HTML as the explorer shows it, and the pictures in it."""

    html: str
    pictures: Sequence[Picture]


def preview(html: str, library: Library, root: str, route: Callable[[str], str]) -> Preview:
    """Return the preview of a body. `route` returns the explorer's address of a page's slug."""
    pictures: list[Picture] = []

    def replaced(match: re.Match[str]) -> str:
        tag, attributes = match[1], _attributes(match[2])
        if tag == "a":
            return _link(match[0], attributes, library, root, route)
        if tag == "iframe":
            return _frame(attributes.get("src", ""))
        picture = picture_of(attributes, library, root)
        pictures.append(picture)
        return _shown(match[0], picture, root)

    return Preview(_TAG.sub(replaced, _CLASS.sub(r"\1", html)), pictures)


def _attributes(text: str) -> dict[str, str]:
    return {name: unescape_attribute(value or "") for name, value in _ATTRIBUTE.findall(text)}


def _link(
    tag: str,
    attributes: dict[str, str],
    library: Library,
    root: str,
    route: Callable[[str], str],
) -> str:
    """Return the tag of a link: one to a page leads to it in the explorer.

    So does one to nothing: the explorer has suggestions there.
    """
    href = attributes.get("href", "")
    if not href.startswith("/") or href.startswith("//"):
        return tag
    path, _, fragment = href.partition("#")
    path = path.partition("?")[0]
    match = library.resolve(href)
    if match is None:
        address = route(unquote(path).strip("/"))
    elif match.page is not None:
        address = route(match.page.ref.slug) + (f"#{quote(unquote(fragment))}" if fragment else "")
    elif match.asset is not None:
        address = href if root and path.startswith(f"{root}/") else root + href
    else:
        address = match.location or href
    return re.sub(r' href="[^"]*"', lambda _: f' href="{escape(address)}"', tag, count=1)


def _frame(src: str) -> str:
    host = urlsplit(src).hostname or src
    return f'<p class="stand-in"><a href="{escape(src)}">Embedded from {escape(host)}</a></p>'


def picture_of(attributes: Mapping[str, str], library: Library, root: str) -> Picture:
    """Return the picture of the attributes of its tag."""
    src = attributes.get("src", "")
    is_elsewhere = _ELSEWHERE.match(src) is not None
    path = src.partition("?")[0].partition("#")[0]
    known = library.resolve(path.removeprefix(root)) if path and not is_elsewhere else None
    sizes = [attributes.get(name) for name in ("width", "height")]
    return Picture(
        src,
        attributes.get("alt", ""),
        " × ".join(size for size in sizes if size) if all(sizes) else None,
        is_elsewhere,
        not is_elsewhere and (known is None or known.asset is None),
    )


def _shown(tag: str, picture: Picture, root: str) -> str:
    """Return the tag of a picture; a box in its place if it would not load."""
    if picture.is_elsewhere:
        host = urlsplit(picture.src).hostname or "another host"
        return f'<span class="stand-in">Picture from {escape(host)}: {escape(picture.alt)}</span>'
    if picture.is_missing:
        return f'<span class="stand-in missing">Missing picture: {escape(picture.src)}</span>'
    if root and not picture.src.startswith(f"{root}/"):
        address = f' src="{escape(root + picture.src)}"'
        return re.sub(r' src="[^"]*"', lambda _: address, tag, count=1)
    return tag
