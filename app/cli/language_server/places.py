"""Where in a text an author types: at a key or a value of metadata, or at the address of a link.

Only lines are looked at: while something is typed, the whole seldom parses.
"""

import re
from collections.abc import Iterable
from typing import Final, Literal, NamedTuple, TypeAlias

from app.front_matter.errors import UnclosedFrontMatterError
from app.front_matter.handlers import TOML_HANDLER, YAML_HANDLER
from app.regex import regex

Syntax: TypeAlias = Literal["yaml", "toml"]

_MARK: Final = "\ufeff"
# A link is looked for among so many characters before the cursor.
_MAX_LINK: Final = 2_000
# The name of a key in quotes or without, before its colon or equals sign.
_NAME: Final = r"""(?P<name>"[^"]*"|'[^']*'|[^\s"'\[{#:=][^:=]*?)"""
_YAML_KEY: Final = regex(rf"{_NAME}\s*:(?:\s+|\Z)")
_TOML_KEY: Final = regex(rf"\s*{_NAME}\s*=\s*")
_TOML_TABLE: Final = regex(r"\s*\[\[?\s*(?P<name>[^\[\]]+?)\s*\]\]?")
_DASH: Final = regex(r"-(?: +|\Z)")
_LINK: Final = regex(r"(?P<picture>!\[[^\]]*)?\]\(<?(?P<typed>[^()\s<>]*)\Z")
_DEFINITION: Final = regex(r" {0,3}\[[^\]]+\]:[ \t]*<?(?P<typed>[^\s<>]*)\Z")
_ATTRIBUTE: Final = regex(r"""\b(?:href|(?P<picture>src))=["'](?P<typed>[^"'\s<>]*)\Z""")


class MetadataPlace(NamedTuple):
    """A place in metadata, below these keys; None stands for an item of a list.

    What is typed begins at `start`. `role`: it is a key, the value of the last of `keys`, or an
    item, which may turn out to be a mapping. `block` are the offsets of all metadata.
    """

    role: Literal["key", "value", "item"]
    keys: tuple[str | None, ...]
    start: int
    syntax: Syntax
    block: tuple[int, int]


class LinkPlace(NamedTuple):
    """A place in the address of a link or picture, which begins at `start`."""

    start: int
    is_picture: bool


Place: TypeAlias = MetadataPlace | LinkPlace | None


def place_at(text: str, offset: int, *, is_data: bool = False) -> Place:
    """Return the place at an offset of a document, or of a YAML file if `is_data`."""
    # Of equal length, so that offsets stay.
    text = text.replace("\r\n", " \n").replace("\r", "\n").replace(_MARK, "\n", 1)
    if is_data:
        return _in_yaml(text, offset, (0, len(text)))
    block = metadata_block(text)
    if block is not None and offset <= block[2]:
        syntax, start, end = block
        if offset < start:
            return None
        read = _in_yaml if syntax == "yaml" else _in_toml
        return read(text, offset, (start, end))
    return _in_markdown(text, offset)


def metadata_block(text: str) -> tuple[Syntax, int, int] | None:
    """Return the syntax of the front matter and its offsets; None without, or in JSON.

    `text` has `\\n` line ends. Front matter that is not closed yet is the whole text.
    """
    syntax: Syntax
    for syntax, handler in (("yaml", YAML_HANDLER), ("toml", TOML_HANDLER)):
        opening = handler.FM_BOUNDARY.match(text)
        if opening is None:
            continue
        try:
            end = len(handler.split(text)[0])
        except UnclosedFrontMatterError:
            end = len(text)
        return syntax, opening.end(), end
    return None


def _in_markdown(text: str, offset: int) -> Place:
    start = max(text.rfind("\n", 0, offset) + 1, offset - _MAX_LINK)
    line = text[start:offset]
    match = _LINK.search(line) or _DEFINITION.match(line) or _ATTRIBUTE.search(line)
    if match is None:
        return None
    return LinkPlace(start + match.start("typed"), bool(match.groupdict().get("picture")))


