"""`markup.goldmark.parser` of the configuration: how bodies are to be parsed.

Specification: https://gohugo.io/configuration/markup/#goldmark.
"""

from collections.abc import Iterable, Mapping
from typing import Final, Literal, TypeAlias

from app.front_matter import (
    FrontMatter,
    KeyPath,
    Scalar,
    Value,
    is_null,
    source_text,
)
from app.problems import Fault

IdType: TypeAlias = Literal["github", "github-ascii", "blackfriday"]

_PARSER: Final = ("markup", "goldmark", "parser")
_FLAGS: Final = (
    ("attribute", "title"),
    ("attribute", "block"),
    ("autoHeadingID",),
    ("autoDefinitionTermID",),
)
# What Hugo's decoder takes for one in a text, and what YAML once did.
_TRUE: Final = frozenset({"1", "t", "true", "yes", "on"})
_FALSE: Final = frozenset({"", "0", "f", "false", "no", "off"})


def id_type(values: Mapping[str, Value]) -> IdType:
    """By whose rule headings have ids, as the whole configuration says."""
    for key in ("autoidtype", "autoheadingidtype"):
        match _held(values, (*_PARSER, key)):
            case "github-ascii":
                return "github-ascii"
            case "blackfriday":
                return "blackfriday"
    return "github"


def parser_options(values: Mapping[str, Value]) -> tuple[tuple[str, str], ...]:
    """What the whole configuration, its keys in lower case, says, by Hugo's names."""
    told: list[tuple[str, str]] = []
    for flag in _FLAGS:
        held = _held(values, (*_PARSER, *flag))
        is_set = _truth(held) if held is not None else None
        if is_set is not None:
            told.append((".".join(flag), "true" if is_set else "false"))
    return tuple(told)


def markup_faults(found: FrontMatter, under: Mapping[str, Value]) -> Iterable[Fault]:
    """What in one file is none of what it has to be.

    `under` is where in the whole the file's keys stand, empty where it is the whole.
    """
    if under and under != {_PARSER[0]: {}}:
        return
    above = _PARSER[:1] if under else ()
    seen: set[KeyPath] = set()
    for flag in _FLAGS:
        names = (*_PARSER, *flag)[len(above) :]
        value: Value = found.values
        path: KeyPath = ()
        for name in names:
            if not isinstance(value, Mapping):
                break
            key = next((key for key in value if key.lower() == name.lower()), None)
            if key is None:
                break
            value, path = value[key], (*path, key)
        is_whole = len(path) == len(names)
        if path in seen or (isinstance(value, Mapping) and not is_whole):
            continue
        if is_null(value) or (is_whole and _truth(value) is not None):
            continue
        seen.add(path)
        named = ".".join((*above, *names[: len(path)]))
        wanted = "true or false" if is_whole else "a table of keys"
        told = f"{named} is to be {wanted}, and here is {_shown(value)}"
        hint = "Write true or false." if is_whole else "Write its keys below it, or take it out."
        yield Fault(found.marks[path].value, "invalid-value", told, hint)


def _held(values: Mapping[str, Value], path: Iterable[str]) -> Value | None:
    """What stands at this path of keys."""
    held: Value | None = values
    for key in path:
        held = held.get(key.lower()) if isinstance(held, Mapping) else None
    return held


def _truth(value: Value) -> bool | None:
    """Whether the value is true, as Hugo decodes it; None where it is no such."""
    if isinstance(value, Scalar) and isinstance(value.value, int | float):
        return bool(value.value)
    if isinstance(value, str):
        text = value.strip().lower()
        return True if text in _TRUE else False if text in _FALSE else None
    return None


def _shown(value: Value) -> str:
    if isinstance(value, Mapping):
        return "a table"
    text = source_text(value)
    return "a list" if text is None else f'"{text}"'
