"""The sizes of pictures in a body: a browser leaves room for them before they are there."""

from collections.abc import Iterable
from html import escape

from app.markdown.body import Picture
from app.markdown.sanitise import Tag

Pairs = list[tuple[str, str]]


def missing_size(given: Iterable[tuple[str, str]], picture: Picture | None) -> Pairs:
    """Return the attributes `width` and `height` of a picture that are not given.

    Beside one that is given in pixels the other keeps the proportion; beside any other there is
    none.
    """
    if picture is None or not picture.width or not picture.height:
        return []
    values = {name: value for name, value in given if name in {"width", "height"}}
    if not values:
        return [("width", str(picture.width)), ("height", str(picture.height))]
    ((name, value), *others) = values.items()
    # More digits than a picture can have pixels are no size.
    if others or not (value.isascii() and value.isdigit()) or len(value) > 6:
        return []
    if name == "width":
        return [("height", _scaled(int(value), picture.height, picture.width))]
    return [("width", _scaled(int(value), picture.width, picture.height))]


def complete_tag(tag: Tag, picture: Picture | None) -> Tag:
    """Return the tag of a picture with the attributes that it lacks."""
    added = missing_size(tag.attributes, picture)
    if picture is not None and picture.alt and tag.attribute("alt") is None:
        added.insert(0, ("alt", picture.alt))
    return tag._replace(attributes=(*tag.attributes, *added)) if added else tag


def written(pairs: Iterable[tuple[str, str]]) -> str:
    """Return attributes as HTML, each with a space before it."""
    return "".join(f' {name}="{escape(value)}"' for name, value in pairs)


def _scaled(length: int, side: int, by: int) -> str:
    return str(max(1, round(length * side / by)))