def _in_yaml(text: str, offset: int, block: tuple[int, int]) -> Place:
    *above, line = text[block[0] : offset].split("\n")
    if line.lstrip().startswith("#"):
        return None
    levels = _levels(above)
    column, has_dash = _enter(levels, line)
    rest = line[column:]
    _leave(levels, (column, 0))
    keys = tuple(name for _, name in levels)
    start = offset - len(rest)
    if (key := _YAML_KEY.match(rest)) is None:
        return MetadataPlace("item" if has_dash else "key", keys, start, "yaml", block)
    return _in_value(rest, key, keys, start, ("yaml", block))


def _in_toml(text: str, offset: int, block: tuple[int, int]) -> Place:
    *above, line = text[block[0] : offset].split("\n")
    tables = [table for written in above if (table := _TOML_TABLE.match(written)) is not None]
    keys = tuple(map(_unquoted, tables[-1]["name"].split("."))) if tables else ()
    start = offset - len(line)
    if (key := _TOML_KEY.match(line)) is not None:
        return _in_value(line, key, keys, start, ("toml", block))
    if line.lstrip().startswith(("#", "[")):
        return None
    return MetadataPlace("key", keys, offset - len(line.lstrip()), "toml", block)


def _in_value(
    line: str,
    key: re.Match[str],
    above: tuple[str | None, ...],
    start: int,
    of_block: tuple[Syntax, tuple[int, int]],
) -> Place:
    """Return the place in the value of a key: all of it, or an entry of a list or mapping."""
    syntax, block = of_block
    keys = (*above, _unquoted(key["name"]))
    value = line[key.end() :]
    start += key.end()
    if not value.startswith(("[", "{")):
        return MetadataPlace("value", keys, start, syntax, block)
    if (entry := _open_entry(value)) is None:
        return None
    brackets, begin = entry
    keys = (*keys, *(None for bracket in brackets if bracket == "["))
    if brackets[-1] == "[":
        return MetadataPlace("item", keys, start + begin, syntax, block)
    inner = (_YAML_KEY if syntax == "yaml" else _TOML_KEY).match(value, begin)
    if inner is None:
        return MetadataPlace("key", keys, start + begin, syntax, block)
    keys = (*keys, _unquoted(inner["name"]))
    return MetadataPlace("value", keys, start + inner.end(), syntax, block)


def _open_entry(value: str) -> tuple[list[str], int] | None:
    """Return the brackets that are open in a value, and where the entry in the last one begins.

    None if all are closed.
    """
    brackets: list[str] = []
    start = 0
    quote = ""
    for index, character in enumerate(value):
        if quote:
            quote = "" if character == quote else quote
        elif character in {'"', "'"} and not value[start:index].strip():
            quote = character
        elif character in {"[", "{"}:
            brackets.append(character)
            start = index + 1
        elif character in {"]", "}"} and brackets:
            brackets.pop()
        elif character == ",":
            start = index + 1
    if not brackets:
        return None
    return brackets, start + len(value[start:]) - len(value[start:].lstrip())


# The column of a key, or of the dash of an item, which comes after a key in the same column.
_Column: TypeAlias = tuple[int, int]
_Levels: TypeAlias = list[tuple[_Column, str | None]]


def _levels(lines: Iterable[str]) -> _Levels:
    """Return the keys and items that are open after these lines of YAML, the outermost first."""
    levels: _Levels = []
    for line in lines:
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        column, _ = _enter(levels, line)
        if (key := _YAML_KEY.match(line, column)) is not None:
            _leave(levels, (column, 0))
            levels.append(((column, 0), _unquoted(key["name"])))
    return levels


def _enter(levels: _Levels, line: str) -> tuple[int, bool]:
    """Open the items that begin in a line. Return the column behind them, and if there are any."""
    column = len(line) - len(line.lstrip(" "))
    has_dash = False
    while (dash := _DASH.match(line, column)) is not None:
        _leave(levels, (column, 1))
        levels.append(((column, 1), None))
        column = dash.end()
        has_dash = True
    return column, has_dash


def _leave(levels: _Levels, column: _Column) -> None:
    """Close what does not enclose this column."""
    while levels and levels[-1][0] >= column:
        levels.pop()


def _unquoted(name: str) -> str:
    return name.strip().strip("\"'")
